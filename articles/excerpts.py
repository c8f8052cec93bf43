"""Found words in place: the words around them, with what was found marked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

# Characters that are shown before and after what was found.
AROUND = 24


class Part(NamedTuple):
    text: str
    is_found: bool


class Excerpt(NamedTuple):
    """A piece of a field, in order; with `…` where more of the field stands before or after it."""

    field: str
    parts: tuple[Part, ...]


def excerpts(article: Mapping[str, str], places: Iterable[tuple[str, int, int, str]]) -> list[Excerpt]:
    """The places of an article as (field, start, end, words), those that stand close together in one excerpt.

    Words that no longer stand where they were found are shown alone.
    """
    told: list[Excerpt] = []
    near: list[tuple[int, int]] = []
    field = ""
    for name, start, end, words in places:
        if article.get(name, "")[start:end] != words:
            told.append(Excerpt(name, (Part(words, True),)))
            continue
        if near and (name != field or start - near[-1][1] > 2 * AROUND):
            told.append(_excerpt(field, article[field], near))
            near = []
        field = name
        near.append((start, end))
    return [*told, _excerpt(field, article[field], near)] if near else told


def _excerpt(field: str, text: str, spans: list[tuple[int, int]]) -> Excerpt:
    first, last = max(spans[0][0] - AROUND, 0), min(spans[-1][1] + AROUND, len(text))
    parts, at = [Part("…" if first else "", False)], first
    for start, end in spans:
        parts += [Part(text[at:start], False), Part(text[start:end], True)]
        at = end
    parts += [Part(text[at:last], False), Part("…" if last < len(text) else "", False)]
    return Excerpt(field, tuple(part for part in parts if part.text))
