"""What follows from articles that an import made or changed, in the same transaction and once for a batch."""

from __future__ import annotations

from dataclasses import dataclass, field

from sources.models import ImportRun

# The module and no names of it: it uses the import's ways with the database, and may have been loaded first.
from .. import clustering
from ..signatures import Signature


@dataclass(slots=True)
class Written:
    """What a batch did: ids of articles that are new, with their signatures, and of those that it changed."""

    run: ImportRun
    made: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    signatures: dict[int, Signature | None] = field(default_factory=dict)


def follow(written: Written) -> None:
    """Keep in step with the articles whatever is derived from them."""
    clustering.follow({*written.made, *written.changed}, written.signatures)
