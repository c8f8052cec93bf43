"""What goes with articles whose source or tags are put in order, in the same transaction."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from articles import revising
from articles.models import Article, Revision

from ..importing.queries import in_chunks


def precede(article_ids: Collection[int]) -> None:
    """Before articles are changed: what they say until now is recorded."""
    revising.found(article_ids)


def follow(article_ids: Collection[int], user: AbstractBaseUser | None) -> None:
    """Keep in step with articles whose source or tags were changed."""
    for chunk in in_chunks(article_ids):
        Article.objects.filter(pk__in=chunk).update(updated_at=timezone.now())
    revising.record(article_ids, Revision.Means.MERGE, user=user)
