from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from articles.models import Article, ArticleQuerySet


class SessionCookieAuthentication(SessionAuthentication):
    """A log-in to the admin counts here too, but a request without a session cookie never touches the session.

    Looking into the session makes Django answer `Vary: Cookie`, and shared caches then keep nothing.
    """

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        return super().authenticate(request)


def is_editor(user: User | AnonymousUser) -> bool:
    """Whether `user` may read what is not published."""
    return user.is_staff and user.has_perm("articles.view_article")


def visible_articles(request: Request) -> ArticleQuerySet:
    """What this reader may know of: editors everything, everybody else what is published."""
    return Article.objects.all() if is_editor(request.user) else Article.objects.published()
