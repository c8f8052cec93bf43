from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article, FormerSource, VocabularyChange
from sources.models import Source, SourceAlias

from ..importing.queries import alone, in_chunks
from .following import follow, precede
from .refusals import Refused

FIELDS = ("id", "name", "key", "slug", "kind", "homepage", "description", "notes")


def merge_sources(sources: Iterable[Source], target: Source, user: AbstractBaseUser | None) -> VocabularyChange:
    """Make `sources` one with `target`: their articles and names are its own, and their addresses lead to it."""
    ids = [source.pk for source in sources if source.pk != target.pk]
    return alone(lambda: _merge(ids, target.pk, user))


def _merge(ids: list[int], target_id: int, user: AbstractBaseUser | None) -> VocabularyChange:
    rows = {row.pk: row for row in Source.objects.select_for_update().filter(pk__in=[*ids, target_id])}
    if not ids or len(rows) != len(ids) + 1:
        raise Refused(_("Some of these sources are gone. Go back to the list and choose again."))
    target = rows.pop(target_id)
    before = [_snapshot(row) for row in rows.values()]
    moved = {pk for row in before for pk in (*row["articles"], *row["reposts"])}
    precede(moved)
    Article.objects.filter(source__in=rows).update(source=target)
    Article.objects.filter(republisher__in=rows).update(republisher=target)
    SourceAlias.objects.filter(source__in=rows).update(source=target)
    FormerSource.objects.filter(source__in=rows).update(source=target)
    Source.objects.filter(pk__in=rows).delete()
    for row in before:
        if not SourceAlias.objects.filter(key=row["key"]).exists():
            SourceAlias.objects.create(source=target, name=row["name"])
        if row["public"]:
            FormerSource.objects.update_or_create(slug=row["slug"], defaults={"source": target})
    follow(moved, user)
    return VocabularyChange.objects.create(
        kind=VocabularyChange.Kind.MERGE_SOURCES,
        names=[row["name"] for row in before],
        target=target.name,
        articles=len(moved),
        user=user,
        before={"target": target.pk, "sources": before},
    )


def _snapshot(source: Source) -> dict[str, Any]:
    """All of a source that a merge takes apart."""
    public = Article.objects.published().filter(Q(source=source) | Q(republisher=source))
    return {
        # An address that readers never saw leads nowhere: that something stood there is nobody's business.
        "public": public.exists(),
        **{name: getattr(source, name) for name in FIELDS},
        "aliases": list(source.aliases.values_list("key", flat=True)),
        "addresses": list(source.former_addresses.values_list("slug", flat=True)),
        "articles": list(source.articles.order_by().values_list("pk", flat=True)),
        "reposts": list(source.reposts.order_by().values_list("pk", flat=True)),
    }


def undo_merge(change: VocabularyChange) -> set[int]:
    """Take the sources apart again, but for what an editor has given another source since; ids of the articles."""
    target, moved = Source.objects.select_for_update().filter(pk=change.before["target"]).first(), set()
    if target is None:
        message = _("“%(name)s” has itself been merged or deleted since. Undo that first.")
        raise Refused(message % {"name": change.target})
    for row in change.before["sources"]:
        SourceAlias.objects.filter(key=row["key"], source=target).delete()
        _refuse_taken(row)
        FormerSource.objects.filter(slug=row["slug"], source=target).delete()
        # A merge that is older than a field has nothing to say of it.
        source = Source.objects.create(**{name: row[name] for name in FIELDS if name in row})
        SourceAlias.objects.filter(key__in=row["aliases"], source=target).update(source=source)
        FormerSource.objects.filter(slug__in=row["addresses"], source=target).update(source=source)
        moved |= _give_back("source", row["articles"], target, source)
        moved |= _give_back("republisher", row["reposts"], target, source)
    return moved


def _refuse_taken(row: dict[str, Any]) -> None:
    holder = Source.objects.named(row["name"]).first() or Source.objects.filter(slug=row["slug"]).first()
    if holder:
        message = _(
            "“%(name)s” is meanwhile a name or the address of the source “%(source)s”. Take it from that first."
        )
        raise Refused(message % {"name": row["name"], "source": holder})


def _give_back(field: str, ids: list[int], target: Source, source: Source) -> set[int]:
    given: set[int] = set()
    for chunk in in_chunks(ids):
        still = Article.objects.filter(**{field: target}, pk__in=chunk)
        given.update(still.order_by().values_list("pk", flat=True))
        still.update(**{field: source})
    return given
