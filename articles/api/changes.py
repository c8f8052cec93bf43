"""Writing what a client sent: a new draft, or a change of an article that its author has seen as it is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied, ValidationError

from articles import access, autotagging, revising
from articles.models import Article, Credit, Revision, Tag
from articles.transitions import Refusal, Refused, take_one
from articles.workflow import step_between, steps_from

from .errors import BadParameter, ForbiddenField

API = Revision.Means.API
SCHEDULE = ("publish_at", "withdraw_at")
RELATED = ("tags", "credits")


def create(user: Any, data: dict[str, Any]) -> Article:
    """A new draft of `user`, in the caller's transaction. `data` is what `ArticleInput` made of the request."""
    if data.pop("status", Article.Status.DRAFT) != Article.Status.DRAFT:
        raise BadParameter("status", _("A new article is a draft. Leave the status out, and change it next."), "draft")
    data.pop("reason", None)
    _refuse_schedule(user, data)
    article = Article(created_by=user)
    _fill(article, data)
    _check(article)
    article.save()
    _relate(article, data)
    revising.record([article.pk], API, user=user)
    LogEntry.objects.log_actions(user.pk, [article], ADDITION, "API")
    return article


def change(user: Any, article: Article, data: dict[str, Any]) -> None:
    """Change `article`, which is locked, and then take the step to `data["status"]`.

    Raises PermissionDenied for what `user` may not do, ValidationError for what the article cannot be.
    """
    status, reason = data.pop("status", article.status), data.pop("reason", "")
    _refuse_forbidden(user, article, data)
    had_appeared, changed = article.has_appeared, _changed(article, data)
    if changed:
        _fill(article, data)
        _check(article)
        article.mark_withdrawn(had_appeared)
        with revising.recording([article.pk], API, user=user):
            tags = autotagging.tag_ids(article)
            article.save()
            _relate(article, data)
            autotagging.record_edit(article, tags, autotagging.tag_ids(article))
        LogEntry.objects.log_actions(user.pk, [article], CHANGE, f"API: {', '.join(changed)}")
    if status != article.status:
        _take_step(user, article, status, reason)


def _refuse_forbidden(user: Any, article: Article, data: dict[str, Any]) -> None:
    if not access.may_change(user, article):
        words = {"status": article.get_status_display()}
        if not access.may_tag(user, article):
            raise PermissionDenied(_("You may not change this article (%(status)s). Ask an editor.") % words)
        for name in data.keys() - {"tags"}:
            message = _("Of this article (%(status)s) you may change the tags alone. Ask a chief editor for the rest.")
            raise ForbiddenField(name, message % words)
    _refuse_schedule(user, data)


def _refuse_schedule(user: Any, data: dict[str, Any]) -> None:
    for name in SCHEDULE:
        if name in data and not access.may(user, "publish_article"):
            raise ForbiddenField(name, _("When an article is on the site is for those to say who publish."))


def _changed(article: Article, data: dict[str, Any]) -> list[str]:
    """The names of what would not be the same: saying again what is there changes nothing."""
    now = {name: getattr(article, name) for name in data if name not in (*RELATED, "published_at")}
    now["published_at"] = article.published_at and _date(article.published_at, article.published_precision)
    now["tags"] = {tag.name for tag in article.tags.all()}
    now["credits"] = [(who.name, who.role, who.affiliation) for who in article.credits.all()]
    said = dict(data)
    if "tags" in data:
        said["tags"] = {tag.name for tag in data["tags"]}
    if data.get("published_at"):
        said["published_at"] = _date(*data["published_at"])
    return [name for name, value in said.items() if value != now[name]]


def _date(moment: datetime, precision: str) -> date | datetime:
    """What is known of a date: at which moment of its day it is stored is no matter where only the day is known."""
    return timezone.localdate(moment) if precision == Article.Precision.DAY else moment


def _fill(article: Article, data: dict[str, Any]) -> None:
    for name, value in data.items():
        if name == "published_at":
            article.published_at, article.published_precision = value or (None, Article.Precision.SECOND)
        elif name not in RELATED:
            setattr(article, name, value)


def _check(article: Article) -> None:
    """Raises ValidationError for what the database would refuse."""
    article.prepare()
    if article.status == Article.Status.PUBLISHED and not article.title:
        message = _("A published article needs a title. Give it one, or choose another status.")
        raise BadParameter("title", message, "no_title")
    if article.publish_at and article.withdraw_at and article.withdraw_at <= article.publish_at:
        message = _("It would leave the site before it appears. Set the end after the start.")
        raise BadParameter("withdraw_at", message, "ends_before_it_begins")


def _relate(article: Article, data: dict[str, Any]) -> None:
    if "tags" in data:
        article.tags.set([tag if tag.pk else Tag.objects.get_or_create(name=tag.name)[0] for tag in data["tags"]])
    if "credits" in data:
        article.credits.all().delete()
        Credit.objects.bulk_create(
            Credit(article=article, name=name, role=role, affiliation=affiliation, order=order)
            for order, (name, role, affiliation) in enumerate(data["credits"])
        )


def _take_step(user: Any, article: Article, status: str, reason: str) -> None:
    step = step_between(article.status, status)
    if step is None:
        known = ", ".join(step.target for step in steps_from(article.status))
        message = _("From “%(status)s” no step leads to “%(target)s”. Steps lead to: %(known)s.")
        words = {"status": article.status, "target": status, "known": known}
        raise BadParameter("status", message % words, "wrong_status")
    try:
        take_one(article, step, user, reason, API)
    except Refused as refused:
        raise _as_error(refused.refusal) from refused
    LogEntry.objects.log_actions(user.pk, [article], CHANGE, f"API: {status} {reason}".strip())


def _as_error(refusal: Refusal) -> PermissionDenied | ValidationError:
    if refusal.code == "forbidden_step":
        return ForbiddenField("status", refusal.message, refusal.code)
    fields = {"no_title": "title", "no_reason": "reason", "already_over": "withdraw_at"}
    return BadParameter(fields.get(refusal.code, "status"), refusal.message, refusal.code)
