"""One change to many articles: what it makes of a state. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from .states import State, state
from .workflow import PUBLISHED


@dataclass(frozen=True, slots=True)
class Change:
    """`values`, in the form of a state, are put in the place of what is there, and None clears; tags are [id, name]."""

    values: dict[str, Any] = field(default_factory=dict)
    add_tags: list[list[Any]] = field(default_factory=list)
    remove_tags: list[list[Any]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.values or self.add_tags or self.remove_tags)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def applied_to(self, told: State) -> State:
        """The state that the change makes of another. What has no title is never published."""
        values = told | self.values
        if self.values.get("status") == PUBLISHED and not told.get("title"):
            values["status"] = told["status"]
        values["tags"] = self._tags(told.get("tags", []))
        return state(values)

    def _tags(self, tags: list[list[Any]]) -> list[list[Any]]:
        removed = {pk for pk, _name in self.remove_tags}
        kept = {pk: [pk, name] for pk, name in tags if pk not in removed}
        return sorted((kept | {pk: [pk, name] for pk, name in self.add_tags}).values())

    def mark(self, ids: Iterable[int]) -> str:
        """A digest of the change and of what it is for: what was shown is what is done, or is shown anew."""
        told = json.dumps([self.as_json(), list(ids)], ensure_ascii=False, sort_keys=True)
        return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()
