from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.listing import referred_to
from articles.models import Article, ArticleQuerySet, ArticleWarning
from sources.labels import label
from sources.models import Document
from sources.parsed import FORMATS


def is_id(text: str) -> bool:
    """Whether a database can be asked for it: no id is longer than 18 digits."""
    return text.isascii() and text.isdigit() and len(text) <= 18


class AutocompleteFilter(admin.RelatedFieldListFilter):
    """By a related object that is typed and looked up: of thousands, none is loaded but the chosen one."""

    template = "admin/articles/autocomplete_filter.html"

    def __init__(self, field: Any, request: HttpRequest, params: Any, model: Any, model_admin: Any, field_path: str):
        super().__init__(field, request, params, model, model_admin, field_path)
        self.admin_site = model_admin.admin_site
        self.others: list[tuple[str, str]] = []

    def field_choices(self, *args: Any) -> list:
        return []

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        own = self.expected_parameters()
        self.others = [(name, value) for name, value in changelist.params.items() if name not in own]
        return super().choices(changelist)

    def select(self) -> SafeString:
        widget = AutocompleteSelect(self.field, self.admin_site)
        field = forms.ModelChoiceField(self.field.related_model.objects.all(), required=False, widget=widget)
        value = self.lookup_val[-1] if self.lookup_val else ""
        value = value if len(value) <= 18 else ""
        return field.widget.render(self.lookup_kwarg, value, {"id": f"by-{self.field.name}", "aria-label": self.title})


def in_words(code: str) -> str:
    """A code that nobody has put into words yet stands for itself, once."""
    words = label(code)
    return f"{words} {code}" if words != code else code


class ConflictFilter(admin.BooleanFieldListFilter):
    """Whether an editor and a file disagree. Nobody wants the list of all that do not, and no index serves it."""

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        everything, in_conflict, *_others = super().choices(changelist)
        yield from (everything, in_conflict)


class TagFilter(AutocompleteFilter):
    def queryset(self, request: HttpRequest, articles: ArticleQuerySet) -> ArticleQuerySet:
        value = self.lookup_val[-1] if self.lookup_val else ""
        if not is_id(value):
            return super().queryset(request, articles)
        return referred_to(articles, Article.tags.through.objects.filter(tag=value), by="article_id")


class WarningFilter(admin.SimpleListFilter):
    title = _("open warning")
    parameter_name = "warning"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        codes = ArticleWarning.objects.order_by("code").values_list("code", flat=True).distinct()
        return [("any", _("any")), *((code, in_words(code)) for code in codes)]

    def queryset(self, request: HttpRequest, articles: ArticleQuerySet) -> ArticleQuerySet:
        if self.value() is None:
            return articles
        warnings = ArticleWarning.objects.filter(article=OuterRef("pk"))
        return articles.filter(Exists(warnings if self.value() == "any" else warnings.filter(code=self.value())))


class FormatFilter(admin.SimpleListFilter):
    title = _("format of the document")
    parameter_name = "format"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*((name, label(name)) for name in FORMATS), ("none", _("no document, written by hand"))]

    def queryset(self, request: HttpRequest, articles: ArticleQuerySet) -> ArticleQuerySet:
        if self.value() is None:
            return articles
        if self.value() == "none":
            return articles.filter(document=None)
        documents = Document.objects.filter(format=self.value())
        if "tags__id__exact" in request.GET:
            # The tag narrows the list already.
            return articles.filter(Exists(documents.filter(pk=OuterRef("document_id"))))
        return referred_to(articles, documents, by="pk", key="document_id")
