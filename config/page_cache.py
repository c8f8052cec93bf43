"""Pages for readers who are not logged in: kept for as long as nothing has changed, and never for a time alone.

Each request asks which edition stands (articles/editions.py), so that what was changed by any process is seen by the
next request in every other. A page is kept by its address and by the cookies that it may depend on; one that turns out
to depend on anything else is not kept.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, has_vary_header, patch_vary_headers
from django.utils.http import http_date

from articles.editions import Edition, Seen, current

from .language import language_of

# Who is logged in, or has a message waiting, has pages of their own.
PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")
# What a page may depend on beside its address: the reader's choices, and on the first page the last visit.
CHOICES = ("theme", "mode", "script")
VISIT = "visited"
# Asked about in every request, by what stands between here and the pages.
ASKED_ANYWAY = {*PERSONAL, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
LONGEST_COOKIE, LONGEST_ADDRESS = 64, 1024  # characters
LARGEST = 64 * 1024  # bytes, compressed: times the number of entries it is the most memory that pages take
PAGES = "articles.views"
_ACCEPTS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was made in an edition."""

    edition: Edition
    digest: str
    packed: bytes
    headers: dict[str, str]


class Cookies(dict):
    """The cookies of a request, which note what was asked of them."""

    def __init__(self, cookies: Mapping[str, str]):
        super().__init__(cookies)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)

    def get(self, name: str, default: str | None = None) -> str | None:
        self.asked.add(name)
        return super().get(name, default)

    def __iter__(self):
        self.asked.add("*")
        return super().__iter__()

    def items(self):
        self.asked.add("*")
        return super().items()

    def values(self):
        self.asked.add("*")
        return super().values()


class PageCacheMiddleware:
    """Stands inside of what sets the headers of every response, and outside of sessions and all that follows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.kept = caches["pages"]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        kept: Kept | None = self.kept.get(key)
        if kept is not None:
            seen = current()
            if kept.edition == seen.edition:
                return _answer(request, kept, seen)
        request.COOKIES = Cookies(request.COOKIES)
        response = self.get_response(request)
        seen = getattr(request, "edition", None)
        if seen is None or not _may_be_kept(request, response):
            return response
        kept = _made(seen.edition, response)
        if request.method == "GET" and len(kept.packed) <= LARGEST:
            self.kept.set(key, kept)
        return _answer(request, kept, seen)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        """Note the edition before anything of the page is read."""
        module = getattr(view, "view_class", view).__module__
        if isinstance(request.COOKIES, Cookies) and f"{module}.".startswith(f"{PAGES}."):
            request.edition = current()


def _key(request: HttpRequest) -> str | None:
    """What a page is kept by; None where the request is for none that is kept."""
    if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in request.META:
        return None
    cookies = request.COOKIES
    if any(name in cookies for name in PERSONAL):
        return None
    chosen = [cookies.get(name, "") for name in _choices(request)]
    address = (request.scheme, request.get_host(), request.path, request.META.get("QUERY_STRING", ""))
    if max(map(len, chosen)) > LONGEST_COOKIE or sum(map(len, address)) > LONGEST_ADDRESS:
        return None
    # As text each part is told from the next by its quotes, whatever stands in it.
    whole = repr((address, language_of(request), chosen))
    return hashlib.blake2b(whole.encode(), digest_size=32).hexdigest()


def _choices(request: HttpRequest) -> Iterable[str]:
    return (*CHOICES, VISIT) if request.path_info == "/" else CHOICES


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether a page is the same for all readers with this key."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and not response.has_header("Cache-Control")
        and not has_vary_header(response, "Cookie")
        and not has_vary_header(response, "*")
        # A nonce is for one response.
        and getattr(request, "_csp_nonce", None) is None
        and response.headers.get("Content-Type", "").startswith("text/html")
        and request.COOKIES.asked <= ASKED_ANYWAY.union(_choices(request))
    )


def _made(edition: Edition, response: HttpResponse) -> Kept:
    patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
    # A browser may keep it, and asks each time whether it still stands.
    headers = {**response.headers, "Cache-Control": "no-cache"}
    headers.pop("Content-Length", None)
    digest = hashlib.blake2b(response.content, digest_size=16).hexdigest()
    return Kept(edition, digest, gzip.compress(response.content, compresslevel=6, mtime=0), headers)


def _answer(request: HttpRequest, kept: Kept, seen: Seen) -> HttpResponseBase:
    is_packed = _ACCEPTS_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) is not None
    # A strong tag names the bytes: packed ones are others.
    etag = f'"{kept.digest}-gzip"' if is_packed else f'"{kept.digest}"'
    since = int(seen.since.timestamp())
    # Never this second, in which another change may come that would have the same date.
    told = min(since, int(timezone.now().timestamp()) - 1)
    response = HttpResponse(headers={**kept.headers, "ETag": etag, "Last-Modified": http_date(told)})
    answer = get_conditional_response(request, etag, since, response)
    if answer is response:
        response.content = kept.packed if is_packed else gzip.decompress(kept.packed)
        response.headers["Content-Length"] = str(len(response.content))
        if is_packed:
            response.headers["Content-Encoding"] = "gzip"
    return answer
