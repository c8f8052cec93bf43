"""The column (栏目) of an article as a path of labels, from outer to inner. Pure."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

DEEPEST = 20  # labels, as many as the API takes
Labels = tuple[str, ...]


def labels_of(column: Any) -> Labels:
    """The labels of what an article has as its column; whatever is no text in it is passed over."""
    labels = (label.strip() for label in column if isinstance(label, str)) if isinstance(column, list | tuple) else ()
    return tuple(label for label in labels if label)[:DEEPEST]


def path_to(labels: Labels) -> list[Labels]:
    """The columns that an article with these labels stands in: the outermost one, and so on to its own."""
    return [labels[:depth] for depth in range(1, len(labels) + 1)]


def key_of(labels: Labels) -> str:
    """A short key by which a column is found however long its labels are."""
    return blake2b(json.dumps(labels, ensure_ascii=False).encode(), digest_size=16).hexdigest()
