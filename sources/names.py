"""How the name of a publisher is compared: one publisher is one row, however it is spelt."""

from __future__ import annotations

import re
import unicodedata

FEED_SUFFIX = "新闻"
_SPACE = re.compile(r"\s+")


def name_key(name: str) -> str:
    """The form in which two spellings of one name are equal: NFKC, no case, no white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", name)).casefold()


def without_feed_suffix(tag: str) -> str:
    """A feed's tag without its one closing 新闻: 每日经济新闻新闻 is 每日经济新闻."""
    return tag.removesuffix(FEED_SUFFIX) or tag
