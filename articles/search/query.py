"""What somebody typed, read as a query. Reading never fails; where something had to be mended, the notes say so.

Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from .tokens import EDGE, GAP

# The fields of an article that words are looked for in, the heaviest first.
TITLE, KICKER, CREDITS, TEXT = "title", "kicker", "credits", "text"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a phrase. `squeezed` stands in what it matches; `field` is where, or nothing for anywhere."""

    text: str
    squeezed: str
    field: str = ""
    is_prefix: bool = False

    @property
    def is_of_han(self) -> bool:
        """Whether it is one run of Han, which stands in a normal text as it does in the squeezed one."""
        return EDGE not in self.squeezed and GAP not in self.squeezed

    def __str__(self):
        return f"{_field_name(self.field)}{_quoted(self.text)}{'*' if self.is_prefix else ''}"


@dataclass(frozen=True, slots=True)
class Named:
    """A source or tag by its name; `is_whole` where the name is all of it and not a part. `key` is squeezed."""

    kind: str  # "source" or "tag"
    text: str
    key: str
    is_whole: bool = False

    def __str__(self):
        name = f'"{self.text}"' if self.is_whole else _quoted(self.text)
        return f"{self.kind}:{name}"


@dataclass(frozen=True, slots=True)
class Dated:
    """Published on a day from `first` to `last`, both included; None is open."""

    text: str
    first: date | None
    last: date | None

    def __str__(self):
        return self.text


@dataclass(frozen=True, slots=True)
class Not:
    node: Node

    def __str__(self):
        return f"-{_grouped(self.node)}"


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]

    def __str__(self):
        return " ".join(_grouped(node) if isinstance(node, Or) else str(node) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]

    def __str__(self):
        return " OR ".join(map(str, self.nodes))


Node = Word | Named | Dated | Not | And | Or


@dataclass(frozen=True, slots=True)
class Note:
    """How a query was mended. `code` is one of NOTES; `detail` is the part of the query that it is about."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was read: `str(query)` writes it out, and reads as the same query.

    `root` is None where there is nothing to search for: `is_blank` where nothing was asked, so that all is found, and
    otherwise what was asked holds no letter, and nothing is found.
    """

    text: str
    root: Node | None = None
    notes: tuple[Note, ...] = field(default=())
    # What the index has told of it, the ids of the articles by words: it is asked once for pages, counts and facets.
    told: dict[Node, list[int]] = field(default_factory=dict, compare=False, repr=False)
    # What share of the newest documents has a part of it.
    shares: dict[Node, float] = field(default_factory=dict, compare=False, repr=False)

    def __str__(self):
        return str(self.root) if self.root else ""

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that a hit may hold, each once and in order: those to mark and to rank by."""
        return tuple(dict.fromkeys(_words(self.root))) if self.root else ()


def wanted(node: Node) -> Node:
    """A node without what it excludes."""
    if isinstance(node, And):
        return And(tuple(wanted(inner) for inner in node.nodes if not isinstance(inner, Not)))
    return node


def fields_of(node: Node) -> set[str]:
    """The fields that the words of a node are looked for in; nothing stands for all of them."""
    return {word.field for word in _words(node, with_excluded=True)}


def is_of_han(node: Node) -> bool:
    """Whether each of its words is one run of Han."""
    return all(word.is_of_han for word in _words(node, with_excluded=True))


def _words(node: Node, with_excluded: bool = False) -> Iterator[Word]:
    if isinstance(node, Word):
        yield node
    elif isinstance(node, And | Or):
        for inner in node.nodes:
            yield from _words(inner, with_excluded)
    elif isinstance(node, Not) and with_excluded:
        yield from _words(node.node, with_excluded)


def _grouped(node: Node) -> str:
    return f"({node})" if isinstance(node, And | Or) else str(node)


def _field_name(field: str) -> str:
    return {"": "", TITLE: "title:", CREDITS: "author:"}[field]


def _quoted(text: str) -> str:
    """A text in quotation marks where without them it would be read as something else than one word."""
    return f'"{text}"' if _SPECIAL.search(text) or operator(text) else text


def operator(text: str) -> str:
    """Which operator a word is: or, and, minus, or none. They are in capitals, which may be of full width."""
    return {"OR": "or", "|": "or", "AND": "and", "NOT": "minus"}.get("".join(map(_half_width, text)), "")


def _half_width(char: str) -> str:
    return chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char


_SPECIAL = re.compile(r"[\s()（）:：*＊]|^[-－﹣−]")
