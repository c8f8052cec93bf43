"""Articles looked up by their title while it is typed, for reposts: copies share it, so more is told of each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Article, ArticleQuerySet, Membership

NAME = "joining"


class ArticleLookup(AutocompleteJsonView):
    def get_queryset(self) -> ArticleQuerySet:
        return super().get_queryset().select_related("source").defer("body", "text")

    def serialize_result(self, obj: Article, to_field_name: str) -> dict[str, str]:
        return super().serialize_result(obj, to_field_name) | {"text": told_apart(obj)}


def told_apart(article: Article) -> str:
    """An article in a line that its copies do not share."""
    moment = article.published_at
    when = date_format(timezone.localtime(moment), "Y-m-d H:i") if moment else _("date unknown")
    return " · ".join(filter(None, [str(article), article.source and article.source.name, when]))


class ArticlesField:
    """The field by which articles are chosen, and the scripts that it needs."""

    def __init__(self, site: AdminSite):
        self.widget = _Select(Membership._meta.get_field("article"), site)
        self.media = self.widget.media

    def __str__(self) -> SafeString:
        field = forms.ModelMultipleChoiceField(Article.objects.none(), widget=self.widget, required=False)
        return field.widget.render(NAME, [], {"id": "id_joining"})


class _Select(AutocompleteSelectMultiple):
    def get_url(self) -> Any:
        return reverse("admin:articles_cluster_lookup")
