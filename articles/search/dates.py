"""The days that `year:`, `after:` and `before:` mean. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from .query import Dated
from .tokens import norm

_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?[年月日]?")
_YEARS = re.compile(r"(\d{4})年?(?:(?:-|–|—|~|至|\.\.)(\d{4})年?)?")


def dated(field: str, text: str) -> Dated | None:
    """What `field:text` means; None where the text is no date. Years, months and days are taken from end to end."""
    try:
        first, last = _years(norm(text)) if field == "year" else _day(norm(text))
    except ValueError:
        return None
    spelt = f"{field}:{text}"
    if field == "after":
        return Dated(spelt, first, None)
    return Dated(spelt, None, last) if field == "before" else Dated(spelt, first, last)


def _years(text: str) -> tuple[date, date]:
    found = _YEARS.fullmatch(text)
    if not found:
        raise ValueError(text)
    first, last = sorted((int(found[1]), int(found[2] or found[1])))
    return date(first, 1, 1), date(last, 12, 31)


def _day(text: str) -> tuple[date, date]:
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    last = month or 12
    return first, date(year, last, monthrange(year, last)[1])
