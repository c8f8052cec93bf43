"""Pages of a list that are counted to a bound: how many 100,000 rows are is not worth a second before each page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

BOUND = 1000  # rows that are counted at least
AHEAD = 500  # rows that are counted beyond the page that is asked for


class BoundedPaginator(Paginator):
    """Counts to `bound`; where there are more rows `is_bounded` is true, and `count` is the bound."""

    def __init__(self, *args: Any, bound: int = BOUND, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.bound = bound

    @cached_property
    def counted(self) -> int:
        return self.object_list.order_by().values("pk")[: self.bound + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self.counted, self.bound)

    @cached_property
    def is_bounded(self) -> bool:
        return self.counted > self.bound


def bound_for(page: str, per_page: int) -> int:
    """How far to count for a page to be reached, and some pages after it; `page` is as the address says it."""
    asked = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    return max(BOUND, asked * per_page + AHEAD)
