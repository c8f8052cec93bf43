"""What editors and files say of tags, which stands before what rules say."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction

from ..models import Article, TagMark

GIVEN, REFUSED = TagMark.State.GIVEN, TagMark.State.REFUSED


def tag_ids(article: Article) -> set[int]:
    return set(article.tags.values_list("pk", flat=True))


@transaction.atomic
def record_edit(article: Article, before: Collection[int], after: Collection[int], kept: Collection[int] = ()) -> None:
    """Note what an editor did to the tags of an article: those taken off stay off, those set or `kept` stay on."""
    off = set(before) - set(after)
    theirs = (set(after) - set(before)) | (set(kept) & set(after))
    TagMark.objects.filter(article=article, tag__in=off | theirs).delete()
    TagMark.objects.bulk_create(TagMark(article=article, tag_id=tag, state=REFUSED) for tag in sorted(off))


@transaction.atomic
def take_file_tags(article: Article, tags: Sequence[int]) -> None:
    """Set the tags that a file says, beside those that rules gave."""
    given = set(TagMark.objects.filter(article=article, state=GIVEN).values_list("tag", flat=True))
    TagMark.objects.filter(article=article, tag__in=tags).delete()
    article.tags.set([*tags, *given.difference(tags)])
