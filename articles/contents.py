"""The list of contents of an article (目录): its headings, with an address for each. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

FEWEST = 3  # headings that are worth a list
LONGEST = 40  # characters of an id
# What stands in these is beside the text, and has no heading of the text in it.
_ASIDE = frozenset(["aside", "blockquote", "table", "figure", "li"])
_PART = re.compile(
    r"<(?P<close>/?)(?P<aside>aside|blockquote|table|figure|li)\b[^>]*>"
    r"|<h(?P<level>[234])>(?P<html>.*?)</h(?P=level)>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_NO_LETTER = re.compile(r"\W+")


@dataclass(slots=True)
class Entry:
    """A heading, the id of its element, and the headings below it."""

    text: str
    id: str
    level: int
    parts: list[Entry] = field(default_factory=list)


def with_contents(body: str) -> tuple[str, list[Entry]]:
    """A cleaned body with ids on its headings, and the list of contents; with few headings the body as it is, and none.

    An id is made of the words of its heading, so that it stays the same for as long as they do.
    """
    if body.count("<h") < FEWEST:
        return body, []
    headings = list(_headings(body))
    if len(headings) < FEWEST:
        return body, []
    ids: dict[str, int] = {}
    entries, parts, done = [], [], 0
    for match in headings:
        text = " ".join(unescape(_TAG.sub("", match["html"])).split())
        entry = Entry(text, _id(text, ids), int(match["level"]))
        entries.append(entry)
        parts += [body[done : match.start()], f'<h{entry.level} id="{entry.id}">', match["html"]]
        done = match.end("html")
    return "".join([*parts, body[done:]]), _nested(entries)


def _headings(body: str) -> Iterator[re.Match[str]]:
    """The headings that say something, but for those of boxes, quotations and tables."""
    depth = 0
    for match in _PART.finditer(body):
        if match["aside"]:
            depth = max(depth - 1, 0) if match["close"] else depth + 1
        elif not depth and unescape(_TAG.sub("", match["html"])).strip():
            yield match


def _id(text: str, taken: dict[str, int]) -> str:
    """`h-` and the words, so that no id of the page itself is met; the second of two has a 2 behind it."""
    words = _NO_LETTER.sub("-", text.lower()).strip("-")[:LONGEST].rstrip("-")
    name = f"h-{words}"
    while name in taken:
        taken[name] += 1
        name = f"{name}-{taken[name]}"
    taken[name] = 1
    return name


def _nested(entries: list[Entry]) -> list[Entry]:
    """Each heading below the last one that is of a higher level."""
    top: list[Entry] = []
    above: list[Entry] = []
    for entry in entries:
        while above and above[-1].level >= entry.level:
            above.pop()
        (above[-1].parts if above else top).append(entry)
        above.append(entry)
    return top
