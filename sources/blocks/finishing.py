"""The last step from mark-up to blocks: captions go to their pictures, bold lines on their own become headings."""

from __future__ import annotations

import re
from typing import NamedTuple

from . import Block, Figure, Heading, Paragraph, inline_text
from .inline import HEADING_LENGTH
from .pictures import says_caption

_NO_HEADING = re.compile(
    r".*[。；;，,、：:]\Z|[（(【].*[）)]\Z|(?:记者|问|答|主持人)\s*[:：]|"
    r"[□■◎]?\s*(?:本[报刊网]|[\u4e00-\u9fff]{2,6}[报社网])?(?:见习|实习|特约|首席)*(?:记者|通讯员|作者|编辑)[\s|｜/丨:：]"
)


class Item(NamedTuple):
    """A block with what its mark-up says of it beside its text."""

    block: Block
    bold: bool = False
    centered: bool = False
    caption: bool = False
    """Marked as a caption, or in one element with the picture before it."""


def finished(items: list[Item], headings: bool = True) -> list[Block]:
    """Items as blocks: captions go to their pictures, and bold lines on their own become headings."""
    if any(isinstance(item.block, Figure) for item in items):
        items = _with_captions(items)
    if any(item.bold for item in items):
        items = _with_bold_headings(items) if headings else items
    levels = {item.block.level for item in items if isinstance(item.block, Heading)}
    top = min(levels, default=2)
    return [
        Heading(item.block.text, 2 if item.block.level == top else 3) if isinstance(item.block, Heading) else item.block
        for item in items
    ]


def _with_captions(items: list[Item]) -> list[Item]:
    done: list[Item] = []
    for item in items:
        figure = done[-1].block if done else None
        if isinstance(figure, Figure) and isinstance(item.block, Paragraph) and _is_caption(item, figure):
            text = inline_text(item.block.html.replace("<br>", " "))
            done[-1] = Item(Figure(figure.src, figure.alt, f"{figure.caption}\n{text}".strip()))
        else:
            done.append(item)
    return done


def _is_caption(item: Item, figure: Figure) -> bool:
    text = inline_text(item.block.html)
    if says_caption(text):
        return True
    if figure.caption:
        return False
    return item.caption or (item.centered and not item.bold and len(text) <= 60)


def _with_bold_headings(items: list[Item]) -> list[Item]:
    texts = [item for item in items if isinstance(item.block, Paragraph)]
    if len(texts) > 4 and sum(item.bold for item in texts) > len(texts) * 0.6:
        return items  # Bold is how all of this text is set.
    done: list[Item] = []
    for at, item in enumerate(items):
        if item.bold and at + 1 < len(items) and isinstance(item.block, Paragraph) and _may_head(item.block):
            below = bool(done) and done[-1].bold and isinstance(done[-1].block, Heading)
            done.append(Item(Heading(inline_text(item.block.html), 3 if below else 2), bold=True))
        else:
            done.append(item)
    return done


def _may_head(block: Paragraph) -> bool:
    text = inline_text(block.html)
    return len(text) <= HEADING_LENGTH and "<br>" not in block.html and not _NO_HEADING.match(text)
