"""Where an article stands: its columns, and its series."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from articles.columns import labels_of, path_to
from articles.models import Article
from articles.serials import series_of

register = template.Library()


@register.filter
def column_links(column: Any) -> list[tuple[str, str]]:
    """The labels of a column with the addresses of their pages."""
    return [(labels[-1], reverse("column", args=[list(labels)])) for labels in path_to(labels_of(column))]


@register.inclusion_tag("articles/_series.html", takes_context=True)
def series(context: dict[str, Any]) -> dict[str, Any]:
    """The parts of the series that the article of the page is of, if any; one query where its title speaks of that."""
    article = context["article"]
    return {"article": article, "parts": series_of(article, Article.objects.published())}
