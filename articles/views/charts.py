"""Numbers as bars that stand beside them in a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..periods import Period

LEAST = 1  # of 100, so that one article beside thousands can be seen
MONTHS = 24  # more of them are shown as years


@dataclass(frozen=True, slots=True)
class Bar:
    """A period, how many articles it has, how long its bar is, of 100, and where it leads."""

    period: Period
    count: int
    length: int
    address: str


def bars(counts: Sequence[tuple[Period, int]], address: Callable[[Period], str] = Period.get_absolute_url) -> list[Bar]:
    most = max((count for _period, count in counts), default=0)
    return [
        Bar(period, count, max(round(count * 100 / most), LEAST), address(period)) for period, count in counts if count
    ]


def timeline(months: Sequence[tuple[Period, int]], address: Callable[[Period], str]) -> list[Bar]:
    """Months that have articles, the first first; as years where they are many."""
    if len(months) <= MONTHS:
        return bars(months, address)
    years: dict[Period, int] = {}
    for month, count in months:
        year = Period(month.year)
        years[year] = years.get(year, 0) + count
    return bars(list(years.items()), address)
