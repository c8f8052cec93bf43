"""Who printed a text first, and who took it from whom (来源链), as far as banners and dates tell. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Evidence(StrEnum):
    """Why a step stands where it does."""

    CHOSEN = "chosen"  # an editor says that it leads
    EARLIEST = "earliest"  # none has an earlier date
    NAMED = "named"  # the banner of another printing names it as the source
    BANNER = "banner"  # its own banner names whom it took it from
    LATER = "later"  # the text is the same, and its date is later
    UNDATED = "undated"  # the text is the same, and when it was printed is unknown


@dataclass(frozen=True, slots=True)
class Printing:
    """One article: its `publisher`, and the `republisher` that its banner names; empty where the file does not say."""

    key: int
    publisher: str
    republisher: str = ""
    at: datetime | None = None
    is_chosen: bool = False

    @property
    def name(self) -> str:
        """Who printed this."""
        return self.republisher or self.publisher

    @property
    def origin(self) -> str:
        """Whom its banner says it took the text from."""
        return self.publisher if self.republisher and self.republisher != self.publisher else ""


@dataclass(frozen=True, slots=True)
class Step:
    """`name` printed the text, in the article `key`, or in one that the archive has not; it took it `from_name`."""

    name: str
    evidence: Evidence
    key: int | None = None
    at: datetime | None = None
    from_name: str = ""


def chain(printings: Sequence[Printing]) -> list[Step]:
    """The steps of a text in order. `printings` come as in a cluster: the one that leads first, then by date."""
    steps: list[Step] = []
    waiting = list(printings)
    while waiting:
        for printing in _with_origin(waiting.pop(0), waiting):
            if printing in waiting:
                waiting.remove(printing)
            steps += _steps(printing, steps, printings)
    return steps


def _with_origin(printing: Printing, waiting: list[Printing]) -> Iterator[Printing]:
    """A printing after the one that its banner names, where that is still to come."""
    if printing.origin:
        yield from [other for other in waiting if other.name == printing.origin and not other.origin][:1]
    yield printing


def _steps(printing: Printing, before: list[Step], printings: Sequence[Printing]) -> Iterator[Step]:
    origin = printing.origin
    if origin and all(step.name != origin for step in before):
        yield Step(origin, Evidence.NAMED)
    yield Step(printing.name, _evidence(printing, before, printings), printing.key, printing.at, origin)


def _evidence(printing: Printing, before: list[Step], printings: Sequence[Printing]) -> Evidence:
    if printing.origin:
        return Evidence.BANNER
    if before:
        return Evidence.LATER if printing.at else Evidence.UNDATED
    if printing.is_chosen:
        return Evidence.CHOSEN
    if printing.at and all(other.at is None or printing.at <= other.at for other in printings):
        return Evidence.EARLIEST
    is_named = printing.name and any(other.origin == printing.name for other in printings)
    return Evidence.NAMED if is_named else Evidence.UNDATED
