from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import BadRequest
from django.db.models import DateField, Field, QuerySet
from django.forms import BaseInlineFormSet, Form
from django.forms import Field as FormField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..labels import in_words, label
from .paging import BoundedPaginator, bound_for

LONGEST_SEARCH = 500
# Digits that any id or year has room in.
LONGEST_NUMBER = 18
NOTHING = SafeString("–")


def _is_endless(text: str) -> bool:
    return len(text) > LONGEST_NUMBER and text.lstrip("-").isdecimal()


def _are_ids(value: str | list[str]) -> bool:
    ids = [value] if isinstance(value, str) else value
    return all(text.isdecimal() and not _is_endless(text) for text in ids)


class CarefulAdmin(admin.ModelAdmin):
    """A list that no address can break, and that counts no more than it shows."""

    show_full_result_count = False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        for name, value in request.GET.items():
            # PostgreSQL answers NUL with an error, and SQLite a list with a number that is longer than its own.
            if "\x00" in name + value or name.endswith("__in") and any(map(_is_endless, value.split(","))):
                raise BadRequest("NUL or an endless number in the query string")
        try:
            response = super().changelist_view(request, extra_context)
        except (OverflowError, ValueError) as error:
            raise BadRequest("A date beyond the calendar in the query string") from error
        told = getattr(response, "context_data", None) or {}
        if "cl" in told and told["cl"].paginator.is_bounded:
            told["selection_note_all"] = _("All that match are selected")
        return response

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        # A pattern may never end, or be none.
        return not lookup.endswith("regex") and super().lookup_allowed(lookup, value, request)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What an address fills into a new form, without what its fields would fail to show."""
        told = super().get_changeform_initial_data(request)
        dates = {field.name for field in self.opts.get_fields() if isinstance(field, DateField)}
        related = {field.name for field in self.opts.get_fields() if field.is_relation}
        return {
            name: value
            for name, value in told.items()
            if name not in dates and (name not in related or _are_ids(value))
        }

    def get_paginator(self, request: HttpRequest, queryset: QuerySet, per_page: int, *args: Any, **kwargs: Any) -> Any:
        bound = bound_for(request.GET.get(PAGE_VAR, ""), per_page)
        return BoundedPaginator(queryset, per_page, *args, bound=bound, **kwargs)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        if len(search_term) > LONGEST_SEARCH:
            # SQLite fails on patterns of some length.
            message = _("Nothing is searched for that is longer than %(count)d characters. Shorten it.")
            messages.error(request, message % {"count": LONGEST_SEARCH})
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term.replace("\x00", "\ufffd"))


class LabelledFormSet(BaseInlineFormSet):
    def add_fields(self, form: Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = form.fields["DELETE"].label


class LabelledInline(admin.TabularInline):
    """Rows whose fields have their names: the head of the column is one for the eye alone."""

    formset = LabelledFormSet

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs["aria-label"] = field.label
        return field


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
