"""How alike two texts are. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

_TEXT = re.compile(r"[^\W_]+")
# Most of what is no text. Taken out one by one, and first, because NFKC is slow where it finds something to change.
_FREQUENT = "，。、；：？！“”（）《》"
# Long enough that two news texts on one matter share few of them by chance.
WINDOW = 6
# From here on two texts are taken for printings of one: half of what an editor cut out of one and another out of the
# other is still there, and two articles on one matter that quote the same speech stay well below.
COPY = 0.7
# A passage is no copy of the long text that holds it.
_SHORTEST = 0.5


def normalise(text: str) -> str:
    """What is compared of a text: compatibility forms, punctuation, white space and case folded away."""
    for mark in _FREQUENT:
        text = text.replace(mark, "")
    return "".join(_TEXT.findall(unicodedata.normalize("NFKC", text))).casefold()


def likeness(a: str, b: str) -> float:
    """From 0 (nothing in common) to 1 (the same text but for punctuation and white space).

    It is the share of the shorter text's runs of six characters that the other has too, so that a text that grew or
    was cut stays alike.
    """
    return shared(runs(a), runs(b))


def runs(text: str) -> frozenset[str]:
    """Every run of six characters of a text, or the whole of a shorter one."""
    text = normalise(text)
    return frozenset(text[start : start + WINDOW] for start in range(max(len(text) - WINDOW + 1, min(len(text), 1))))


def shared(a: Set[str], b: Set[str]) -> float:
    """The likeness of two texts by their `runs`."""
    shorter = min(len(a), len(b))
    return len(a & b) / shorter if shorter else float(a == b)


def are_copies(a: Set[str], b: Set[str]) -> bool:
    """Whether two texts, by their `runs`, are printings of one."""
    return min(len(a), len(b)) >= _SHORTEST * max(len(a), len(b)) and shared(a, b) >= COPY
