"""The one HTML allow-list, the plain text of what it lets through, and text without characters that deceive."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

import nh3

# Elements open at once; the sanitiser's time grows with the square of it.
MAX_DEPTH = 256
# Cleaning may uncover what cleaning changes again; three rounds settle all that real pages hold.
MAX_ROUNDS = 8
TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
    *("a", "strong", "em", "b", "i", "u", "s", "sub", "sup", "code"),
    *("aside", "figure", "figcaption", "img"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}


def _with_scheme(url: str) -> str | None:
    """A relative address leads nowhere outside the page it came from; one without a scheme only wants one."""
    return f"https:{url}" if url.startswith("//") else None


_SANITISER = nh3.Cleaner(
    tags=TAGS,
    attributes={
        "a": {"href", "title"},
        "img": {"src", "alt", "width", "height"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
    },
    allowed_classes={"aside": {"fact-box"}, "blockquote": {"pull-quote"}},
    url_schemes={"http", "https", "mailto"},
    url_relative=_with_scheme,
    link_rel="nofollow noopener",
)

# NUL and its kin, and marks that turn the reading direction: unseen, they show a text as what it is not.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|([\ud800-\udfff])")
_START_OF_PRE = re.compile(r"<pre>\n+")
# Elements that need no end tag do not count: HTML closes them where the next one begins.
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|dt|dd|t[dhr]|tbody|thead|tfoot|option|br|img|hr|input|meta|link|col|wbr|source)\b)[a-z]",
    re.IGNORECASE,
)
_PRE = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
_CELL = re.compile(r"(<t[hd][^>]*>)(.*?)(</t[hd]>\s*)(?=(<t[hd])?)", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|h[2-4]|[uo]l|li|blockquote|aside|figure|figcaption|pre|table|caption|thead|tbody|tfoot|tr)\b[^>]*>|<[bh]r>"
)
_TAG = re.compile(r"<[^>]*>")


class TooDeep(ValueError):
    """HTML whose elements are nested more than MAX_DEPTH deep."""


def clean_html(html: str) -> str:
    """`html` with nothing in it that could run, load or deceive. Cleaning what is clean changes nothing.

    Raises TooDeep.
    """
    for _round in range(MAX_ROUNDS):
        cleaned = _clean_once(html)
        if cleaned == html:
            return cleaned
        html = cleaned
    return f"<p>{escape(plain_text(html), quote=False)}</p>"


def _clean_once(html: str) -> str:
    if html.count("<") > MAX_DEPTH and _depth(html) > MAX_DEPTH:
        raise TooDeep(f"More than {MAX_DEPTH} elements inside each other.")
    return _START_OF_PRE.sub("<pre>", clean_text(_SANITISER.clean(html)))


def _depth(html: str) -> int:
    deepest = depth = 0
    for closing in _NESTING.findall(html):
        depth = max(depth - 1, 0) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def plain_text(html: str) -> str:
    """The text of cleaned HTML, a block a line; the cells of a table's row are apart by a tab."""
    parts = _PRE.split(html) if "<pre>" in html else [html]
    marked = "".join(part if part.startswith("<pre>") else part.replace("\n", " ") for part in parts)
    if "<t" in marked:
        marked = _CELL.sub(_cell, marked)
    text = unescape(_TAG.sub("", _BLOCK.sub("\n", marked)))
    # A tab at the start of a line is an empty cell.
    return "\n".join(line.strip(" \u3000\xa0") for line in text.split("\n") if line.strip())


def _cell(match: re.Match[str]) -> str:
    return _BLOCK.sub(" ", match[2]).strip() + ("\t" if match[4] else "")


def clean_text(text: str) -> str:
    """`text` without control characters, overrides of the reading direction and halves of characters.

    Line ends become LF, white space around the whole goes.
    """
    if text.replace("\n", "").isprintable():
        return text.strip()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub(lambda match: "\ufffd" if match[1] else "", text).strip()


def clean_data(value: Any) -> Any:
    """JSON-like data with every text in it, keys too, through `clean_text`."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        return [clean_data(item) for item in value]
    if isinstance(value, dict):
        return {clean_text(str(key)): clean_data(item) for key, item in value.items()}
    return value
