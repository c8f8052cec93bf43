"""When a reader was last here, kept in the reader's own browser and nowhere else.

Two cookies hold times: `seen`, when the first page was last looked at, and `visited`, when the visit before this one
ended. A visit ends where the first page is not looked at for half an hour. Only that page tells what is new, and only
there are they set; what it shows depends on `visited` alone, which stays the same throughout a visit.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

SEEN, VISITED = "seen", "visited"
VISIT = timedelta(minutes=30)
KEPT = timedelta(days=365)
MINUTE = 60  # seconds: more exactly nobody needs to know


class VisitMiddleware:
    """Stands outside of whatever keeps pages, and tells it and the first page which visit this is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != reverse("home") or request.method != "GET":
            return self.get_response(request)
        now = timezone.now()
        seen, visited = (read_moment(request.COOKIES.pop(name, "")) for name in (SEEN, VISITED))
        if seen and now - seen > VISIT:
            visited = seen
        if visited:
            request.COOKIES[VISITED] = write_moment(visited)
        response = self.get_response(request)
        _remember(response, SEEN, now)
        if visited:
            _remember(response, VISITED, visited)
        return response


def read_moment(told: str) -> datetime | None:
    """The time that a cookie or an address tells, in minutes since 1970; None for what is none, or is yet to come."""
    if not (told.isascii() and told.isdigit() and len(told) < 10):
        return None
    moment = datetime.fromtimestamp(int(told) * MINUTE, UTC) if int(told) < 2**31 // MINUTE else None
    return moment if moment and moment <= timezone.now() else None


def write_moment(moment: datetime) -> str:
    return str(int(moment.timestamp()) // MINUTE)


def _remember(response: HttpResponse, name: str, moment: datetime) -> None:
    response.set_cookie(
        name,
        write_moment(moment),
        max_age=KEPT,
        path=reverse("home"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
