"""What a newspaper page says beside its articles: the index of other pages (导读), how to reach the paper."""

from __future__ import annotations

import re

from .page_units import SHORT, TEXT, Unit

_INDEX = re.compile(r"[【\[■●]?\s*(?:今日|本期|新闻|要闻|内容|重点)?\s?(?:导读|导览|看点|提要)\s*[】\]:：]?\Z")
_PAGE = r"(?:第?\s?[A-Z]?\d{1,2}(?:\s?[-—~至]\s?\d{1,2})?\s?版|[A-Z]\d{1,2}\s?版?|[一二三四五六七八九十]{1,2}版)"
# 全省春季造林启动 >>2版; A03 | 全省春季造林启动.
_POINTS_ELSEWHERE = re.compile(
    rf".{{2,60}}?\s*(?:[>＞»→▶▷]+|详见|[（(]\s?(?:详|刊|载)?[见载于]?|[.．…·]{{2,}})\s*(?:本报)?(?:今日)?{_PAGE}\s*[>＞»→▶▷]*[）)]?\Z"
    rf"|(?!G\d|[A-Z]\d+\s*[:：·]){_PAGE}\s*[|｜/／>＞»→▶▷◎·:：]+\s*[^。]{{4,40}}\Z"
)
_CONTACT = re.compile(
    r"[■●★☆◆▲\s]*(?:本[报版刊]|投稿|来稿|电子|读者|新闻|编辑部|爆料|服务|广告|发行|订阅|监督)?\s?"
    r"(?:邮箱|信箱|热线|电话|微信|QQ群?|网址|地址|邮编|传真|E-?mail)(?:电话)?\s*[:：].{3,80}\Z",
    re.I,
)


_MAIL = re.compile(r"[^。]{0,20}(?:邮箱|信箱|E-?mail)\s?[:：]?\s*\S+@\S+\Z", re.I)
_LONGEST = 90
_INVITES = re.compile(
    r"本[版报刊].{0,8}(?:言论|文章|稿件|观点).{0,6}(?:仅|不)代表|欢迎.{0,6}(?:投稿|来稿|赐稿|爆料)|来稿请"
)


def without_furniture(units: list[Unit]) -> tuple[list[Unit], list[str]]:
    """The units of articles, and the lines that lead to other pages or to the paper's desk."""
    kept: list[Unit] = []
    beside: list[str] = []
    in_index = False
    texts = [at for at, unit in enumerate(units) if unit.kind == TEXT and not reaches_desk(unit.text)]
    first, last = (texts[0], texts[-1]) if texts else (len(units), 0)
    for at, unit in enumerate(units):
        # How to reach the desk stands at the top or the foot: in between it is part of an article.
        at_edge = not first < at < last
        if unit.kind not in (SHORT, TEXT):
            in_index = False
            kept.append(unit)
        elif _INDEX.match(unit.text):
            in_index = True
            beside.append(unit.text)
        elif points_elsewhere(unit.text) or (at_edge and reaches_desk(unit.text)) or (in_index and not unit.gap):
            beside.append(unit.text)
        else:
            in_index = False
            kept.append(unit)
    return kept, beside


def points_elsewhere(line: str) -> bool:
    """Whether a line announces what stands on another page."""
    return len(line) <= _LONGEST and bool(_POINTS_ELSEWHERE.match(line))


def reaches_desk(line: str) -> bool:
    """Whether a line tells how to reach the paper."""
    return len(line) <= _LONGEST and any(pattern.match(line) for pattern in (_CONTACT, _MAIL, _INVITES))
