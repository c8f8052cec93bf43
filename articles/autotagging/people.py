"""What editors and files say of tags, which stands before what rules say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from ..importing.queries import in_chunks
from ..models import Article, TagMark

GIVEN, REFUSED = TagMark.State.GIVEN, TagMark.State.REFUSED


def tag_ids(article: Article) -> set[int]:
    return set(article.tags.values_list("pk", flat=True))


@transaction.atomic
def record_edit(article: Article, before: Collection[int], after: Collection[int], kept: Collection[int] = ()) -> None:
    """Note what an editor did to the tags of an article: those taken off stay off, those set or `kept` stay on."""
    off = set(before) - set(after)
    theirs = (set(after) - set(before)) | (set(kept) & set(after))
    _decide({article.pk: off}, {article.pk: theirs})


@transaction.atomic
def record_edits(edits: Mapping[int, tuple[Collection[int], Collection[int]]]) -> None:
    """Note what one act did to the tags of many articles: by article, those before and those after."""
    off = {article: set(before) - set(after) for article, (before, after) in edits.items()}
    _decide(off, {article: set(after) - set(before) for article, (before, after) in edits.items()})


def _decide(off: Mapping[int, set[int]], theirs: Mapping[int, set[int]]) -> None:
    for articles in in_chunks(off):
        marks = TagMark.objects.filter(article__in=articles).values_list("pk", "article", "tag")
        decided = [pk for pk, article, tag in marks if tag in off[article] | theirs[article]]
        for chunk in in_chunks(decided):
            TagMark.objects.filter(pk__in=chunk).delete()
        TagMark.objects.bulk_create(
            TagMark(article_id=article, tag_id=tag, state=REFUSED)
            for article in articles
            for tag in sorted(off[article])
        )


@transaction.atomic
def take_file_tags(article: Article, tags: Sequence[int]) -> None:
    """Set the tags that a file says, beside those that rules gave."""
    given = set(TagMark.objects.filter(article=article, state=GIVEN).values_list("tag", flat=True))
    TagMark.objects.filter(article=article, tag__in=tags).delete()
    article.tags.set([*tags, *given.difference(tags)])
