"""Where an article comes from, as pages say it: the line under a headline (来源、时间、作者), and notes in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from . import dates
from .bylines import byline
from .dates import Moment
from .parsed import AUTHOR, EDITOR, PHOTOGRAPHER, REPORTER, TRANSLATOR, Credit
from .person_names import looks_like_name
from .publishers import is_aside, is_publisher, may_be_publisher, names_nobody

_SOURCE = (
    r"(?:文章|信息|稿件|新闻|内容|本文|原文|消息|供稿)?来\s*源(?:于|自)?|稿\s*源|出\s*处|转(?:载)?自|摘自|信源|"
    r"发布(?:机构|单位)|供稿(?:单位)?"
)
_DATE = r"(?:发布|发稿|更新|成文|发文|公布|刊发|录入|编辑|上传|创建|生成)?(?:时\s*间|日\s*期)|发布于|更新于"
_ROLES = {
    r"作\s*者|撰\s*文|撰\s*稿|文字": AUTHOR,
    r"(?:本报)?(?:通讯员)?记\s*者": REPORTER,
    r"责任编辑|责\s*编|值班编辑|网络编辑|新媒体编辑|编\s*辑|编审|编校": EDITOR,
    r"摄\s*影|图\s*片?|供图": PHOTOGRAPHER,
    r"翻\s*译|编\s*译|译\s*者": TRANSLATOR,
}
_OTHER = (
    r"(?:浏览|阅读|点击|访问|查看|人气|评论|点赞)(?:次数|量|数|人数)?|字\s*[体号]|分享(?:到|至)?|信息分类|分类|栏目|索引号|文号|语种|"
    r"审\s*[核校签]|校\s*对|初审|复审|终审|监制|制作|保护视力色|背景色|视力保护色|关键词"
)
_LABEL = re.compile(
    rf"(?:(?<!图片)(?<!数据)(?<!资料)(?<!照片)(?<!视频)(?P<source>{_SOURCE})|(?P<date>{_DATE})|"
    + "|".join(f"(?P<role{at}>{words})" for at, words in enumerate(_ROLES))
    + rf"|(?P<other>{_OTHER}))\s*[:：|｜丨]"
)
_ROLE_OF = {f"role{at}": role for at, role in enumerate(_ROLES.values())}
_FURNITURE = re.compile(
    r"【?\s*字\s*[体号]\s*[:：]?[\s【\[（(]*(?:特大|超大|标准|默认|大号?|中号?|小号?|[\s|｜/、])+[】\]）)]?|"
    r"(?:浏览|阅读|点击|访问|查看|人气)(?:次数|量|数)?\s*[:：]?\s*\d[\d,.]*\s*万?次?|"
    r"(?<![^\s|｜【\[])(?:打印(?:本页|此页)?|收藏|关闭(?:窗口|本页)?|分享(?:到|至)?|保存|复制链接|语音播报|朗读|听新闻|我?要?纠错|"
    r"手机看新闻|微信|微博|QQ空间|朋友圈|订阅|原创|发表于[\u4e00-\u9fff]{2,4}|[大中小]号?|[超特]?[大中小]字体?|字体[大中小]|A[-+]|次)(?![^\s|｜】\]:：])[:：]?"
)
_GAP = re.compile(r"[|｜丨\t\n\u3000\u2003\xa0]+|\s{2,}")
_EDGES = " \t\n\u3000\xa0|｜丨/·•-—–,，;；[]【】()（）:："
_SENTENCE = re.compile(r"[。！？；]|，.*，")
_NOTE = re.compile(rf"[（(【\[]?\s*(?:{_SOURCE})\s*[:：|｜丨/]\s*(?P<name>[^:：。！？；]{{2,40}}?)\s*[）)】\]]?")
_CREDIT = re.compile(
    r"(?P<text>.*\S)\s*[（(【]\s*(?:据|综合|转自|来自|摘自|(?P<said>(?:文章|稿件|信息)?来源)\s*[:：])?\s*"
    r"(?P<name>[^（()）【】]{2,30}?)(?:电|(?<=[社报])讯|消息|网站)?\s*[)）】]\s*",
    re.S,
)
# 《人民日报》（2023年12月14日 01版）: where and when it was printed.
_PRINTED = re.compile(
    r"[（(]?\s*(?:来源[:：]|原载(?:于)?|原刊(?:于)?|刊于|载于)?\s*《\s*(?P<name>[^》]{2,20}?)\s*》\s*[（(,，]?[^（(）)]{0,6}\d{4}\s*年[^（(）)。，]{4,30}[）)]*"
)
_ENDED = re.compile(r"[。！？!?…”’\"]\Z")
# What an unlabelled remainder may come to before the line is something else.
_MAX_REMAINDER = 6


@dataclass(frozen=True, slots=True)
class Imprint:
    """Publisher, moment and people that a line under a headline names; each may be missing."""

    source: str | None = None
    published: Moment | None = None
    credits: tuple[Credit, ...] = ()


def read_imprint(line: str) -> Imprint | None:
    """What the line (or lines) under a headline says; empty for one of page furniture only, None for any other line.

    `来源：厦门市人民政府办公厅 发布时间：2022-06-16 07:52 作者：张三 字体：大 中 小 打印 分享`,
    `2022年6月16日 来源：人民日报`, `人民日报 2022-06-16 07:52`.
    """
    line = line.strip(_EDGES)
    if not line or len(line) > 300 or _SENTENCE.search(line):
        return None
    published, line = _without_dates(line)
    bare = _FURNITURE.sub("  ", line)
    labels = list(_LABEL.finditer(bare))
    if not (published or labels or bare != line):
        return None
    ends = [label.start() for label in labels[1:]] + [len(bare)]
    said = [_said(label, bare[label.end() : end].strip(_EDGES)) for label, end in zip(labels, ends, strict=False)]
    remainder = [bare[: labels[0].start()] if labels else bare, *(part.remainder for part in said)]
    words = [word.strip(_EDGES) for part in remainder for word in part.split()]
    unknown = [word for word in words if not is_publisher(word)]
    # 2022-11-30 深圳特区报 记者 王海 通讯员 陈静: a byline that no label sets apart.
    people = byline(" ".join(unknown)) or ()
    unknown = [] if people else unknown
    if sum(map(len, unknown)) > _MAX_REMAINDER:
        return None
    sources = [*(part.source for part in said if part.source), *(word for word in words if is_publisher(word))]
    credits = [*(credit for part in said for credit in part.credits), *people]
    if sources:
        credits += [Credit(word, AUTHOR) for word in unknown if looks_like_name(word)]
    credits = [credit for credit in credits if not names_nobody(credit.name)]
    return Imprint(next((name for name in sources if not names_nobody(name)), None), published, tuple(credits))


class _Said(NamedTuple):
    """What stands after one label, and what of it is not the label's."""

    source: str = ""
    credits: tuple[Credit, ...] = ()
    remainder: str = ""


