"""What of a file went into none of its articles, as codes; labels.py has the words for them. Pure.

Nothing is said that cannot be seen: each kind is looked for in the file, and then among what was kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from .blocks import inline_text, to_html
from .furniture import is_furniture, shows_others
from .parsed import HTML, ParsedFile

FURNITURE = "page-furniture"
_MARKUP = {
    "scripts": re.compile(r"<script\b|<[^<>]+\son[a-z]+\s*=|\bjavascript:", re.I),
    "styles": re.compile(r"<style\b|<link\b[^<>]*stylesheet|<[^<>]+\sstyle\s*=", re.I),
    "comments": re.compile(r"<!--(?!\[)"),
    "embedded": re.compile(r"<(?:iframe|object|embed|video|audio|form|button|input|select|svg)\b", re.I),
    "counters": re.compile(
        r"<img\b[^<>]*\s(?:width|height)\s*=\s*[\"']?[01](?:px)?(?=[\"'\s/>])|"
        r"\b(?:hm\.baidu|cnzz|google-analytics|googletagmanager|sensorsdata|umeng)\.(?:com|cn)\b",
        re.I,
    ),
}
_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{:[^{}\n]*\}|<%.*?%>")
_TAKEN_OUT = ("control-characters", "bidi-overrides")  # warnings of decoding, which took them out
_LINK = re.compile(r"\[([^\[\]\n]*)\]\([^()\s]*\)")
_ORDER = ("front-matter", "banner", FURNITURE, "other-pages", *_MARKUP, "template-remains", *_TAKEN_OUT)


def leavings(text: str, file: ParsedFile, has_head: bool = False) -> tuple[str, ...]:
    """What was left out of the articles of a file, in a fixed order; `text` is the file, decoded.

    With `has_head` it begins with a front matter, which was read as data.
    """
    if not file.articles:
        return ()
    found = {*file.leavings, *_marks(text, file), *(["front-matter"] if has_head else [])}
    return tuple(code for code in _ORDER if code in found)


def _marks(text: str, file: ParsedFile) -> Iterator[str]:
    kept = _kept(file)
    if "<" in text:
        yield from (code for code, pattern in _MARKUP.items() if _fewer(pattern, text, kept))
    if ("{" in text or "<%" in text) and _fewer(_TEMPLATE, text, kept):
        yield "template-remains"
    if any("banner" in article.extra for article in file.articles):
        yield "banner"
    if any("beside" in article.extra for article in file.articles):
        yield "other-pages"
    if file.format != HTML and _lacks_lines(text, kept):
        yield FURNITURE
    warned = {warning.code for warning in file.warnings}
    yield from (code for code in _TAKEN_OUT if code in warned)


def _kept(file: ParsedFile) -> str:
    """All that is kept of a file, as text; mark-up that an article speaks of is text of it."""
    return "\n".join(
        f"{article.title}\n{unescape(to_html(article.blocks))}\n{article.summary}\n{article.extra}"
        for article in file.articles
    )


def _fewer(pattern: re.Pattern[str], text: str, kept: str) -> bool:
    """Whether `text` has more of something than what was kept of it."""
    there = sum(1 for _ in pattern.finditer(text))
    return there > 0 and there > sum(1 for _ in pattern.finditer(kept))


def _lacks_lines(text: str, kept: str) -> bool:
    """Whether lines of a web page that are no part of an article were left out."""
    lines = (_LINK.sub(r"\1", line) for line in text.split("\n"))
    said = [line for line in lines if is_furniture(line) or shows_others(line)]
    squeezed = "".join(inline_text(kept).split()) if said else ""
    return any("".join(line.split()) not in squeezed for line in said)
