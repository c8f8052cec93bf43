"""The line over a newspaper page (报头): publisher, date, page, section and often its editors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from .. import dates
from ..bylines import byline
from ..parsed import Credit

# A weekly's short name is the name of a page: 文化周刊.
PUBLISHER = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{1,10}(?:报|时讯)|[\u4e00-\u9fff]{4,8}周刊)(?![\u4e00-\u9fff])"
)
_SECTION = re.compile(r"(?:要闻|综合|时政|民生|经济|社会|国际|国内|本地|地方)(?:新闻)?\Z")
_PAGE = re.compile(
    r"第?\s?[A-Z]?\d{1,3}\s?[-—~至]?\s?\d{0,3}\s?版|第[一二三四五六七八九十]+版|(?<![\w.])[A-Z]\d{1,3}(?![\w.])"
    r"|[一二三四五六七八九十]{1,2}版(?=\s|$)|^\d{1,2}(?=\s|$)|(?<=\s)\d{1,2}$"
)
_FURNITURE = re.compile(
    r"星期[一二三四五六日天]|周[一二三四五六日](?=\s|$)|农历\S*|[\u4e00-\u9fff]{2}年\S{1,3}月\S{1,4}(?=\s|$)|"
    r"总?第\s?\d+\s?期|今日\s?\d+\s?版|本报?今日\S*版|国内统一\S*|CN\s?[\d-]+|邮发代号\S*|代号\S*|https?://\S+|www\.\S+|"
    r"(?:新闻)?(?:热线|电话)[:：]?\s?[\d()（）-]+|(?:电子)?邮箱[:：]?\s?\S+@\S+|[A-Z][A-Z ]{5,}|"
    r"\S+主[办管](?=\s|$)|\S+出版(?=\s|$)|[|｜/／·•—_=*]+"
)
_EDITORS = re.compile(r"(?:本版|本期|版面)?(?:责任编辑|责编|编辑|主编|美术编辑|美编|版式|校对|组版|值班)[\s:：/／].*")
_LABEL = re.compile(r"(?:版面|版名|版次|报纸|报刊|日期|出版日期|来源)\s?[:：]")
# What may be left over is the section's name.
_SECTION_LENGTH = 12
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Masthead:
    publisher: str | None = None
    published: dates.Moment | None = None
    page: str = ""
    section: str = ""
    credits: tuple[Credit, ...] = ()

    def joined(self, other: Masthead) -> Masthead:
        """Two lines of one masthead as one; what stands first wins."""
        return Masthead(
            self.publisher or other.publisher,
            self.published or other.published,
            self.page or other.page,
            self.section or other.section,
            (*self.credits, *other.credits),
        )


def read_masthead(line: str) -> Masthead | None:
    """What a masthead line says, None for any other line."""
    if len(line) > _LONGEST or re.search(r"[。！？；]", line):
        return None
    if _SECTION.match(line):
        return Masthead(section=line)
    rest = _LABEL.sub(" ", line)
    credits: tuple[Credit, ...] = ()
    editors = _EDITORS.search(rest)
    if editors:
        credits, left = _editors(editors.group())
        rest = rest[: editors.start()] + " " + left
    found = dates.find(rest)
    moment = found[0] if found else None
    if moment and isinstance(moment.value, datetime):
        # A web page tells the minute; a paper has only its day.
        return None
    if found:
        rest = rest[: found[1][0]] + " " + rest[found[1][1] :]
    rest, page = _cut(_PAGE, rest)
    rest = _FURNITURE.sub(" ", rest)
    rest, publisher = _cut(PUBLISHER, rest)
    section = " ".join(rest.strip(" \t\u3000:：,，()（）[]【】").split())
    # A page number with its section is a masthead too: 07版 思想.
    numbered = bool(re.search(r"版|[A-Z]\d", page)) and len(section) <= 6
    if len(section) > _SECTION_LENGTH or (section and not numbered and sum(map(bool, (moment, page, publisher))) < 2):
        return None
    return Masthead(publisher or None, moment, page.strip(), section, credits)


def _cut(pattern: re.Pattern, text: str) -> tuple[str, str]:
    match = pattern.search(text)
    return (text[: match.start()] + " " + text[match.end() :], match.group().strip()) if match else (text, "")


def _editors(text: str) -> tuple[tuple[Credit, ...], str]:
    """The editors in a masthead, and what follows them: names are tried from the longest stretch down."""
    words = text.split()
    for count in range(len(words), 0, -1):
        credits = byline(" ".join(words[:count]))
        if credits is not None and not any(PUBLISHER.search(credit.name) for credit in credits):
            return credits, " ".join(words[count:])
    return (), text
