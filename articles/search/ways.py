"""By which of two ways the articles are come by that a query matches: decided here, by estimates.

Through the index: all that match are looked up, and then put in order. That costs the more the more there are.
By a walk: articles are taken in the order that is wanted, a few hundred at a time, and each is looked at, until there
are enough; so the newest twenty of the many that hold a common word are found at once. A walk that finds too little
gives up, and the index is asked after all. Both give the same answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from .conditions import apart, condition, is_of_words, is_unwanted, matching, with_others, within
from .contents import heads, load
from .engines import engine
from .meaning import Facts, holds
from .query import KICKER, TEXT, TITLE, And, Node, Not, Or, Query, Word, fields_of, is_of_han, wanted
from .tokens import HAN

# The share of all articles from which on a query is common, and worth a walk.
COMMON = 0.03
# Articles that a walk takes at a time, and those it looks at in all.
STEP, LARGEST_STEP, FARTHEST = 50, 1000, 6000
LEAST = 0.01  # of them match, for all that is planned
PAIRS = 8  # that stand for a lone character
SAMPLE = 30  # articles that are read to tell how common something is that the index is slow to tell


@dataclass(frozen=True, slots=True)
class Way:
    """A query whose words are common, taken apart: `articles` are those that all else in it leaves."""

    articles: QuerySet
    words: Node
    share: float

    def having(self, node: Node) -> QuerySet:
        """Those of the articles that the index has for other words."""
        if isinstance(node, Not):
            return self.articles.filter(condition(node, self.articles))
        return within(self.articles, RawSQL(*engine().condition(node)))

    def walk(self, names: Sequence[str], wanted: int) -> list[tuple] | None:
        """The values of the first `wanted` of `articles`, which are in order, that match, the last of them the id.

        None where they are too far between.
        """
        rows: list[tuple] = []
        at, step = 0, _step(wanted, self.share)
        while at < FARTHEST:
            taken = list(self.articles.values_list(*names)[at : at + step])
            matched = _among(self.articles, self.words, [row[-1] for row in taken])
            rows += [row for row in taken if row[-1] in matched]
            at += len(taken)
            if len(rows) >= wanted or len(taken) < step:
                return rows[:wanted]
            if at + (wanted - len(rows)) * at / max(len(rows), 1) > FARTHEST:
                return None
            step = _step(wanted - len(rows), max(len(rows), 1) / at)
        return None


def common(articles: QuerySet, query: Query) -> Way | None:
    """The way of a query with common words, whatever it excludes; None where the index is the way."""
    words, others = words_of(query)
    if words is None and not query.words:
        words, others = _excluded(query)
    if words is None:
        return None
    [share] = shares(articles, query, [words])
    if is_common(share) or (engine().EXCLUDES_BY_LOOKING and _is_common_but_for_exclusions(articles, query, words)):
        return Way(with_others(articles, others), words, share)
    return None


def is_common(share: float) -> bool:
    return share >= COMMON


def _is_common_but_for_exclusions(articles: QuerySet, query: Query, words: Node) -> bool:
    """Whether many would have to be looked at to find the few that lack what is excluded."""
    if isinstance(words, Not):
        return True
    return wanted(words) != words and is_common(*shares(articles, query, [wanted(words)]))


def told(query: Query, words: Node) -> list[int]:
    """The ids of all articles that these words of a query match; the index is asked once."""
    if words not in query.told:
        query.told[words] = engine().some(words)
    return query.told[words]


def shares(articles: QuerySet, query: Query, nodes: Iterable[Node]) -> list[float]:
    """What share of the newest articles each of these parts of a query matches, up to 1; all are asked for at once."""
    nodes = list(nodes)
    parts = [node.node if isinstance(node, Not) else node for node in nodes]
    asked = [part for part in dict.fromkeys(parts) if part not in query.shares]
    dear = [part for part in asked if engine().is_dear(part)]
    query.shares.update(engine().shares([part for part in asked if part not in dear]))
    if dear:
        said = _said(articles.model, Or(tuple(dear)), _newest(articles)).values()
        query.shares.update({part: sum(holds(part, facts) for facts in said) / SAMPLE for part in dear})
    found = [query.shares[part] for part in parts]
    return [1 - share if isinstance(node, Not) else share for node, share in zip(nodes, found, strict=True)]


def _among(articles: QuerySet, words: Node, ids: list[int]) -> set[int]:
    """Which of these articles match."""
    if isinstance(words, Not):
        return set(ids) - _among(articles, words.node, ids)
    return _read(articles, words, ids) if engine().is_dear(words) else engine().among(words, ids)


def pairs_of(articles: QuerySet, words: Node) -> Node | None:
    """What is sooner looked up than a lone character, and tells that there are at least so many articles that match.

    These are the pairs that it begins in the newest articles. None where it is no lone character, or begins none.
    """
    if not (isinstance(words, Word) and engine().is_dear(words) and len(words.squeezed) == 1):
        return None
    pair = re.compile(rf"{re.escape(words.squeezed)}{HAN}")
    said = _said(articles.model, words, _newest(articles)).values()
    texts = (getattr(facts.texts, words.field or TEXT) for facts in said)
    pairs = Counter(found for text in texts for found in pair.findall(text))
    nodes = tuple(replace(words, text=found, squeezed=found) for found, _times in pairs.most_common(PAIRS))
    return Or(nodes) if nodes else None


def _newest(articles: QuerySet) -> QuerySet:
    return articles.model._base_manager.order_by("-pk").values_list("pk", flat=True)[:SAMPLE]


def _read(articles: QuerySet, words: Node, ids: Iterable[int]) -> set[int]:
    """The same by what the articles say."""
    return {pk for pk, facts in _said(articles.model, words, ids).items() if holds(words, facts)}


def _said(model: type[Model], words: Node, ids: Iterable[int]) -> dict[int, Facts]:
    """What articles say, by their ids, as far as these words may stand in it."""
    contents = heads(model, ids) if fields_of(words) <= {TITLE, KICKER} else load(model, ids)
    is_plain = is_of_han(words)
    return {pk: Facts(content.normal if is_plain else content.texts) for pk, content in contents.items()}


def which(articles: QuerySet, query: Query, ids: Iterable[int]) -> set[int]:
    """Those of a few of `articles` that a query matches, told without looking up all that do."""
    some = articles.order_by().filter(pk__in=ids)
    words, others = words_of(query)
    if words is None:
        return set(matching(some, query).values_list("pk", flat=True))
    found = _among(articles, words, list(ids))
    return found & set(with_others(some, others).values_list("pk", flat=True)) if others else found


def words_of(query: Query) -> tuple[Node | None, list[Node]]:
    """What of a query the index answers, and what else has to be so; None where the two cannot be told apart."""
    if query.root is None:
        return None, []
    if is_of_words(query.root):
        return query.root, []
    return apart(query.root) if isinstance(query.root, And) else (None, [])


def _excluded(query: Query) -> tuple[Not | None, list[Node]]:
    """The same of a query without words, all but what it excludes: one exclusion."""
    nodes = query.root.nodes if isinstance(query.root, And) else (query.root,)
    excluded = tuple(node.node for node in nodes if node and is_unwanted(node))
    others = [node for node in nodes if node and not is_unwanted(node)]
    return (Not(Or(excluded)) if excluded else None), others


def _step(wanted: int, share: float) -> int:
    return min(max(int(wanted / max(share, LEAST) * 1.2), STEP), LARGEST_STEP)
