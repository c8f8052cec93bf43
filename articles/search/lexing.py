"""What somebody typed, cut into the parts of a query. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .query import CREDITS, TITLE, operator
from .tokens import norm

FIELDS = {
    **dict.fromkeys(["title", "标题", "標題"], TITLE),
    **dict.fromkeys(["author", "作者", "署名"], CREDITS),
    **dict.fromkeys(["source", "来源", "來源"], "source"),
    **dict.fromkeys(["tag", "标签", "標籤"], "tag"),
    **dict.fromkeys(["year", "年份"], "year"),
    **dict.fromkeys(["after", "始于", "始於"], "after"),
    **dict.fromkeys(["before", "止于", "止於"], "before"),
}
# Each opening quotation mark, and those that close it.
_QUOTES = {**dict.fromkeys('"＂“”„‟', '"＂“”„‟'), "「": "」", "『": "』"}
_MARKS = "".join(_QUOTES) + "」』"
_PART = re.compile(
    rf"""(?P<open>[(（])
    | (?P<close>[)）])
    | (?P<quote>[{"".join(_QUOTES)}])
    | (?P<minus>(?<![^\s(（])[-－﹣−]+)
    | (?P<field>{"|".join(FIELDS)})[:：]
    | (?P<word>[^\s()（）{_MARKS}]+)""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_MARKS = re.compile(rf"[{_MARKS}]")


@dataclass(frozen=True, slots=True)
class Part:
    """`kind` is open, close, minus, or, and, field, word or phrase; `at` and `end` are its place."""

    kind: str
    at: int
    end: int
    text: str = ""
    is_prefix: bool = False


def parts(text: str, note: Callable[[str], None]) -> Iterator[Part]:
    """The parts of a query. `note` is told "open-quote" where a quotation mark is never closed."""
    at = 0
    while found := _PART.search(text, at):
        at = found.end()
        kind = found.lastgroup
        if kind == "quote":
            part = _phrase(text, found, note)
            at = part.end
            yield part
        elif kind == "field":
            yield Part(kind, found.start(), at, FIELDS[found["field"].lower()])
        elif kind == "word" and (meant := operator(found[0])):
            yield Part(meant, found.start(), at, found[0])
        else:
            yield Part(kind, found.start(), at, *_starred(found[0]))


def _phrase(text: str, found: re.Match[str], note: Callable[[str], None]) -> Part:
    ends = [place for mark in _QUOTES[found[0]] if (place := text.find(mark, found.end())) >= 0]
    if not ends:
        note("open-quote")
    end = min(ends, default=len(text))
    phrase = " ".join(_NOT_MARKS.sub(" ", text[found.end() : end]).split())
    is_prefix = norm(text[end + 1 : end + 2]) == "*"
    return Part("phrase", found.start(), end + 1 + is_prefix, phrase, is_prefix)


def _starred(text: str) -> tuple[str, bool]:
    """A word without the star at its end, and whether it had one."""
    bare = text.rstrip("*＊")
    return bare, bare != text
