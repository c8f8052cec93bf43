"""What differs between two texts, by the line and inside of a line: Han by characters, other scripts by words. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

# (text, whether it is on this side only)
Segments = tuple[tuple[str, bool], ...]

# A tag of HTML, a word of a script that has words, white space, or one character.
_TOKEN = re.compile(r"<[^<>]*>|[^\W\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+|\s+|.", re.DOTALL)
_BLOCK = r"(?:p|h[2-4]|[uo]l|li|blockquote|aside|figure|figcaption|pre|hr|table|caption|thead|tbody|tfoot|tr)\b"
_BETWEEN_BLOCKS = re.compile(rf"\n+|\s*(?=<{_BLOCK})|(?<=>)\s*(?=</(?:[uo]l|aside|figure|table|thead|tbody|tfoot)>)")
# Lines that share less are not one line that was changed, but two.
_ALIKE = 0.5
# What shares less has nothing in common but chance.
_STRANGE = 0.3
# The time of a comparison grows with the pairs of like items; beyond so many, what differs is told as a whole.
_MOST_LIKE = 200_000
# So it does with the pairs of lines of which the likest are looked for: beyond these the middles are taken for alike,
_MOST_PAIRS = 400
# and beyond these nothing is.
_MOST_LINES = 400_000
# Of lines that both have as many are shown around those that differ.
CONTEXT = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One line on both sides; None where a side has no such line."""

    old: Segments | None
    new: Segments | None

    @property
    def is_same(self) -> bool:
        return self.old == self.new


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that stand together; those of a folded part are the same on both sides and far from what differs."""

    rows: tuple[Row, ...]
    is_folded: bool = False


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def blocks(html: str) -> list[str]:
    """HTML as lines, a block a line."""
    return [line.strip() for line in _BETWEEN_BLOCKS.split(html) if line.strip()]


def compare(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Two lists of lines beside each other."""
    rows: list[Row] = []
    for tag, i1, i2, j1, j2 in _opcodes(old, new):
        if tag == "equal":
            rows += (Row(((line, False),), ((line, False),)) for line in old[i1:i2])
        else:
            rows += _pairs(old[i1:i2], new[j1:j2])
    return rows


def folded(rows: Sequence[Row]) -> list[Part]:
    """The rows in parts, long runs of lines that are the same folded."""
    parts: list[Part] = []
    start = 0
    for first, last in _same_runs(rows):
        cut_from = first + CONTEXT if first else 0
        cut_to = last - CONTEXT if last < len(rows) else last
        if cut_to - cut_from > 1:
            parts += [Part(tuple(rows[start:cut_from])), Part(tuple(rows[cut_from:cut_to]), is_folded=True)]
            start = cut_to
    return [part for part in (*parts, Part(tuple(rows[start:]))) if part.rows]


def _same_runs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    first = 0
    for place in range(len(rows) + 1):
        if place == len(rows) or not rows[place].is_same:
            if place > first:
                yield first, place
            first = place + 1


def _opcodes(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[str, int, int, int, int]]:
    """As difflib tells them, but for a middle too long to be looked into: that is replaced as a whole."""
    start, end = _common(old, new)
    was, now = old[start : len(old) - end], new[start : len(new) - end]
    codes = [("equal", 0, start, 0, start)] if start else []
    if _like_pairs(was, now) > _MOST_LIKE:
        middle = [("replace", 0, len(was), 0, len(now))]
    else:
        middle = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    codes += [(tag, i1 + start, i2 + start, j1 + start, j2 + start) for tag, i1, i2, j1, j2 in middle]
    if end:
        codes.append(("equal", len(old) - end, len(old), len(new) - end, len(new)))
    return codes


def _like_pairs(old: Sequence[Any], new: Sequence[Any]) -> int:
    counts = Counter(new)
    return sum(counts[item] for item in old)


def _common(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int]:
    shorter = min(len(old), len(new))
    start = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    rest = shorter - start
    return start, next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Lines of which each was changed, taken away or put in: the likest stand beside each other."""
    best = _likest(old, new)
    if best is None:
        yield from (Row(((line, True),), None) for line in old)
        yield from (Row(None, ((line, True),)) for line in new)
        return
    i, j = best
    yield from _pairs(old[:i], new[:j])
    yield Row(*_inside(old[i], new[j]))
    yield from _pairs(old[i + 1 :], new[j + 1 :])


def _likest(old: Sequence[str], new: Sequence[str]) -> tuple[int, int] | None:
    if not old or not new or len(old) * len(new) > _MOST_LINES:
        return None
    if len(old) == len(new) == 1:
        return 0, 0
    if len(old) * len(new) > _MOST_PAIRS:
        return (len(old) // 2, len(new) // 2)
    was, now = [Counter(tokens(line)) for line in old], [Counter(tokens(line)) for line in new]
    likeness, i, j = max((_likeness(a, b), -i, -j) for i, a in enumerate(was) for j, b in enumerate(now))
    return (-i, -j) if likeness >= _ALIKE else None


def _likeness(one: Counter, other: Counter) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _inside(old: str, new: str) -> tuple[Segments, Segments]:
    was, now = tokens(old), tokens(new)
    if _likeness(Counter(was), Counter(now)) < _STRANGE:
        return _solid([(old, True)]), _solid([(new, True)])
    before, after = [], []
    for tag, i1, i2, j1, j2 in _opcodes(was, now):
        before.append(("".join(was[i1:i2]), tag != "equal"))
        after.append(("".join(now[j1:j2]), tag != "equal"))
    return _solid(before), _solid(after)


def _solid(segments: list[tuple[str, bool]]) -> Segments:
    return tuple(segment for segment in segments if segment[0])
