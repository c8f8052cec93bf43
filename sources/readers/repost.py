"""A repost page: a credit banner by the site that reprinted the article, then the article, a paragraph a line."""

from __future__ import annotations

import re

from .. import dates
from ..blocks.from_lines import groups
from ..blocks.headings import promote
from ..bylines import byline, closing_credits, merge
from ..dates import Moment
from ..imprint import Imprint, printed_in, publisher_note, read_imprint
from ..parsed import AUTHOR, REPOST, Credit, ParsedArticle, ParsedFile, Republisher, Warning
from ..publishers import names_nobody
from ..terms import usage_terms
from .line_blocks import line_blocks

_OPEN, _CLOSE = r"[\[【〔「『《]", r"[\]】〕」』》]"
_INNER = r"[^\[\]【】〔〕「」『』]*?"
_BOXED = r"\s*[:：]?\s*(?:[\[【〔「『]\s*(?P<boxed>[^\[\]【】〔〕]*?)\s*[\]】〕」』]|《\s*(?P<book>[^《》]*?)\s*》)"
_PLAIN = r"\s*[:：]\s*(?P<plain>[^\s,，;；。!！\[【]{2,40})"
# Several names are parted by spaces; the next label ends them.
_PLAIN_NAMES = r"\s*[:：]\s*(?P<plain>(?:(?!\s+[\u4e00-\u9fff]{2,4}[:：])[^,，;；。!！\[【])+)"
_BY = re.compile(
    rf"\s*(?:本文)?(?:由|经)\s*(?:{_OPEN}(?P<boxed>[^\[\]【】〔〕]+){_CLOSE}|(?P<bare>[^\s,，。\[\]【】]{{2,60}}?))\s*"
    r"(?:网站?|平台)?(?:的)?(?:小编|编辑部?|管理员)?(?:精心|独家|用心)?(?:收集|搜集|编辑|整理|转载|转发|发布|分享|推荐|摘编|汇编)"
)
_ADDRESS = re.compile(r"(?P<name>[^@(（\s]+)\s*(?:@[^(（\s]*)?\s*[(（]\s*(?P<url>[^()（）\s]+)\s*[)）]")
_COLUMNS = re.compile(
    rf"栏目\s*(?:是|为|[:：])?\s*(?P<labels>{_OPEN}{_INNER}{_CLOSE}(?:\s*[-—－–>＞/／、·|｜»]*\s*{_OPEN}{_INNER}{_CLOSE})*)"
)
_PLAIN_COLUMNS = re.compile(
    r"栏目\s*(?:是|为|[:：])\s*(?P<labels>(?:(?!\s+[\u4e00-\u9fff]{2,4}[:：])[^,，;；。!！\[【]){2,60})"
)
_SOURCE = r"(?:内容|文章|稿件|信息|原文)?(?:来源|出处|来自|转自|转载自|摘自|选自|源自)(?:于|自)?"
_AUTHOR = r"(?:原文|文章|本文)?作者(?:为|是)?"
_DATE = r"(?:发布|发表|原文|更新)?(?:时间|日期)(?:为|是)?"
_TERMS = re.compile(r"[(（]\s*(?P<terms>[^()（）]*(?:仅限|仅供|只供|只限|不得|禁止|严禁|请勿)[^()（）]*)[)）]")
_LOOSE_TERMS = re.compile(
    r"(?:仅限|仅供)[^,，。;；!！()（）]{2,30}(?:[,，](?:不得|禁止|严禁|请勿|版权)[^,，。;；!！()（）]{2,30})?"
)
_REQUEST = re.compile(
    r"转载请[^,，。!！]*(?:注明|标明|保留)|转载[^,，。!！]{0,6}注明|精心整理|整理分享|供您参[阅考]|供大家参[阅考]|所属栏目"
)
_TITLE = re.compile(rf"\s*{_OPEN}(?P<title>.+?){_CLOSE}\s*(?=(?:一文|本文)?[,，]?\s*(?:由|经|是由))")
_GOES_ON = re.compile(r"(?:本文)?(?:所属)?栏目|内容来源|作者\s*[\[【:：]|转载请")
_SPLIT_NAMES = re.compile(r"[\s、,，;；/|]+")
_BLANK = "\ufeff \t\r\n\u3000"
_LONGEST = 600


def matches(text: str) -> bool:
    """A line near the top or at the end says who reprinted the article, and two more things of a banner."""
    return _banner_of(text) is not None


def read(text: str, name: str = "") -> ParsedFile:
    banner, rest = _banner_of(text) or ("", text)
    lines = [line for group in groups(rest) for line in group.lines]
    title = _value(_TITLE, banner, "title")
    if not title and lines and len(lines[0]) <= 60:
        title = lines.pop(0)
    lines = [line for at, line in enumerate(lines) if at > 1 or line != title]
    lines, terms = _without_terms(lines)
    lines, imprint = _without_imprint(lines)
    lines, credits, noted = _without_credits(lines, [*_authors(banner), *imprint.credits])
    blocks, photographers = line_blocks(lines)
    source = _labelled(_SOURCE, banner) or imprint.source or noted
    found = dates.find(_labelled(_DATE, banner, _PLAIN_NAMES) or "")
    moment = found[0] if found else imprint.published
    article = ParsedArticle(
        title=title or "",
        column=_columns(banner),
        blocks=tuple(promote(blocks)),
        source=source,
        republisher=_republisher(banner),
        published_at=moment.value if moment else None,
        usage_terms="\n".join(filter(None, [_terms(banner), *terms])),
        credits=merge([*credits, *photographers]),
        warnings=tuple(_warnings(title, source, moment)),
        extra={"banner": banner},
    )
    return ParsedFile(REPOST, articles=(article,))


