"""What a body says of itself: publisher, credits and terms of use stand in it and are no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..blocks import Block, Figure, Heading, ItemList, Paragraph, inline_text
from ..bylines import byline, closing_credits, lead_credits, merge, photographer
from ..dates import Moment
from ..imprint import closing_publisher, printed_in, publisher_note, read_imprint
from ..parsed import Credit, Warning
from ..terms import usage_terms
from .captions import signed

_NOTE_LENGTH = 160
# A whole sentence of this length is text, unless it is about terms: asking further would be a quarter of the reading.
_SENTENCE_LENGTH = 40
_BACK = re.compile(r"(?:[\[【]?(?:返回|回到)[^。，\s｜|]{0,20}[\]】]?[\s｜|·>»]*)+\Z")
_HAN = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(r"<[^>]*>|&[^;\s]+;|.", re.S)
ORIGINAL_TITLE = re.compile(r"[（(【]?\s*原(?:标题|题)\s*[:：]\s*(?P<title>.+?)\s*[）)】]?")
# Only paragraphs that begin or end so are asked whether they are captions.
_PICTURE_MARKS = frozenset("图▲△▼▽上下左右")
_SIGNED = frozenset("摄）)")
_SAYS_PICTURE = re.compile(
    r"[▲△▼▽]\s*\S|[上下左右]?图[①-⑩一二三四五六]?\s*(?:为|[:：])|图[①-⑩]|[上下左右]图\S{0,4}[为是]"
)
_JUMP = re.compile(r"[（(]\s?(?:下转|转)[^（()）]{1,8}版[^（()）]{0,8}[)）]")
_GROUPS = re.compile(r"[（(][^（()）]*[)）]")
_ONLY_GROUPS = re.compile(r"(?:[（(][^（()）]*[)）]\s*)+")
# 每经记者, 财联社编辑: staff named by their newsroom, which may be called anything.
_COLONS = str.maketrans("丨｜", "：：")
_END = re.compile(r"[（(【]\s*(?:完|全文完|本文完|END)\s*[)）】]", re.I)
_NOTHING = " \t\n\u3000\xa0"
SHORT_BODY = 10


@dataclass(slots=True)
class Body:
    """The article proper, and what was said beside it."""

    blocks: list[Block]
    source: str | None = None
    credits: list[Credit] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    published: Moment | None = None
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def usage_terms(self) -> str:
        return "\n".join(self.terms)


def read_body(blocks: Iterable[Block], digest: bool = False, source: str | None = None) -> Body:
    """`blocks` without bylines, publisher lines and terms of use, and what those say. No heading is promoted yet.

    With `digest` they are the short form of an article, which ends with its publisher. Where the `source` is known, a
    line that names another stays.
    """
    blocks = list(blocks)
    body = Body([], source)
    for at, block in enumerate(blocks):
        if isinstance(block, Figure):
            figure, credits = signed(block)
            body.blocks.append(figure)
            body.credits += credits
        elif not isinstance(block, Paragraph | Heading) or not _take_note(block, body, len(blocks) - at):
            body.blocks.append(block)
            if block.__class__ is Paragraph and (block.html[:1] in _PICTURE_MARKS or block.html[-1:] in _SIGNED):
                _take_caption(block, body)
    _take_lead(body)
    _take_signature(body)
    _take_closing(body, digest)
    return body


def _text(block: Paragraph | Heading) -> str:
    return block.text if isinstance(block, Heading) else inline_text(block.html.replace("<br>", "\n"))


def _take_caption(block: Paragraph, body: Body) -> None:
    """Make the paragraph that was just added a caption where it is one, of a picture that the file does not have."""
    text = _text(block)
    if len(text) <= _NOTE_LENGTH and (text[:1] in _PICTURE_MARKS or "摄" in text[-12:]):
        figure, credits = signed(Figure(caption=text))
        if figure.caption and (credits or _SAYS_PICTURE.match(text)):
            body.blocks[-1] = figure
            body.credits += credits


def _take_note(block: Paragraph | Heading, body: Body, from_end: int) -> bool:
    """Whether a block is a note as a whole; what it says is taken over then."""
    if isinstance(block, Paragraph) and len(block.html) > 4 * _NOTE_LENGTH:
        return False
    text = _text(block)
    if len(text) > 2 * _NOTE_LENGTH:
        return False
    terms = usage_terms(text, closing=from_end <= 4)
    if terms is not None:
        body.terms.append(terms)
        return True
    if len(text) > _NOTE_LENGTH or (len(text) > _SENTENCE_LENGTH and text.endswith("。")):
        return False
    if original := ORIGINAL_TITLE.fullmatch(text):
        body.extra["original_title"] = original["title"]
        return True
    if (groups := _GROUPS.findall(text)) and len(groups) > 1 and _ONLY_GROUPS.fullmatch(text):
        return _take_groups(groups, body)
    return (
        (from_end <= 3 and bool(_BACK.match(text) or _JUMP.fullmatch(text)))
        or _take_publisher(text, body)
        or _take_byline(text, body)
        or _take_imprint(text, body)
    )


def _take_groups(groups: list[str], body: Body) -> bool:
    """A line of parentheses only, `（本报记者 张三）（原载《甲报》2022年1月1日）`, where each of them is a note."""
    aside = Body([], body.source)
    if not all(_take_publisher(group, aside) or _take_byline(group, aside) for group in groups):
        return False
    body.source, body.published = aside.source, body.published or aside.published
    body.credits += aside.credits
    return True


def _take_publisher(text: str, body: Body) -> bool:
    if printed := printed_in(text):
        body.source = body.source or printed.source
        body.published = body.published or printed.published
        return True
    name = publisher_note(text)
    if name is None or (name and body.source not in (None, name)):
        return False
    body.source = name or body.source
    return True


def _take_byline(text: str, body: Body) -> bool:
    if text.endswith("。") and not text.startswith(("作者", "（", "(")):
        return False
    found = _byline(text.translate(_COLONS))
    if found is None:
        return False
    body.credits += found
    return True


def _byline(text: str) -> tuple[Credit, ...] | None:
    found = byline(text)
    if found is not None or len(text) > 60:
        return found
    rest, found = photographer(text)
    return found if found and not rest.strip() else None


def _take_imprint(text: str, body: Body) -> bool:
    """A line such as `来源：新华社 编辑：李四`; a date on its own is a signature and stays."""
    if "：" not in text and ":" not in text and "|" not in text:
        return False
    imprint = read_imprint(text)
    if imprint is None or not (imprint.source or imprint.credits) or body.source not in (None, imprint.source):
        return False
    body.source = imprint.source
    body.credits += imprint.credits
    body.published = body.published or imprint.published
    return True


def _take_lead(body: Body) -> None:
    first = next((block for block in body.blocks if isinstance(block, Paragraph)), None)
    if first is not None:
        body.credits = [*lead_credits(_text(first)), *body.credits]


def _take_signature(body: Body) -> None:
    """The last lines where they are only names, （陈嘉 王钊）, some known from above, or say that this is the end."""
    while len(body.blocks) > 1 and isinstance(body.blocks[-1], Paragraph):
        text = body.blocks[-1].html
        if text[:1] not in "（(【" or len(text) > _SENTENCE_LENGTH:
            return
        rest, people = closing_credits(text, bare=True)
        if not _END.fullmatch(text) and (rest or not people):
            return
        known = {credit.name for credit in body.credits}
        body.credits += [credit for credit in people if credit.name not in known]
        body.blocks.pop()


def _take_closing(body: Body, digest: bool) -> None:
    """Credits in parentheses at the end of the last paragraph: `…。（新华社）（责任编辑：李四）`."""
    if not body.blocks or not isinstance(body.blocks[-1], Paragraph):
        return
    last = body.blocks[-1]
    text = _text(last)
    kept = text
    while shorter := _closing(kept, body, digest):
        kept = shorter
    if kept != text:
        body.blocks[-1] = Paragraph(without_tail(last.html, len(text) - len(kept)))


def _closing(text: str, body: Body, digest: bool) -> str | None:
    """`text` without the one credit that ends it; None where there is none, or nothing would be left."""
    if text[-1:] not in "）)】" or not text:
        return None
    shorter, credits = closing_credits(text)
    name = None
    if not credits:
        shorter, name = closing_publisher(text, digest)
    if not shorter.strip() or not (credits or name) or (name and body.source not in (None, name)):
        return None
    body.credits += credits
    body.source = name or body.source
    return shorter.rstrip()


def without_tail(html: str, count: int) -> str:
    """Inline HTML without its last `count` characters of text; the tags stay, unless nothing is left in them."""
    if "<" not in html and "&" not in html:
        return html[: len(html) - count]
    kept = []
    for token in reversed(_TOKEN.findall(html.replace("<br>", "\n"))):
        if token.startswith("<") or count == 0:
            kept.append(token)
        else:
            count -= 1
    html = "".join(reversed(kept)).replace("\n", "<br>")
    return re.sub(r"<(strong|em|a|sub|sup)\b[^>]*></\1>|(?:<br>)+\Z", "", html).rstrip(_NOTHING)


def plain(blocks: Iterable[Block]) -> str:
    """The text of a body, a block a line; what it takes to judge it by its length."""
    return "\n".join(
        inline_text("\n".join(block.items) if isinstance(block, ItemList) else block.to_html()) for block in blocks
    )


def gaps(source: str | None, moment: Moment | None, url: str | None) -> list[Warning]:
    """What an editor has to add. `url` is empty where the file has an empty address, None where it has none."""
    found = {
        "missing-source": not source,
        "missing-date": moment is None,
        "date-without-zone": moment is not None and moment.lacks_zone,
        "missing-url": url == "",
    }
    return [Warning(code) for code, is_so in found.items() if is_so]


def body_warnings(title: str, blocks: list[Block]) -> list[Warning]:
    """`body-repeats-title` and `body-short`, for an editor to look at."""
    if len(blocks) > 3:
        return []
    text = plain(blocks).strip()
    warnings = []
    if text and _key(text) == _key(title):
        warnings.append(Warning("body-repeats-title"))
    if len(_HAN.findall(text)) < SHORT_BODY:
        warnings.append(Warning("body-short", text[:SHORT_BODY]))
    return warnings


def _key(text: str) -> str:
    return re.sub(r"\W", "", text)


def credited(*groups: Iterable[Credit]) -> tuple[Credit, ...]:
    """Everybody once, with the affiliation that is said of them anywhere."""
    return tuple(merge([credit for group in groups for credit in group]))
