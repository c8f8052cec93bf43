"""The Chinese font that pictures are set in: one that is named, or the first of those that systems bring. Pure."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont, Layout

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
)
# The best first.
FILES = (
    *("NotoSerifCJK-Bold.ttc", "NotoSerifCJKsc-Bold.otf", "NotoSerifSC-Bold.otf", "SourceHanSerif-Bold.ttc"),
    *("SourceHanSerifSC-Bold.otf", "SourceHanSerifCN-Bold.otf", "Songti.ttc", "NotoSansCJK-Bold.ttc"),
    *("NotoSansCJKsc-Bold.otf", "NotoSansSC-Bold.otf", "SourceHanSans-Bold.ttc", "SourceHanSansSC-Bold.otf"),
    *("SourceHanSansCN-Bold.otf", "NotoSansCJK-Regular.ttc", "PingFang.ttc", "wqy-zenhei.ttc", "wqy-microhei.ttc"),
)
SAMPLE = "剪报日期不详，。"
# What stands in print for a character that the printer has not got.
GETA = "〓"
_NOWHERE = "\U0010ffff"  # never a character, so what is drawn for it is what a font draws for want of one


@dataclass(frozen=True, slots=True)
class Face:
    """A face of a font file; a collection has one for each country."""

    path: str
    index: int = 0

    def at(self, size: int) -> FreeTypeFont:
        return _opened(self, size)

    def has(self, char: str) -> bool:
        return _has(self, char)

    def settable(self, text: str) -> str:
        """The text without what the font cannot set: a letter becomes a geta mark, emoji and the like are left out."""
        chars = (char if self.has(char) else _instead(char) for char in text)
        return " ".join("".join(chars).split())


@cache
def found(chosen: str = "") -> Face | None:
    """The face in the file `chosen`, or without a choice in the first of FILES; None where none has Chinese."""
    for path in [chosen] if chosen else _installed():
        faces = list(_faces(path))
        if faces:
            # The forms of the mainland, where a collection has them.
            return next((face for face, name in faces if name.endswith((" SC", " CN"))), faces[0][0])
    return None


def _installed() -> list[str]:
    paths = {
        name: os.path.join(folder, name)
        for top in reversed(FOLDERS)
        for folder, _folders, names in os.walk(Path(top).expanduser())
        for name in names
        if name in FILES
    }
    return [paths[name] for name in FILES if name in paths]


def _faces(path: str) -> Iterator[tuple[Face, str]]:
    """The faces of a file that have Chinese, with their names."""
    for index in range(20):
        face = Face(path, index)
        try:
            name = face.at(16).getname()[0] or ""
        except OSError:
            return
        if all(map(face.has, SAMPLE)):
            yield face, name


@lru_cache(maxsize=16)
def _opened(face: Face, size: int) -> FreeTypeFont:
    # The simple layout is the same on every machine.
    return ImageFont.truetype(face.path, size, index=face.index, layout_engine=Layout.BASIC)


@lru_cache(maxsize=4096)
def _has(face: Face, char: str) -> bool:
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Mn"):
        return False
    return char.isspace() or _drawn(face, char) != _drawn(face, _NOWHERE)


def _drawn(face: Face, char: str) -> tuple[tuple[int, int], bytes]:
    mask = face.at(16).getmask(char)
    return mask.size, bytes(mask)


def _instead(char: str) -> str:
    if char.isspace() or unicodedata.category(char) == "Cc":
        return " "
    return GETA if unicodedata.category(char)[0] == "L" else ""
