"""What rules say of some articles, brought into their tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from .. import revising
from ..importing.bulk import insert
from ..importing.queries import in_chunks
from ..models import TIMEOUT, Article, Revision, TagMark, TagRule
from ..tagging import FIELDS, Found, Match, Rule, match_all

GIVEN, REFUSED = TagMark.State.GIVEN, TagMark.State.REFUSED
Key = tuple[int, int]  # article, tag
_Tagged = Article.tags.through


@dataclass(slots=True)
class Applied:
    """What became of articles: tags given and taken, by the tag's id; what is wrong with rules, by the rule's id."""

    articles: int = 0
    changed: set[int] = field(default_factory=set)
    given: Counter[int] = field(default_factory=Counter)
    taken: Counter[int] = field(default_factory=Counter)
    problems: dict[int, str] = field(default_factory=dict)


def rules_in_use(tags: Collection[int] | None = None) -> tuple[Rule, ...]:
    """The rules that are in use, only those of some tags where any are named."""
    rules = TagRule.objects.filter(enabled=True).order_by("pk")
    return tuple(rule.as_rule() for rule in (rules if tags is None else rules.filter(tag__in=tags)))


def apply(
    article_ids: Iterable[int],
    new: Collection[int] = (),
    tags: Collection[int] | None = None,
    is_recorded: bool = False,
) -> Applied:
    """Give articles the tags that rules give them now, and take those that they give no longer; in a few queries.

    Belongs in a transaction. Articles in `new` were made in the same one: the time of their change stays as it is.
    With `tags`, nothing is done about others. Changes become revisions of their own where they are to be recorded here,
    and not by the caller.
    """
    applied = Applied()
    if not (article_ids := list(article_ids)):
        return applied
    rules = rules_in_use(tags)
    for ids in in_chunks(article_ids):
        if not rules:
            ids = list(TagMark.objects.filter(article__in=ids, state=GIVEN).values_list("article", flat=True))
        articles = list(Article.objects.filter(pk__in=ids).values("pk", *FIELDS)) if ids else []
        found, problems = match_all(rules, articles)
        settle([article["pk"] for article in articles], found, applied, tags, new, is_recorded)
        note_problems(applied, problems)
    return applied


def settle(
    ids: Sequence[int],
    found: Sequence[Found],
    applied: Applied,
    tags: Collection[int] | None = None,
    new: Collection[int] = (),
    is_recorded: bool = False,
) -> None:
    """Write what rules say of some articles, and count it in `applied`."""
    change = _Change.of(ids, found, tags)
    with revising.recording(change.articles, Revision.Means.RULE) if is_recorded else nullcontext():
        change.write()
    applied.articles += len(ids)
    applied.changed |= change.articles
    applied.given.update(tag for _article, tag in change.give)
    applied.taken.update(tag for _article, tag in change.take)
    _touch(change.articles.difference(new), timezone.now())


def note_problems(applied: Applied, problems: dict[int, str | None]) -> None:
    """Write down at each rule what is wrong with it, once."""
    for rule, problem in problems.items():
        if rule not in applied.problems:
            applied.problems[rule] = problem or TIMEOUT
            TagRule.objects.filter(pk=rule).exclude(problem=problem or TIMEOUT).update(problem=problem or TIMEOUT)


def _touch(articles: Iterable[int], now: datetime) -> None:
    # Who has an article open in a form has an old list of its tags there, and is told so.
    for chunk in in_chunks(articles):
        Article.objects.filter(pk__in=chunk).update(updated_at=now)


class _Change:
    """What is to be written for the tags of some articles to be as rules, files and editors say."""

    def __init__(self) -> None:
        self.give: dict[Key, Match] = {}
        self.take: dict[Key, int] = {}  # by the id of the row that holds the tag
        self.marks: dict[Key, Match] = {}
        self.stale: list[int] = []  # marks that go
        self.refused: list[int] = []  # marks of tags that somebody took off

    @classmethod
    def of(cls, ids: Sequence[int], found: Sequence[Found], tags: Collection[int] | None) -> _Change:
        change, wanted, undecided = cls(), {}, set()
        for pk, said in zip(ids, found, strict=True):
            for match in said.matches:
                wanted.setdefault((pk, match.tag), match)
            undecided |= {(pk, rule) for rule in said.undecided}
        has = _rows(_Tagged.objects.all(), ids, tags)
        marks = _rows(TagMark.objects.all(), ids, tags, "state", "rule_id", "places")
        for key, mark in marks.items():
            change._see(key, mark, has.get(key), wanted.get(key), (key[0], mark[2]) in undecided)
        for key, match in wanted.items():
            if key not in has and key not in marks:
                change.give[key] = change.marks[key] = match
        return change

    def _see(self, key: Key, mark: tuple, row: tuple | None, match: Match | None, is_undecided: bool) -> None:
        pk, state, rule, places = mark
        if state == REFUSED:
            if row:  # An editor put it back.
                self.stale.append(pk)
        elif not row:
            self.refused.append(pk)
        elif match is None:
            if not is_undecided:
                self.stale.append(pk)
                self.take[key] = row[0]
        elif (rule, places) != (match.rule, _as_json(match)):
            self.stale.append(pk)
            self.marks[key] = match

    @property
    def articles(self) -> set[int]:
        return {article for article, _tag in (*self.give, *self.take)}

    def write(self) -> None:
        for chunk in in_chunks(self.stale):
            TagMark.objects.filter(pk__in=chunk).delete()
        for chunk in in_chunks(self.take.values()):
            _Tagged.objects.filter(pk__in=chunk).delete()
        for chunk in in_chunks(self.refused):
            TagMark.objects.filter(pk__in=chunk).update(state=REFUSED, rule=None, places=[])
        insert(_Tagged, ({"article_id": article, "tag_id": tag} for article, tag in self.give))
        insert(
            TagMark,
            (
                {
                    "article_id": article,
                    "tag_id": tag,
                    "state": GIVEN.value,
                    "rule_id": match.rule,
                    "places": _as_json(match),
                }
                for (article, tag), match in self.marks.items()
            ),
        )


def _as_json(match: Match) -> list[list[Any]]:
    return [list(place) for place in match.places]


def _rows(rows: Any, ids: Sequence[int], tags: Collection[int] | None, *columns: str) -> dict[Key, tuple]:
    """Rows about articles and tags as (id, *columns), by article and tag."""
    rows = rows.filter(article__in=ids) if tags is None else rows.filter(article__in=ids, tag__in=tags)
    return {
        (article, tag): tuple(values)
        for article, tag, *values in rows.order_by().values_list("article_id", "tag_id", "pk", *columns)
    }
