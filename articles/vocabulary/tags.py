from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from articles.models import Article, FormerTag, Tag, TagMark, TagRule, VocabularyChange
from sources.models import slug_of

from ..cleaning import clean_text
from ..importing.bulk import insert
from ..importing.queries import alone, in_chunks
from .following import follow, precede
from .refusals import Refused

FIELDS = ("id", "name", "slug", "description", "kind", "within_id")
Kind = VocabularyChange.Kind
Tagged = Article.tags.through


def merge_tags(tags: Iterable[Tag], target: Tag, user: AbstractBaseUser | None) -> VocabularyChange:
    """Make `tags` one with `target`: what had one of them has it, and their names and addresses lead to it."""
    ids = [tag.pk for tag in tags if tag.pk != target.pk]
    return alone(lambda: _merge(ids, target.pk, user))


def delete_tags(tags: Iterable[Tag], user: AbstractBaseUser | None) -> VocabularyChange:
    """Take `tags` away, from all articles and for good: files that still name them do not bring them back."""
    ids = [tag.pk for tag in tags]
    return alone(lambda: _merge(ids, None, user))


def rename_tag(tag: Tag, name: str, user: AbstractBaseUser | None) -> VocabularyChange:
    """Give `tag` another name and the address that goes with it. Raises Refused where another tag has the name."""
    return alone(lambda: _rename(tag.pk, clean_text(name), user))


def _merge(ids: list[int], target_id: int | None, user: AbstractBaseUser | None) -> VocabularyChange:
    wanted = {*ids, target_id} - {None}
    rows = {row.pk: row for row in Tag.objects.select_for_update().filter(pk__in=wanted)}
    if not ids or len(rows) != len(wanted):
        raise Refused(_("Some of these tags are gone. Go back to the list and choose again."))
    target = rows.pop(target_id, None)
    if target is None:
        _refuse_ruled(rows)
    before = [_snapshot(row) for row in rows.values()]
    had = {pk for row in before for pk in row["articles"]}
    precede(had)
    added = had - _articles_of(target) if target else set()
    insert(Tagged, ({"article_id": pk, "tag_id": target_id} for pk in sorted(added)))
    former = _remember(list(rows.values()), target)
    if target:
        _hand_over(rows, target, added)
    Tag.objects.filter(pk__in=rows).delete()
    follow(had, user)
    return VocabularyChange.objects.create(
        kind=Kind.MERGE_TAGS if target else Kind.DELETE_TAGS,
        names=[row["name"] for row in before],
        target=target.name if target else "",
        articles=len(had),
        user=user,
        before={"target": target_id, "tags": before, "added": sorted(added), "former": former},
    )


def _refuse_ruled(ids: Iterable[int]) -> None:
    """A rule would give the tag again, and would be gone with it."""
    if rule := TagRule.objects.filter(tag__in=list(ids)).select_related("tag").first():
        raise Refused(_("There is a rule that gives the tag “%(tag)s”. Delete the rule first.") % {"tag": rule.tag})


def _hand_over(ids: Iterable[int], target: Tag, added: Iterable[int]) -> None:
    """Rules of the tags give `target` from now on, which counts as theirs where no one else had given it.

    Regions that lay in one of the tags lie in `target`.
    """
    ids = list(ids)
    TagRule.objects.filter(tag__in=ids).update(tag=target)
    Tag.objects.filter(within__in=ids).exclude(pk=target.pk).update(within=target)
    for chunk in in_chunks(sorted(added)):
        marks = TagMark.objects.filter(tag__in=ids, article__in=chunk, state=TagMark.State.GIVEN).order_by("pk")
        first = {article: pk for pk, article in reversed(marks.values_list("pk", "article"))}
        # What an editor or a file gave as one of the tags is theirs as the other too.
        unmarked = Tagged.objects.filter(tag__in=ids, article__in=chunk).exclude(
            Exists(TagMark.objects.filter(article=OuterRef("article"), tag=OuterRef("tag")))
        )
        theirs = set(unmarked.values_list("article", flat=True))
        given = [pk for article, pk in first.items() if article not in theirs]
        TagMark.objects.filter(article__in=chunk, tag=target).delete()
        TagMark.objects.filter(pk__in=given).update(tag=target)


def _rename(pk: int, name: str, user: AbstractBaseUser | None) -> VocabularyChange:
    tag = Tag.objects.select_for_update().filter(pk=pk).first()
    if tag is None:
        raise Refused(_("This tag is gone. Go back to the list and choose again."))
    if not name or name == tag.name:
        raise Refused(_("Write the new name: it is empty, or the old one."))
    if len(name) > Tag._meta.get_field("name").max_length:
        raise Refused(_("A tag's name has at most 100 characters. Shorten it."))
    slug = slug_of(name, max_length=100)
    if holder := Tag.objects.filter(Q(name=name) | Q(slug=slug)).exclude(pk=pk).first():
        raise Refused(_("“%(name)s” is the name or the address of another tag. Merge the two.") % {"name": holder})
    before, former = _snapshot(tag), _remember([tag], tag, name)
    FormerTag.objects.filter(name=name).delete()
    change = VocabularyChange.objects.create(
        kind=Kind.RENAME_TAG,
        names=[tag.name],
        target=name,
        articles=len(before["articles"]),
        user=user,
        before={"target": pk, "tags": [before], "former": former},
    )
    tag.name, tag.slug = name, slug
    tag.save()
    follow(before["articles"], user)
    return change


