from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..labels import in_words, label
from .paging import BoundedPaginator, bound_for

LONGEST_SEARCH = 500
NOTHING = SafeString("–")


class CarefulAdmin(admin.ModelAdmin):
    """A list that no address can break, and that counts no more than it shows."""

    show_full_result_count = False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            # PostgreSQL answers NUL with an error.
            raise BadRequest("NUL in the query string")
        response = super().changelist_view(request, extra_context)
        told = getattr(response, "context_data", None) or {}
        if "cl" in told and told["cl"].paginator.is_bounded:
            told["selection_note_all"] = _("All that match are selected")
        return response

    def get_paginator(self, request: HttpRequest, queryset: QuerySet, per_page: int, *args: Any, **kwargs: Any) -> Any:
        bound = bound_for(request.GET.get(PAGE_VAR, ""), per_page)
        return BoundedPaginator(queryset, per_page, *args, bound=bound, **kwargs)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        if len(search_term) > LONGEST_SEARCH:
            # SQLite fails on patterns of some length.
            message = _("Nothing is searched for that is longer than %(count)d characters. Shorten it.")
            messages.error(request, message % {"count": LONGEST_SEARCH})
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)


class NamedFormSet(forms.BaseInlineFormSet):
    """A table whose fields are named one by one: heads of columns name none of them for a screen reader."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            if field.label:
                field.widget.attrs.setdefault("aria-label", field.label)


class ReadOnlyAdmin(CarefulAdmin):
    """For what the import writes down and nobody may rewrite."""

    actions = None
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def chosen(page: str, rows: QuerySet) -> str:
    """The address of a page that is told the chosen rows by their ids."""
    return f"{reverse(page)}?{urlencode({'id': list(rows.values_list('pk', flat=True))}, doseq=True)}"


def code_in_words(code: str, detail: str = "") -> SafeString:
    """A warning's or failure's words, its code, and its detail if it has one."""
    words = label(code)
    # A code that nobody has put into words yet stands for itself, once.
    named = format_html("{} <code>{}</code>", words, code) if words != code else format_html("<code>{}</code>", code)
    return format_html("{}: {}", named, in_words(detail)) if detail else named


def codes_in_words(warnings: Iterable[tuple[str, str]]) -> SafeString:
    """A list of (code, detail)."""
    items = format_html_join("", "<li>{}</li>", ((code_in_words(*warning),) for warning in warnings))
    return format_html('<ul class="codes">{}</ul>', items) if items else NOTHING


def links(items: Iterable[tuple[str, str]]) -> SafeString:
    """A list of (address, words)."""
    linked = format_html_join("", '<li><a href="{}">{}</a></li>', items)
    return format_html('<ul class="codes">{}</ul>', linked) if linked else NOTHING
