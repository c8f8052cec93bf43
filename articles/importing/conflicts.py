"""Where an editor and a file both changed a field, the editor's value stands until somebody decides."""

from __future__ import annotations

from django.db import transaction

from articles import autotagging
from articles.models import Article, Credit

from .bulk import insert
from .names import Sources, Tags
from .values import columns, credit_rows


def resolve_conflict(article: Article, field: str, take_file: bool) -> None:
    """Settle the conflict on `field`: take what the file says, or keep what the article says.

    Saves the article. Raises KeyError where there is no conflict on the field (any more).
    """
    with transaction.atomic():
        row = Article.objects.select_for_update().get(pk=article.pk)
        told = row.conflicts.pop(field)
        if take_file:
            _take(row, field, told)
        row.save()
    article.refresh_from_db()


def _take(article: Article, field: str, told) -> None:
    sources, tags = Sources(), Tags()
    if field in {"source", "republisher"}:
        sources.load([told])
    if field == "tags":
        tags.load(told)
        autotagging.take_file_tags(article, tags.ids_of(told))
    elif field == "credits":
        article.credits.all().delete()
        insert(Credit, credit_rows(article.pk, told))
    else:
        for name, value in columns({field: told}, sources).items():
            setattr(article, name, value)
