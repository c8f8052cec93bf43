"""How many articles each month has, drawn."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from .. import search
from ..charts import STEP, Point, chart, step_of
from ..search_views import Link
from ..searching import NARROWINGS, Asked, names_of
from ..trends import SHOWN, Group, Trend, trend

# Those that can be told apart stand below each other, each of this height; a single chart is higher.
HEIGHT, HEIGHT_OF_MANY = 160, 56
STEP_OF_YEARS = 40
BY = {
    "": gettext_lazy("In all"),
    "source": gettext_lazy("By source"),
    "tag": gettext_lazy("By tag"),
    "region": gettext_lazy("By region"),
}


class TrendsView(TemplateView):
    """What the address asks for, as `/search/` reads it; `by` says by what it is counted."""

    template_name = "articles/trends.html"
    extra_context = {"section": "trends", "shown": SHOWN}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = Asked(self.request.GET)
        # What it is narrowed to already is one and the same for all; but a region has others in it.
        offered = {by: label for by, label in BY.items() if by not in asked.narrowings or by == "region"}
        by = self.request.GET.get("by", "")
        by = by if by in offered else ""
        counted = trend(asked, by)
        return super().get_context_data(
            asked=asked,
            by=by,
            search_text=asked.query.text,
            notes=[search.in_words(note) for note in asked.query.notes],
            tabs=[Link(label, _address(asked, name), is_chosen=name == by) for name, label in offered.items()],
            chosen=[Link(name, _address(asked, by, **{key: ""})) for key, name in names_of(asked).items()],
            everywhere=_address(asked, by, **dict.fromkeys(NARROWINGS, "")),
            same_search=asked.with_(),
            trend=counted,
            years=[(year, _address(asked, by, year=year)) for year in counted.periods] if counted.is_by_year else [],
            **_drawn(asked, by, counted),
            **kwargs,
        )


def _address(asked: Asked, by: str, **values: str) -> str:
    """The page with other values, and from the search all that it has."""
    query = asked.with_(**values)
    return f"{query}{'&' if len(query) > 1 else ''}by={by}" if by else query


def _drawn(asked: Asked, by: str, counted: Trend) -> dict[str, Any]:
    """The series, each a group with its address and its chart, and the rows of the table, the newest first."""
    named = [place == 0 or period.endswith("-01") for place, period in enumerate(counted.periods)]
    lines = [
        [_point(asked, by, group, *period) for period in zip(counted.periods, named, strict=True)]
        for group in counted.groups
    ]
    every = [point for points in lines for point in points]
    draw = partial(
        chart,
        height=HEIGHT_OF_MANY if by else HEIGHT,
        step=step_of(every, STEP_OF_YEARS if counted.is_by_year else STEP),
        # One measure for all: what stands below each other is there to be compared.
        most=max((point.count for point in every), default=0),
    )
    labels = [_label(period) for period in counted.periods]
    return {
        "series": [
            (group, _address(asked, "", **{by: group.slug}) if by else "", draw(points))
            for group, points in zip(counted.groups, lines, strict=True)
        ],
        "rows": [*zip(labels, zip(*lines, strict=True), strict=True)][::-1] if lines else [],
        "first": labels[0] if labels else "",
        "last": labels[-1] if labels else "",
    }


def _point(asked: Asked, by: str, group: Group, period: str, names_year: bool) -> Point:
    unit = "year" if len(period) == 4 else "month"
    narrowed = {unit: period} | ({by: group.slug} if by else {})
    count, label = group.counts.get(period, 0), _label(period)
    words = ngettext("%(when)s: %(count)d article", "%(when)s: %(count)d articles", count)
    below = (period,) if unit == "year" else (str(int(period[5:])), period[:4] if names_year else "")
    told = words % {"when": f"{group.name}, {label}" if by else label, "count": count}
    return Point(label, count, reverse("search") + asked.with_(**narrowed), told, below)


def _label(period: str) -> str:
    """A period as the reader calls it."""
    return period if len(period) == 4 else date_format(date(int(period[:4]), int(period[5:]), 1), "YEAR_MONTH_FORMAT")
