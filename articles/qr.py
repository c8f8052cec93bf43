"""QR codes of the addresses of pages, to be printed or scanned off a screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

import segno
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.http import conditional_page, require_safe

TYPES = {"svg": "image/svg+xml", "png": "image/png"}
# A print is creased and a screen has reflections: M restores 15 % of the code.
ERROR_CORRECTION = "m"
PIXELS = 8  # of one module; the quiet zone around the code is four modules, as ISO 18004 wants it


def picture(address: str, kind: str) -> bytes:
    """The QR code of `address`; `kind` is one of TYPES."""
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


@require_safe
@conditional_page
def _code(request: HttpRequest, slug: str, visible: Callable[[], QuerySet], kind: str) -> HttpResponse:
    found: Any = get_object_or_404(visible(), slug=slug)
    address = request.build_absolute_uri(found.get_absolute_url())
    return HttpResponse(picture(address, kind), content_type=TYPES[kind])
