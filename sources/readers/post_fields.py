"""The keys of a front matter as fields of an article, whatever the keys are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from .. import dates
from ..bylines import byline
from ..dates import Moment
from ..imprint import publisher_note
from ..names import name_key, without_feed_suffix
from ..parsed import AUTHOR, EDITOR, PHOTOGRAPHER, REPORTER, TRANSLATOR, Credit
from ..publishers import is_publisher, names_nobody

_KEYS = {
    "title": ("title", "标题"),
    "deck": ("subtitle", "sub_title", "sub-title", "deck", "副标题", "副题"),
    "kicker": ("kicker", "pretitle", "eyebrow", "引题", "肩题"),
    "date": (
        "date", "publishdate", "publish_date", "pubdate", "pub_date", "published_at", "published", "published_time",
        "datetime", "created", "日期", "发布时间", "发布日期", "时间",
    ),
    "source": ("source", "publisher", "来源", "出处", "稿源", "source_name", "media", "origin"),
    "summary": ("description", "summary", "excerpt", "digest", "abstract", "摘要", "导语"),
    "url": (
        "original_url", "source_url", "canonical_url", "original", "link", "url", "原文链接", "原文", "sourceurl",
        "originurl", "origin_url", "external_url",
    ),
    "id": ("external_id", "externalid", "infocode", "news_id", "newsid", "article_id", "guid", "id"),
    "language": ("lang", "language", "locale"),
}  # fmt: skip
_PEOPLE = {
    AUTHOR: ("author", "authors", "作者", "writer", "byline"),
    REPORTER: ("reporter", "reporters", "记者"),
    EDITOR: ("editor", "editors", "责任编辑", "编辑", "责编"),
    TRANSLATOR: ("translator", "translators", "译者", "翻译"),
    PHOTOGRAPHER: ("photographer", "photographers", "摄影", "photo"),
}
_WORDS = {AUTHOR: "作者", REPORTER: "记者", EDITOR: "编辑", TRANSLATOR: "译者", PHOTOGRAPHER: "摄影"}
_CONSUMED = {"layout", "front_matter"}
_LIST = re.compile(r"\s*[,，、;；]\s*")
_NAMES = re.compile(r"\s*[,，、;；/&]\s*|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_LINK = re.compile(r"\[([^\[\]]+)\]\(<?((?:https?:)?//[^\s<>()\"]+)>?\)", re.I)
_URL = re.compile(r"(?:https?:)?//[^\s<>\"]+", re.I)
_TAG = re.compile(r"</?(?:b|i|em|strong|span|font|br|sub|sup)\b[^>]*>", re.I)
_SPACE = re.compile(r"[ \t\n\xa0]+")
_IDENTIFIER = re.compile(r"[?&](?:info|news|article|doc)(?:code|id)=(\w+)|/\d+,([A-Za-z0-9_-]+)\.s?html?", re.I)


class Fields:
    """A front matter asked by meaning. What nobody asks for ends in `extra()`."""

    def __init__(self, values: dict[str, Any]):
        self.values = values
        self.by_key = {key.strip().casefold(): key for key in values}
        self.used: set[str] = set()

    def _found(self, keys: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        for key in keys:
            name = self.by_key.get(key)
            if name is not None and self.values[name] not in ("", [], {}):
                yield name, self.values[name]

    def _text(self, field: str) -> str:
        for name, value in self._found(_KEYS[field]):
            if isinstance(value, str) and value.strip():
                self.used.add(name)
                return value.strip()
        return ""

    def title(self) -> tuple[str, str]:
        """The title, tidied, and as the file has it where that is something else."""
        raw = self._text("title")
        return tidied_title(raw)

    def deck(self) -> str:
        return self._text("deck")

    def kicker(self) -> str:
        return self._text("kicker")

    def summary(self) -> str:
        return self._text("summary")

    def language(self) -> str:
        said = self._text("language").casefold().replace("_", "-")
        if said.startswith("zh"):
            return "zh-Hant" if re.search(r"tw|hk|mo|hant", said) else "zh-Hans"
        return said or "zh-Hans"

    def date(self) -> Moment | None:
        for name, value in self._found(_KEYS["date"]):
            if isinstance(value, str) and (moment := dates.parse(value, compact=True)):
                self.used.add(name)
                return moment
        return None

    def url(self) -> str | None:
        """An address elsewhere; a site's own relative path is none."""
        for name, value in self._found(_KEYS["url"] + _KEYS["source"]):
            text, address = _linked(value)
            if _URL.fullmatch(address):
                if text == address:
                    self.used.add(name)
                return address
        return None

    def source(self) -> str | None:
        for name, value in self._found(_KEYS["source"]):
            text, _address = _linked(value)
            if text and not _URL.fullmatch(text) and not names_nobody(text):
                self.used.add(name)
                return publisher_note(text) or text.strip(" \t\u3000《》")
        return None

    def external_id(self) -> str | None:
        return self._text("id") or None

    def people(self) -> tuple[list[Credit], str | None]:
        """Who made the article, and the publisher where one is given for its author."""
        credits, publisher = [], None
        for role, keys in _PEOPLE.items():
            for name, value in self._found(keys):
                self.used.add(name)
                for person in value if isinstance(value, list) else [value]:
                    if isinstance(person, str) and is_publisher(person.strip()):
                        publisher = publisher or person.strip()
                    else:
                        credits += _people(person, role)
        return credits, publisher

    def tags(self) -> tuple[str, ...]:
        """Lists as they are, text by commas, else by spaces as Jekyll has it; a lone `tag` is one, spaces and all."""
        return tuple(dict.fromkeys(self._several("tags", "标签", split_spaces=True) or self._several("tag")))

    def categories(self) -> list[str]:
        """A list, or text by commas. Text with spaces stays one: slugs have them, and nothing is lost."""
        return self._several("categories", "category", "分类", "栏目")

    def _several(self, *keys: str, split_spaces: bool = False) -> list[str]:
        for name, value in self._found(keys):
            self.used.add(name)
            if isinstance(value, list):
                return [text for item in value if (text := _flat(item))]
            text = _flat(value)
            parts = _LIST.split(text) if _LIST.search(text) else text.split() if split_spaces else [text]
            return [part for part in parts if part]
        return []

    def extra(self) -> dict[str, Any]:
        return {
            key: value
            for key, value in self.values.items()
            if key not in self.used and key.strip().casefold() not in _CONSUMED and value not in ("", [], {})
        }


