"""Card images: the picture that a link is shown with elsewhere. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from threading import Lock

from PIL import Image, ImageDraw

from .fonts import Face
from .typesetting import broken

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 80
# As the site's light theme has them.
PAPER, INK, SECONDARY, RULE, ACCENT = "#fbfaf7", "#1c1b19", "#5b5850", "#e4e0d6", "#a3262a"
SEAL, BRAND = "剪", "剪报"
# Sizes of a title in pixels, the largest first, each with the lines that there is room for.
TITLES = ((84, 2), (66, 3), (54, 4))
LEADING = 1.35
LINE = 34  # pixels, of what stands below
TITLE_TOP, BASE = 160, HEIGHT - MARGIN - 8
RULE_AT = BASE - LINE - 24
LAYOUT = 1  # to be counted up where a card comes to look otherwise
KEPT = 64  # of about 20 KB each
_COLOURS = 64
# One is drawn at a time: each needs some megabytes, and a font serves one thread.
_drawing = Lock()


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card: a title, and a line below it."""

    title: str
    line: str

    @property
    def digest(self) -> str:
        """Another one for each card that looks otherwise."""
        return sha256(f"{LAYOUT}\0{self.title}\0{self.line}".encode()).hexdigest()[:16]


@lru_cache(maxsize=KEPT)
def png(card: Card, face: Face) -> bytes:
    with _drawing:
        picture = Image.new("RGB", SIZE, PAPER)
        draw = ImageDraw.Draw(picture)
        _brand(draw, face)
        _title(draw, face, card.title)
        _line(draw, face, card.line)
        out = BytesIO()
        picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _brand(draw: ImageDraw.ImageDraw, face: Face) -> None:
    side = 52
    draw.rounded_rectangle((MARGIN, MARGIN, MARGIN + side, MARGIN + side), 7, fill=ACCENT)
    draw.text((MARGIN + side / 2, MARGIN + side / 2), SEAL, PAPER, face.at(34), anchor="mm")
    draw.text((MARGIN + side + 16, MARGIN + side / 2), BRAND, INK, face.at(34), anchor="lm")


def _title(draw: ImageDraw.ImageDraw, face: Face, title: str) -> None:
    text = face.settable(title)
    for size, most in TITLES:
        font = face.at(size)
        lines = broken(text, font.getlength, WIDTH - 2 * MARGIN, most)
        if lines.is_whole:
            break
    for number, line in enumerate(lines.lines):
        draw.text((MARGIN, TITLE_TOP + number * size * LEADING), line, INK, font, anchor="la")


def _line(draw: ImageDraw.ImageDraw, face: Face, line: str) -> None:
    font = face.at(LINE)
    draw.line((MARGIN, RULE_AT, WIDTH - MARGIN, RULE_AT), RULE, 2)
    for text in broken(face.settable(line), font.getlength, WIDTH - 2 * MARGIN, 1).lines:
        draw.text((MARGIN, BASE), text, SECONDARY, font, anchor="ls")
