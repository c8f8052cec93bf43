"""What a newspaper page says beside its articles: the index of other pages (导读), how to reach the paper."""

from __future__ import annotations

import re

from .page_units import SHORT, TEXT, Unit

_INDEX = re.compile(r"[【\[■●]?\s*(?:今日|本期|新闻|要闻|内容|重点)?\s?(?:导读|导览|看点|提要)\s*[】\]:：]?\Z")
_PAGE = r"(?:第?\s?[A-Z]?\d{1,2}(?:\s?[-—~至]\s?\d{1,2})?\s?版|[A-Z]\d{1,2}\s?版?|[一二三四五六七八九十]{1,2}版)"
# 全省春季造林启动 >>2版; A03 | 全省春季造林启动.
_POINTS_ELSEWHERE = re.compile(
    rf".{{2,60}}?\s*(?:[>＞»→▶▷]+|详见|[（(]\s?(?:详|刊|载)?[见载于]?|[.．…·]{{2,}})\s*(?:本报)?(?:今日)?{_PAGE}\s*[>＞»→▶▷]*[）)]?\Z"
    rf"|{_PAGE}\s*[|｜/／>＞»→▶▷◎·:：]+\s*[^。]{{4,40}}\Z"
)
_CONTACT = re.compile(
    r"[■●★☆◆▲\s]*(?:本[报版刊]|投稿|来稿|电子|读者|新闻|编辑部|爆料|服务|广告|发行|订阅|监督)?\s?"
    r"(?:邮箱|信箱|热线|电话|微信|QQ群?|网址|地址|邮编|传真|E-?mail)(?:电话)?\s*[:：].{3,80}\Z",
    re.I,
)


_MAIL = re.compile(r"[^。]{0,20}(?:邮箱|信箱|E-?mail)\s?[:：]?\s*\S+@\S+\Z", re.I)
_INVITES = re.compile(
    r"本[版报刊].{0,8}(?:言论|文章|稿件|观点).{0,6}(?:仅|不)代表|欢迎.{0,6}(?:投稿|来稿|赐稿|爆料)|来稿请"
)


def without_furniture(units: list[Unit]) -> tuple[list[Unit], list[str]]:
    """The units of articles, and the lines that lead to other pages or to the paper's desk."""
    kept: list[Unit] = []
    beside: list[str] = []
    in_index = False
    for unit in units:
        if unit.kind not in (SHORT, TEXT):
            in_index = False
            kept.append(unit)
        elif _INDEX.match(unit.text):
            in_index = True
            beside.append(unit.text)
        elif leads_away(unit.text) or (in_index and not unit.gap):
            beside.append(unit.text)
        else:
            in_index = False
            kept.append(unit)
    return kept, beside


def leads_away(line: str) -> bool:
    """Whether a line points to another page or to the paper's desk."""
    patterns = (_POINTS_ELSEWHERE, _CONTACT, _MAIL, _INVITES)
    return len(line) <= 90 and any(pattern.match(line) for pattern in patterns)
