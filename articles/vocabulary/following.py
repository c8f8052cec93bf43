"""What follows from articles whose source or tags were put in order, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from articles.models import Article

from ..importing.queries import in_chunks


def follow(article_ids: Iterable[int]) -> None:
    """Keep in step with articles whose source or tags were changed."""
    for chunk in in_chunks(article_ids):
        Article.objects.filter(pk__in=chunk).update(updated_at=timezone.now())
