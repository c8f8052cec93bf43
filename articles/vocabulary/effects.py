"""What a change of names would do, counted before it is done."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from articles.models import Tag
from sources.models import Source


def effects(rows: QuerySet[Source] | QuerySet[Tag]) -> list[Source] | list[Tag]:
    """The sources or tags with `article_count` and, of sources, `repost_count`; the most used first."""
    counts = {"article_count": Count("articles", distinct=True)}
    if rows.model is Source:
        counts["repost_count"] = Count("reposts", distinct=True)
    return list(rows.annotate(**counts).order_by("-article_count", "pk"))
