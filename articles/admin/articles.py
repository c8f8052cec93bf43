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

from articles import autotagging, revising, search
from articles.access import may_change
from articles.importing.values import MISSING
from articles.models import Article, ArticleQuerySet, Revision
from sources.admin.documents import original
from sources.admin.shared import code_in_words, codes_in_words

from . import automatic
from .actions import STEP_ACTIONS, ReasonForm, is_open
from .bulk import BulkAdmin, change_many
from .bulk_changes import BulkChangeFilter
from .clusters import without_derived
from .conflicts import BUTTON, conflicts_of, resolve
from .filters import AutocompleteFilter, ConflictFilter, FormatFilter, TagFilter, WarningFilter
from .forms import ArticleForm
from .history import HistoryAdmin
from .inlines import CreditInline, WarningInline
from .meanwhile import told_meanwhile
from .permissions import AdminByRole
from .steps import PREVIEW, STEP, ScheduleFilter, panel, press, state
from .wall import print_codes

NOT_LISTED = ("body", "text", "summary", "imported", "conflicts", "extra", "usage_terms")
MOMENTS = ("created_at", "updated_at")


class ArticleList(ChangeList):
    def get_queryset(self, *args: Any, **kwargs: Any) -> ArticleQuerySet:
        return super().get_queryset(*args, **kwargs).defer(*NOT_LISTED).prefetch_related("warnings")

    def get_ordering(self, request: HttpRequest, queryset: ArticleQuerySet) -> list[str]:
        """What is narrowed to a span of time is dated, and comes in order along the index that finds the span."""
        order = super().get_ordering(request, queryset)
        if not any(name.startswith(f"{self.date_hierarchy}__") for name in self.params):
            return order
        return [name.replace("listed_at", self.date_hierarchy) if isinstance(name, str) else name for name in order]


