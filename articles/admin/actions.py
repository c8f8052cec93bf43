"""What can be done to many articles at once. Each says how many, and names those that it left alone."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Article, ArticleQuerySet, Revision
from articles.revising import recording

NAMED = 10


@admin.action(description=gettext_lazy("Publish"), permissions=["change"])
def publish(model_admin: admin.ModelAdmin, request: HttpRequest, articles: ArticleQuerySet) -> None:
    untitled = [article.slug for article in articles if not article.title]
    _set_status(model_admin, request, articles.exclude(title=""), Article.Status.PUBLISHED)
    if untitled:
        named = ", ".join(untitled[:NAMED]) + ("…" if len(untitled) > NAMED else "")
        message = ngettext(
            "%(count)d article was not published, because it has no title: %(named)s. Give it one first.",
            "%(count)d articles were not published, because they have no title: %(named)s. Give them one first.",
            len(untitled),
        )
        messages.error(request, message % {"count": len(untitled), "named": named})


@admin.action(description=gettext_lazy("Back to draft"), permissions=["change"])
def back_to_draft(model_admin: admin.ModelAdmin, request: HttpRequest, articles: ArticleQuerySet) -> None:
    _set_status(model_admin, request, articles, Article.Status.DRAFT)


@admin.action(description=gettext_lazy("Archive"), permissions=["change"])
def archive(model_admin: admin.ModelAdmin, request: HttpRequest, articles: ArticleQuerySet) -> None:
    _set_status(model_admin, request, articles, Article.Status.ARCHIVED)


def _set_status(
    model_admin: admin.ModelAdmin, request: HttpRequest, articles: ArticleQuerySet, status: Article.Status
) -> None:
    changing = list(articles.exclude(status=status))
    ids = [article.pk for article in changing]
    with recording(ids, Revision.Means.PERSON, user=request.user):
        count = Article.objects.filter(pk__in=ids).update(status=status, updated_at=timezone.now())
    if changing:
        message = _("Status: %(status)s.") % {"status": status.label}
        LogEntry.objects.log_actions(request.user.pk, changing, CHANGE, message)
    message = ngettext("%(count)d article is now: %(status)s.", "%(count)d articles are now: %(status)s.", count)
    if count:
        messages.success(request, message % {"count": count, "status": status.label})
    else:
        messages.info(request, _("Nothing changed: %(status)s already.") % {"status": status.label})
