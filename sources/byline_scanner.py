"""Reads a text that is nothing but role words, names, places and affiliations: the grammar of bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from .parsed import (
    ART_EDITOR,
    AUTHOR,
    CORRESPONDENT,
    EDITOR,
    PAGE_EDITOR,
    PHOTOGRAPHER,
    REPORTER,
    TRANSLATOR,
    Credit,
)
from .person_names import is_name, join_spaced, looks_like_name, split_names

# A role that the archive has no place for (校对, 审核): the words are read, the people are no credits.
_OTHER = ""
_ROLES = {
    PAGE_EDITOR: "本版责任编辑 本版责编 版面主编 本版编辑 版面编辑 版面责编 本版主编 本期编辑 本期责编",
    ART_EDITOR: "美术编辑 视觉编辑 版式设计 版面设计 图文设计 本版美编 本版版式 本版制图 本期美编 美术设计 设计制图 "
    "美编 版式 版面 制图 组版 排版 绘图 插图 设计",
    EDITOR: "责任编辑 执行责编 网络编辑 值班编辑 执行编辑 文字编辑 图片编辑 摄影编辑 责编 编辑 主编 执行主编 值班主任",
    TRANSLATOR: "翻译 译者 编译",
    PHOTOGRAPHER: "摄影 图片 供图 配图 摄",
    AUTHOR: "本报特约评论员 本报评论员 特约评论员 评论员 撰稿人 撰稿 撰文 执笔 本文作者 文章作者 作者 文字",
    REPORTER: "参与采写 参与采访 采写",
    _OTHER: "责任校对 本版校对 校对 校检 检校 审核 审校 审读 初审 复审 终审 一审 二审 三审 监制 策划 总策划 统筹 出品 "
    "值班总编 值班编委 编审 整理 组稿 供稿 通联",
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words.split()}
_WORDS = "|".join(sorted(_ROLE_OF, key=len, reverse=True))
_RANKS = "首席|特约|特派|特聘|实习|见习|资深|全媒体|融媒体|融媒|新媒体|驻地|驻外|本版|财经|经济|体育|文体|摄影"
_OUTLET = (
    r"本报|本网|本刊|本社|本台|本站|(?:[\u4e00-\u9fff]{1,6}[报社网台][·•])?"
    r"[\u4e00-\u9fffA-Za-z]{1,10}?(?:报|社|网|台|新闻|客户端|传媒|周刊|杂志|在线|融媒)"
)
_REPORTER = re.compile(
    rf"(?P<outlet>{_OUTLET})?\s*(?P<rank>(?:{_RANKS})*)(?P<word>记者组|记者|通讯员|实习生|通信员|特约撰稿人)[:：]?"
)
# 每经记者 张三　　每经编辑 李四: a house's short name before its people.
_STAFF = re.compile(r"(?P<outlet>[\u4e00-\u9fff]{2,4})(?P<word>记者|编辑|责编|摄影)(?=[\s:：/])[:：/]?")
_ROLE = re.compile(rf"(?P<word>{_WORDS})(?:[:：/]|(?=\s|[\u4e00-\u9fff]))")
# After names: what those people did.
_BOTH = r"文\s*[/／、·]?\s*并?(?:图|摄影|摄)|图\s*[/／、·]?\s*文|摄影报道|摄影/报道|图文报[道导]"
# Where other names follow it is said of them: 记者 张三 摄影 李四.
_PHOTO = (
    r"(?:摄影|供图|配图|图片)"
    r"(?!\s+(?!记者|通讯员|本报|实习|[\u4e00-\u9fff]{1,3}\s*[/／])[\u4e00-\u9fff]{2,4}(?:\s|、|\Z))"
)
_DID = re.compile(
    rf"\s*[/／]?\s*(?:(?P<both>{_BOTH})|(?P<photo>{_PHOTO}|摄|图)|(?P<text>文|撰文|报道|整理|编译))(?![\u4e00-\u9fff])"
)
# Before names: 文/张三 图/李四. Both at once, before everybody: 文图/记者 李明.
_PREFIX = re.compile(r"\s*(?P<word>文字|撰文|文|图片|摄影|图)\s*[/／:：|｜]\s*(?!图|文|摄)")
_BOTH_FIRST = re.compile(r"(?:文\s*[/／、·]?\s*图|图\s*[/／、·]?\s*文|摄影报道)\s*[/／:：|｜]?\s*(?=\S)")
_PLACE = re.compile(r"(?:发自|摄于)[\u4e00-\u9fff]{2,8}?(?=\s|$|[)）])|[\u4e00-\u9fff]{2,6}报[道导](?=\s|$|[)）])")
_SEPARATORS = re.compile(r"[\s、，,;；/／|｜·•&和与]+")
_AFFILIATION = re.compile(r"[（(]\s*(?:作者)?(?:单位|系|为|均为)?[:：]?\s*(?P<text>[^（）()]{2,60}?)\s*[)）]")
_AFFILIATED = re.compile(r"[,，、]\s*(?:系|为)?(?P<text>[^,，;；]{3,60})")
INSTITUTE = re.compile(
    r"大学|学院|研究|公司|中心|协会|学会|委员|政府|局|厅|部|院|会|教授|博士|主任|专家|研究员|律师|书记|市|省|县"
)
_RUN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]+(?:[·•][\u4e00-\u9fff]+)*|[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*")
_STOP = re.compile(
    rf"(?:{_RANKS})*(?:记者|通讯员|实习生|通信员)|{_WORDS}|发自|报道|(?:{_BOTH})|本报|本网|[图摄](?=$|\s|[/（(])|文(?=\s*[/／])"
)
# The characters of role words, one for one.
_SIMPLIFIED = str.maketrans("記編輯責攝圖報導譯員實習訊撰寫聞網臺", "记编辑责摄图报导译员实习讯撰写闻网台")
_LINE_END = re.compile(r"[\s。.；;]+$")


def merge(credits: Iterable[Credit]) -> tuple[Credit, ...]:
    """Each person once a role, in order.

    An affiliation given without a name goes to the authors that have none; of as many as there are authors, each to
    one of them in turn.
    """
    merged: dict[tuple[str, str], Credit] = {}
    nameless = []
    for credit in credits:
        if not credit.name:
            nameless.append(credit.affiliation)
            continue
        key = (credit.name, credit.role)
        known = merged.get(key)
        if known is None or (credit.affiliation and not known.affiliation):
            merged[key] = credit
    waiting = [key for key, credit in merged.items() if credit.role == AUTHOR and not credit.affiliation]
    if len(nameless) == 1:
        nameless *= len(waiting)
    if len(nameless) == len(waiting):
        merged |= {key: replace(merged[key], affiliation=text) for key, text in zip(waiting, nameless, strict=True)}
    return tuple(merged.values())


class _Scanner:
    """Reads a text that holds nothing but role words, names, places and affiliations."""

    def __init__(self, text: str, default: str | None):
        self.text = text
        self.at = 0
        self.role: str | None = default
        self.affiliation = ""
        self.group: list[Credit] = []
        self.done: list[Credit] = []
        self.roles_seen = 0

    def scan(self) -> list[Credit] | None:
        both = bool(self._take(_BOTH_FIRST))
        steps = (
            self._separators, self._prefix, self._suffix, self._place, self._role, self._parenthesis,
            self._affiliation, self._names,
        )  # fmt: skip
        while self.at < len(self.text):
            if not any(step() for step in steps):
                return None
        self._close()
        if both:
            self._all_took_pictures()
        return self.done

    def _take(self, pattern: re.Pattern) -> re.Match | None:
        match = pattern.match(self.text, self.at)
        if match and match.end() > self.at:
            self.at = match.end()
            return match
        return None

    def _close(self) -> None:
        self.done += self.group
        self.group = []

    def _separators(self) -> bool:
        return bool(self._take(_SEPARATORS))

    def _place(self) -> bool:
        return bool(self._take(_PLACE))

    def _prefix(self) -> bool:
        match = self._take(_PREFIX)
        if match:
            self._begin(AUTHOR if match["word"] in ("文", "撰文", "文字") else PHOTOGRAPHER)
        return bool(match)

    def _suffix(self) -> bool:
        """`文/图`, `摄` and the like after the names of those who did it."""
        match = self._take(_DID) if self.group else None
        if not match:
            return False
        self.roles_seen += 1
        people = len(self.group)
        if match["photo"]:
            self.group = [Credit(c.name, PHOTOGRAPHER, c.affiliation) for c in self.group]
        self._close()
        if match["both"]:
            self._all_took_pictures()
        else:
            self._photo_affiliation(people)
        # What follows without a role word of its own is one more of the same kind: 张三/文 李四/图.
        return True

    def _all_took_pictures(self) -> None:
        self.roles_seen += 1
        self.done += [Credit(c.name, PHOTOGRAPHER, c.affiliation) for c in self.done if c.role != PHOTOGRAPHER]

    def _photo_affiliation(self, people: int) -> None:
        match = self._take(_AFFILIATION) or self._take(re.compile(r"\s*[/／]\s*(?P<text>[\u4e00-\u9fff]{2,10})$"))
        if match:
            self.done[-people:] = [Credit(c.name, c.role, match["text"]) for c in self.done[-people:]]

    def _begin(self, role: str, affiliation: str = "") -> None:
        self._close()
        self.role, self.affiliation = role, affiliation
        self.roles_seen += 1

    def _role(self) -> bool:
        match = self._take(_REPORTER)
        if match:
            outlet = match["outlet"] or ""
            role = CORRESPONDENT if match["word"] in ("通讯员", "通信员") else REPORTER
            if match["rank"].endswith("摄影"):
                role = PHOTOGRAPHER
            self._begin(role, "" if outlet.startswith("本") else outlet)
            return True
        match = self._take(_ROLE)
        if match:
            self._begin(_ROLE_OF[match["word"]])
        return bool(match) or self._staff()

    def _staff(self) -> bool:
        match = _STAFF.match(self.text, self.at)
        if not match or looks_like_name(match["outlet"]):
            return False
        self.at = match.end()
        reports = match["word"] == "记者"
        self._begin(REPORTER if reports else _ROLE_OF[match["word"]], match["outlet"] if reports else "")
        return True

    def _parenthesis(self) -> bool:
        """An affiliation in parentheses belongs to the names before it."""
        if not self.group:
            return False
        match = self._take(_AFFILIATION)
        if match:
            self.group = [c if c.affiliation else Credit(c.name, c.role, match["text"]) for c in self.group]
        return bool(match)

    def _affiliation(self) -> bool:
        """`王沙,某研究院研究员`: what follows an author's name and is no name."""
        if not self.group or self.group[-1].role != AUTHOR:
            return False
        before = self.at
        while before and self.text[before - 1] in ",， 、\u3000":
            before -= 1
        match = _AFFILIATED.match(self.text, before)
        if not match or is_name(match["text"].strip()) or not INSTITUTE.search(match["text"]):
            return False
        self.at = match.end()
        self.group = [c if c.affiliation else Credit(c.name, c.role, match["text"].strip()) for c in self.group]
        return True

    def _names(self) -> bool:
        if self.role is None:
            return False
        match = _RUN.match(self.text, self.at)
        if not match:
            return False
        run = match.group()
        stop = _STOP.search(self.text, self.at + 1)
        if stop and stop.start() < match.end():
            run = self.text[self.at : stop.start()]
        if len(run) == 1:
            names = self._spaced(run)
        else:
            names = split_names(run)
            self.at += len(run)
        if not names:
            return False
        if self.role != _OTHER:
            self.group += [Credit(name, self.role, self.affiliation) for name in names]
        return True

    def _spaced(self, first: str) -> list[str] | None:
        """A name of two characters set apart to the width of three."""
        match = re.compile(r"[\u4e00-\u9fff]\s{1,4}[\u4e00-\u9fff](?![\u4e00-\u9fff])").match(self.text, self.at)
        if not match:
            return None
        self.at = match.end()
        return join_spaced(match.group().split())


def scan(text: str, default: str | None = None) -> tuple[tuple[Credit, ...], int] | None:
    """The credits that `text` is made of, and how many role words it has; None where it is anything else."""
    text = _LINE_END.sub("", text.strip())
    simplified = text.translate(_SIMPLIFIED)
    scanner = _Scanner(simplified, default)
    credits = scanner.scan()
    if credits and simplified != text:
        credits = [_as_printed(credit, simplified, text) for credit in credits]
    return None if credits is None else (merge(credits), scanner.roles_seen)


def _as_printed(credit: Credit, simplified: str, text: str) -> Credit:
    """A credit in the characters of the text."""
    name, affiliation = (
        text[at : at + len(part)] if (at := simplified.find(part)) >= 0 else part
        for part in (credit.name, credit.affiliation)
    )
    return replace(credit, name=name, affiliation=affiliation)