def tidied_title(raw: str) -> tuple[str, str]:
    """A title without mark-up, doubled space and the full stop that ends it; and as it was, where that differs."""
    title = _SPACE.sub(" ", unescape(_TAG.sub(" ", raw) if "<" in raw else raw)).strip(" \u3000")
    if title.endswith("。") and not title.endswith("。。"):
        title = title[:-1].rstrip()
    return title, raw if title != raw else ""


def identifier(url: str) -> str | None:
    """The identifier that a feed's address carries: `infoCode=NW2022…`, `/news/1345,2022….html`."""
    match = _IDENTIFIER.search(url)
    return (match[1] or match[2]) if match else None


def hinted_publisher(tags: tuple[str, ...], category: str | None) -> str | None:
    """The publisher that a feed's tag names, 泉州晚报新闻; other feeds, 东财滚动新闻, name none."""
    for tag in tags:
        name = without_feed_suffix(tag)
        if name != tag and (is_publisher(name) or name_key(name) == name_key(category or "")):
            return name
    return None


def _people(value: Any, role: str) -> list[Credit]:
    if isinstance(value, dict):
        name = _flat(value.get("name", ""))
        return [Credit(name, role, _flat(value.get("affiliation", "") or value.get("org", "")))] if name else []
    text = _flat(value)
    if not text:
        return []
    if found := byline(text) or byline(f"{_WORDS[role]}：{text}"):
        return list(found)
    return [Credit(name, role) for name in _NAMES.split(text) if name]


def _flat(value: Any) -> str:
    """Text of whatever a list holds."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(item)}" for key, item in value.items())
    return ", ".join(map(_flat, value)) if isinstance(value, list) else str(value).strip()


def _linked(value: Any) -> tuple[str, str]:
    """The name and the address that a value gives: a mapping of `name` and `url`, a link in Markdown, or either."""
    if isinstance(value, dict):
        name, address = (value.get(key) for key in ("name", "url"))
    else:
        link = _LINK.fullmatch(value.strip()) if isinstance(value, str) else None
        name, address = link.groups() if link else (value, value)
    return tuple(part.strip() if isinstance(part, str) else "" for part in (name, address))