def _said(label: re.Match, value: str) -> _Said:
    if label["source"]:
        source, *others = _GAP.split(value)
        first, _, second = source.partition(" ")
        if is_publisher(first):
            source, others = first, [*others, second]
        return _Said(source=source, remainder="  ".join(others))
    if role := _ROLE_OF.get(label.lastgroup):
        return _Said(credits=byline(f"{label[0]}{value}") or _people(value, role))
    return _Said(remainder=value if label["date"] else "")


def _without_dates(line: str) -> tuple[Moment | None, str]:
    """The first date of `line`, which is when it was published, and the line without its dates."""
    first = None
    while found := dates.find(line):
        moment, (start, end) = found
        first = first or moment
        line = f"{line[:start]}  {line[end:]}"
    return first, line


def _people(value: str, role: str) -> tuple[Credit, ...]:
    """Who stands after a label; an office can write too."""
    return tuple(Credit(name, role) for name in re.split(r"[\s、，,/;；]+", value) if 1 < len(name) <= 20)


def publisher_note(text: str) -> str | None:
    """The publisher that a note as a whole names: `（文章来源：泉州晚报）`, `来源：新华社`; empty for `来源：网络`."""
    text = text.strip()
    if len(text) > 60:
        return None
    note = _NOTE.fullmatch(text)
    name = note["name"].strip(_EDGES) if note else None
    return "" if name and names_nobody(name) else name or None


def closing_publisher(text: str, digest: bool = False) -> tuple[str, str | None]:
    """`text` without the publisher in parentheses that ends it, and the publisher: `…。（新华社）`.

    A `digest` ends with its publisher as a rule, however that is called: `…。（界面）`.

    `（附名单）`, `（一）`, `（完）`, `（记者 张三）` are none, and stay.
    """
    credit = _CREDIT.fullmatch(text) if text.rstrip()[-1:] in ("）", ")", "】") else None
    if credit is None:
        return text, None
    name = credit["name"].strip()
    ended = bool(_ENDED.search(credit["text"]))
    expected = is_publisher(name) or (ended and (may_be_publisher(name) or (digest and not is_aside(name))))
    return (credit["text"], name) if credit["said"] or expected else (text, None)


def printed_in(text: str) -> Imprint | None:
    """Where and when a note says that the text was printed: `（原载《甲报》2022年1月1日 01版）`."""
    match = _PRINTED.fullmatch(text.strip())
    found = dates.find(text) if match else None
    return Imprint(match["name"], found[0] if found else None) if match else None
