"""What a query string may say. Whatever cannot be obeyed is refused by name, never passed over in silence."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import pagination
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from articles.search import RELEVANCE

from .errors import BadParameter, shortened


class NumberedPages(pagination.PageNumberPagination):
    """Pages by number: a client can show how many there are, go to any, and share the address of one."""

    page_size = 20
    max_page_size = 100
    page_size_query_param = "page_size"
    page_query_description = gettext_lazy("Number of the page, from 1.")
    page_size_query_description = gettext_lazy("Results on a page: 20 unless said, 100 at most.")

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list:
        self.request = request
        paginator = Paginator(queryset, self._whole_number("page_size", self.page_size, self.max_page_size))
        number = self._whole_number("page", 1)
        if number > paginator.num_pages:
            message = _("There is no page %(page)s: the last one is %(last)d.")
            raise NotFound({"page": message % {"page": shortened(str(number)), "last": paginator.num_pages}})
        self.page = paginator.page(number)
        return list(self.page)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        # REST framework's own marks null in the way of OpenAPI 3.0, which means nothing in 3.1.
        described = super().get_paginated_response_schema(schema)
        address = {"type": ["string", "null"], "format": "uri"}
        described["properties"] |= {"count": {"type": "integer"}, "next": address, "previous": address}
        return described | {"required": ["count", "next", "previous", "results"]}

    def _whole_number(self, name: str, default: int, most: int | None = None) -> int:
        text = self.request.query_params.get(name, "")
        if not text:
            return default
        # As long as no machine counts to: int() itself refuses more than 4,300 digits.
        if not (text.isascii() and text.isdigit() and len(text) <= 40 and int(text)):
            message = _("“%(value)s” is not a whole number from 1 on.") % {"value": shortened(text)}
            raise BadParameter(name, message, "invalid")
        return min(int(text), most or int(text))


def refuse_unknown(request: Request, known: list[str]) -> None:
    """Raises BadParameter for the first query parameter that is not in `known` or is given twice."""
    for name, values in request.query_params.lists():
        if name not in known:
            raise BadParameter(name, _unknown_message(name, known), "unknown_parameter")
        if len(values) > 1:
            message = _("“%(name)s” is given %(count)d times; give it once.") % {"name": name, "count": len(values)}
            raise BadParameter(name, message, "repeated_parameter")


def refuse_without_query(request: Request) -> None:
    """Raises BadParameter for what says how to search where nothing is searched for."""
    given = request.query_params
    about = {name for name in ("both_scripts", "highlights") if name in given}
    if given.get("ordering") == RELEVANCE:
        about.add("ordering")
    if about and not given.get("q", "").strip():
        message = _("It is about what “q” finds, and there is no “q”. Give one, or leave this out.")
        raise BadParameter(min(about), message, "without_query")


def _unknown_message(name: str, known: list[str]) -> str:
    if not known:
        return _("“%(name)s” is not known here: this address takes no parameters.") % {"name": shortened(name)}
    return _("“%(name)s” is not known here; known are: %(known)s.") % {
        "name": shortened(name),
        "known": ", ".join(known),
    }
