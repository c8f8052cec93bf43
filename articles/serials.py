"""Which published articles are of one series with another; see articles/series.py for what makes one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from .models import UNDATED, Article, ArticleQuerySet
from .series import APART, Published, part_of, run_of, runs_of

AROUND = timedelta(days=366)
MOST = 300  # parts that are looked at
MOST_OF_ALL = 10_000  # parts, the newest, among which all series are looked for


@dataclass(slots=True)
class Series:
    """A series in a list: its parts in order, and its first one as an article where `with_first` looked it up."""

    parts: list[Published]
    first: Article | None = None

    @property
    def newest(self) -> datetime | None:
        return max((part.moment for part in self.parts if part.moment), default=None)

    @property
    def title(self) -> str:
        return title_of(self.first)


def all_series(visible: ArticleQuerySet) -> tuple[list[Series], bool]:
    """The series among the newest MOST_OF_ALL parts, that with the newest part first, and whether these were all parts.

    One query, which loads no article.
    """
    parts = visible.filter(series_part__isnull=False, source__isnull=False).newest_first()
    columns = ("series_part__key", "source", "pk", "series_part__number", "published_at", "membership__cluster")
    rows = list(parts.values_list(*columns)[: MOST_OF_ALL + 1])
    is_whole = len(rows) <= MOST_OF_ALL
    of_one: dict[tuple[str, int], list[Published]] = {}
    for key, source, article, number, moment, cluster in rows[:MOST_OF_ALL]:
        of_one.setdefault((key, source), []).append(_part(article, number, moment, cluster))
    runs = [run for group in of_one.values() for run in runs_of(group)]
    if not is_whole:
        # What begins near the end of what was looked at may well have begun before.
        runs = [run for run in runs if _begins_after(rows[-1][4], run)]
    found = [Series(_as_its_page_has_them(run)) for run in runs]
    found.sort(key=lambda series: (series.newest or UNDATED, series.parts[0].article), reverse=True)
    return found, is_whole


def with_first(listed: list[Series], visible: ArticleQuerySet) -> list[Series]:
    """These series with their first parts and the sources of these, as far as they are still there; one query."""
    shown = visible.select_related("source").only("slug", "title", "language", "source__name")
    articles = shown.in_bulk([one.parts[0].article for one in listed])
    for one in listed:
        one.first = articles.get(one.parts[0].article)
    return [one for one in listed if one.first]


def _begins_after(moment: datetime | None, run: list[Published]) -> bool:
    return all(part.moment and (moment is None or part.moment - moment > APART) for part in run)


def _as_its_page_has_them(run: list[Published]) -> list[Published]:
    first = run[0].moment
    return [part for part in run if first is None or abs(part.moment - first) <= AROUND]


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
    return _part(article.pk, article.series_part.number, article.published_at, membership and membership.cluster_id)


def _part(article: int, number: int, moment: datetime | None, cluster: int | None) -> Published:
    return Published(article, number, moment, text=cluster or -article)


def title_of(article: Article) -> str:
    """What all parts of its series are called."""
    part = part_of(article.title)
    return part.base if part else ""
