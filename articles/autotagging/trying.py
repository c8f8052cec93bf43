"""A rule tried on the archive before it is saved; nothing is written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..excerpts import Excerpt, excerpts
from ..importing.queries import in_chunks
from ..models import TIMEOUT, Article, TagMark, TagRule
from ..tagging import FIELDS, Found, Rules

# Seconds that a trial may take; it begins with the newest articles.
PATIENCE = 20
SAMPLES = 20
# Newest articles that an expression has to be quick in before it may be saved.
PROBED = 200


@dataclass(frozen=True, slots=True)
class Sample:
    pk: int
    title: str
    excerpts: list[Excerpt]


@dataclass(slots=True)
class Trial:
    """What a rule would do. `found` articles match it, of those `looked_at` of all `articles`.

    Of these it is `new` for some; some `have` the tag, from a file, an editor or a rule; of some an editor took it
    off, and it stays off (`refused`). `lost` are articles that have the tag from this rule as it was, and no longer
    would. `problem` is what is wrong with the expression.
    """

    articles: int = 0
    looked_at: int = 0
    found: int = 0
    new: int = 0
    have: int = 0
    refused: int = 0
    lost: int = 0
    samples: list[Sample] = field(default_factory=list)
    problem: str = ""

    @property
    def is_whole(self) -> bool:
        return self.looked_at == self.articles


def trial(rule: TagRule, patience: float = PATIENCE) -> Trial:
    """Try a rule, saved or not, as it now is."""
    tried = rule.as_rule()
    others = TagRule.objects.filter(tag=rule.tag_id, enabled=True).exclude(pk=rule.pk)
    alone = Rules([tried])
    beside = Rules([other.as_rule() for other in others])
    ids = list(Article.objects.newest_first().values_list("pk", flat=True))
    told, deadline = Trial(articles=len(ids)), time.monotonic() + patience
    for chunk in in_chunks(ids):
        if time.monotonic() > deadline or told.problem:
            break
        articles = list(_articles(chunk))
        found = [alone.match(article) for article in articles]
        _count(told, rule, articles, found, beside)
        told.looked_at += len(articles)
        told.problem = alone.problems.get(tried.id, "") or (TIMEOUT if tried.id in alone.problems else "")
    return told


def slow_at(rule: TagRule) -> Article | None:
    """An article of the newest ones in which the rule's expression takes too long."""
    rules = Rules([rule.as_rule()])
    for chunk in in_chunks(Article.objects.newest_first().values_list("pk", flat=True)[:PROBED]):
        for article in _articles(chunk):
            if rules.match(article).undecided:
                return Article.objects.only("title", "slug").get(pk=article["pk"])
    return None


def _articles(ids: list[int]) -> Iterator[dict[str, Any]]:
    """The articles in the order of their ids as given."""
    rows = {row["pk"]: row for row in Article.objects.filter(pk__in=ids).order_by().values("pk", *FIELDS)}
    return (rows[pk] for pk in ids if pk in rows)


def _count(told: Trial, rule: TagRule, articles: list[dict[str, Any]], found: list[Found], beside: Rules) -> None:
    ids = [article["pk"] for article in articles]
    has = set(Article.tags.through.objects.filter(article__in=ids, tag=rule.tag_id).values_list("article", flat=True))
    marks = TagMark.objects.filter(article__in=ids, tag=rule.tag_id)
    states = {article: (state, by) for article, state, by in marks.values_list("article", "state", "rule")}
    for article, said in zip(articles, found, strict=True):
        pk = article["pk"]
        state, by = states.get(pk, ("", None))
        if said.matches:
            told.found += 1
            told.refused += state == TagMark.State.REFUSED
            told.have += pk in has
            told.new += pk not in has and state != TagMark.State.REFUSED
            if len(told.samples) < SAMPLES:
                told.samples.append(Sample(pk, article["title"], excerpts(article, said.matches[0].places)))
        elif state == TagMark.State.GIVEN and by == rule.pk and not said.undecided:
            told.lost += not beside.match(article).matches
