from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from knox.auth import TokenAuthentication as KnoxTokenAuthentication
from knox.models import AuthToken
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from articles import access
from articles.models import ArticleQuerySet


class TokenAuthentication(KnoxTokenAuthentication):
    """`Authorization: Token …`, for programs."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, AuthToken]:
        # Whatever else a header may hold is no token, and not every database would take it for one.
        if not token.isalnum():
            raise AuthenticationFailed
        return super().authenticate_credentials(token)


class SessionCookieAuthentication(SessionAuthentication):
    """A log-in to the admin counts here too, but a request without a session cookie never touches the session.

    Looking into the session makes Django answer `Vary: Cookie`, and shared caches then keep nothing.
    """

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        return super().authenticate(request)


def is_editor(user: User | AnonymousUser) -> bool:
    """Whether `user` may read everything that is not published."""
    return access.may_read_all(user)


def has_desk(user: User | AnonymousUser) -> bool:
    """Whether there may be something that is not published for `user` to read, be it their own drafts alone."""
    return is_editor(user) or access.may(user, "contribute_article")


def visible_articles(request: Request) -> ArticleQuerySet:
    """What this reader may know of: editors everything, contributors their own, everybody what is published."""
    return access.readable(request.user)
