"""The reader's own choices, each kept in a cookie: language of the interface, light or dark, large print, script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

ELDER = "elder"
TRADITIONAL = "hant"


@dataclass(frozen=True, slots=True)
class Switch:
    """A choice beside the language: the cookie is named as it is; no cookie is `default`."""

    name: str
    default: str
    others: tuple[str, ...]
    unknown: str

    def chosen(self, request: HttpRequest) -> str:
        """What the reader chose; a cookie that says anything else says nothing."""
        value = request.COOKIES.get(self.name)
        return value if value in self.others else self.default


SWITCHES = {
    switch.name: switch
    for switch in (
        Switch("theme", "auto", ("light", "dark"), gettext_noop("There is no theme “%(value)s” here.")),
        Switch("mode", "standard", (ELDER,), gettext_noop("There is no way of showing pages “%(value)s” here.")),
        Switch("script", "hans", (TRADITIONAL,), gettext_noop("There is no script “%(value)s” here.")),
    )
}


@never_cache
@require_safe
def set_language(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the interface language `code` and go back to the page in `?next=`."""
    if code not in dict(settings.LANGUAGES):
        raise Http404(_("There is no language “%(code)s” here.") % {"code": code})
    return _remember(_go_back(request), settings.LANGUAGE_COOKIE_NAME, code)


@never_cache
@require_safe
def set_choice(request: HttpRequest, switch: str, value: str) -> HttpResponse:
    """Keep `value` of a switch and go back to the page in `?next=`; its default is kept by having no cookie."""
    known = SWITCHES[switch]
    if value == known.default:
        response = _go_back(request)
        response.delete_cookie(known.name, samesite="Lax")
        return response
    if value not in known.others:
        raise Http404(_(known.unknown) % {"value": value})
    return _remember(_go_back(request), known.name, value)


def choices(request: HttpRequest) -> dict[str, Any]:
    """For templates, `reader`: what the reader chose, by the names of the switches, and what follows from it."""
    chosen = {name: switch.chosen(request) for name, switch in SWITCHES.items()}
    return {
        "reader": {**chosen, "is_elder": chosen["mode"] == ELDER, "is_traditional": chosen["script"] == TRADITIONAL}
    }


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
