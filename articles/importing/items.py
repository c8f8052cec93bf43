"""A file on its way into the database, and what the command was told to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sources.packing import pack

from ..preparing import Failure, Prepared
from .found import Found


@dataclass(frozen=True)
class Options:
    """How to import.

    `status` is that of all new articles that have a title; without it, one with a date and a publisher is published and
    any other a draft. `source` and `tags` are for what the files do not say. `jobs` are processes that read files; None
    is one for each core. `tell` asks for what each file says. A `dry_run` is the real run, rolled back.
    """

    status: str | None = None
    source: str = ""
    tags: tuple[str, ...] = ()
    jobs: int | None = None
    dry_run: bool = False
    tell: bool = False

    @cached_property
    def given(self) -> dict[str, Any]:
        """What the command says for what files do not."""
        given = {"source": self.source, "tags": list(self.tags)}
        return {name: value for name, value in given.items() if value}

    def as_json(self) -> dict[str, Any]:
        return {"status": self.status, **self.given, "dry_run": self.dry_run}


@dataclass(slots=True)
class Item:
    """One file. `prepared` is None where it was not read: it failed before, or its bytes are known.

    `known_at` is the location at which its bytes stood first.
    """

    found: Found
    sha256: str = ""
    known_at: str = ""
    prepared: Prepared | None = None

    def fail(self, failure: Failure) -> None:
        """Take nothing of the file but its bytes."""
        content = self.prepared.content if self.prepared else pack(self.found.data)
        self.prepared = Prepared(content, failure=failure)

    @property
    def is_known(self) -> bool:
        return bool(self.known_at)

    @property
    def failure(self) -> Failure | None:
        return self.found.failure or (self.prepared.failure if self.prepared else None)

    @property
    def skipped(self) -> str:
        return self.found.skipped or (self.prepared.skipped if self.prepared else "")

    @property
    def keys(self) -> set[str]:
        """What no two files of one round share, lest the one not see what the other made."""
        articles = self.prepared.articles if self.prepared else ()
        names = {name for article in articles for name in (article.identity, article.own_identity)}
        return names | {key for key in (self.sha256, self.found.location) if key}


def rounds(items: list[Item]) -> Iterator[list[Item]]:
    """The files in order, in as few lists as can be in which no two tell of one article, place or content."""
    while items:
        taken: set[str] = set()
        present, later = [], []
        for item in items:
            (present if taken.isdisjoint(item.keys) else later).append(item)
            taken |= item.keys
        yield present
        items = later
