"""From what somebody typed to a `Query`. Never fails: what cannot be read as meant is read as words. Pure.

营商 泉州            both words        营商 OR 泉州         either; words side by side bind more tightly
"数字 技术"          in one piece      营商 (泉州 OR 厦门)   a group
-旅游 -"数字 技术"    not that          digi*              a word that begins so
title: author:      only there        source: tag:       part of the name, or with "…" the whole
year:2022 year:2020-2022 after:2022-02 before:2022-02-25  by date; what is named is included
"""

from __future__ import annotations

import re

from ..scripts import simplified, traditional
from .dates import dated
from .lexing import Part, parts
from .query import CREDITS, TITLE, And, Named, Node, Not, Note, Or, Query, Word
from .tokens import EDGE, squeeze, unspaced

LONGEST = 1000  # characters; what is longer is cut
MOST_WORDS = 50
DEEPEST = 20  # groups in groups
# What nobody sees: controls, turners of the reading direction, halves of characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)


def parse(text: str, both_scripts: bool = False) -> Query:
    """Read a query. With `both_scripts` each word also stands for its traditional and its simplified form."""
    return _Reader(text, both_scripts).query()


def scripts(text: str) -> list[str]:
    """The simplified and the traditional form of a text, without what it is already."""
    return [form for form in dict.fromkeys(convert(text) for convert in (simplified, traditional)) if form != text]


class _Reader:
    """Reads one query. `at` is the next of its parts; `depth` counts the groups that are open."""

    def __init__(self, text: str, both_scripts: bool):
        self.given, self.both_scripts = text, both_scripts
        self.notes: list[Note] = []
        self.words = self.depth = self.at = 0
        if len(text) > LONGEST:
            self.note("too-long", str(LONGEST))
        if _UNSEEN.search(text := text[:LONGEST]):
            self.note("unseen")
        self.parts = list(parts(_UNSEEN.sub(" ", text), self.note))

    def note(self, code: str, detail: str = "") -> None:
        if (note := Note(code, detail)) not in self.notes:
            self.notes.append(note)

    def query(self) -> Query:
        root = self.alternatives("")
        if root is None and self.given.strip():
            self.note("nothing-to-search")
        return Query(self.given, root, tuple(self.notes))

    def next(self, *kinds: str) -> Part | None:
        """The next part, taken, where it is of one of these kinds."""
        if self.at < len(self.parts) and (not kinds or self.parts[self.at].kind in kinds):
            self.at += 1
            return self.parts[self.at - 1]
        return None

    def alternatives(self, field: str) -> Node | None:
        """Up to the end of the group: words side by side, with OR between one row of them and the next."""
        choices: list[Node | None] = []
        row: list[Node | None] = []
        while part := self.next():
            if part.kind == "close" and self.depth:
                break
            if part.kind == "close":
                self.note("extra-parenthesis")
            elif part.kind == "or":
                if not row:
                    self.note("lone-or")
                choices, row = [*choices, _all(row)], []
            elif part.kind != "and":
                row.append(self.one(part, field))
        else:
            if self.depth:
                self.note("open-parenthesis")
        if choices and not row:
            self.note("lone-or")
        return _any([*choices, _all(row)])

    def one(self, part: Part, field: str) -> Node | None:
        """A word, a phrase, a group, or what is excluded."""
        if part.kind == "minus":
            return self.excluded(part, field)
        if part.kind == "open":
            return self.group(field)
        if part.kind == "field":
            return self.valued(part)
        return self.word(part, field)

    def excluded(self, minus: Part, field: str) -> Node | None:
        is_spelt = minus.text.isalpha()
        part = self.next("word", "phrase", "open", "field") if is_spelt or self.follows(minus) else None
        if part is None:
            self.note("lone-minus")
            return None
        node = self.one(part, field)
        return Not(node) if node else None

    def follows(self, part: Part) -> bool:
        """Whether something stands right behind a part that was just taken."""
        return self.at < len(self.parts) and self.parts[self.at].at == part.end

    def group(self, field: str) -> Node | None:
        if self.depth == DEEPEST:
            self.note("too-deep", str(DEEPEST))
            return None
        self.depth += 1
        node = self.alternatives(field)
        self.depth -= 1
        return node

    def valued(self, field: Part) -> Node | None:
        """What stands behind the name of a field and its colon."""
        part = self.next("word", "phrase", "open") if self.follows(field) else None
        if part and part.kind == "open":
            return self.group(field.text if field.text in (TITLE, CREDITS) else "")
        if part is None or not part.text:
            self.note("empty-field", "author" if field.text == CREDITS else field.text)
            return None
        if field.text in (TITLE, CREDITS):
            return self.word(part, field.text)
        if field.text in ("source", "tag"):
            return self.name(field.text, part)
        if found := dated(field.text, part.text):
            return self.counted(found)
        self.note("not-a-date", f"{field.text}:{part.text}")
        return self.word(part, "")

    def name(self, kind: str, part: Part) -> Node | None:
        key = unspaced(part.text)
        return self.counted(Named(kind, part.text, key, part.kind == "phrase")) if key else self.unsearchable(part)

    def word(self, part: Part, field: str) -> Node | None:
        if not squeeze(part.text):
            return self.unsearchable(part)
        forms = [part.text, *(scripts(part.text) if self.both_scripts else ())]
        return self.counted(_any([_word(form, field, part.is_prefix) for form in forms]))

    def counted(self, node: Node) -> Node | None:
        self.words += 1
        if self.words <= MOST_WORDS:
            return node
        self.note("too-many-words", str(MOST_WORDS))
        return None

    def unsearchable(self, part: Part) -> None:
        if part.text:
            self.note("no-letters", part.text)


def _word(text: str, field: str, is_prefix: bool) -> Word:
    """A star means something only after letters or digits: a run of Han is found by its beginning anyway."""
    squeezed = squeeze(text)
    if is_prefix and squeezed.endswith(EDGE):
        return Word(text, squeezed[:-1], field, True)
    return Word(text, squeezed, field)


def _all(nodes: list[Node | None]) -> Node | None:
    return _joined(And, nodes)


def _any(nodes: list[Node | None]) -> Node | None:
    return _joined(Or, nodes)


def _joined(kind: type[And] | type[Or], nodes: list[Node | None]) -> Node | None:
    """The nodes as one; a group of the same kind among them is laid open."""
    flat: list[Node] = []
    for node in nodes:
        if node:
            flat += node.nodes if isinstance(node, kind) else [node]
    flat = list(dict.fromkeys(flat))
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None
