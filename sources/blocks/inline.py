"""Running text with its marks: pieces gathered from mark-up, and the paragraphs they make."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

HEADING_LENGTH = 45
_SPACES = re.compile(r"[ \t\n\xa0\u200b\ufeff\u2002\u2003]+")
_ODD_SPACE = re.compile(r"[\t\n\xa0\u200b\ufeff\u2002\u2003]|  ")
# Between two Chinese characters a line end is only where the line was full.
_WRAP = re.compile(
    r"(?<=[\u2014-\u2026\u3001-\u30ff\u3400-\u9fff\uff01-\uffee])\s*\n\s*(?=[\u2014-\u2026\u3001-\u30ff\u3400-\u9fff\uff01-\uffee])"
)
_EDGE = " \t\n\xa0\u3000\u200b\ufeff\u2002\u2003"
_INDENT = re.compile(r"\s*(?:\u3000|[\xa0\u2003 ]{2})")
_CLOSED = re.compile(r"[。！？!?…][”’」』）)]*\Z")


class Marks(NamedTuple):
    """How a piece of text is marked up."""

    bold: bool = False
    italic: bool = False
    script: str = ""
    href: str = ""


PLAIN = Marks()
BREAK = ("", None)
Piece = tuple[str, Marks | None]


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text that mark-up sets on its own; `bold` where all of it is."""

    html: str
    text: str
    bold: bool = False
    indented: bool = False


def lines(pieces: list[Piece]) -> list[Line]:
    """The paragraphs that pieces make: line breaks that only wrap stay in one, those that part paragraphs do not."""
    if len(pieces) == 1:
        line = _line(pieces)
        return [line] if line.text else []
    groups: list[list[Line]] = []
    apart = True
    for is_break, run in groupby(pieces, key=lambda piece: piece[1] is None):
        if is_break:
            apart = sum(1 for _ in run) > 1
            continue
        line = _line(list(run))
        if not line.text:
            apart = True
        elif not groups or apart or _parted(groups[-1][-1], line):
            groups.append([line])
            apart = False
        else:
            groups[-1].append(line)
    return [group[0] if len(group) == 1 else _joined(group) for group in groups]


def _joined(group: list[Line]) -> Line:
    return Line(
        "<br>".join(line.html for line in group),
        "\n".join(line.text for line in group),
        all(line.bold for line in group),
        group[0].indented,
    )


def _parted(before: Line, after: Line) -> bool:
    if after.indented or before.bold != after.bold and len((before if before.bold else after).text) <= HEADING_LENGTH:
        return True
    return bool(_CLOSED.search(before.text)) and min(len(before.text), len(after.text)) >= 15


def _line(pieces: list[Piece]) -> Line:
    if len(pieces) == 1 and pieces[0][1] == PLAIN:
        raw = pieces[0][0]
        text = squeezed(raw).strip(_EDGE)
        return Line(escape(text, quote=False), text, indented=bool(_INDENT.match(raw)))
    raw = "".join(map(itemgetter(0), pieces))
    html, text = _marked(pieces)
    bold = all(marks.bold for piece, marks in pieces if piece.strip(_EDGE))
    return Line(html, text, bold and bool(text), bool(_INDENT.match(raw)))


def squeezed(text: str) -> str:
    """Text as a browser shows it: white space made one, and none where a Chinese line was only wrapped."""
    if "\n" in text:
        text = _WRAP.sub("", text)
    return _SPACES.sub(" ", text) if _ODD_SPACE.search(text) else text


def _marked(pieces: Iterable[Piece]) -> tuple[str, str]:
    """Inline HTML and the plain text of it, white space made one across the pieces and trimmed at both ends."""
    groups = [("".join(map(itemgetter(0), run)), marks) for marks, run in groupby(pieces, key=itemgetter(1))]
    whole = squeezed("\x00".join(text for text, _ in groups))
    texts = _without_doubled_space(whole.split("\x00"))
    while texts and not texts[0].strip(_EDGE):
        texts, groups = texts[1:], groups[1:]
    while texts and not texts[-1].strip(_EDGE):
        texts, groups = texts[:-1], groups[:-1]
    if not texts:
        return "", ""
    texts[0] = texts[0].lstrip(_EDGE)
    texts[-1] = texts[-1].rstrip(_EDGE)
    html = "".join(_wrapped(text, marks) for text, (_, marks) in zip(texts, groups, strict=True))
    return html, "".join(texts)


def _without_doubled_space(texts: list[str]) -> list[str]:
    for at in range(1, len(texts)):
        if texts[at - 1].endswith(" "):
            texts[at] = texts[at].lstrip(" ")
    return texts


def _wrapped(text: str, marks: Marks) -> str:
    html = escape(text, quote=False)
    if not text.strip(_EDGE):
        return html
    for tag in (marks.script, "em" if marks.italic else "", "strong" if marks.bold else ""):
        if tag:
            html = f"<{tag}>{html}</{tag}>"
    return f'<a href="{escape(marks.href)}">{html}</a>' if marks.href else html
