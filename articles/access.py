"""Which articles somebody may know of, and change: querysets for lists, and the same rules asked of one article.

A user is anybody with `has_perm`: nobody who is logged in, too.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from .models import Article, ArticleQuerySet, OnSite
from .workflow import CHANGING, Reach, Transition, steps_from


def may(user: Any, right: str) -> bool:
    """Whether `user` has a right of this app, by its code name."""
    return user.has_perm(f"articles.{right}")


def may_read_all(user: Any) -> bool:
    return may(user, "view_article") or may(user, "change_article")


def may_write(user: Any) -> bool:
    """Whether `user` may write new articles, which are drafts."""
    return may(user, "add_article") or may(user, "contribute_article")


def on_desk(user: Any) -> ArticleQuerySet:
    """The articles that `user` sees at the desk: all of them, or those that they wrote."""
    if may_read_all(user):
        return Article.objects.all()
    if may(user, "contribute_article"):
        return Article.objects.filter(created_by=user.pk)
    return Article.objects.none()


def readable(user: Any) -> ArticleQuerySet:
    """The articles that `user` may read: those on their desk, and what is on the site."""
    if may_read_all(user):
        return Article.objects.all()
    if may(user, "contribute_article"):
        return Article.objects.filter(OnSite(timezone.now()) | Q(created_by=user.pk))
    return Article.objects.published()


def is_on_desk(user: Any, article: Article) -> bool:
    return may_read_all(user) or (may(user, "contribute_article") and _is_own(user, article))


def may_change(user: Any, article: Article) -> bool:
    return any(
        article.status in reach.statuses and (_is_own(user, article) or not reach.own_only) for reach in _reaches(user)
    )


def may_tag(user: Any, article: Article) -> bool:
    """Whether `user` may change the tags of `article`, if nothing else of it."""
    return may_change(user, article) or may(user, "tag_article")


def steps_open(user: Any, article: Article) -> list[Transition]:
    """The steps that `user` may take with `article` now."""
    return [step for step in steps_from(article.status) if may_take(user, step, article)]


def may_take(user: Any, step: Transition, article: Article) -> bool:
    """Whether `user` may take `step` with such an article, wherever it stands now."""
    return may(user, step.permission) and is_on_desk(user, article)


def _reaches(user: Any) -> list[Reach]:
    return [reach for reach in CHANGING if may(user, reach.permission)]


def _is_own(user: Any, article: Article) -> bool:
    return user.pk is not None and article.created_by_id == user.pk
