"""What a query means: the plain test that both engines are held to. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from .query import And, Dated, Named, Node, Not, Or, Query, Word
from .texts import Texts
from .tokens import unspaced


@dataclass(frozen=True, slots=True)
class Facts:
    """All of an article that a query can ask about: `sources` are every name of its source, `day` is Shanghai's."""

    texts: Texts
    sources: Collection[str] = ()
    tags: Collection[str] = ()
    day: date | None = None


def matches(query: Query, facts: Facts) -> bool:
    if query.root is None:
        return query.is_blank
    return holds(query.root, facts)


def holds(node: Node, facts: Facts) -> bool:
    """Whether what one part of a query asks for is so."""
    match node:
        case Word():
            return occurs(node, facts.texts)
        case Named():
            names = facts.sources if node.kind == "source" else facts.tags
            return any(is_named(node, name) for name in names)
        case Dated():
            day = facts.day
            return day is not None and (node.first or day) <= day <= (node.last or day)
        case Not():
            return not holds(node.node, facts)
        case And():
            return all(holds(inner, facts) for inner in node.nodes)
        case Or():
            return any(holds(inner, facts) for inner in node.nodes)


def occurs(word: Word, texts: Texts) -> bool:
    """Whether a word stands in its field, or in any."""
    if word.field:
        return word.squeezed in getattr(texts, word.field)
    return any(word.squeezed in field for field in (texts.title, texts.kicker, texts.credits, texts.text))


def is_named(named: Named, name: str) -> bool:
    key = unspaced(name)
    return key == named.key if named.is_whole else named.key in key
