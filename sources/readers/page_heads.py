"""The lines over an article of a newspaper page: whether they begin one, and which is its headline."""

from __future__ import annotations

import re

from ..blocks import Paragraph
from ..blocks.headings import is_short
from ..parsed import AUTHOR, Credit
from ..person_names import is_name, looks_like_name
from .page_draft import DATELINE, Draft, block_of
from .page_units import BULLETS, BYLINE, CAPTION, DECK, NOTE, SHORT, Unit

LIKELY_LEAD = re.compile(
    r"(?:近日|日前|昨[日天]|今[日天]|前[日天]|近期|连日来|\d{1,2}月\d{1,2}日|\d{1,2}日|\d{4}年\d{1,2}月|记者.{0,12}(?:获悉|了解到))"
)
_LABEL = re.compile(r"[【〔\[]?[\u4e00-\u9fff](?:[ \u3000]?[\u4e00-\u9fff]){1,3}[】〕\]]?\Z")
_COLUMN = re.compile(
    r"[【〔\[].{2,10}[】〕\]]\Z|[\u4e00-\u9fff·]{4,8}(?:谈|论|评|观察|视点|聚焦|连线|播报|速递|专栏|论坛|时评|手记|之窗|天地|看台|漫笔|随笔"
    r"|传真|快递|关注|瞭望|纵横|广角|进行时)\Z"
)
_SERIES = re.compile(
    r"[①-⑳㈠-㈩]\Z|[（(][一二三四五六七八九十\d上中下]{1,3}[)）]\Z|系列(?:报道|评论|谈)?(?:之.{1,2})?\Z|[·•]"
)
# A line without a subject says more of the headline above it.
_FOLLOWS = re.compile(r"总投资|涉及|预计|其中|共计?\d|最高|最低|首批|力争|包括|有效期|持续至|即日起|将[于在]")
# Under such a label every short line is the headline of a brief.
_BRIEFS = re.compile(
    r"(?:简讯|短讯|快讯|短波|短新闻|简报|速览|速递|速读|集萃|快报|一句话新闻|要闻|动态|资讯|微新闻|点击)\Z"
)


def begins_article(cluster: list[Unit], lead: Unit, current: Draft) -> bool:
    """Whether what stands before `lead` is the head of a new article and not a heading inside the current one."""
    shorts = [unit for unit in cluster if unit.kind == SHORT]
    if not shorts:
        return any(unit.kind == DECK for unit in cluster)
    kinds = [unit.kind for unit in cluster]
    if _names_author(shorts):
        return True
    if BYLINE in kinds[kinds.index(SHORT) :] or DECK in kinds or DATELINE.match(lead.text):
        return True
    if current.closed or is_under_briefs(current):
        return True
    likely = bool(LIKELY_LEAD.match(lead.text))
    if len(shorts) > 1:
        return likely or bool(_LABEL.match(shorts[0].text) and len(shorts[1].text) >= 8 and not _has_pairs(current))
    return likely and current.opened_by_lead


def _names_author(shorts: list[Unit]) -> bool:
    """Whether the last of the lines is a name; a pen name needs a column and a headline over it."""
    if len(shorts) < 2:
        return False
    name = shorts[-1].text
    return looks_like_name(name) or (len(shorts) > 2 and len(name) <= 3 and is_name(name))


def is_under_briefs(draft: Draft) -> bool:
    return bool(draft.column) and bool(_BRIEFS.search(draft.column[-1]))


def _has_pairs(draft: Draft) -> bool:
    """Whether the article's headings come in pairs, heading and sub-heading."""
    short = [isinstance(block, Paragraph) and is_short(block.html) for block in draft.blocks]
    return any(first and second for first, second in zip(short, short[1:], strict=False))


def read_head(cluster: list[Unit], draft: Draft) -> None:
    """Headline, kicker, deck, column and byline out of the lines over an article."""
    byline_at = next((at for at, unit in enumerate(cluster) if unit.kind == BYLINE), len(cluster))
    shorts = [(at, unit) for at, unit in enumerate(cluster) if unit.kind == SHORT]
    for unit in cluster:
        if unit.kind == BYLINE:
            draft.sign(unit)
        elif unit.kind == DECK:
            draft.deck = f"{draft.deck} {unit.text}".strip()
        elif unit.kind in (BULLETS, CAPTION, NOTE):
            draft.take(unit)
    if byline_at == len(cluster) and _names_author([unit for _, unit in shorts]):
        # A name alone under a headline is its author.
        _, unit = shorts.pop()
        draft.credits.append(Credit(unit.text, AUTHOR))
    _name(_titles(shorts, byline_at, draft), draft)


def _titles(shorts: list[tuple[int, Unit]], byline_at: int, draft: Draft) -> list[Unit]:
    """The lines that can be kicker, headline and deck; labels go to the column, headings under a byline to the body."""
    over = [unit for at, unit in shorts if at < byline_at]
    under = [unit for at, unit in shorts if at > byline_at]
    displaced = bool(under) and (not over or _is_label(under[0], len(under)) or all(map(_is_series, over)))
    if under and not displaced:
        draft.blocks += [block_of(unit) for unit in under]
        under = []
    lines = over + under
    for unit in list(lines):
        if len(lines) > 1 and _is_label(unit, len(lines)):
            draft.column.append(unit.text.strip("【】〔〕[]"))
            lines.remove(unit)
    return lines


def _is_label(unit: Unit, among: int) -> bool:
    return among > 1 and bool(_LABEL.match(unit.text) or _COLUMN.match(unit.text))


def _is_series(unit: Unit) -> bool:
    return bool(_SERIES.search(unit.text) or _LABEL.match(unit.text))


def _name(lines: list[Unit], draft: Draft) -> None:
    """Kicker, headline, deck, in the order in which they are printed."""
    texts = _halves_joined(lines)
    if len(texts) == 1 or draft.deck:
        *kickers, draft.title = texts or [""]
    elif len(texts) == 2 and _FOLLOWS.match(texts[1]):
        kickers = []
        draft.title, draft.deck = texts
    elif len(texts) >= 2:
        series = next((at for at, text in enumerate(texts) if _SERIES.search(text)), 0)
        kickers = [texts.pop(series)]
        draft.title = texts[0]
        draft.deck = " ".join(texts[1:])
    else:
        kickers = []
    draft.kicker = " ".join(kickers)


def _size(text: str) -> int:
    """How many characters of a line are no punctuation."""
    return len(re.sub(r"\W", "", text))


def _halves_joined(lines: list[Unit]) -> list[str]:
    """Headlines of two lines of about one length, printed right under each other, as one."""
    texts: list[str] = []
    last: Unit | None = None
    for unit in lines:
        if (
            last
            and not unit.gap
            and last.together == unit.together == 2
            and abs(_size(unit.text) - _size(last.text)) <= 2 < _size(unit.text) - 4
        ):
            texts[-1] = f"{texts[-1]} {unit.text}"
        else:
            texts.append(unit.text)
        last = unit
    return texts
