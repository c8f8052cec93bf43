"""Credits out of Chinese prose (署名)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .byline_scanner import INSTITUTE, merge, scan
from .parsed import AUTHOR, PHOTOGRAPHER, REPORTER, Credit
from .person_names import is_name, join_spaced, looks_like_name

__all__ = ["byline", "closing_credits", "lead_credits", "merge", "photographer", "says_more", "whole_page"]

_MARKERS = "□■◎⊙◉●○◆◇▲△▼▽★☆▣※◢◤▪•·|｜/-—–_＊*"
# Who signs for the paper itself.
_OFFICE = re.compile(r"(?:本报|本刊|本网|[\u4e00-\u9fff]{2,6}[报社网])(?:特约)?(?:评论员|编辑部|评论部)")
_MORE = re.compile(
    r"校对|校检|检校|审[核校读]|[初复终一二三]审|监制|策划|统筹|出品|值班|编审|组稿|供稿|通联|发自|.{2}报道|作者(?:单位|系|为)"
)
_SIGNED = re.compile(r"(?:文|图|摄|摄影|报道|整理)\s*(?:[（(][^（）()]+[)）])?$")


def byline(line: str) -> tuple[Credit, ...] | None:
    """The credits of a line that is nothing but a byline or an editors' line, None for any other line.

    `□本报记者郭荣鑫文/图`, `责任编辑：李四`, `◎王五`, `作者：赵六（某大学教授）`, `本版编辑 甲 乙 美编 丙`.
    Empty where the line names only people whose role is no credit here, such as `校对：丁`.
    """
    text = line.strip().replace("丨", "：")
    bare = text.strip(_MARKERS + " \u3000")
    marked = text[:1] in "□■◎⊙◉●◆▲★▣○◇" and bool(bare)
    if not bare or len(bare) > 120:
        return None
    bare = _unwrapped(bare)
    if _OFFICE.fullmatch(bare):
        return (Credit(bare, AUTHOR),)
    affiliated = _author_affiliations(bare)
    if affiliated:
        return affiliated
    found = scan(bare, AUTHOR if marked else None)
    if found is None and _SIGNED.search(bare):
        # 张三/文 李四/图: no word before the names says that they are names.
        found = scan(bare, AUTHOR)
        if found and not all(looks_like_name(credit.name) for credit in found[0]):
            return None
    if found is None or not (found[1] or (marked and found[0] and _signs_alone(text, found[0]))):
        return None
    return found[0]


def _signs_alone(text: str, credits: tuple[Credit, ...]) -> bool:
    """Whether names stand after a mark with no word of what they did. ◎ marks an author, ● a box too: ●链接."""
    of_author = text[0] in "◎⊙◉□" and all(len(credit.name) <= 3 for credit in credits)
    return of_author or all(looks_like_name(credit.name) for credit in credits)


def says_more(line: str) -> bool:
    """Whether a byline names people or places that no credit holds (校对, 发自上海): it is kept as printed."""
    for credit in byline(line) or ():
        line = line.replace(credit.name, "") if credit.name else line
    return bool(_MORE.search(line))


def _unwrapped(text: str) -> str:
    """A line without the parentheses that hold all of it: （责任编辑：徐来）."""
    if text[:1] in ("（", "(", "[", "【") and text[-1] in "）)]】" and not re.search(r"[（()）]", text[1:-1]):
        return text[1:-1].strip()
    return text


_LEAD = re.compile(
    r"[\s【]*(?:[^\s。，,（()）]{0,16}\s?(?:[讯訊]|[电電]|消息|报道|報導)[】\s]*)?[（(](?P<inner>[^（）()]{3,80})[)）]"
    r"|[\s【]*(?:[^\s。，,（()）]{0,16}\s?(?:讯|电|消息)[】\s]+)(?P<plain>(?:本报)?(?:全媒体|融媒体|实习|见习|首席)*记者\s?[^。，,（()）]{2,40}?)\s?(?:报道|[:：]|$)"
    r"|[\s【]*(?P<first>(?:本报|本网|本刊|[\u4e00-\u9fff]{2,8}[报网社])(?:全媒体|融媒体|实习|见习|首席)*记者\s?[^。，,（()）]{2,40}?)\s?(?:报道|摄影报道)[\s:：]"
)
_REPORTING = re.compile(r"[记記]者|通[讯訊][员員]|实习生|评论员")
# 中央社記者許秩維台北20日電: place and day after the name.
_DATED = re.compile(r"[\u4e00-\u9fff]{2}\d{1,2}日(?:[电電]|报道|報導)\Z")


def lead_credits(paragraph: str) -> tuple[Credit, ...]:
    """The credits that a first paragraph opens with, as in `本报讯(记者刘艳通讯员张林雄)…`; the text stays as it is."""
    match = _LEAD.match(paragraph)
    inner = match and (match["inner"] or match["plain"] or match["first"])
    if not inner or not _REPORTING.search(inner):
        return ()
    ends = (dated.start(), dated.start() - 1) if (dated := _DATED.search(inner)) else (len(inner),)
    found = next(filter(None, (scan(inner[:end]) for end in ends)), None)
    return found[0] if found else ()


_AUTHORS = re.compile(r"[（(]?作者(?:简介)?[:：]?\s*")
_IN_TURN = re.compile(r"[（(]?作者(?:单位)?(?:依次|分别)(?:系|为|是|来自|单位)?[:：]?\s*")
_HOUSE = re.compile(r"大学|学院|研究院|研究所|研究中心|学校|公司|党校")
_NAME_THEN = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,8}?)\s*(?:[:：,，]\s*(?:系|为)?|系|为|单位[:：]?)\s*(?P<text>.{3,60})\Z"
)
_THEN = re.compile(r"(?:系|为|单位[:：]|[:：]?系)\s*(?P<text>.{3,80})\Z")


def _author_affiliations(text: str) -> tuple[Credit, ...] | None:
    """`作者系…`, `作者甲系…；乙系…`, `作者:甲,…`; a credit without a name where only the affiliation is said."""
    if not text.startswith(("作者", "（作者", "(作者")) or re.search(r"译者|编辑|责编|摄影", text):
        return None
    in_turn = _IN_TURN.match(text)
    rest = text[in_turn.end() :] if in_turn else _AUTHORS.sub("", text)
    credits = []
    parts = re.split(r"[;；]", rest)
    if in_turn and len(parts) == 1 and all(map(_HOUSE.search, rest.split("、"))):
        parts = rest.split("、")
    for part in map(str.strip, parts):
        nameless = _THEN.match(part)
        named = _NAME_THEN.match(part)
        if in_turn and not (named and is_name(named["name"])):
            credits.append(Credit("", AUTHOR, part))
        elif nameless:
            credits.append(Credit("", AUTHOR, nameless["text"].strip()))
        elif named and is_name(named["name"]) and INSTITUTE.search(named["text"]) and not is_name(named["text"]):
            credits.append(Credit(named["name"], AUTHOR, named["text"].strip()))
        else:
            return None
    return tuple(credits)


def closing_credits(paragraph: str, bare: bool = False) -> tuple[str, tuple[Credit, ...]]:
    """A last paragraph without the credit that closes it, as in `…（记者 张三）` or `（作者系某大学教授）`.

    An affiliation that stands without a name comes as a credit with an empty name, for `merge()` to give to the
    author. With `bare` a lone name counts too, as briefs are signed: `…无需购票。（唐婉）`.
    """
    text = paragraph.rstrip()
    start = _closing_parenthesis(text)
    if start is None:
        return paragraph, ()
    inner = text[start + 1 : -1].strip()
    credits = _author_affiliations(inner) or _closing(inner, bare)
    return (text[:start].rstrip(), credits) if credits else (paragraph, ())


def _closing(inner: str, bare: bool) -> tuple[Credit, ...]:
    found = scan(inner)
    if found and found[0] and found[1]:
        return found[0]
    names = re.split(r"[\s、，,]+", inner)
    if bare and all(map(looks_like_name, join_spaced(names))):
        return tuple(Credit(name, REPORTER) for name in join_spaced(names))
    return ()


def _closing_parenthesis(text: str) -> int | None:
    """Where the parenthesis that ends `text` opens."""
    if text[-1:] not in "）)" or not text:
        return None
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in "）)") - (text[at] in "（(")
        if depth == 0:
            return at
    return None


_TAIL_STARTS = re.compile(r"\A|(?<=[。！？!?…”\s])|(?=[（(【])")
_ISSUED = re.compile(
    r"^(?:新华社发|本报发|资料图片|资料照片|图片来源[:：]|(?:本[组文版报]|文[中内]|以上|上述)?(?:图片|照片|组图|图)?(?:均|皆|都)?(?:由|为))\s*"
)
_PICTURE = re.compile(r"摄|图")
# 受访者供图 names nobody.
_NOBODY = re.compile(r"受访|采访|网友|读者|企业|公司|校方|景区|资料|网络|本人|单位|提供")
_PICTURE_KIND = re.compile(r"照片\Z|(?:无人机|资料|合成|拼|视频|航拍|翻拍|存档|手机)[^社网报]*\Z")


def photographer(caption: str) -> tuple[str, tuple[Credit, ...]]:
    """A caption without `唐克摄(中经视觉)` at its end, and the photographer."""
    text = caption.strip()
    if not _PICTURE.search(text):
        return caption, ()
    tails = [(start, people) for start, people in _signed_tails(text) if people]
    # Where a word of the caption could be a name too, the tail that begins with a surname is the signature.
    sure = [tail for tail in tails if all(looks_like_name(credit.name) for credit in tail[1])]
    for start, people in sure or tails:
        return text[:start].rstrip(), people
    return caption, ()


def _signed_tails(text: str) -> Iterator[tuple[int, tuple[Credit, ...]]]:
    for match in _TAIL_STARTS.finditer(text):
        tail = text[match.start() :].strip()
        if 0 < len(tail) <= 40:
            tail = _ISSUED.sub("", _unwrapped(tail))
            yield match.start(), _photographers(tail)


def _photographers(tail: str) -> tuple[Credit, ...]:
    found = scan(_unwrapped(tail), REPORTER)
    people = [credit for credit in found[0] if credit.role == PHOTOGRAPHER] if found else []
    if any(_NOBODY.search(credit.name) for credit in people):
        return ()
    return tuple(
        replace(credit, affiliation="") if _PICTURE_KIND.search(credit.affiliation) else credit for credit in people
    )


_ALL_OF_PAGE = re.compile(
    r"[（(]?(?:本版|本组|本期)(?P<what>稿件|文字|文章|撰文|采写|撰稿|图片|照片|摄影|图文|文图)?(?:除.{1,10}外)?[,，、]?(?:均|皆|都)?(?:由|为)?"
    r"[:：\s]*(?P<who>[^。]{2,40}?)\s*(?P<did>采写|撰写|采写整理|提供|拍摄|摄影|摄)?[)）]?。?\Z"
)
_PICTURES = re.compile(r"图片|照片|摄影|图文|文图|摄")


def whole_page(line: str) -> tuple[Credit, ...] | None:
    """Who wrote or pictured all of a page: `本版图片均由本报记者 张三 摄`. None for any other line."""
    match = _ALL_OF_PAGE.match(line) if line.startswith(("本", "（本", "(本")) else None
    if not match or not (match["what"] or match["did"]):
        return None
    did = f"{match['what'] or ''}{match['did'] or ''}"
    found = scan(match["who"], PHOTOGRAPHER if _PICTURES.search(did) else REPORTER)
    if not found or not found[0]:
        return None
    pictures = match["what"] in ("图片", "照片", "摄影") or match["did"] in ("摄", "摄影", "拍摄")
    return tuple(Credit(one.name, PHOTOGRAPHER, one.affiliation) for one in found[0]) if pictures else found[0]