def _banner_of(text: str) -> tuple[str, str] | None:
    """The banner, on one line, and the text without it; None where there is none."""
    lines = text.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip(_BLANK)]
    for at in (*filled[:3], *filled[-2:]):
        for end in (at + 1, at + 2):
            banner = " ".join(line.strip(_BLANK) for line in lines[at:end])
            if len(banner) <= _LONGEST and _BY.search(banner) and len(_signs(banner)) >= 2 and _is_whole(lines[end:]):
                return banner.replace("\xa0", " "), "\n".join([*lines[:at], *lines[end:]])
    return None


def _is_whole(below: list[str]) -> bool:
    """Whether a banner ends here: the line below it says nothing more of one."""
    return not below or not _GOES_ON.match(below[0].strip(_BLANK))


def _signs(banner: str) -> list[str]:
    """What of a banner the line has: a request to credit, a source, a column, an author."""
    found = [_REQUEST.search(banner), _COLUMNS.search(banner) or _PLAIN_COLUMNS.search(banner), _ADDRESS.search(banner)]
    return [match.group() for match in found if match] + [value for value in [_labelled(_SOURCE, banner)] if value]


def _value(pattern: re.Pattern, text: str, name: str) -> str | None:
    match = pattern.search(text)
    return match[name].strip() if match else None


def _labelled(label: str, banner: str, after: str = _PLAIN) -> str | None:
    """The value after a label, in brackets or after a colon; empty brackets, or 网络, say nothing."""
    boxed = re.search(label + _BOXED, banner)
    if boxed:
        return _somebody(boxed["boxed"] or boxed["book"] or "")
    plain = re.search(label + after, banner)
    return _somebody(plain["plain"].strip()) if plain else None


_BOOK = re.compile(r"《([^《》]+)》(?:杂志|周刊|报)?")


def _somebody(said: str) -> str | None:
    book = _BOOK.fullmatch(said)
    return None if names_nobody(said) else (book[1] if book else said) or None


def _republisher(banner: str) -> Republisher | None:
    match = _BY.search(banner)
    if not match:
        return None
    said = (match["boxed"] or match["bare"]).strip()
    address = _ADDRESS.match(said)
    if address:
        return Republisher(address["name"], address["url"])
    beside = _ADDRESS.search(banner, match.start(), min(len(banner), match.end() + 60))
    name = re.split(r"[@(（]", said)[0].strip()
    return Republisher(name, beside["url"] if beside and "." in beside["url"] else "")


def _columns(banner: str) -> tuple[str, ...]:
    match = _COLUMNS.search(banner)
    if match:
        labels = re.findall(rf"{_OPEN}\s*({_INNER})\s*{_CLOSE}", match["labels"])
    else:
        match = _PLAIN_COLUMNS.search(banner)
        labels = re.split(r"\s*[-—－–>＞/／·|｜»]+\s*", match["labels"]) if match else []
    return tuple(label.strip() for label in labels if label.strip())


def _authors(banner: str) -> list[Credit]:
    said = _labelled(_AUTHOR, banner, _PLAIN_NAMES)
    if not said:
        return []
    return list(byline(said) or ()) or [Credit(name, AUTHOR) for name in _SPLIT_NAMES.split(said) if name]


def _terms(banner: str) -> str:
    match = _TERMS.search(banner)
    if match:
        return match["terms"].strip()
    loose = _LOOSE_TERMS.search(banner)
    return loose.group() if loose else ""


def _warnings(title: str | None, source: str | None, moment: Moment | None) -> list[Warning]:
    said = {"missing-title": title, "missing-source": source, "missing-date": moment}
    return [Warning(code) for code, value in said.items() if not value]


def _without_imprint(lines: list[str]) -> tuple[list[str], Imprint]:
    """The body without the line above or below it that says where and when it was published, and that line."""
    for at, line in enumerate(lines[:2]):
        imprint = read_imprint(line)
        if imprint:
            return lines[:at] + lines[at + 1 :], imprint
    printed = printed_in(lines[-1]) if len(lines) > 1 else None
    return (lines[:-1], printed) if printed else (lines, Imprint())


def _without_terms(lines: list[str]) -> tuple[list[str], list[str]]:
    """The body without the terms of use that stand under it, and those."""
    end = len(lines)
    while end > 1 and usage_terms(lines[end - 1], closing=True):
        end -= 1
    return lines[:end], [terms for line in lines[end:] if (terms := usage_terms(line, closing=True))]


def _without_credits(lines: list[str], credits: list[Credit]) -> tuple[list[str], list[Credit], str | None]:
    """The body without the lines that credit people or name the publisher, those people, and that publisher."""
    source = None
    for at in (0, 1):
        people = byline(lines[at]) if len(lines) > at + 1 else None
        if people:
            credits = [*credits, *people]
            lines = lines[:at] + lines[at + 1 :]
            break
    while len(lines) > 1:
        noted = publisher_note(lines[-1])
        people = byline(lines[-1])
        rest, closing = (lines[-1], ()) if noted or people is not None else closing_credits(lines[-1])
        if not (noted or people is not None or closing):
            break
        source = source or noted
        credits = [*credits, *(people or closing)]
        lines = [*lines[:-1], rest] if closing and rest else lines[:-1]
        if closing and rest:
            break
    return lines, credits, source
