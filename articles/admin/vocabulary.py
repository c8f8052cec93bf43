"""Merging, renaming and deleting sources and tags: a page that says what will happen, a button, and an undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles.models import Tag, VocabularyChange
from articles.vocabulary import Refused, delete_tags, effects, merge_sources, merge_tags, rename_tag, undo
from sources.admin.shared import ReadOnlyAdmin
from sources.models import Source

MOST = 100  # rows that are merged or deleted at once
Kind = VocabularyChange.Kind


def may_change_names(request: HttpRequest) -> bool:
    return request.user.has_perm("articles.add_vocabularychange")


@admin.register(VocabularyChange)
class VocabularyChangeAdmin(ReadOnlyAdmin):
    """Everything that was merged, renamed or deleted, with the button that takes it back."""

    list_display = ["summary", "kind", "articles", "made_at", "user", "state"]
    list_filter = ["kind"]
    list_select_related = ["user", "undone_by"]
    sortable_by = ["made_at"]
    fields = ["kind", "names_in_words", "target", "articles", "made_at", "user", "state"]
    readonly_fields = ["names_in_words", "state"]
    change_form_template = "admin/articles/vocabulary/change.html"

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Callable, name: str) -> URLPattern:
            return path(address, self.admin_site.admin_view(view), name=f"articles_{name}")

        return [
            page("merge-sources/", self.merge_sources_view, "merge_sources"),
            page("merge-tags/", self.merge_tags_view, "merge_tags"),
            page("delete-tags/", self.delete_tags_view, "delete_tags"),
            page("rename-tag/<int:pk>/", self.rename_tag_view, "rename_tag"),
            page("<int:pk>/undo/", require_POST(self.undo_view), "undo_vocabulary"),
            *super().get_urls(),
        ]

    def merge_sources_view(self, request: HttpRequest) -> HttpResponse:
        return self._merge_view(request, Source, merge_sources, _("Merge sources"))

    def merge_tags_view(self, request: HttpRequest) -> HttpResponse:
        return self._merge_view(request, Tag, merge_tags, _("Merge tags"))

    def delete_tags_view(self, request: HttpRequest) -> HttpResponse:
        rows = self._chosen(request, Tag, at_least=1)
        if isinstance(rows, HttpResponse):
            return rows
        if request.method == "POST":
            return self._do(request, rows, None, lambda: delete_tags(rows, request.user))
        return self._page(request, "delete_tags", Tag, rows=rows, title=_("Delete tags"))

    def rename_tag_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._refuse_strangers(request)
        get_object_or_404(Tag, pk=pk)
        [tag] = effects(Tag.objects.filter(pk=pk))
        if request.method == "POST":
            return self._do(request, [], tag, lambda: rename_tag(tag, request.POST.get("name", ""), request.user))
        return self._page(request, "rename_tag", Tag, tag=tag, title=_("Rename tag"))

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._refuse_strangers(request)
        change = get_object_or_404(VocabularyChange, pk=pk)
        try:
            count = undo(change, request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            LogEntry.objects.log_actions(request.user.pk, [change], CHANGE, _("Undone."))
            message = ngettext("Undone; %(count)d article changed.", "Undone; %(count)d articles changed.", count)
            messages.success(request, message % {"count": count})
        return HttpResponseRedirect(reverse("admin:articles_vocabularychange_change", args=[pk]))

    def _merge_view(
        self, request: HttpRequest, model: type[Model], merge: Callable[..., VocabularyChange], title: str
    ) -> HttpResponse:
        rows = self._chosen(request, model, at_least=2)
        if isinstance(rows, HttpResponse):
            return rows
        target = next((row for row in rows if str(row.pk) == request.POST.get("target")), None)
        if target:
            others = [row for row in rows if row != target]
            return self._do(request, others, target, lambda: merge(others, target, request.user))
        return self._page(request, "merge", model, rows=rows, title=title)

    def _chosen(self, request: HttpRequest, model: type[Model], at_least: int) -> list[Model] | HttpResponse:
        """The rows whose ids the address gives, with their counts; or the way back, where they are too few or many."""
        self._refuse_strangers(request)
        ids = {int(pk) for pk in request.GET.getlist("id") if pk.isascii() and pk.isdigit() and len(pk) < 19}
        rows = effects(model._default_manager.filter(pk__in=ids)) if len(ids) <= MOST else []
        if len(rows) >= at_least:
            return rows
        message = _("Choose %(least)d to %(most)d of them in the list.") % {"least": at_least, "most": MOST}
        messages.error(request, message)
        return HttpResponseRedirect(_list_of(model))

    def _do(
        self, request: HttpRequest, gone: list[Model], kept: Model | None, work: Callable[[], VocabularyChange]
    ) -> HttpResponse:
        """Do it, write it down, and show what was done with its undo button; or say why it cannot be done."""
        ids = [row.pk for row in gone]
        try:
            change = work()
        except Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.get_full_path())
        for row, pk in zip(gone, ids, strict=True):
            row.pk = pk
        for rows, flag in ((gone, DELETION), ([kept] if kept else [], CHANGE)):
            if rows:
                LogEntry.objects.log_actions(request.user.pk, rows, flag, str(change))
        message = ngettext("Done: %(what)s. %(count)d article.", "Done: %(what)s. %(count)d articles.", change.articles)
        messages.success(request, message % {"what": change, "count": change.articles})
        return HttpResponseRedirect(reverse("admin:articles_vocabularychange_change", args=[change.pk]))

    def _page(self, request: HttpRequest, template: str, model: type[Model], **context: Any) -> HttpResponse:
        context |= {"list_address": _list_of(model), "model": model._meta, "is_source": model is Source}
        context |= self.admin_site.each_context(request)
        return render(request, f"admin/articles/vocabulary/{template}.html", context)

    def _refuse_strangers(self, request: HttpRequest) -> None:
        if not may_change_names(request):
            raise PermissionDenied

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        context["may_undo"] = may_change_names(request) and not kwargs["obj"].undone_at
        return super().render_change_form(request, context, **kwargs)

    @admin.display(description=gettext_lazy("what was done"))
    def summary(self, change: VocabularyChange) -> str:
        return str(change)

    @admin.display(description=gettext_lazy("names"))
    def names_in_words(self, change: VocabularyChange) -> str:
        return ", ".join(change.names)

    @admin.display(description=gettext_lazy("state"))
    def state(self, change: VocabularyChange) -> str:
        if change.undone_at is None:
            return _("in force")
        return _("undone by %(user)s") % {"user": change.undone_by} if change.undone_by else _("undone")


def _list_of(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