def _snapshot(tag: Tag) -> dict[str, Any]:
    return {
        **{name: getattr(tag, name) for name in FIELDS},
        "articles": sorted(_articles_of(tag)),
        "parts": list(tag.parts.values_list("pk", flat=True)),
        "rules": list(TagRule.objects.filter(tag=tag).values_list("pk", flat=True)),
        "marks": list(map(list, TagMark.objects.filter(tag=tag).values_list("article", "state", "rule"))),
    }


def _take_back(row: dict[str, Any], target_id: int | None) -> None:
    """What rules there were of a tag, and what they and editors had said of it; the words are found anew."""
    TagRule.objects.filter(pk__in=row["rules"], tag=target_id).update(tag=row["id"])
    rules = set(TagRule.objects.filter(tag=row["id"]).values_list("pk", flat=True))
    for chunk in in_chunks(row["marks"]):
        there = set(Article.objects.filter(pk__in=[article for article, *_rest in chunk]).values_list("pk", flat=True))
        TagMark.objects.bulk_create(
            TagMark(article_id=article, tag_id=row["id"], state=state, rule_id=rule if rule in rules else None)
            for article, state, rule in chunk
            if article in there
        )


def _articles_of(tag: Tag) -> set[int]:
    return set(Tagged.objects.filter(tag=tag).values_list("article_id", flat=True))


def _remember(tags: list[Tag], target: Tag | None, *also: str) -> list[dict[str, Any]]:
    """Let the names of `tags`, and those that they had before, mean `target`.

    Returns what these names, and those of `also`, meant until now.
    """
    names = [*(tag.name for tag in tags), *also]
    former = FormerTag.objects.filter(Q(name__in=names) | Q(tag__in=tags))
    before = list(former.values("name", "slug", "tag_id"))
    former.filter(tag__in=tags).update(tag=target)
    for tag in tags:
        values = {"slug": tag.slug if _is_public(tag) else "", "tag": target}
        FormerTag.objects.update_or_create(name=tag.name, defaults=values)
    return before


def _is_public(tag: Tag) -> bool:
    """An address that readers never saw leads nowhere: that something stood there is nobody's business."""
    return Article.objects.published().tagged(tag).exists()


def undo_tags(change: VocabularyChange) -> set[int]:
    """Bring back tags that were merged or deleted, or an old name; ids of the articles that it changes."""
    restore = _undo_rename if change.kind == Kind.RENAME_TAG else _undo_merge
    changed = restore(change)
    FormerTag.objects.filter(name__in=change.names).delete()
    for row in change.before["former"]:
        if row["tag_id"] is None or Tag.objects.filter(pk=row["tag_id"]).exists():
            values = {"slug": row["slug"], "tag_id": row["tag_id"]}
            FormerTag.objects.update_or_create(name=row["name"], defaults=values)
    return changed


def _undo_rename(change: VocabularyChange) -> set[int]:
    [row] = change.before["tags"]
    tag = Tag.objects.select_for_update().filter(pk=row["id"], name=change.target).first()
    if tag is None:
        raise Refused(
            _("“%(name)s” has been renamed, merged or deleted since. Undo that first.") % {"name": change.target}
        )
    _refuse_taken(row)
    tag.name, tag.slug = row["name"], row["slug"]
    tag.save()
    return _articles_of(tag)


def _undo_merge(change: VocabularyChange) -> set[int]:
    target_id, changed = change.before["target"], set()
    if target_id and not Tag.objects.select_for_update().filter(pk=target_id).exists():
        raise Refused(_("“%(name)s” has been merged or deleted since. Undo that first.") % {"name": change.target})
    for row in change.before["tags"]:
        _refuse_taken(row)
        _bring_back(row, target_id)
        # Where an editor has taken the tag away since, it stays away.
        holding = Article.objects.filter(tags=target_id) if target_id else Article.objects.all()
        still = {
            pk
            for chunk in in_chunks(row["articles"])
            for pk in holding.filter(pk__in=chunk).values_list("pk", flat=True)
        }
        insert(Tagged, ({"article_id": pk, "tag_id": row["id"]} for pk in sorted(still)))
        _take_back(row, target_id)
        changed |= still
    for chunk in in_chunks(change.before["added"]):
        Tagged.objects.filter(tag=target_id, article__in=chunk).delete()
    return changed


def _bring_back(row: dict[str, Any], target_id: int | None) -> None:
    """A tag as it was, with the regions that lay in it. What was written down before there were regions has none."""
    tag = Tag.objects.create(**{name: row[name] for name in FIELDS if name in row and name != "within_id"})
    Tag.objects.filter(pk=tag.pk).update(within=Tag.objects.filter(pk=row.get("within_id")).first())
    Tag.objects.filter(pk__in=row.get("parts", ()), within=target_id).update(within=tag)


def _refuse_taken(row: dict[str, Any]) -> None:
    if holder := Tag.objects.filter(Q(name=row["name"]) | Q(slug=row["slug"])).first():
        message = _("“%(name)s” is meanwhile the name or the address of the tag “%(tag)s”. Rename that first.")
        raise Refused(message % {"name": row["name"], "tag": holder})
