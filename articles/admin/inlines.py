from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from articles import access
from articles.models import ArticleWarning, Credit
from sources.admin.shared import LabelledInline

from .posted import CreditFormSet, WarningFormSet


class PartOfArticle(LabelledInline):
    """What belongs to an article: whoever may see or change the article may see or change it too."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None or access.is_on_desk(request.user, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.may_change(request.user, obj) if obj else access.may_write(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class CreditInline(PartOfArticle):
    model = Credit
    formset = CreditFormSet
    extra = 1
    fields = ["name", "role", "affiliation", "order"]


class WarningInline(PartOfArticle):
    """Warnings are closed here, never written: the import writes them."""

    model = ArticleWarning
    formset = WarningFormSet
    extra = 0
    template = "admin/articles/warnings.html"
    is_on_top = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj)
