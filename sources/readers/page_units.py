"""The lines of a newspaper page, each with what it is: headline or heading, byline, caption, bullets, text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..blocks import from_lines
from ..blocks.from_lines import DECK_MARK
from ..blocks.headings import HEADING_LENGTH, ITEM_LENGTH, is_short
from ..bylines import byline, closing_credits, lead_credits, photographer, whole_page
from ..imprint import publisher_note
from ..parsed import ART_EDITOR, EDITOR, PAGE_EDITOR, PHOTOGRAPHER, Credit
from .masthead import read_masthead

SHORT, TEXT, BULLETS, BYLINE, CAPTION, EDITORS, DECK, NOTE = (
    "short", "text", "bullets", "byline", "caption", "editors", "deck", "note",
)  # fmt: skip
BULLET = re.compile(r"[-•●◆◇■▪·*＊]\s*(?=\S)")
# ■议论风生: the name of a column.
_MARKED_LABEL = re.compile(r"[■◆▶★●]\s?(?P<label>[\u4e00-\u9fff]{4,6})\Z")
_JUMP = re.compile(r"[（(]?(?:上接|下转|紧接|转接|相关报道见).{1,8}版.{0,8}[)）]?")
_CAPTION_START = re.compile(
    r"[▲△▼▽◀▶□■]?\s*(?:[上下左右本大小]?图[①-⑩\d一二三四五]?\s*[为:：是]|图[①-⑩]|(?:漫画|插画|图表|题图)\s?[:：/／]|图为|图片说明|资料图片|图片[:：])"
)
_MARKED_CAPTION = re.compile(r"[▲△▼▽◀▶]\s*")
_CAPTION_LENGTH = 260
_TITLE_LENGTH = 40


@dataclass(slots=True)
class Unit:
    """One line or group of bullets. `lines` has one entry but for bullets; `gap` counts the empty lines before."""

    kind: str
    lines: list[str]
    gap: int = 0
    credits: tuple[Credit, ...] = ()
    together: int = 1  # how many lines stand in its group

    @property
    def text(self) -> str:
        return self.lines[0]


def units(text: str) -> list[Unit]:
    """The page's lines in order, with torn sentences joined."""
    found: list[Unit] = []
    for group in from_lines.groups(text):
        found += _group_units(group)
    return _joined(found)


def _group_units(group: from_lines.Group) -> list[Unit]:
    found: list[Unit] = []
    for line in group.lines:
        gap = 0 if found else group.gap
        kind, credits, shown = _classify(line, alone=len(group.lines) == 1)
        after_bullet = bool(found) and found[-1].kind == BULLETS
        if kind == BULLETS and after_bullet:
            found[-1].lines.append(shown)
        elif kind == CAPTION and not shown and found and found[-1].kind in (SHORT, TEXT):
            # The photographer stands under the caption.
            found[-1] = Unit(CAPTION, found[-1].lines, found[-1].gap, credits, len(group.lines))
        elif after_bullet and kind in (SHORT, TEXT) and _is_bullet_like(found[-1], line):
            found[-1].lines.append(line)
        else:
            found.append(Unit(kind, [shown], gap, credits, len(group.lines)))
    return found


def _is_bullet_like(bullets: Unit, line: str) -> bool:
    """A dump marks only the first bullet of a group: what stands right under it is one of them."""
    return len(line) <= max(ITEM_LENGTH, 2 * max(map(len, bullets.lines)))


def _classify(line: str, alone: bool) -> tuple[str, tuple[Credit, ...], str]:
    people = byline(line)
    if people is not None:
        kind = _byline_kind(people)
        return kind, people, "" if kind == CAPTION else line
    if people := whole_page(line):
        return EDITORS, people, line
    rest, people = closing_credits(line, bare=True)
    if people and not rest:
        return BYLINE, people, line
    if DECK_MARK.match(line) and len(line) <= _TITLE_LENGTH + 10:
        return DECK, (), DECK_MARK.sub("", line)
    if len(line) <= _CAPTION_LENGTH and not lead_credits(line):
        shown, people = photographer(line)
        if people or _CAPTION_START.match(line) or (_MARKED_CAPTION.match(line) and len(line) > 8):
            return CAPTION, people, _without_marker(shown)
    if alone and (label := _MARKED_LABEL.match(line)):
        return SHORT, (), label["label"]
    if BULLET.match(line):
        return BULLETS, (), BULLET.sub("", line, count=1)
    if publisher_note(line) is not None or _JUMP.fullmatch(line):
        return NOTE, (), line
    return (SHORT if _is_head(line) else TEXT), (), line


def _byline_kind(people: tuple[Credit, ...]) -> str:
    roles = {credit.role for credit in people}
    if roles <= {PAGE_EDITOR, ART_EDITOR, EDITOR}:
        return EDITORS
    return CAPTION if roles == {PHOTOGRAPHER} else BYLINE


def _without_marker(caption: str) -> str:
    return re.sub(r"^[▲△▼▽◀▶□■○●]\s*", "", caption)


def _is_head(line: str) -> bool:
    """Whether a line can be a headline or a heading. A question or a call may be one."""
    if from_lines.reads_on(line):
        return False
    asks = len(line) <= HEADING_LENGTH - 5 and re.search(r"[^。，,]{4}[？！?!]\Z", line)
    return is_short(line, HEADING_LENGTH + 10) or bool(asks)


def _joined(found: list[Unit]) -> list[Unit]:
    """Units with those put together whose sentence a column break has torn in two."""
    done: list[Unit] = []
    for unit in found:
        last = done[-1] if done else None
        if last and _goes_on(last, unit):
            last.lines[0] = from_lines.join(last.text, unit.text)
            last.kind = TEXT
        else:
            done.append(unit)
    return done


def _goes_on(last: Unit, unit: Unit) -> bool:
    if {last.kind, unit.kind} - {SHORT, TEXT}:
        return False
    whole = from_lines.is_terminal(unit.text) or len(unit.text) > ITEM_LENGTH
    torn = whole and not lead_credits(unit.text) and from_lines.is_torn(last.text, unit.text)
    return torn and not read_masthead(last.text)
