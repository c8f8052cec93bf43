"""Pictures in mark-up: which address is the picture itself, which alt text says something, which line is a caption."""

from __future__ import annotations

import re
from collections.abc import Mapping

_USELESS_ALT = re.compile(
    r"\s*(?:image|img|images|photo|pic|picture|图片?|照片|插图|配图|点击(?:查看|进入)?.*|查看(?:大|原)图|undefined|null|none|logo|"
    r"[\w\-. %]*\.(?:jpe?g|png|gif|webp|bmp)|[\W\d_]*|"
    r"(?:微信图片|图片|img|dsc|image|微信截图|QQ截图|QQ图片)[\W\d_a-z]*)\s*",
    re.I,
)
_ADDRESS = re.compile(r"(?:https?:)?//|\.{0,2}/|[\w%/.-]+\.(?:jpe?g|png|gif|webp|bmp|svg)(?:[?!@#]|\Z)", re.I)
_PICTURE_FILE = re.compile(r"[^?#]+\.(?:jpe?g|png|gif|webp|bmp)(?:[?!@#]|\Z)", re.I)
# Names of attributes that hold the picture in full, often misspelt, and of those that hold it until it is shown.
_FULL = re.compile(r"or+i?gi|org|big|full|large|zoom|hd|raw|max|bpic", re.I)
_LAZY = re.compile(r"src|lazy|actual|real|url|file|echo", re.I)
_CAPTION_START = re.compile(
    r"[（(【\[▲△▼▽↑↓←→◆■\s]*(?:图片?来源|图源|图片?[:：]|图片?[/／|丨]|图[为说注]|[左右上下]图|题图|头图|首图|供图|摄影|照片|资料图|"
    r"图表?\s?[\d一二三四五六七八九十]+|注\s*[:：]|数据来源|资料来源|制图|制表|来源[:：].{0,12}截图|视频截图)|\s*[▲△▼▽]"
)
_CAPTION_END = re.compile(
    r"(?:\A|[。！？\s）)（(])[^。！？]{0,24}(?:(?<!拍)摄|摄影|供图|制图|资料图|资料照片|图片|配图|截图)[）)】]?\s*(?:[（(][^（）()]{1,12}[)）])?。?\Z"
)
CAPTION_LENGTH = 250


def address(attributes: Mapping[str, str], link: str = "") -> str:
    """The address of the picture in full, else that in `src`; empty where there is none (`data:` is a stand-in)."""
    if link and _PICTURE_FILE.match(link):
        return link
    others = [
        (name, value.strip())
        for name, value in attributes.items()
        if name not in ("src", "alt", "title", "srcset", "class", "style", "id", "usemap")
        and _ADDRESS.match(value.strip())
    ]
    for pattern in (_FULL, _LAZY):
        for name, value in others:
            if pattern.search(name) and not name.startswith("on"):
                return value
    src = attributes.get("src", "").strip()
    return "" if src.startswith(("data:", "about:", "blob:")) else src


def alternative(attributes: Mapping[str, str]) -> str:
    """The alt text, unless it says nothing: `Image`, `图片`, a file's name."""
    alt = attributes.get("alt", "").strip()
    return "" if _USELESS_ALT.fullmatch(alt) else alt


def is_pixel(attributes: Mapping[str, str]) -> bool:
    """Whether an image only counts visitors."""
    return any(attributes.get(side, "").strip() in ("0", "1", "0px", "1px") for side in ("width", "height"))


def says_caption(text: str) -> bool:
    """Whether a line right after a picture is its caption by what it says: `图为…`, `…张三摄`, `图片来源：…`."""
    return len(text) <= CAPTION_LENGTH and bool(_CAPTION_START.match(text) or _CAPTION_END.search(text))
