from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.changes import Change
from articles.models import Article, ArticleQuerySet, BulkChange, Revision
from sources.admin.shared import ReadOnlyAdmin, links

from .bulk import in_words, may_change_many, parts_of, undo

SHOWN = 50


class BulkChangeFilter(admin.SimpleListFilter):
    """The articles of one bulk change: reached from its page, and no list of all to choose from."""

    title = gettext_lazy("bulk change")
    parameter_name = "bulk_change"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        value = self.value()
        return [(value, f"#{value[:18]}")] if value else []

    def queryset(self, request: HttpRequest, articles: ArticleQuerySet) -> ArticleQuerySet:
        value = self.value()
        if value is None:
            return articles
        known = value.isascii() and value.isdecimal() and len(value) <= 18
        return articles.filter(slug__in=_slugs(int(value))) if known else articles.none()


def _slugs(bulk_change_id: int):
    return Revision.objects.filter(bulk_change=bulk_change_id, means=Revision.Means.BULK).values("slug")


@admin.register(BulkChange)
class BulkChangeAdmin(ReadOnlyAdmin):
    """What was changed at once, with links to it, and the button that undoes it."""

    list_display = ["name", "created_at", "user", "words", "count", "undone_at"]
    list_select_related = ["user"]
    sortable_by = ["created_at"]
    fields = ["words", "count", "articles", "comment", "created_at", "user", "undone_at", "undone_by"]
    readonly_fields = ["words", "articles"]
    change_form_template = "admin/articles/bulk_change.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.undo_view))
        return [path("<int:pk>/undo/", view, name="articles_bulkchange_undo"), *super().get_urls()]

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may_change_many(request):
            raise PermissionDenied
        with transaction.atomic():
            bulk_change = BulkChange.objects.select_for_update().filter(pk=pk).first()
            if bulk_change is None:
                raise Http404
            if bulk_change.undone_at:
                messages.info(request, _("It is undone already."))
            else:
                undo(request, bulk_change)
        return HttpResponseRedirect(reverse("admin:articles_bulkchange_change", args=[pk]))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        context["may_undo"] = may_change_many(request) and not kwargs["obj"].undone_at
        return super().render_change_form(request, context, **kwargs)

    @admin.display(description=gettext_lazy("bulk change"))
    def name(self, bulk_change: BulkChange) -> str:
        return str(bulk_change)

    @admin.display(description=gettext_lazy("change"))
    def words(self, bulk_change: BulkChange) -> str:
        return "; ".join(map(in_words, parts_of(Change(**bulk_change.change))))

    @admin.display(description=gettext_lazy("articles"))
    def articles(self, bulk_change: BulkChange) -> SafeString:
        """The first of them, and a link to all that are there still."""
        first = Article.objects.filter(slug__in=_slugs(bulk_change.pk)).only("title")[:SHOWN]
        listed = links((reverse("admin:articles_article_change", args=[article.pk]), str(article)) for article in first)
        address = f"{reverse('admin:articles_article_changelist')}?bulk_change={bulk_change.pk}"
        return format_html('{}<p><a href="{}">{}</a></p>', listed, address, _("All of them in a list"))
