"""Which short paragraphs are headings (小标题)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import Block, FactBox, Figure, Heading, ItemList, Markup, Paragraph, Quote, inline_text

HEADING_LENGTH = 30
ITEM_LENGTH = 60
# A run this long that stands before a paragraph is a list with its heading, and the paragraph's own heading.
LONG_RUN = 6
# How many pictures may stand between a heading and its paragraph.
_NEAR = 20
_QUESTION_LENGTH = 16
_ASKING = frozenset("？?")
# No one is quoted, and nobody is said to ask.
_QUESTION = re.compile(r"(?!问|答|记者|主持人)[^。！!？?：:；;…<>]{4,16}[？?]")
_MARKUP = re.compile(r"<(?:a |img|br)")
_CLOSED = re.compile(r"[。！？!?；;：:，,、…—.]”?’?[）)]?\Z")
_NO_HEADING = re.compile(
    r"附件|附：|注：|注:|图[为:：]|表[:：]|(?:数据|资料|图片|信息)?来源|制[图表][:：]|联系|电话|地址|邮箱|责任编辑|编辑[:：]|记者(?!手记|观察|调查|感言|札记|点评)|通讯员|[（(].*[)）]\Z|"
    r"(?!0?\d\Z)[\d〇一二三四五六七八九十年月日\-./: ]+\Z|"
    r"https?:|.{0,12}[电讯]\s?题[：:]|.*[〔\[（(]\d{4}[〕\]）)]第?\d+号"
)


def is_short(text: str, limit: int = HEADING_LENGTH) -> bool:
    """Whether a line may be a heading or an item: short, and closed by no punctuation."""
    text = text.strip()
    return 0 < len(text) <= limit and "。" not in text and not _CLOSED.search(text)


def may_head(text: str) -> bool:
    """Whether a line may be a heading by what it says."""
    return is_short(text) and not _NO_HEADING.match(text.strip())


def promote(blocks: Iterable[Block]) -> list[Block]:
    """`blocks` with those short, unpunctuated paragraphs turned into headings, sub-headings and lists that are such.

    One before a longer paragraph is a heading, of two the second is a sub-heading; three or more that have no
    paragraph of their own are a heading with a list.
    """
    blocks = _with_questions(list(blocks))
    if not any(_is_running(block) for block in blocks):
        return blocks
    done: list[Block] = []
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and _is_item(blocks[end]):
            end += 1
        if end > at:
            follower = next((block for block in blocks[end : end + _NEAR] if not isinstance(block, Figure)), None)
            done += _promote_run(blocks[at:end], done[-1:], follower)
        else:
            done.append(blocks[at])
        at = max(end, at + 1)
    return done


def _with_questions(blocks: list[Block]) -> list[Block]:
    """Short questions before longer paragraphs are headings where there are several; one alone is how people write."""
    asked = [at for at, block in enumerate(blocks) if block.__class__ is Paragraph and block.html[-1:] in _ASKING]
    if len(asked) < 2:
        return blocks
    asked = [at for at in asked if _QUESTION.fullmatch(blocks[at].html) and _is_long(blocks[at + 1 : at + 2])]
    if len(asked) < 2:
        return blocks
    return [Heading(inline_text(block.html)) if at in asked else block for at, block in enumerate(blocks)]


def _is_long(follower: list[Block]) -> bool:
    return any(isinstance(block, Paragraph) and len(block.html) > 2 * _QUESTION_LENGTH for block in follower)


def _is_item(block: Block) -> bool:
    # Most paragraphs end in a full stop, and are told apart by that alone.
    if not isinstance(block, Paragraph) or block.html.endswith("。") or _MARKUP.search(block.html):
        return False
    return is_short(inline_text(block.html), ITEM_LENGTH)


def _is_running(block: Block) -> bool:
    return isinstance(block, Paragraph) and not _is_item(block)


def _promote_run(run: list[Block], before: list[Block], follower: Block | None) -> list[Block]:
    """`run` between the block `before` it, if there is one, and the `follower` that is not a picture."""
    texts = [inline_text(block.html).strip() for block in run if isinstance(block, Paragraph)]
    if _heads(texts[-1], follower):
        if len(run) >= LONG_RUN:
            return [*_list(run[:-1], texts[:-1], before), Heading(texts[-1])]
        return _headings(run, texts)
    if isinstance(follower, Heading) or follower is None:
        headed = bool(before) and isinstance(before[0], Heading)
        signed = any(_NO_HEADING.match(text) for text in texts)
        if not signed and (len(run) >= 3 or (headed and len(run) == 2)):
            return _list(run, texts, before)
    return run


def _heads(text: str, follower: Block | None) -> bool:
    """Whether `text` is a heading of what follows."""
    if isinstance(follower, ItemList | FactBox | Quote | Markup):
        return may_head(text)
    return isinstance(follower, Paragraph) and len(inline_text(follower.html)) > len(text) and may_head(text)


def _headings(run: list[Block], texts: list[str]) -> list[Block]:
    last = len(run) - 1
    return [
        Heading(text, 3 if at == last and last else 2) if may_head(text) else block
        for at, (block, text) in enumerate(zip(run, texts, strict=True))
    ]


def _list(run: list[Block], texts: list[str], before: list[Block]) -> list[Block]:
    """A run as a list, under the heading before it or else under its own first line."""
    if before and isinstance(before[0], Heading):
        return [ItemList(tuple(block.html for block in run))]
    if not may_head(texts[0]):
        return run
    return [Heading(texts[0]), ItemList(tuple(block.html for block in run[1:]))]
