"""How alike two texts are. Pure."""

from __future__ import annotations

import re

_NOT_TEXT = re.compile(r"[\W_]+")
# Long enough that two news texts on one matter share few of them by chance.
_WINDOW = 6


def likeness(a: str, b: str) -> float:
    """From 0 (nothing in common) to 1 (the same text but for punctuation and white space).

    It is the share of the shorter text's runs of six characters that the other has too, so that a text that grew or
    was cut stays alike.
    """
    runs_a, runs_b = _runs(a), _runs(b)
    shorter = min(len(runs_a), len(runs_b))
    return len(runs_a & runs_b) / shorter if shorter else float(runs_a == runs_b)


def _runs(text: str) -> set[str]:
    text = _NOT_TEXT.sub("", text).casefold()
    return {text[start : start + _WINDOW] for start in range(max(len(text) - _WINDOW + 1, 1))} if text else set()
