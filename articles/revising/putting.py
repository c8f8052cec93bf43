"""Articles put into a state that was recorded or worked out, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles import autotagging, clustering, filing, search
from articles.importing.bulk import insert, update
from articles.models import Article, Credit, Tag
from articles.states import COLUMNS, FIELDS, NO_MOMENT, SOURCES, TIMES, Kind, State, changed, is_published
from sources.models import Source

from .reading import Standing

# Of these a state is cleaned once more before it is written: the cleaning may have become stricter since.
_CLEANED = {name for name, kind in FIELDS.items() if kind in {Kind.LINE, Kind.TEXT, Kind.HTML, Kind.DATA}}


class Rows:
    """The sources and tags that states name, by the ids that they had when the states were recorded.

    One that is gone is found by its name, and made again where nobody has that.
    """

    def __init__(self, states: Iterable[State]):
        states = list(states)
        self._sources = dict(told[name] for told in states for name in SOURCES if told.get(name))
        self._tags = dict(tag for told in states for tag in told.get("tags", ()))
        self._source_ids = self._there(Source, self._sources, self._source)
        self._tag_ids = self._there(Tag, self._tags, lambda name: Tag.objects.get_or_create(name=name)[0])

    def source(self, reference: list[Any] | None) -> int | None:
        return self._source_ids[reference[0]] if reference else None

    def tags(self, told: State) -> list[int]:
        return list(dict.fromkeys(self._tag_ids[pk] for pk, _name in told.get("tags", ())))

    @staticmethod
    def _there(model, names: dict[int, str], again) -> dict[int, int]:
        there = set(model._default_manager.filter(pk__in=list(names)).values_list("pk", flat=True))
        return {pk: pk if pk in there else again(name).pk for pk, name in names.items()}

    @staticmethod
    def _source(name: str) -> Source:
        return Source.objects.named(name).first() or Source.objects.create(name=name)


def put(wanted: Mapping[int, State], standing: Mapping[int, Standing]) -> None:
    """Write states to articles, by id; only what differs from how they are `standing` is touched."""
    differing = {pk: set(changed(standing[pk].state, told)) for pk, told in wanted.items()}
    wanted = {pk: told for pk, told in wanted.items() if differing[pk]}
    if not wanted:
        return
    rows, names = Rows(wanted.values()), set().union(*differing.values())
    update(Article, _columns(names), (_row(pk, told, rows, bool(names & _CLEANED)) for pk, told in wanted.items()))
    tags = {pk: rows.tags(told) for pk, told in wanted.items() if "tags" in differing[pk]}
    # What an editor brings back or takes off is no rule's to decide.
    autotagging.record_edits({pk: (_tag_ids(standing[pk].state), after) for pk, after in tags.items()})
    put_tags(tags)
    put_credits({pk: told.get("credits", []) for pk, told in wanted.items() if "credits" in differing[pk]})
    _mark_withdrawn(pk for pk, told in wanted.items() if is_published(standing[pk].state) and not is_published(told))
    search.store(Article.objects.filter(pk__in=list(wanted)))
    filing.store(pk for pk in wanted if differing[pk] & {"title", "column"})
    clustering.follow([pk for pk in wanted if differing[pk] & {"body", "published_at"}], {})


def _tag_ids(told: State) -> list[int]:
    return [pk for pk, _name in told.get("tags", ())]


def _mark_withdrawn(ids: Iterable[int]) -> None:
    """Their addresses answer from now on that they were withdrawn; those that had yet to appear were never there."""
    now = timezone.now()
    Article.objects.filter(pk__in=list(ids)).exclude(publish_at__gt=now).update(withdrawn_at=now)


def values_of(told: State, rows: Rows) -> dict[str, Any]:
    """The columns of Article for a state."""
    values = {name: told.get(name, _nothing(FIELDS[name])) for name in COLUMNS}
    values |= {f"{name}_id": rows.source(told.get(name)) for name in SOURCES}
    values |= {name: datetime.fromisoformat(told[name]) if name in told else None for name in TIMES}
    value, precision = told.get("published_at", NO_MOMENT)
    return values | {
        "published_at": datetime.fromisoformat(value) if value else None,
        "published_precision": precision,
    }


def put_tags(tags: Mapping[int, list[int]]) -> None:
    """These tags and no others for each article."""
    through = Article.tags.through
    through.objects.filter(article__in=list(tags)).delete()
    insert(through, [{"article_id": pk, "tag_id": tag} for pk, ids in tags.items() for tag in ids])


def put_credits(credits: Mapping[int, list[list[Any]]]) -> None:
    """These credits and no others for each article."""
    names = ("article_id", "name", "role", "affiliation", "order")
    Credit.objects.filter(article__in=list(credits)).delete()
    insert(Credit, [dict(zip(names, [pk, *who], strict=True)) for pk, told in credits.items() for who in told])


def _row(pk: int, told: State, rows: Rows, is_cleaned: bool) -> dict[str, Any]:
    values = values_of(told, rows) | {"pk": pk, "updated_at": timezone.now()}
    if not is_cleaned:
        return values
    article = Article(**values).prepare()
    return {name: getattr(article, name) for name in (*values, "text")}


def _columns(names: set[str]) -> list[str]:
    columns = ["updated_at", *(name for name in COLUMNS if name in names)]
    columns += (f"{name}_id" for name in SOURCES if name in names)
    columns += (name for name in TIMES if name in names)
    if "published_at" in names:
        columns += ["published_at", "published_precision"]
    return [*columns, "text"] if "body" in names else columns


def _nothing(kind: Kind) -> Any:
    return {Kind.LABELS: [], Kind.DATA: {}}.get(kind, "")
