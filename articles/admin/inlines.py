from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.models import ArticleWarning, Credit
from sources.admin.shared import NamedFormSet


class PartOfArticle(admin.TabularInline):
    """What belongs to an article: whoever may see or change the article may see or change it too."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_article") or self.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_article" if obj else "articles.add_article")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class CreditInline(PartOfArticle):
    model = Credit
    formset = NamedFormSet
    extra = 1
    fields = ["name", "role", "affiliation", "order"]


class WarningInline(PartOfArticle):
    """Warnings are closed here, never written: the import writes them."""

    model = ArticleWarning
    extra = 0
    template = "admin/articles/warnings.html"
    is_on_top = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj)
