"""Where one article of a newspaper page ends and the next begins, and what is its headline."""

from __future__ import annotations

import re
from html import escape

from ..blocks import Block, FactBox, Figure, ItemList, Paragraph, PullQuote
from ..blocks.headings import ITEM_LENGTH, is_short, promote
from .page_draft import DATELINE, Draft, block_of
from .page_heads import LIKELY_LEAD, begins_article, is_under_briefs, read_head
from .page_units import BULLETS, BYLINE, CAPTION, NOTE, SHORT, TEXT, Unit

# Under such a label stands what belongs to the article above.
_ASIDE = re.compile(
    r"(?P<mark>[■◆●▶□]?)\s*【?(?:延伸阅读|相关链接|新闻链接|知识链接|背景链接|链接|名词解释|小贴士|温馨提示|提示|新闻背景|背景|新闻多一点|记者手记|编后|"
    r"编辑点评|记者点评|点评|数读|数说|数据|数字|数据链接|小知识|新闻助读)[】:：]?\Z"
)


def drafts(units: list[Unit]) -> list[Draft]:
    """The articles of a page, in order."""
    done: list[Draft] = []
    at = 0
    while at < len(units):
        end = at
        while end < len(units) and units[end].kind != TEXT:
            end += 1
        lead = units[end] if end < len(units) else None
        _place(units[at:end], lead, done)
        if lead:
            if not done:
                done.append(Draft())
            done[-1].add_text(lead)
        at = end + 1
    for draft in done:
        draft.blocks = promote(_with_lists(_pictures_up(draft.blocks)))
    return [draft for draft in done if draft.has_text() or draft.title]


def _place(cluster: list[Unit], lead: Unit | None, done: list[Draft]) -> None:
    """Give what stands between two paragraphs to the article before it and to the one that begins."""
    if done:
        cluster = _take_own(cluster, done[-1])
    if not cluster:
        return
    if not done or (lead and begins_article(cluster, lead, done[-1])):
        begun = Draft()
        read_head(cluster, begun)
        signed = any(unit.kind == BYLINE for unit in cluster)
        if done and not begun.column and not signed and is_under_briefs(done[-1]):
            begun.column = list(done[-1].column)
        if lead:
            begun.opened_by_lead = bool(DATELINE.match(lead.text) or LIKELY_LEAD.match(lead.text))
        done.append(begun)
    else:
        done[-1].blocks += [block_of(unit) for unit in cluster if unit.kind != BYLINE]
        for unit in cluster:
            if unit.kind == BYLINE:
                done[-1].sign(unit)


def _take_own(cluster: list[Unit], draft: Draft) -> list[Unit]:
    """`cluster` without what belongs to the article before it: bullets, fact boxes, captions, notes, a signature."""
    rest = list(cluster)
    while rest:
        if rest[0].kind == SHORT and (aside := _ASIDE.match(rest[0].text)):
            unit = rest.pop(0)
            draft.blocks.append(Paragraph(escape(unit.text[aside.end("mark") :].strip(), quote=False)))
            continue
        boxes = _fact_box(rest, in_run=bool(draft.blocks) and isinstance(draft.blocks[-1], FactBox))
        if boxes:
            draft.blocks.append(boxes[0])
            rest = rest[boxes[1] :]
        elif rest[0].kind in (BULLETS, CAPTION, NOTE):
            draft.take(rest.pop(0))
        elif rest[0].kind == BYLINE and _is_signature(rest, draft):
            draft.sign(rest.pop(0))
            draft.closed = True
        else:
            break
    return rest


def _is_signature(rest: list[Unit], draft: Draft) -> bool:
    """A byline right after the text signs it, unless the headline of the next article is still to come."""
    if rest[0].text.startswith(("（", "(")) and rest[0].text.endswith(("）", ")")):
        return True
    return not draft.credits or len(rest) == 1 or any(unit.kind == BYLINE for unit in rest[1:])


def _fact_box(rest: list[Unit], in_run: bool) -> tuple[FactBox, int] | None:
    """The fact box that `rest` begins with, and how many units it takes.

    A title with short bullets or with a group of short lines; after such a box also a title with one line.
    """
    if len(rest) < 2 or rest[0].kind != SHORT:
        return None
    title, below = rest[0], rest[1]
    if below.kind == BULLETS and all(is_short(line, ITEM_LENGTH) for line in below.lines):
        return FactBox(title.text, tuple(line for line in below.lines)), 2
    if below.kind != SHORT or title.together > 1:
        return None
    count = 1
    while below.together > 1 and 1 + count < min(len(rest), 1 + below.together) and rest[1 + count].kind == SHORT:
        count += 1
    followed = rest[1 + count] if len(rest) > 1 + count else None
    single = in_run and below.together == 1 and followed is not None and followed.kind == SHORT
    if (below.together > 1 and count == below.together and (in_run or _has_figures(rest[1 : 1 + count]))) or single:
        return FactBox(title.text, tuple(unit.text for unit in rest[1 : 1 + count])), 1 + count
    return None


def _has_figures(lines: list[Unit]) -> bool:
    return sum(bool(re.search(r"\d|[.．…]{2,}", unit.text)) for unit in lines) * 2 > len(lines)


def _pictures_up(blocks: list[Block]) -> list[Block]:
    """Captions that the layout left behind the text stand after the first paragraph, where a reader looks for them."""
    end = len(blocks)
    while end and isinstance(blocks[end - 1], Figure):
        end -= 1
    first = next((at for at, block in enumerate(blocks[:end], 1) if isinstance(block, Paragraph)), end)
    return [*blocks[:first], *blocks[end:], *blocks[first:end]]


def _with_lists(blocks: list[Block]) -> list[Block]:
    """Bullets after a colon are a list whatever their length."""
    done: list[Block] = []
    for block in blocks:
        last = done[-1] if done else None
        introduced = isinstance(last, Paragraph) and last.html.endswith(("：", ":"))
        if isinstance(block, PullQuote) and introduced:
            block = ItemList(tuple(escape(line, quote=False) for line in block.lines))
        done.append(block)
    return done
