"""What pages that list share: a list in pages."""

from __future__ import annotations

from typing import Any

from django.views.generic import ListView

NAMES_PER_PAGE = 200  # sources or tags


class PagedListView(ListView):
    """A list in pages; a page that does not exist is a 404."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        context["page_range"] = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        return context
