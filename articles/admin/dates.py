"""Years, months and days to narrow a list by, without asking every article for its date."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Article

YEARS = 30  # the newest of them are offered


def choices(changelist: ChangeList) -> dict[str, Any]:
    """What admin/date_hierarchy.html shows: years from the first to the last article, all months, or all days."""
    year, month, day = (_told(changelist, part) for part in ("year", "month", "day"))
    if not year:
        return {"show": True, "back": None, "choices": [_choice(changelist, str(year), year) for year in _years()]}
    if not month:
        months = [_choice(changelist, _in_words(year, n), year, n) for n in range(1, 13)]
        return {"show": True, "back": {"link": _link(changelist), "title": _("All dates")}, "choices": months}
    back = {"link": _link(changelist, year), "title": str(year)}
    days = range(1, calendar.monthrange(year, month)[1] + 1)
    if day:
        back = {"link": _link(changelist, year, month), "title": _in_words(year, month)}
        days = [day]
    return {"show": True, "back": back, "choices": [_choice(changelist, str(n), year, month, n) for n in days]}


def _told(changelist: ChangeList, part: str) -> int:
    """The year, month or day of the address, or 0; what is none of the calendar was refused before."""
    text = changelist.params.get(f"{changelist.date_hierarchy}__{part}", "")
    return int(text) if text.isascii() and text.isdigit() else 0


def _years() -> list[int]:
    """From the first to the last article: both ends of the index by date, in one query."""
    dated = Article.objects.filter(published_at__isnull=False).values("published_at")
    both = (Subquery(dated.order_by(order)[:1]) for order in ("published_at", "-published_at"))
    ends = Article.objects.order_by("pk").values_list(*both).first()
    if not ends or ends[0] is None:
        return []
    first, last = (timezone.localdate(end).year for end in ends)
    return list(range(max(first, last - YEARS + 1), last + 1))


def _choice(changelist: ChangeList, title: str, *parts: int) -> dict[str, str]:
    return {"link": _link(changelist, *parts), "title": capfirst(title)}


def _link(changelist: ChangeList, *parts: int) -> str:
    field = changelist.date_hierarchy
    told = dict(zip((f"{field}__{name}" for name in ("year", "month", "day")), parts, strict=False))
    return changelist.get_query_string(told, [f"{field}__"])


def _in_words(year: int, month: int) -> str:
    return date_format(date(year, month, 1), "YEAR_MONTH_FORMAT")
