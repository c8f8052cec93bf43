"""The pictures in an article's body. None of them is kept here: they stay with whoever printed the article. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import urlsplit

SMALLEST = 100  # pixels, where a side is stated: what is smaller is an icon, or counts readers
TYPES = {
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}

# In cleaned HTML all attribute values are in double quotes, and may hold angle brackets.
_IMAGE = re.compile(r'<img((?:[^>"]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its address, which is of http or https; `type` is empty where the address does not tell it."""

    address: str
    type: str


def first_picture(body: str) -> Picture | None:
    """The first picture of a cleaned body that lies on the web and is large enough to be one."""
    for image in _IMAGE.finditer(body):
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(image[1])}
        address = attributes.get("src", "").strip()
        if _is_of_the_web(address) and not any(_is_small(attributes.get(side, "")) for side in ("width", "height")):
            return Picture(address, TYPES.get(PurePosixPath(urlsplit(address).path).suffix.lower(), ""))
    return None


def _is_of_the_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _is_small(side: str) -> bool:
    return side.isdecimal() and int(side[:9]) < SMALLEST
