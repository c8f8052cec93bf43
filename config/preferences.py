"""The reader's own choices, each kept in a cookie: the language of the interface, and light or dark."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

THEME_COOKIE_NAME = "theme"
AUTO = "auto"
THEMES = ("light", "dark", AUTO)


@never_cache
@require_safe
def set_language(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the interface language `code` and go back to the page in `?next=`."""
    if code not in dict(settings.LANGUAGES):
        raise Http404(_("There is no language “%(code)s” here.") % {"code": code})
    return _remember(_go_back(request), settings.LANGUAGE_COOKIE_NAME, code)


@never_cache
@require_safe
def set_theme(request: HttpRequest, name: str) -> HttpResponse:
    """Keep the theme `name` and go back to the page in `?next=`; `auto` follows the system again."""
    if name not in THEMES:
        raise Http404(_("There is no theme “%(name)s” here.") % {"name": name})
    response = _go_back(request)
    if name == AUTO:
        response.delete_cookie(THEME_COOKIE_NAME, samesite="Lax")
        return response
    return _remember(response, THEME_COOKIE_NAME, name)


def _go_back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if safe else "/")


def _remember(response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_cookie(
        name,
        value,
        max_age=timedelta(days=365),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
