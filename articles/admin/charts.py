"""Where the parts of a chart stand; templates draw it. Lengths are units of its view box."""

from __future__ import annotations

from typing import Any

HEIGHT = 120  # of the longest bar
STEP, BAR = 30, 22
TOP = 18  # room for a number above a bar
LEAST = 2  # so that one article beside thousands can be seen


def bars(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Upright bars, one for each of `rows`, which have a `count`; months are named where they begin."""
    most = max((row["count"] for row in rows), default=0)
    placed = []
    for place, row in enumerate(rows):
        height = max(round(row["count"] / most * HEIGHT), LEAST) if row["count"] else 0
        begins = place == 0 or row["start"].month != rows[place - 1]["start"].month
        x, y = place * STEP, TOP + HEIGHT - height
        placed.append(
            {**row, "x": x, "y": y, "height": height, "middle": x + BAR / 2, "above": y - 4, "begins": begins}
        )
    return {
        "bars": placed,
        "has_any": most > 0,
        "width": len(rows) * STEP,
        "height": TOP + HEIGHT + 24,
        "base": TOP + HEIGHT,
        "below": TOP + HEIGHT + 16,
        "bar": BAR,
    }
