"""Three ways, field by field: what the file said last, what the article says now, what the file says now. Pure.

Values are JSON-ready, as `preparing` makes them. Of what a file said only a mark by field is kept with the article
(`Article.imported`), which is enough to see that something changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .identity import has_feed_prefix

FIELDS = (
    *("title", "raw_title", "kicker", "deck", "column", "summary", "body"),
    *("source", "republisher", "republisher_url", "category", "tags", "original_url", "external_id"),
    *("published_at", "language", "usage_terms", "extra", "credits"),
)
# Names of sources are kept as they stand: which source a name means may change when an editor joins two.
NAMES = ("source", "republisher")
# What the command said and the files did not, kept so that a later version of the file does not take it away.
GIVEN = "given"
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


@dataclass(frozen=True, slots=True)
class Merge:
    """`changes` go into the article; of `conflicts` the article keeps its value; `settled` are conflicts no more."""

    changes: dict[str, Any] = field(default_factory=dict)
    conflicts: dict[str, Any] = field(default_factory=dict)
    settled: tuple[str, ...] = ()

    def disputed(self, name: str) -> Merge:
        """The same, but what would have changed in one field is in conflict with an editor."""
        changes = {field: value for field, value in self.changes.items() if field != name}
        settled = tuple(field for field in self.settled if field != name)
        return Merge(changes, {**self.conflicts, name: self.changes[name]}, settled)


def marks(told: Mapping[str, Any]) -> dict[str, str]:
    """What is kept of what a file said: a short digest by field, nothing for an empty one."""
    return {name: _mark(name, told[name]) for name in FIELDS if told[name]}


def _mark(name: str, value: Any) -> str:
    if not value or name in NAMES:
        return value or ""
    if not isinstance(value, str):
        value = _ENCODE(sorted(value) if name == "tags" else value)
    return hashlib.blake2b(value.encode(), digest_size=6).hexdigest()


def merge(
    base: Mapping[str, str],
    now: Mapping[str, Any],
    told: Mapping[str, Any],
    same_source: Callable[[str, str], bool],
) -> Merge:
    """What a new version of a file does to an article.

    `base` are the marks of its last version, `now` the article's values, `told` the new version's. `same_source` tells
    whether two names mean one source.
    """
    changes, conflicts, settled = {}, {}, []
    for name in FIELDS:
        was, stands, says = base.get(name, ""), _mark(name, now[name]), _mark(name, told[name])
        same = same_source if name in NAMES else str.__eq__
        if same(says, stands):
            settled.append(name)
        elif same(says, was):
            continue
        elif same(stands, was):
            changes[name] = told[name]
            settled.append(name)
        else:
            conflicts[name] = told[name]
    return Merge(changes, conflicts, tuple(settled))


def fill(told: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """`told` with what it lacks from `given`: a source where none is told, and tags beside those told."""
    return {
        **told,
        "source": told["source"] or given.get("source", ""),
        "tags": list(dict.fromkeys([*told["tags"], *given.get("tags", ())])),
    }


def is_digest(told: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether `told` is the short form of the article that `other` tells in full: one number, without and with NW."""
    return not has_feed_prefix(told["external_id"]) and has_feed_prefix(other["external_id"])


def combine(full: Mapping[str, Any], digest: Mapping[str, Any], digest_text: str) -> dict[str, Any]:
    """One article out of its full post and its digest: the summary is the digest's, all else the full one's.

    What the full one does not say, the digest may; tags are those of both.
    """
    combined = {name: full[name] or digest[name] for name in FIELDS}
    combined["summary"] = digest["summary"] or digest_text or full["summary"]
    combined["tags"] = list(dict.fromkeys([*full["tags"], *digest["tags"]]))
    combined["extra"] = {**digest["extra"], **full["extra"]}
    return combined
