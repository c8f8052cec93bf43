"""Lines of plain text as whole paragraphs: hard wraps and column breaks are joined again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from .headings import is_short

# A line shorter than this is no torn sentence: a column is wider.
_SHORTEST_TORN = 8
# Wrapped lines end within so many columns of each other: punctuation may not begin a line.
_RAGGED = 7
_TERMINAL = re.compile(r"[。！？!?…：:；;][”’」』）)\]】]*\Z|[”’」』）)\]】]\Z")
_OPEN_END = re.compile(r"[，,、—《（(“‘「『]\Z")
_CONTINUES = re.compile(r"[，,。、；;：:！？”’）)》」』%％]")
_STARTS_ANEW = re.compile(r"[\s\u3000]*(?:[-•●◆■□◎○▲△★☆◇※·*—]|[（(]?[一二三四五六七八九十\d]+[)）、.．]\D|[【〔])")
_LEADS_IN = re.compile(
    r"(?:去年|今年|明年|近日|日前|近年|昨日|今日|目前|当前|此外|同时|据悉|据了解|截至|随着|为了?|在|以|从|对|自|由于|通过|\d)"
)
_STANDS_ALONE = re.compile(
    r"附件|附[:：表]|注[:：]|(?:联系|咨询|电话|地址|邮箱|网址).{0,6}[:：]|[^。，,]{0,16}[电讯]\s*题\s?[:：]"
)
_SIGNATURE = re.compile(
    r"(?:[〇○零一二三四五六七八九\d]{4}\s*年[^。，]{3,10}日|\S{2,20}(?:局|厅|部|委员会|办公室|政府|中心|公司))"
)
# The dash that a deck (副题) begins with.
DECK_MARK = re.compile(r"(?:—{1,3}|-{2,3}|――|─{1,3})\s*(?=[\u4e00-\u9fff“《])")
_UNFINISHED = re.compile(r"[的和与及或并且而将被把从向对于在等]\Z")
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("(", ")"), ("「", "」"), ("【", "】"))


@dataclass(slots=True)
class Group:
    """Lines that stand together. `gap` is how many empty lines are before them."""

    lines: list[str]
    gap: int = 0
    indents: list[bool] = field(default_factory=list)


def groups(text: str) -> list[Group]:
    """`text` as groups of whole lines; a sentence that was torn inside a group is joined."""
    raw = _raw_groups(text)
    width = _wrap_width([line for group in raw for line in group.lines])
    indented = any(indent for group in raw for indent in group.indents)
    for group in raw:
        _unwrap(group, width, indented)
    return raw


def join(first: str, second: str) -> str:
    """Two halves of a sentence, with a space only between two Latin words."""
    space = " " if re.search(r"[A-Za-z,]\Z", first) and re.match(r"[A-Za-z]", second) else ""
    return first + space + second


def is_terminal(text: str) -> bool:
    """Whether a line ends as a sentence or a clause of its own does."""
    return bool(_TERMINAL.search(text.rstrip()))


def is_torn(first: str, second: str, columns: bool = True) -> bool:
    """Whether a column break has torn one sentence into `first` and `second`.

    Without `columns` there was none, and a long line that no punctuation closes may be whole.
    """
    if is_terminal(first) or _STARTS_ANEW.match(second) or len(first) < _SHORTEST_TORN:
        return False
    if _STANDS_ALONE.match(first) or _SIGNATURE.fullmatch(second):
        return False
    if _OPEN_END.search(first) or _CONTINUES.match(second) or _unbalanced(first):
        return True
    if columns and not is_short(first):
        return True
    return reads_on(first) or _tears_word(first, second)


def reads_on(text: str) -> bool:
    """Whether a short line is the beginning of a sentence and no headline."""
    return bool(_UNFINISHED.search(text) or (re.search(r"[，,]", text) and _LEADS_IN.match(text)))


def _unbalanced(text: str) -> bool:
    return any(text.count(opening) > text.count(closing) for opening, closing in _PAIRS)


def _tears_word(first: str, second: str) -> bool:
    """Whether a word of the dictionary spans the place where `first` ends."""
    head, tail = first[-8:], second[:8]
    return any(
        start < len(head) < end and re.fullmatch(r"[\u4e00-\u9fff]{2,}", word)
        for word, start, end in _segmenter().tokenize(head + tail, "default", False)
    )


@cache
def _segmenter():
    # The dictionary takes 0.2 s and 20 MB, which files without torn lines need not pay.
    import rjieba

    return rjieba


def _raw_groups(text: str) -> list[Group]:
    found: list[Group] = []
    gap, open_group = 0, False
    for line in text.split("\n"):
        stripped = line.strip(" \t\u3000\xa0\ufeff")
        if not stripped:
            gap, open_group = gap + 1, False
            continue
        if not open_group:
            found.append(Group([], gap))
        indent = line[:1] in "\u3000\t" or line.startswith("  ")
        found[-1].lines.append(stripped)
        found[-1].indents.append(indent)
        gap, open_group = 0, True
    return found


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line)


def _wrap_width(lines: list[str]) -> int:
    """The column width of hard-wrapped text; 0 where lines are whole paragraphs."""
    widths = Counter(_width(line) for line in lines if len(line) >= 12)
    total = sum(widths.values())
    if total < 4:
        return 0
    width, count = max(
        ((width, _between(widths, width - _RAGGED, width)) for width in widths), key=lambda pair: pair[1]
    )
    wider = _between(widths, width + 1, 10**6)
    full = [line for line in lines if width - _RAGGED <= _width(line) <= width]
    torn = sum(not is_terminal(line) for line in full)
    is_wrapped = width <= 120 and count >= 3 and count * 2 >= total and wider * 6 <= total and torn * 5 >= len(full) * 3
    return width if is_wrapped else 0


def _between(widths: Counter[int], low: int, high: int) -> int:
    return sum(count for width, count in widths.items() if low <= width <= high)


def _unwrap(group: Group, width: int, indented: bool) -> None:
    lines: list[str] = []
    last = ""
    for line, indent in zip(group.lines, group.indents, strict=True):
        if lines and not indent and _belongs(last, line, width, indented):
            lines[-1] = join(lines[-1], line)
        else:
            lines.append(line)
        last = line
    group.lines = lines


def _belongs(last: str, line: str, width: int, indented: bool) -> bool:
    """Whether `line` goes on where the printed line `last` ends."""
    if _STARTS_ANEW.match(line):
        return False
    # The first line of a paragraph is narrower by its indent.
    if width and _width(last) >= width - _RAGGED - 4:
        return indented or not is_terminal(last)
    clause = re.split(r"[。！？!?]", last)[-1]
    return not is_short(last) and bool(re.search(r"[，,、]", clause)) and is_torn(last, line)
