from __future__ import annotations

from django.contrib.admin.utils import flatten_fieldsets
from django.http import HttpRequest

from articles import access
from articles.models import Article, ArticleQuerySet
from sources.admin.shared import CarefulAdmin

SCHEDULE = ("publish_at", "withdraw_at")
# What the form itself wants, and no article has.
OF_FORM = ("version", "comment")
TAGGING = ("tags", *OF_FORM)


class AdminByRole(CarefulAdmin):
    """Shows what is on the desk of whoever looks, and lets them change what their role changes."""

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        return access.on_desk(request.user).order_by(*Article._meta.ordering)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.may_write(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return access.may_read_all(request.user) or access.may(request.user, "contribute_article")
        return access.is_on_desk(request.user, obj)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Of one article: whether anything of it may be changed, be it the tags alone."""
        return self.has_view_permission(request) if obj is None else access.may_tag(request.user, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        fixed = list(super().get_readonly_fields(request, obj))
        if obj and not access.may_change(request.user, obj):
            shown = flatten_fieldsets(self.get_fieldsets(request, obj))
            return fixed + [name for name in shown if name not in (*fixed, *TAGGING)]
        return fixed if access.may(request.user, "publish_article") else [*fixed, *SCHEDULE]
