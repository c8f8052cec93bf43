from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms import Form, Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.importing.values import MISSING
from articles.models import Article, ArticleQuerySet
from sources.admin.documents import original
from sources.admin.shared import CarefulAdmin, code_in_words, codes_in_words

from .actions import archive, back_to_draft, publish
from .clusters import without_derived
from .conflicts import BUTTON, conflicts_of, resolve
from .filters import AutocompleteFilter, FormatFilter, WarningFilter
from .forms import ArticleForm
from .inlines import CreditInline, WarningInline

NOT_LISTED = ("body", "text", "summary", "imported", "conflicts", "extra", "usage_terms")


class ArticleList(ChangeList):
    def get_queryset(self, *args: Any, **kwargs: Any) -> ArticleQuerySet:
        return super().get_queryset(*args, **kwargs).defer(*NOT_LISTED).prefetch_related("warnings")


@admin.register(Article)
class ArticleAdmin(CarefulAdmin):
    form = ArticleForm
    inlines = [WarningInline, CreditInline]
    actions = [publish, back_to_draft, archive]
    autocomplete_fields = ["source", "republisher", "tags"]
    list_display = ["heading", "source", "date", "status", "open_warnings", "conflict", "last_change"]
    list_filter = [
        "status",
        WarningFilter,
        "has_conflicts",
        ("source", AutocompleteFilter),
        ("tags", AutocompleteFilter),
        FormatFilter,
    ]
    list_select_related = ["source"]
    list_per_page = 100
    sortable_by = ["date", "last_change"]
    date_hierarchy = "published_at"
    search_fields = ["title", "text"]
    search_help_text = gettext_lazy("Title or text.")
    # Enter in a field saves, for the first button of a form is the one that it presses.
    save_on_top = True
    change_form_template = "admin/articles/article/change_form.html"
    fieldsets = [
        (None, {"fields": ["kicker", "title", "deck", "status", "version"]}),
        (gettext_lazy("Publication"), {"fields": ["source", "published_at", "column", "tags", "category", "language"]}),
        (gettext_lazy("Content"), {"fields": ["summary", "body"]}),
        (
            gettext_lazy("Origin and terms"),
            {"fields": ["original_url", "external_id", "republisher", "republisher_url", "usage_terms"]},
        ),
        (
            gettext_lazy("Kept by the archive"),
            {"fields": ["raw_title", "other_data", "slug", "created_at", "updated_at"], "classes": ["collapse"]},
        ),
    ]
    readonly_fields = ["raw_title", "other_data", "slug", "created_at", "updated_at"]

    @property
    def media(self) -> Media:
        # The list's own filters look things up as the form's fields do.
        return super().media + AutocompleteSelect(Article._meta.get_field("source"), self.admin_site).media

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleList

    def view_on_site(self, article: Article) -> str | None:
        return article.get_absolute_url() if article.is_public else None

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        return without_derived(super().get_deleted_objects(objs, request))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Article | None = None, **kwargs: Any
    ) -> HttpResponse:
        if obj:
            context |= {"conflicts": conflicts_of(obj), "conflict_button": BUTTON}
            if obj.document_id and request.user.has_perm("sources.view_document"):
                context["original_document"] = original(obj.document)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_related(self, request: HttpRequest, form: Form, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._close_settled(request, form.instance)
        if pressed := request.POST.get(BUTTON):
            messages.success(request, resolve(form.instance, pressed))

    def _close_settled(self, request: HttpRequest, article: Article) -> None:
        """Close the warnings of what was missing and is there now, and say so."""
        given = [code for code, field in MISSING.items() if getattr(article, field)]
        for warning in article.warnings.filter(code__in=given):
            warning.delete()
            messages.info(request, format_html(_("Closed, since it is settled: {}"), code_in_words(warning.code)))

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if BUTTON in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    @admin.display(description=gettext_lazy("title"))
    def heading(self, article: Article) -> SafeString:
        kicker = format_html('<span class="kicker">{}</span> ', article.kicker) if article.kicker else ""
        return format_html("{}{}", kicker, str(article))

    @admin.display(description=gettext_lazy("date"), ordering="listed_at")
    def date(self, article: Article) -> str:
        if article.published_at is None:
            return _("date unknown")
        only_day = article.published_precision == Article.Precision.DAY
        return _moment(article.published_at, "Y-m-d" if only_day else "Y-m-d H:i")

    @admin.display(description=gettext_lazy("updated at"), ordering="updated_at")
    def last_change(self, article: Article) -> str:
        return _moment(article.updated_at, "Y-m-d H:i")

    @admin.display(description=gettext_lazy("conflict"))
    def conflict(self, article: Article) -> str:
        return _("with the file") if article.has_conflicts else "–"

    @admin.display(description=gettext_lazy("open warnings"))
    def open_warnings(self, article: Article) -> SafeString:
        return codes_in_words((warning.code, "") for warning in article.warnings.all())

    @admin.display(description=gettext_lazy("other data"))
    def other_data(self, article: Article) -> SafeString:
        if not article.extra:
            return SafeString("–")
        return format_html("<pre>{}</pre>", json.dumps(article.extra, ensure_ascii=False, indent=2))


def _moment(value: datetime, form: str) -> str:
    return date_format(timezone.localtime(value), form)
