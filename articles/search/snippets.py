"""The words of a query in the text of a hit: marked in the title, and with the sentences around them. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from .query import Word
from .tokens import EDGE, GAP, norm, pieces

Span = tuple[int, int]
# Characters of a snippet. A sentence that is longer is cut around the words; a shorter one takes in the next.
LONGEST = 120
SHORTEST = 40
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*[”’』」）)]*|[^\n]")
_CLAUSE_END = re.compile(r"[，,、：:]")


class Html(str):
    """HTML that is safe as it stands; templates take it so."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


@dataclass(frozen=True, slots=True)
class Marked:
    """Text in pieces, each with whether it is marked; `str()` is the text as it stands in the article.

    `begins_inside` and `ends_inside` say that the text goes on beyond it.
    """

    pieces: tuple[tuple[str, bool], ...]
    begins_inside: bool = False
    ends_inside: bool = False

    def __str__(self):
        return "".join(text for text, _is_marked in self.pieces)

    @property
    def html(self) -> Html:
        inner = "".join(f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in self.pieces)
        return Html(f"{'…' * self.begins_inside}{inner}{'…' * self.ends_inside}")

    @property
    def is_marked(self) -> bool:
        return any(marked for _text, marked in self.pieces)


class Located:
    """A text with its squeezed form, and where each of its pieces stands in the text."""

    def __init__(self, text: str):
        self.text = text
        self.normal = norm(text)

    @cached_property
    def _cut(self) -> tuple[str, list[int], list[Span]]:
        """The squeezed text; where each of its pieces stands in it; and where the same piece stands in the text."""
        starts: list[int] = []
        places: list[Span] = []
        parts: list[str] = []
        at = end = 0
        for piece in pieces(self.normal):
            if parts and piece.start() > end:
                parts.append(GAP)
                at += 1
            form = piece[1] or f"{EDGE}{piece[2]}{EDGE}"
            starts.append(at)
            places.append(piece.span())
            parts.append(form)
            at += len(form)
            end = piece.end()
        return "".join(parts), starts, places

    def spans(self, word: Word) -> Iterator[Span]:
        """Every place of a word in the text."""
        if word.is_of_han:
            yield from _all_of(word.squeezed, self.normal)
            return
        squeezed = self._cut[0]
        for start, end in _all_of(word.squeezed, squeezed):
            yield self._place(start), self._place(end - 1) + (squeezed[end - 1] != EDGE)

    def _place(self, at: int) -> int:
        """The place in the text of a character of the squeezed text; for an EDGE, that side of the word."""
        squeezed, starts, places = self._cut
        number = bisect_right(starts, at) - 1
        start, end = places[number]
        inside = at - starts[number]
        if squeezed[starts[number]] == EDGE:
            inside -= 1
        return start + min(max(inside, 0), end - start)


def marked(text: str, words: Iterable[Word]) -> Marked:
    """The whole of a text with every place of the words marked."""
    located = Located(text)
    return _cut(text, (0, len(text)), _union(span for word in words for span in located.spans(word)))


def _all_of(sought: str, text: str) -> Iterator[Span]:
    at = text.find(sought)
    while at >= 0:
        yield at, at + len(sought)
        at = text.find(sought, at + 1)


def snippets(text: str, words: Sequence[Word], most: int = 2) -> list[Marked]:
    """Sentences around the words, in the order of the text: those first that hold words no other has shown."""
    located = Located(text)
    spans = {word: list(located.spans(word)) for word in words}
    spans = {word: places for word, places in spans.items() if places}
    if not spans:
        return []
    union = _union(span for places in spans.values() for span in places)
    sentences = [found.span() for found in _SENTENCE.finditer(text)]
    chosen = [_window(text, sentences, number, union) for number in _chosen(sentences, spans, most)]
    return [_cut(text, window, union) for window in _apart(sorted(chosen))]


def _chosen(sentences: list[Span], spans: dict[Word, list[Span]], most: int) -> list[int]:
    """Numbers of sentences; each shows as many words as can be that those before it do not, the earliest first."""
    shown: dict[int, set[Word]] = {}
    starts = [start for start, _end in sentences]
    for word, places in spans.items():
        for start, _end in places:
            shown.setdefault(max(bisect_right(starts, start) - 1, 0), set()).add(word)
    chosen: list[int] = []
    seen: set[Word] = set()
    while shown and len(chosen) < most:
        best = max(shown, key=lambda number: (len(shown[number] - seen), len(shown[number]), -number))
        seen |= shown.pop(best)
        chosen.append(best)
        shown.pop(best + 1, None)  # A short sentence takes in the next.
    return chosen


def _window(text: str, sentences: list[Span], number: int, union: list[Span]) -> Span:
    """The span of a snippet: the sentence, with the next one where it is short, or a part where it is long."""
    start, end = sentences[number]
    if end - start < SHORTEST and number + 1 < len(sentences):
        after, last = sentences[number + 1]
        if "\n" not in text[end:after] and last - start <= LONGEST:
            end = last
    first = next(span for span in union if span[1] > start)
    if end - start > LONGEST:
        start = _begin(text, start, first[0], max(first[1] - LONGEST, first[0] - LONGEST // 3))
        end = min(end, max(start + LONGEST, first[1]))
        later = next((span for span in union if span[0] < end < span[1]), None)
        end = later[1] if later else end
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _begin(text: str, start: int, at: int, earliest: int) -> int:
    """Where to cut a long sentence: behind the last mark of a clause, but not further from the word than `earliest`."""
    if earliest <= start:
        return start
    clause = next((found.end() for found in _CLAUSE_END.finditer(text, earliest, at)), None)
    return clause or earliest


def _apart(windows: list[Span]) -> list[Span]:
    """Windows that overlap, or touch, as one."""
    apart: list[Span] = []
    for start, end in windows:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _union(spans: Iterable[Span]) -> list[Span]:
    union: list[Span] = []
    for start, end in sorted(spans):
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(end, union[-1][1]))
        else:
            union.append((start, end))
    return union


def _cut(text: str, window: Span, union: list[Span]) -> Marked:
    """A part of the text with what of the spans is in it."""
    start, end = window
    parts, at = [], start
    for first, last in union:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        parts += [(text[at:first], False), (text[first:last], True)]
        at = last
    parts.append((text[at:end], False))
    return Marked(
        tuple(part for part in parts if part[0]),
        begins_inside=not _ends_sentence(text[:start]),
        ends_inside=not _ends_sentence(text[start:end]) and bool(text[end:].strip()) and text[end : end + 1] != "\n",
    )


def _ends_sentence(text: str) -> bool:
    """Whether a sentence ends where `text` does; so it does at the beginning of all."""
    text = text[-8:].rstrip(" \t\u3000”’』」）)")
    return not text or text[-1] in "。！？!?；;\n"
