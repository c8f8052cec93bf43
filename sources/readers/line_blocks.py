"""Lines of running text as blocks: paragraphs, bullets, numbered lists, captions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from ..blocks import Block, Figure, ItemList, Paragraph
from ..blocks.from_lines import is_torn, join
from ..bylines import photographer
from ..parsed import Credit

_BULLET = re.compile(r"[-•●◆■▪·*]\s+(?=\S)|[•●◆■▪]")
_NUMBERED = re.compile(r"[（(]?(\d{1,2})[)）.．、]\s?(?=[^\d\s])")
_CAPTION = re.compile(r"[▲△▼]?(?:[上下左右]?图[①-⑩]?[为：:]|图片说明[：:])")
_CAPTION_LENGTH = 260


def line_blocks(lines: Iterable[str]) -> tuple[list[Block], list[Credit]]:
    """The blocks of a text whose lines are paragraphs, and the photographers that its captions name.

    Lines numbered from one after a colon are a list; a sentence that a line break has torn is joined.
    """
    blocks: list[Block] = []
    credits: list[Credit] = []
    for line in lines:
        last = blocks[-1] if blocks else None
        if bullet := _BULLET.match(line):
            _add_item(blocks, line[bullet.end() :], ordered=False)
        elif (number := _NUMBERED.match(line)) and _continues_list(last, int(number[1])):
            _add_item(blocks, line[number.end() :], ordered=True)
        elif caption := _caption(line):
            blocks.append(Figure(caption=caption[0]))
            credits += caption[1]
        else:
            _add_text(blocks, escape(line, quote=False))
    return blocks, credits


def _caption(line: str) -> tuple[str, tuple[Credit, ...]] | None:
    if len(line) > _CAPTION_LENGTH:
        return None
    shown, people = photographer(line)
    return (shown, people) if people or _CAPTION.match(line) else None


def _continues_list(last: Block | None, number: int) -> bool:
    if number == 1:
        return isinstance(last, Paragraph) and last.html.endswith(("：", ":"))
    return isinstance(last, ItemList) and last.ordered and len(last.items) == number - 1


def _add_item(blocks: list[Block], text: str, ordered: bool) -> None:
    item = escape(text, quote=False)
    last = blocks[-1] if blocks else None
    if isinstance(last, ItemList) and last.ordered == ordered:
        blocks[-1] = ItemList((*last.items, item), ordered)
    else:
        blocks.append(ItemList((item,), ordered))


def _add_text(blocks: list[Block], text: str) -> None:
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph) and is_torn(last.html, text, columns=False):
        blocks[-1] = Paragraph(join(last.html, text))
    else:
        blocks.append(Paragraph(text))
