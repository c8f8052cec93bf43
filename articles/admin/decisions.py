"""What editors decided of reposts, in one list: also of clusters that are gone because of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from articles.models import RepostDecision

from .clusters import OfArticles
from .deciding import Decision
from .lookup import told_apart


@admin.register(RepostDecision)
class RepostDecisionAdmin(OfArticles):
    list_display = ["__str__", "about", "other", "user", "made_at"]
    list_display_links = None
    list_filter = ["kind"]
    list_per_page = 100
    list_select_related = ["first__source", "second__source", "user"]
    search_fields = ["first__title", "second__title"]
    search_help_text = gettext_lazy("Title of either article.")
    sortable_by = ["made_at"]
    actions = ["take_back"]
    fields = readonly_fields = ["kind", "about", "other", "user", "made_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # A decision goes with its article; by itself it is taken back.
        return self.has_change_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def delete_model(self, request: HttpRequest, obj: RepostDecision) -> None:
        _take_back(obj, request)

    @admin.display(description=gettext_lazy("article"))
    def about(self, decision: RepostDecision) -> str:
        return told_apart(decision.first)

    @admin.display(description=gettext_lazy("other article"))
    def other(self, decision: RepostDecision) -> str:
        return told_apart(decision.second) if decision.second else "–"

    @admin.action(description=gettext_lazy("Take back"), permissions=["change"])
    def take_back(self, request: HttpRequest, decisions: QuerySet[RepostDecision]) -> None:
        with transaction.atomic():
            rows = list(decisions.select_related("first", "second"))
            for row in rows:
                _take_back(row, request)
        message = ngettext("%(count)d decision was taken back.", "%(count)d decisions were taken back.", len(rows))
        messages.success(request, message % {"count": len(rows)})


def _take_back(decision: RepostDecision, request: HttpRequest) -> None:
    articles = [article for article in (decision.first, decision.second) if article]
    Decision("take-back", None, articles, decision).make(request.user)
