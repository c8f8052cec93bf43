"""The steps of an article in its form: where it stands, the buttons for what can be done now, and what was done."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import access, preview_links
from articles.labels import STEPS
from articles.models import Article, ArticleQuerySet
from articles.transitions import Refused, step_called, take_one

# The names of the buttons. The value of the first is a step.
STEP, PREVIEW = "_step", "_preview"
MAKE, END = "make", "end"
CHANGES_SHOWN = 10


def state(article: Article) -> str:
    """Where an article stands, in words: its status, and what its schedule makes of it now."""
    status = article.get_status_display()
    if article.is_scheduled:
        return _("%(status)s, on the site from %(at)s") % {"status": status, "at": moment(article.publish_at)}
    if article.status == Article.Status.PUBLISHED and article.withdraw_at:
        public, over = _("%(status)s, on the site until %(at)s"), _("%(status)s, off the site since %(at)s")
        return (public if article.is_public else over) % {"status": status, "at": moment(article.withdraw_at)}
    return status


def moment(value: Any) -> str:
    return date_format(timezone.localtime(value), "Y-m-d H:i")


def panel(request: HttpRequest, article: Article) -> dict[str, Any]:
    """What the part of the form about steps shows."""
    steps = access.steps_open(request.user, article) if access.may_change(request.user, article) else []
    return {
        "state": state(article),
        "steps": [{"name": step.name, "label": STEPS[step.name], "needs_reason": step.needs_reason} for step in steps],
        "changes": article.status_changes.select_related("user")[:CHANGES_SHOWN],
        "may_preview": not article.is_public,
        "may_share": not article.is_public and may_share(request, article),
        "has_links": bool(article.preview_key),
        "names": {"step": STEP, "preview": PREVIEW, "make": MAKE, "end": END},
    }


def may_share(request: HttpRequest, article: Article) -> bool:
    return access.may(request.user, "share_preview") and access.may_change(request.user, article)


def press(request: HttpRequest, article: Article, reason: str) -> None:
    """Do what the pressed button says, and say what was done; the form is saved already."""
    if name := request.POST.get(STEP):
        try:
            take_one(article, step_called(name), request.user, reason)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            told(request, [article], article.get_status_display(), reason)
            words = _("“%(article)s” is now: %(state)s.")
            messages.success(request, words % {"article": article, "state": state(article)})
    elif choice := request.POST.get(PREVIEW):
        _share(request, article, choice)


def told(request: HttpRequest, articles: list[Article], status: str, reason: str) -> None:
    """Write a step into Django's own log, with the reason: it stays even when the article goes."""
    message = _("Status: %(status)s.") % {"status": status}
    LogEntry.objects.log_actions(request.user.pk, articles, CHANGE, f"{message} {reason}".strip())


def _share(request: HttpRequest, article: Article, choice: str) -> None:
    if not may_share(request, article):
        messages.error(request, _("Preview links are not yours to make. Ask an editor for one."))
    elif choice == END:
        preview_links.end_links(article)
        messages.success(request, _("All preview links to this article have ended."))
    else:
        token, ends = preview_links.token_for(article)
        address = request.build_absolute_uri(preview_links.address(token))
        words = _("Preview link, good until {} for whoever has it: {}")
        link = format_html('<a href="{0}" class="preview-link">{0}</a>', address)
        messages.success(request, format_html(words, moment(ends), link))


class ScheduleFilter(admin.SimpleListFilter):
    title = gettext_lazy("schedule")
    parameter_name = "schedule"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", _("to appear")),
            ("leaving", _("to be withdrawn")),
            ("ended", _("time on the site is over")),
        ]

    def queryset(self, request: HttpRequest, articles: ArticleQuerySet) -> ArticleQuerySet:
        match self.value():
            case "waiting":
                return articles.to_appear()
            case "leaving":
                return articles.to_leave()
            case "ended":
                return articles.over()
        return articles
