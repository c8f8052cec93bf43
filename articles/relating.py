"""Which of some articles are worth reading after another one, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from math import log2

MOST = 5  # articles that are named
FREQUENT = 500  # articles: a tag of so many, or more, says little of any
_SAME_COLUMN = 4.0
_SAME_PERSON = 5.0


class Kind(StrEnum):
    TAG = "tag"
    PERSON = "person"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that two articles have in common, by name, and how much it says."""

    kind: Kind
    name: str
    weight: float


@dataclass(slots=True)
class Candidate:
    """Another article, when it appeared (an undated one long ago), and what it shares."""

    key: int
    at: datetime
    shares: list[Shared] = field(default_factory=list)

    @property
    def reasons(self) -> list[Shared]:
        """What it shares, what says most of it first."""
        return sorted(self.shares, key=lambda shared: (-shared.weight, shared.kind, shared.name))

    @property
    def weight(self) -> float:
        return sum(shared.weight for shared in self.shares)


def tag(name: str, uses: int) -> Shared:
    """A tag that `uses` articles have: the fewer, the more it says; from 1 for a frequent one to 9 for a pair."""
    return Shared(Kind.TAG, name, 1 + log2(FREQUENT / min(max(uses, 2), FREQUENT)))


def person(name: str) -> Shared:
    return Shared(Kind.PERSON, name, _SAME_PERSON)


def column(name: str) -> Shared:
    return Shared(Kind.COLUMN, name, _SAME_COLUMN)


def best(candidates: Iterable[Candidate], at: datetime) -> list[Candidate]:
    """The few that share most with an article of the time `at`; of equals the nearest in time, and of these the newer.

    What shares nothing is not named.
    """
    sharing = [candidate for candidate in candidates if candidate.shares]
    return sorted(sharing, key=lambda candidate: _place(candidate, at))[:MOST]


def _place(candidate: Candidate, at: datetime) -> tuple[float, timedelta, timedelta, int]:
    return (-round(candidate.weight, 6), abs(candidate.at - at), at - candidate.at, -candidate.key)
