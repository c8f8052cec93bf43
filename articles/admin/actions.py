"""What can be done to many articles at once. Each says how many, and names those that it left alone."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import access
from articles.labels import STEPS
from articles.models import Article, ArticleQuerySet
from articles.transitions import Refusal, take
from articles.workflow import TRANSITIONS, Transition

from .steps import told

NAMED = 10


class ReasonForm(ActionForm):
    """The choice of an action, with a reason for the steps that ask for one."""

    reason = forms.CharField(
        label=gettext_lazy("Reason:"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("needed for every step back")}),
    )


def _action(step: Transition) -> Callable:
    def act(model_admin: admin.ModelAdmin, request: HttpRequest, articles: ArticleQuerySet) -> None:
        _take(request, articles, step)

    act.__name__ = step.name
    return admin.action(act, description=STEPS[step.name])


STEP_ACTIONS = [_action(step) for step in TRANSITIONS.values()]


def is_open(request: HttpRequest, name: str) -> bool:
    """Whether the action is no step, or a step that is open to this role."""
    return name not in TRANSITIONS or access.may(request.user, TRANSITIONS[name].permission)


def _take(request: HttpRequest, articles: ArticleQuerySet, step: Transition) -> None:
    ids, reason = (
        list(articles.exclude(status=step.target).values_list("pk", flat=True)),
        request.POST.get("reason", ""),
    )
    taken, status = take(ids, step, request.user, reason), Article.Status(step.target).label
    if taken.moved:
        told(request, taken.moved, status, reason)
        count = len(taken.moved)
        message = ngettext("%(count)d article is now: %(status)s.", "%(count)d articles are now: %(status)s.", count)
        messages.success(request, message % {"count": count, "status": status})
    for refusal, refused in taken.refused.items():
        messages.error(request, _left_alone(refusal, refused))
    if not ids:
        messages.info(request, _("Nothing changed: %(status)s already.") % {"status": status})


def _left_alone(refusal: Refusal, articles: list[Article]) -> str:
    named = ", ".join(article.title or article.slug for article in articles[:NAMED])
    words = {"count": len(articles), "named": named + ("…" if len(articles) > NAMED else ""), "why": refusal.message}
    if refusal.code == "no_title":
        message = ngettext(
            "%(count)d article was not published, because it has no title: %(named)s. Give it one first.",
            "%(count)d articles were not published, because they have no title: %(named)s. Give them one first.",
            len(articles),
        )
    else:
        message = ngettext(
            "%(count)d article was left as it is: %(named)s. %(why)s",
            "%(count)d articles were left as they are: %(named)s. %(why)s",
            len(articles),
        )
    return message % words
