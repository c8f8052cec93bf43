"""An article of a newspaper page while its lines are gathered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from ..blocks import Block, FactBox, Figure, ItemList, Paragraph, PullQuote
from ..bylines import closing_credits, lead_credits
from ..imprint import publisher_note
from ..parsed import Credit
from .page_units import BULLETS, CAPTION, DECK, NOTE, Unit

# A dateline opens an article; a time or place only makes it likely.
DATELINE = re.compile(
    r"[【\s]*(?:本报|本刊|本网|新华社|中新社|中新网|央视网|人民网|据)[^。，,（()）]{0,14}?(?:讯|电|消息|报道)(?:[】\s（(]|记者)|[（(](?:本报)?记者"
)

JUMP = re.compile(r"\A[（(]\s?[上紧]接.{1,8}版.{0,8}?[)）]\s*|\s*[（(]\s?(?:下转|转).{1,8}版.{0,8}?[)）]\Z")
# A quotation drawn out of the text is a sentence or two; more marked lines are a list.
_MOST_QUOTED = 3
_SHORTEST_QUOTE = 15


@dataclass(slots=True)
class Draft:
    """An article while its units are gathered."""

    title: str = ""
    kicker: str = ""
    deck: str = ""
    column: list[str] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    other_lines: list[str] = field(default_factory=list)
    note: str = ""
    blocks: list[Block] = field(default_factory=list)
    source: str | None = None
    opened_by_lead: bool = False
    closed: bool = False

    def has_text(self) -> bool:
        return any(isinstance(block, Paragraph | ItemList | FactBox) for block in self.blocks)

    def take(self, unit: Unit) -> None:
        if unit.kind == NOTE:
            self.source = self.source or publisher_note(unit.text) or None
            self.note = unit.text
            self.closed = True
            return
        self.credits += unit.credits
        if unit.kind != CAPTION or unit.text:
            self.blocks.append(block_of(unit))

    def sign(self, unit: Unit) -> None:
        self.credits += unit.credits
        self.other_lines.append(unit.text)

    def _without_jumps(self, text: str) -> str:
        """A paragraph without what leads to another page, （下转第2版）, which is kept beside the article."""
        for jump in JUMP.finditer(text):
            self.note = f"{self.note} {jump.group().strip()}".strip()
        return JUMP.sub("", text) if self.note else text

    def add_text(self, unit: Unit) -> None:
        if not self.has_text():
            self.credits += lead_credits(unit.text)
            self.opened_by_lead = self.opened_by_lead or bool(DATELINE.match(unit.text))
        whole = self._without_jumps(unit.text)
        text, people = closing_credits(whole, bare=True)
        self.credits += people
        self.closed = bool(people) or unit.text.endswith(("（完）", "(完)"))
        if text:
            self.blocks.append(Paragraph(escape(text, quote=False)))


def block_of(unit: Unit) -> Block:
    """A line as the block it is: a caption, a list, a pull quote or a paragraph."""
    if unit.kind == CAPTION:
        return Figure(caption=unit.text)
    if unit.kind == BULLETS:
        if len(unit.lines) <= _MOST_QUOTED and any(_is_sentence(line) for line in unit.lines):
            return PullQuote(tuple(unit.lines))
        return ItemList(tuple(escape(line, quote=False) for line in unit.lines))
    return Paragraph(escape(f"——{unit.text}" if unit.kind == DECK else unit.text, quote=False))


def _is_sentence(line: str) -> bool:
    return len(line) > _SHORTEST_QUOTE and line.rstrip("”’」』").endswith(("。", "！", "？"))