@admin.register(Article)
class ArticleAdmin(HistoryAdmin, BulkAdmin, AdminByRole):
    form = ArticleForm
    inlines = [WarningInline, CreditInline]
    actions = [*STEP_ACTIONS, change_many, print_codes]
    action_form = ReasonForm
    autocomplete_fields = ["source", "republisher", "tags"]
    list_display = ["heading", "source", "date", "state", "open_warnings", "conflict", "last_change"]
    list_filter = [
        "status",
        ScheduleFilter,
        WarningFilter,
        ("has_conflicts", ConflictFilter),
        ("source", AutocompleteFilter),
        ("tags", TagFilter),
        FormatFilter,
        BulkChangeFilter,
    ]
    list_select_related = ["source"]
    list_per_page = 100
    sortable_by = ["date", "last_change"]
    date_hierarchy = "published_at"
    # The names are for Django, which shows a search only where there are some.
    search_fields = ["title", "text"]
    search_help_text = gettext_lazy(
        "As on the site: words of title, text and credits, “a phrase”, -without, title: source: tag: author: year:"
    )
    # Enter in a field saves, for the first button of a form is the one that it presses.
    save_on_top = True
    change_list_template = "admin/articles/article/change_list.html"
    change_form_template = "admin/articles/article/change_form.html"
    fieldsets = [
        (None, {"fields": ["kicker", "title", "deck", "version"]}),
        (
            gettext_lazy("Publication"),
            {
                "fields": [
                    *("source", "published_at", "column", "tags", "category", "language"),
                    ("publish_at", "withdraw_at"),
                ]
            },
        ),
        (gettext_lazy("Content"), {"fields": ["summary", "body"]}),
        (
            gettext_lazy("Origin and terms"),
            {"fields": ["original_url", "external_id", "republisher", "republisher_url", "usage_terms"]},
        ),
        (gettext_lazy("This change"), {"fields": ["comment"]}),
        (
            gettext_lazy("Kept by the archive"),
            {"fields": ["raw_title", "other_data", "slug", "created_by", *MOMENTS], "classes": ["collapse"]},
        ),
    ]
    readonly_fields = ["raw_title", "other_data", "slug", "created_by", *MOMENTS]

    @property
    def media(self) -> Media:
        # The list's own filters look things up as the form's fields do.
        return super().media + AutocompleteSelect(Article._meta.get_field("source"), self.admin_site).media

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleList

    def get_search_results(
        self, request: HttpRequest, queryset: ArticleQuerySet, search_term: str
    ) -> tuple[ArticleQuerySet, bool]:
        """The search of the site, over what this editor may see."""
        query = search.parse(search_term)
        for note in query.notes:
            messages.info(request, search.in_words(note))
        return search.matching(queryset, query), False

    def get_form(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> type[ArticleForm]:
        form = super().get_form(request, obj, **kwargs)
        form.user = request.user
        return form

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {name: action for name, action in super().get_actions(request).items() if is_open(request, name)}

    def formfield_for_manytomany(self, *args: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_manytomany(*args, **kwargs)
        # What is required offers no cross that clears all: it would stand in the list of tags and be no item of it.
        field.widget.is_required = True
        return field

    def view_on_site(self, article: Article) -> str | None:
        return article.get_absolute_url() if article.is_public else None

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        return without_derived(super().get_deleted_objects(objs, request))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Article | None = None, **kwargs: Any
    ) -> HttpResponse:
        if obj:
            context |= {"conflicts": conflicts_of(obj), "conflict_button": BUTTON, "workflow": panel(request, obj)}
            context["may_change"] = may_change(request.user, obj)
            context["keep_box"] = automatic.KEEP
            context["automatic_tags"], context["refused_tags"] = automatic.automatic_tags(obj)
            context["may_view_rules"] = request.user.has_perm("articles.view_tagrule")
            context |= told_meanwhile(context["adminform"].form)
            if obj.document_id and request.user.has_perm("sources.view_document"):
                context["original_document"] = original(obj.document, obj.position)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article | None:
        article = super().get_object(request, object_id, from_field)
        if article and request.method == "POST":
            # Nobody else changes it between what is looked at here and what is saved; Django's views are transactions.
            return Article.objects.select_for_update().filter(pk=article.pk).first()
        return article

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        if change:
            revising.found([obj.pk])
        obj.mark_withdrawn(form.had_appeared)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Form, formsets: Any, change: bool) -> None:
        before = autotagging.tag_ids(form.instance)
        super().save_related(request, form, formsets, change)
        article, comment = form.instance, form.cleaned_data.get("comment", "")
        automatic.record_edit(request, article, before)
        revising.record([article.pk], Revision.Means.PERSON, user=request.user, comment=comment)
        if not may_change(request.user, article):
            return
        self._close_settled(request, article)
        if pressed := request.POST.get(BUTTON):
            with revising.recording([article.pk], Revision.Means.CONFLICT, user=request.user, comment=comment):
                told = resolve(article, pressed)
            messages.success(request, told)
        automatic.apply_rules(request, article)
        press(request, article, form.cleaned_data["reason"])

    def _close_settled(self, request: HttpRequest, article: Article) -> None:
        """Close the warnings of what was missing and is there now, and say so."""
        given = [code for code, field in MISSING.items() if getattr(article, field)]
        for warning in article.warnings.filter(code__in=given):
            warning.delete()
            messages.info(request, format_html(_("Closed, since it is settled: {}"), code_in_words(warning.code)))

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if {BUTTON, STEP, PREVIEW} & request.POST.keys():
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    @admin.display(description=gettext_lazy("title"))
    def heading(self, article: Article) -> SafeString:
        kicker = format_html('<span class="kicker">{}</span> ', article.kicker) if article.kicker else ""
        return format_html("{}{}", kicker, str(article))

    @admin.display(description=gettext_lazy("status"))
    def state(self, article: Article) -> str:
        return state(article)

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
