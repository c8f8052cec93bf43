"""QR codes of the addresses of pages, to be printed or scanned off a screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from io import BytesIO
from typing import Any

import segno
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from .searching import Asked

TYPES = {"svg": "image/svg+xml", "png": "image/png"}
# A print is creased and a screen has reflections: M restores 15 % of the code.
ERROR_CORRECTION = "m"
# What the largest code holds at that correction.
LONGEST = 2331  # bytes
PIXELS = 8  # of one module; the quiet zone around the code is four modules, as ISO 18004 wants it


@lru_cache(maxsize=256)
def picture(address: str, kind: str) -> bytes:
    """The QR code of `address`, of at most LONGEST bytes; `kind` is one of TYPES."""
    out = BytesIO()
    code = segno.make_qr(address, error=ERROR_CORRECTION)
    code.save(out, kind=kind, scale=PIXELS, light="#fff")
    return out.getvalue()


def qr_paths(route: str, visible: Callable[[], QuerySet], name: str) -> list[URLPattern]:
    """The code of a page, below its address, in each of TYPES; `visible` are the objects that have a page."""
    return [
        path(f"{route}qr.{kind}", partial(_code, visible=visible, kind=kind), name=f"{name}-qr-{kind}")
        for kind in TYPES
    ]


def search_qr_paths() -> list[URLPattern]:
    """The code of a search, in each of TYPES; what is asked stands in the address."""
    return [path(f"search/qr.{kind}", partial(_of_search, kind=kind), name=f"search-qr-{kind}") for kind in TYPES]


def address_of(request: HttpRequest, asked: Asked) -> str:
    """The address of the first page of a search; empty where it is too long for a code."""
    address = request.build_absolute_uri(reverse("search") + asked.with_())
    return address if len(address.encode()) <= LONGEST else ""


@require_safe
@conditional_page
def _code(request: HttpRequest, slug: str, visible: Callable[[], QuerySet], kind: str) -> HttpResponse:
    found: Any = get_object_or_404(visible(), slug=slug)
    address = request.build_absolute_uri(found.get_absolute_url())
    return HttpResponse(picture(address, kind), content_type=TYPES[kind])


@require_safe
@conditional_page
def _of_search(request: HttpRequest, kind: str) -> HttpResponse:
    address = address_of(request, Asked(request.GET))
    if not address:
        why = _("The address of this search is longer than a QR code can hold. Look for fewer words.")
        return HttpResponse(why, status=414, content_type="text/plain; charset=utf-8")
    return HttpResponse(picture(address, kind), content_type=TYPES[kind])
