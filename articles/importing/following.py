"""What follows from articles that an import made or changed, in the same transaction and once for a batch."""

from __future__ import annotations

from dataclasses import dataclass, field

from articles import autotagging, search
from articles.models import Article
from sources.models import ImportRun


@dataclass(slots=True)
class Written:
    """What a batch did: ids of articles that are new, and of those that it changed."""

    run: ImportRun
    made: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)


def follow(written: Written) -> None:
    """Keep in step with the articles whatever is derived from them."""
    written_to = [*written.made, *written.changed]
    search.store(Article.objects.filter(pk__in=written_to))
    autotagging.apply(written_to, new=set(written.made))
