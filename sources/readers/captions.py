"""Captions and who signed them."""

from __future__ import annotations

from dataclasses import replace

from ..blocks import Figure
from ..bylines import photographer
from ..parsed import Credit


def signed(figure: Figure) -> tuple[Figure, list[Credit]]:
    """A figure whose caption has its photographers taken out, and the photographers."""
    texts, credits = [], []
    for line in figure.caption.split("\n") if figure.caption else []:
        text, found = photographer(line.lstrip("▲△▼▽↑↓←→ "))
        texts.append(text)
        credits += found
    return replace(figure, caption=" ".join(filter(None, texts))), credits
