from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from articles.admin import body_editor as editor
from articles.admin import dates, desk
from articles.charts import chart
from articles.models import ArticleWarning
from sources.admin.shared import code_in_words

register = template.Library()


@register.filter
def in_words(warning: ArticleWarning) -> SafeString:
    """A warning's words, code and detail."""
    return code_in_words(warning.code, warning.detail)


@register.inclusion_tag("admin/articles/body_editor.html", takes_context=True)
def body_editor(context: dict[str, Any]) -> dict[str, Any]:
    return editor.parts(context["request"])


@register.inclusion_tag("admin/date_hierarchy.html")
def article_dates(changelist: Any) -> dict[str, Any]:
    return dates.choices(changelist)


@register.inclusion_tag("admin/articles/attention.html", takes_context=True)
def needs_attention(context: dict[str, Any]) -> dict[str, Any]:
    return desk.attention(context["request"])


@register.inclusion_tag("admin/articles/activity.html", takes_context=True)
def newest_activity(context: dict[str, Any]) -> dict[str, Any]:
    return {"entries": desk.activity(context["request"])}


@register.inclusion_tag("admin/articles/weeks.html", takes_context=True)
def articles_per_week(context: dict[str, Any]) -> dict[str, Any]:
    weeks = desk.weeks(context["request"])
    return {"chart": chart(weeks) if weeks else None}
