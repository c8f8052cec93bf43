"""Traditional Chinese for readers who ask for it: what a page says is converted as it is sent.

Only what people read is: text, and the attributes that are read out. Addresses, values of forms, scripts and data stay,
and so does whatever is marked `translate="no"` or stands in another language. What is stored never changes.

Nothing here takes a page apart and writes it anew. Stretches of the page's own source, escaped as they are, have their
Han characters replaced by Han characters, so whatever a page holds, its markup comes out as it went in.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from articles.scripts import shown_in_traditional

from .preferences import SWITCHES, TRADITIONAL

SIMPLIFIED, CONVERTED = "zh-Hans", "zh-Hant"

# A comment, a declaration, an element without markup in it, a tag (a > in a quoted value does not end it), or the rest
# of a page that ends in the midst of one: browsers read it so, and no place is looked at twice.
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<![^>]*(?:>|\Z)"
    r"|<(?P<raw>script|style)\b.*?(?:</(?P=raw)\s*>|\Z)"
    r"""|<(?P<end>/?)(?P<name>[a-z][^\s/>]*)(?P<attributes>(?:[^"'>]|"[^"]*"|'[^']*')*+)>"""
    r"|</?[a-z].*",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""(?P<name>[^\s"'=/]+)(?P<is>\s*=\s*)(?P<value>"[^"]*"|'[^']*'|[^\s"']+)""")
_READ_OUT = {"title", "alt", "placeholder", "label", "aria-label", "aria-description", "data-copied"}
_SAID_BY_SCRIPTS = "data-say-"
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_AS_IT_IS = {"pre", "code", "textarea"}
_OTHER_LANGUAGES = ("zh-hant", "zh-tw", "zh-hk", "zh-mo", "ja", "ko")


class ScriptMiddleware:
    """Converts pages for readers with the cookie; those of the admin are for editing, and stay as they are."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if SWITCHES["script"].chosen(request) == TRADITIONAL and _is_page(request, response):
            response.content = in_traditional(response.text).encode()
            if response.has_header("Content-Length"):
                response.headers["Content-Length"] = str(len(response.content))
            if request.LANGUAGE_CODE == settings.LANGUAGE_CODE:
                response.headers["Content-Language"] = CONVERTED
        return response


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    match = request.resolver_match
    return (
        not (match and match.namespace == "admin")
        and not response.streaming
        and response.headers.get("Content-Type", "").startswith("text/html")
    )


def in_traditional(page: str) -> str:
    """`page`, a document of HTML, in traditional Chinese."""
    elements = _Elements()
    done: list[str] = []
    at = 0
    for markup in _MARKUP.finditer(page):
        done.append(elements.text(page[at : markup.start()]))
        done.append(elements.markup(markup))
        at = markup.end()
    done.append(elements.text(page[at:]))
    return "".join(done)


class _Elements:
    """The elements that are open at a place of a page, each with whether what it says is converted."""

    def __init__(self):
        self.open: list[tuple[str, bool]] = [("", True)]

    @property
    def is_converted(self) -> bool:
        return self.open[-1][1]

    def text(self, text: str) -> str:
        return text if text.isascii() or not self.is_converted else _converted(text)

    def markup(self, found: re.Match[str]) -> str:
        if not found["name"]:
            return found[0]
        name = found["name"].lower()
        if found["end"]:
            self._close(name)
            return found[0]
        attributes = found["attributes"]
        says_more = not attributes.isascii() or "lang" in attributes or "translate" in attributes or name == "option"
        given = _given(attributes) if says_more else {}
        is_converted = self.is_converted and _is_converted(name, given)
        if name not in _VOID and not attributes.endswith("/"):
            self.open.append((name, is_converted))
        if not given or not is_converted:
            return found[0]
        start, end = found.span("attributes")
        opening, closing = found[0][: start - found.start()], found[0][end - found.start() :]
        return opening + _ATTRIBUTE.sub(_said, attributes) + closing

    def _close(self, name: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place][0] == name:
                del self.open[place:]
                return


def _given(attributes: str) -> dict[str, str]:
    return {found["name"].lower(): found["value"].strip("\"'") for found in _ATTRIBUTE.finditer(attributes)}


def _is_converted(name: str, given: dict[str, str]) -> bool:
    # An option without a value sends what it says.
    if name in _AS_IT_IS or (name == "option" and "value" not in given) or given.get("translate") == "no":
        return False
    return not given.get("lang", "").lower().startswith(_OTHER_LANGUAGES)


def _said(attribute: re.Match[str]) -> str:
    name, value = attribute["name"].lower(), attribute["value"]
    if name == "lang" and value.strip("\"'") == SIMPLIFIED:
        return attribute["name"] + attribute["is"] + value.replace(SIMPLIFIED, CONVERTED)
    if (name in _READ_OUT or name.startswith(_SAID_BY_SCRIPTS)) and not value.isascii():
        return attribute["name"] + attribute["is"] + _converted(value)
    return attribute[0]


def _converted(text: str) -> str:
    """Han for Han. Names and labels come again on every page; long texts are not worth the memory."""
    return _short(text) if len(text) < 40 else shown_in_traditional(text)


@lru_cache(maxsize=4096)
def _short(text: str) -> str:
    return shown_in_traditional(text)
