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
_SECTION = re.compile(
    r"(?:要闻|综合|时政|民生|经济|财经|产经|社会|国际|国内|本地|地方|体育|文化|教育|健康|科技|法治)(?:新闻)?\Z"
)
_PAGE = re.compile(
    r"第?\s?[A-Z]?\d{1,3}\s?[-—~至]?\s?\d{0,3}\s?版|第[一二三四五六七八九十]+版|(?<![\w.])[A-Z]\d{1,3}(?![\w.])"
    r"|[一二三四五六七八九十]{1,2}版(?=\s|$)|^\d{1,2}(?=\s|$)|(?<=\s)\d{1,2}$"
)
_FURNITURE = re.compile(
    r"数字报|电子版|上一版|下一版|[（(]总第?\s?\d+\s?[期号][)）]|星期[一二三四五六日天]|周[一二三四五六日](?=\s|$)|农历\S*|[\u4e00-\u9fff]{2}年\S{1,3}月\S{1,4}(?=\s|$)|"
    r"总?第\s?\d{2,}\s?[期号]|今日\s?\d+\s?版|本报?今日\S*版|国内统一\S*|CN\s?[\d-]+|邮发代号\S*|代号\S*|https?://\S+|www\.\S+|"
    r"[A-Z][A-Z ]{5,}|"
    r"\S+主[办管](?=\s|$)|\S+出版(?=\s|$)|[|｜/／·•—_=*]+"
)
# 经济日报社主办: a house names its paper.
_HOUSE = re.compile(r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,10}报)社?(?:主办|主管|出版)(?![\u4e00-\u9fff])")
_BARS = re.compile(r"[|｜《》]")
# 2023年/5月/5日, as databases cite a paper.
_DATE_SLASH = re.compile(r"(?<=[年月])\s*[/／]\s*(?=\d)")
_CONTACT = re.compile(r"(?:新闻|读者)?(?:热线|电话|邮箱|E-?mail)\s?[:：]?\s?(?:[\d()（）-]{7,}|\S+@\S+)", re.I)
_EDITORS = re.compile(r"(?:本版|本期|版面)?(?:责任编辑|责编|编辑|主编|美术编辑|美编|版式|校对|组版|值班)[\s:：/／].*")
_LABEL = re.compile(r"(?:版面|版名|版次|报纸|报刊|日期|出版日期|来源)\s?[:：]")
# A sentence, or the line under the headline of a web page.
_NO_MASTHEAD = re.compile(
    r"[。！？；]|(?:作\s?者|记\s?者|转\s?自|转载自|发布时间|浏览|阅读|点击|字体|字号)(?:次数|量|数)?\s*[:：]"
)
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
    if len(line) > _LONGEST or _NO_MASTHEAD.search(line):
        return None
    if _SECTION.match(line):
        return Masthead(section=line)
    rest = _CONTACT.sub(" ", _LABEL.sub(" ", _DATE_SLASH.sub("", _BARS.sub(" ", line))))
    house = _HOUSE.search(rest)
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
    if "来源" in line and not page:
        return None
    rest = _FURNITURE.sub(" ", rest)
    rest, publisher = _cut(PUBLISHER, rest)
    publisher = publisher or (house["name"] if house else "")
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
        if credits is not None and not any(map(PUBLISHER.fullmatch, words[:count])):
            return credits, " ".join(words[count:])
    return (), text
