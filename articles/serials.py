"""Which published articles are of one series with another; see articles/series.py for what makes one."""

from __future__ import annotations

from datetime import timedelta

from .models import UNDATED, Article, ArticleQuerySet
from .series import Published, part_of, run_of

AROUND = timedelta(days=366)
MOST = 300  # parts that are looked at


def series_of(article: Article, visible: ArticleQuerySet) -> list[Article]:
    """The parts of the series that an article is of, in order, itself among them; none where it stands alone.

    No query where its title speaks of no part; otherwise one.
    """
    part = part_of(article.title)
    if part is None or article.source_id is None:
        return []
    parts = visible.filter(series_part__key=part.key, source=article.source_id)
    if article.published_at is None:
        parts = parts.filter(listed_at=UNDATED)
    else:
        parts = parts.between(article.published_at - AROUND, article.published_at + AROUND)
    parts = parts.newest_first().select_related("series_part", "membership")
    found = {one.pk: one for one in parts.only(*SHOWN)[:MOST]}
    if article.pk not in found:
        return []
    run = run_of(_published(found[article.pk]), map(_published, found.values()))
    return [found[one.article] for one in run]


SHOWN = (
    *("slug", "title", "language", "published_at", "published_precision", "source"),
    *("series_part__number", "membership__cluster"),
)


def _published(article: Article) -> Published:
    membership = getattr(article, "membership", None)
    text = membership.cluster_id if membership else -article.pk
    return Published(article.pk, article.series_part.number, article.published_at, text)


def title_of(article: Article) -> str:
    """What all parts of its series are called."""
    part = part_of(article.title)
    return part.base if part else ""
