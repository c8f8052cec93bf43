"""Months and years as the site's time zone has them."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import get_current_timezone

from .models import UNDATED


def month_bounds(year: int, month: int) -> tuple[datetime, datetime]:
    """The first moment of a month and of the next one, in the site's time zone.

    Raises ValueError or OverflowError for what is no month, or too long ago for news.
    """
    start = datetime(year, month, 1, tzinfo=get_current_timezone())
    if start <= UNDATED:
        raise ValueError(year)
    return start, start.replace(year=year + month // 12, month=month % 12 + 1)


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """The first moment of a year and of the next one; errors as of `month_bounds`."""
    return month_bounds(year, 1)[0], month_bounds(year, 12)[1]
