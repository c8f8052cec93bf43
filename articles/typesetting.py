"""Lines of Chinese and Latin text for a picture, broken as print breaks them. Pure.

No line begins with what closes or ends with what opens (避头尾), and words of Latin letters and numbers stay whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

CLOSING = frozenset("，。、；：？！·…—～％℃）》〉」』】〕〗〞’”,.;:?!)]}%")
OPENING = frozenset("（《〈「『【〔〖〝‘“([{")
ELLIPSIS = "…"
# Han, kana, hangul and the punctuation of their width are broken between any two; all else goes by words.
_WIDE = (
    "\u2e80-\u303f\u3040-\u30ff\u3130-\u318f\u31a0-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_PIECE = re.compile(rf"\s+|[{_WIDE}‘’“”…—·]|[^\s{_WIDE}‘’“”…—·]+")
Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines of a text, and whether all of it stands in them."""

    lines: tuple[str, ...]
    is_whole: bool


def broken(text: str, measure: Measure, width: float, most: int) -> Broken:
    """At most `most` lines no wider than `width`, of about one length; what does not fit ends in an ellipsis."""
    pieces = [(piece, measure(piece)) for piece in _pieces(text, measure, width)]
    lines = _filled(pieces, width)
    if len(lines) > most:
        return Broken((*lines[: most - 1], _shortened(lines[most - 1], measure, width)), False)
    if len(lines) > 1:
        # The narrowest that needs no line more leaves no single character on the last one.
        widths = range(int(width / 2), int(width) + 1)
        at = bisect_left(widths, True, key=lambda narrow: len(_filled(pieces, narrow)) <= len(lines))
        lines = _filled(pieces, widths[at] if at < len(widths) else width)
    return Broken(tuple(lines), True)


def _pieces(text: str, measure: Measure, width: float) -> Iterator[str]:
    """What is never broken: a character with the punctuation that holds to it, a word, a space."""
    held = ""
    for piece in _PIECE.findall(text.strip()):
        is_closing = all(char in CLOSING for char in piece)
        if held and not is_closing and not all(char in OPENING for char in held):
            yield held
            held = ""
        if piece.isspace():
            if held:
                yield held
            yield " "
            held = ""
            continue
        if measure(held + piece) <= width:
            held += piece
            continue
        if held:
            yield held
        *full, held = _cut(piece, measure, width)
        yield from full
    if held:
        yield held


def _cut(word: str, measure: Measure, width: float) -> list[str]:
    """A word that is wider than a line, in parts that are not."""
    parts = [""]
    for char in word:
        if parts[-1] and measure(parts[-1] + char) > width:
            parts.append("")
        parts[-1] += char
    return parts


def _filled(pieces: list[tuple[str, float]], width: float) -> list[str]:
    lines, line, at = [], "", 0.0
    for piece, wide in pieces:
        if line and at + wide > width and piece != " ":
            lines.append(line.rstrip())
            line, at = "", 0.0
        if line or piece != " ":
            line, at = line + piece, at + wide
    return [*lines, line.rstrip()] if line.strip() else lines


def _shortened(line: str, measure: Measure, width: float) -> str:
    while line and measure(line + ELLIPSIS) > width:
        line = line[:-1]
    return line.rstrip(" " + "".join(CLOSING | OPENING)) + ELLIPSIS
