"""Taking articles a step on their way: the one place where a person changes a status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import revising
from .access import may_take
from .labels import STEPS
from .models import Article, Revision, StatusChange
from .workflow import PUBLISHED, TRANSITIONS, Transition

PERSON = Revision.Means.PERSON
LONGEST = Revision._meta.get_field("comment").max_length
NEEDED = ("title", "slug", "status", "publish_at", "withdraw_at", "withdrawn_at", "created_by")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step is not taken. `code` is stable; `message` says it of one article, with the remedy."""

    code: str
    message: str


@dataclass(slots=True)
class Taken:
    """What came of a step: the articles that took it, and those that were refused, by why."""

    moved: list[Article] = field(default_factory=list)
    refused: dict[Refusal, list[Article]] = field(default_factory=lambda: defaultdict(list))


class Refused(Exception):
    """A step that one article cannot take; `refusal` says why."""

    def __init__(self, refusal: Refusal):
        super().__init__(refusal.message)
        self.refusal = refusal


def step_called(name: str) -> Transition:
    """The step of this name. Raises Refused where there is none."""
    if name not in TRANSITIONS:
        message = _("There is no step “%(name)s”. Known steps: %(known)s.")
        raise Refused(Refusal("unknown_step", message % {"name": name[:60], "known": ", ".join(TRANSITIONS)}))
    return TRANSITIONS[name]


def refusal(article: Article, step: Transition, user: Any, reason: str = "") -> Refusal | None:
    """Why `user` cannot take `article` this step now; None where they can."""
    words = {"step": STEPS[step.name], "status": article.get_status_display()}
    if not may_take(user, step, article):
        message = _("“%(step)s” is not yours to do. Ask somebody whose role allows it.")
        return Refusal("forbidden_step", message % words)
    if article.status not in step.sources:
        allowed = ", ".join(str(Article.Status(status).label) for status in step.sources)
        message = _("“%(step)s” is for articles that are: %(allowed)s. This one is: %(status)s.")
        return Refusal("wrong_status", message % (words | {"allowed": allowed}))
    if step.needs_reason and not reason.strip():
        return Refusal("no_reason", _("“%(step)s” needs a reason. Say why, and do it again.") % words)
    return _unfit_for_site(article) if step.target == PUBLISHED else None


def _unfit_for_site(article: Article) -> Refusal | None:
    if not article.title:
        return Refusal("no_title", _("A published article needs a title. Give it one, or choose another status."))
    if article.withdraw_at and article.withdraw_at <= timezone.now():
        message = _("Its time on the site is over already. Move or clear “on the site until”, then publish it.")
        return Refusal("already_over", message)
    return None


@transaction.atomic
def take(articles: Iterable[int], step: Transition, user: Any, reason: str = "", means: str = PERSON) -> Taken:
    """Take the articles of these ids a step, as far as each can, in as many queries however many there are."""
    rows = Article.objects.filter(pk__in=articles).select_for_update().only(*NEEDED).order_by("pk")
    taken = Taken()
    for article in rows:
        why_not = refusal(article, step, user, reason)
        if why_not:
            taken.refused[why_not].append(article)
        else:
            taken.moved.append(article)
    reason = reason.strip()
    with revising.recording([article.pk for article in taken.moved], means, user=user, comment=reason[:LONGEST]):
        _write(taken.moved, step, user, reason)
    return taken


def take_one(article: Article, step: Transition, user: Any, reason: str = "", means: str = PERSON) -> None:
    """Take `article` a step, and keep the object in step. Raises Refused."""
    taken = take([article.pk], step, user, reason, means)
    if taken.refused:
        raise Refused(next(iter(taken.refused)))
    article.refresh_from_db(fields=["status", "withdrawn_at", "updated_at"])


def _write(articles: list[Article], step: Transition, user: Any, reason: str) -> None:
    now = timezone.now()
    leaving = [article.pk for article in articles if article.has_appeared and step.target != PUBLISHED]
    StatusChange.objects.bulk_create(
        StatusChange(article=article, before=article.status, after=step.target, user=user, reason=reason, made_at=now)
        for article in articles
    )
    ids = [article.pk for article in articles]
    Article.objects.filter(pk__in=ids).update(status=step.target, updated_at=now)
    Article.objects.filter(pk__in=leaving).update(withdrawn_at=now)
