from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from articles.admin import body_editor as editor
from articles.admin import dates
from articles.models import Article, ArticleWarning
from sources.admin.shared import code_in_words
from sources.models import ImportedFile, ImportRun, Outcome

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
    """What waits for an editor, as far as this one may see it: three counts at most."""
    user, attention = context["request"].user, {}
    if user.has_perm("articles.view_article"):
        address = reverse("admin:articles_article_changelist")
        attention |= {
            "warned": Article.objects.filter(warnings__isnull=False).distinct().count(),
            "warned_address": f"{address}?warning=any",
            "in_conflict": Article.objects.filter(has_conflicts=True).count(),
            "conflicts_address": f"{address}?has_conflicts__exact=1",
        }
    if user.has_perm("sources.view_importrun"):
        failed = ImportedFile.objects.filter(outcome=Outcome.FAILED)
        attention["run"] = run = ImportRun.objects.filter(pk__in=failed.values("run")).first()
        if run:
            attention["failed_address"] = reverse("admin:sources_importrun_change", args=[run.pk])
            attention["failed"] = run.counts.get(Outcome.FAILED)
    return attention
