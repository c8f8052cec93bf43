from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from articles.models import Article, ArticleWarning, Cluster
from sources.admin.shared import code_in_words
from sources.models import ImportedFile, ImportRun, Outcome

register = template.Library()


@register.filter
def in_words(warning: ArticleWarning) -> SafeString:
    """A warning's words, code and detail."""
    return code_in_words(warning.code, warning.detail)


@register.inclusion_tag("admin/articles/attention.html", takes_context=True)
def needs_attention(context: dict[str, Any]) -> dict[str, Any]:
    """What waits for an editor, as far as this one may see it: four counts at most."""
    user, attention = context["request"].user, {}
    if user.has_perm("articles.view_article"):
        address = reverse("admin:articles_article_changelist")
        attention |= {
            "warned": Article.objects.filter(warnings__isnull=False).distinct().count(),
            "warned_address": f"{address}?warning=any",
            "in_conflict": Article.objects.filter(has_conflicts=True).count(),
            "suspected": Cluster.objects.filter(is_confirmed=False).count(),
            "suspected_address": f"{reverse('admin:articles_cluster_changelist')}?is_confirmed__exact=0",
            "conflicts_address": f"{address}?has_conflicts__exact=1",
        }
    if user.has_perm("sources.view_importrun"):
        failed = ImportedFile.objects.filter(outcome=Outcome.FAILED)
        attention["run"] = run = ImportRun.objects.filter(pk__in=failed.values("run")).first()
        if run:
            attention["failed_address"] = reverse("admin:sources_importrun_change", args=[run.pk])
            attention["failed"] = run.counts.get(Outcome.FAILED)
    return attention
