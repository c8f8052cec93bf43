"""What follows from articles that an import made or changed, in the same transaction and once for a batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

# The packages and not their functions: they need the import's fast way into the database, so each imports the other.
from articles import autotagging, clustering, filing, revising, search
from articles.models import Article, Revision
from sources.models import ImportRun

from ..signatures import Signature


@dataclass(slots=True)
class Written:
    """What a batch did: ids of articles that are new, with their signatures, and of those that it changed."""

    run: ImportRun
    made: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    signatures: dict[int, Signature | None] = field(default_factory=dict)


def precede(written: Written, about_to_change: Iterable[int]) -> None:
    """Before articles are changed: what they say until now is recorded, but for what this batch itself wrote."""
    own = {*written.made, *written.changed}
    revising.found(pk for pk in about_to_change if pk not in own)


def follow(written: Written) -> None:
    """Keep in step with the articles whatever is derived from them."""
    run, ids = written.run, [*written.made, *written.changed]
    search.store(Article.objects.filter(pk__in=ids))
    filing.store(ids)
    # Before the revision, which has the tags of the rules in it: the import is why they were given.
    autotagging.apply(ids, new=set(written.made))
    revising.record(ids, Revision.Means.IMPORT, user=run.user, run=run)
    clustering.follow(ids, written.signatures)
