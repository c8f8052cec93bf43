"""Bytes to text: Chinese files come in many encodings, and some in two at once."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from .parsed import UnreadableFile, Warning

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a SQLite database",
}
# Whatever a subset can hold its superset can too; mislabelling among them is common.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_DECLARED = re.compile(rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
# A file may not choose decoders that are no charsets (punycode, say).
_CHARSET = re.compile(r"utf-?(8|16|32)|gb|big5|hz|s(hift)?_?jis|euc|iso-|windows-|cp\d|koi8", re.I)

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffd\ue000-\uf8ff]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Marks where a line may break or that a file begins: they say nothing, and part words that belong together.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_REMOVED = {
    "control-characters": re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]"),
    "bidi-overrides": re.compile("[\u202a-\u202e\u2066-\u2069]"),
}
_REPORTED = {"undecodable-bytes": re.compile("\ufffd"), "private-use-characters": re.compile("[\ue000-\uf8ff]")}
_PUNCTUATION = re.compile("[\u00b7\u2010-\u2027\u2030-\u203b\u2460-\u24ff\u3000-\u303f\uff01-\uff5e]")
_ASCII = re.compile("[\x00-\x7f]+")
_CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PIECE = re.compile(rb"[^\n<]*[\n<]?")


def _rows(encoding: str, leads: range, trails: range) -> str:
    return b"".join(bytes((lead, trail)) for lead in leads for trail in trails).decode(encoding, "ignore")


# The commoner half of each standard's characters: the wrong decoder lands in the other half about every second time.
_COMMON = frozenset(
    _rows("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)) + _rows("big5", range(0xA4, 0xC7), range(0x40, 0xFF))
)
_FREQUENT = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为和地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然"
    "没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长党市新业企区政务数高工加建进月分部"
    "這個們為來國時會對發過說後開業務區進長動經從"
)
# Below this mean weight a guess is no Chinese text.
_PLAUSIBLE = 0.6


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file with line ends made one (\\n), the encoding it was in, and what was lost or taken out."""

    text: str
    encoding: str
    warnings: tuple[Warning, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`; `declared` is the charset that somebody says it is in, by default what its mark-up says.

    Bytes that cannot be decoded become U+FFFD, with a warning `undecodable-bytes` that counts them.
    Raises UnreadableFile where `data` is no text.
    """
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise _not_text(f"it is {kind}")
    text, encoding = _with_bom(data) or _as_utf8(data) or _as_declared(data, declared) or _best_guess(data)
    return _tidied(text, encoding)


def _not_text(why: str) -> UnreadableFile:
    return UnreadableFile("not-text", f"The file is not text: {why}.", "Import text, Markdown or HTML files.")


def _with_bom(data: bytes) -> tuple[str, str] | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace"), encoding
    return None


def _as_utf8(data: bytes) -> tuple[str, str] | None:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if data.count(0) * 4 > len(data):
        return None  # UTF-16 of Latin text, which is valid UTF-8 too.
    if len(data) - len(text) < 20 and _weight(_ASCII.sub("", text)) < 0:
        return None  # A few characters of GBK, which can be valid UTF-8 by chance.
    return text, "utf-8"


def _as_declared(data: bytes, declared: str | None) -> tuple[str, str] | None:
    if declared is None:
        found = _DECLARED.search(data[:4096])
        declared = found[1].decode() if found else ""
    if not _CHARSET.match(declared):
        return None
    try:
        encoding = codecs.lookup(declared).name
        encoding = _SUPERSETS.get(encoding, encoding)
        text = data.decode(encoding)
    except (LookupError, ValueError):
        return None
    return (text, encoding) if _score(text) >= _PLAUSIBLE else None


def _best_guess(data: bytes) -> tuple[str, str]:
    encodings = ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"]
    score, text, encoding = max(
        ((_score(text), text, encoding) for encoding in encodings for text in [data.decode(encoding, "replace")]),
        key=lambda guess: guess[0],
    )
    if "16" not in encoding:
        # Enough better that it is no accident: a piece of GBK that is valid UTF-8 by chance gains nothing.
        mixed = "".join(_in_pieces(data))
        if _weight(mixed) > _weight(text) + 5:
            score, text, encoding = _score(mixed), mixed, "utf-8+gb18030"
    if score < _PLAUSIBLE:
        text, encoding = _second_opinion(data, score) or (text, encoding)
    return text, encoding


def _in_pieces(data: bytes) -> Iterator[str]:
    """Each line, or each run of text between tags, in whichever of UTF-8 and GB18030 reads better.

    Neither a newline nor `<` is ever the second byte of a character in them.
    """
    for piece in _PIECE.findall(data):
        try:
            yield piece.decode()
        except UnicodeDecodeError:
            yield max((piece.decode(encoding, "replace") for encoding in ("gb18030", "utf-8")), key=_weight)


def _second_opinion(data: bytes, score: float) -> tuple[str, str] | None:
    if len(_CONTROL_BYTE.findall(data)) * 20 > len(data):
        raise _not_text("no encoding makes sense of its bytes")
    if (found := from_bytes(data).best()) and _score(text := data.decode(found.encoding, "replace")) > score:
        return text, found.encoding.replace("_", "-")
    return None


def _score(text: str) -> float:
    """The mean weight of a character: about 1 for rightly decoded Chinese; ASCII hardly counts."""
    size = sum(count * (0.1 if "\x1f" < character < "\x7f" else 1) for character, count in Counter(text).items())
    return _weight(text) / max(size, 0.1)


def _weight(text: str) -> float:
    return sum(_character_weight(character) * count for character, count in Counter(text).items())


def _character_weight(character: str) -> float:
    if "\x1f" < character < "\x7f" or character in "\t\n\r":
        return 0.1
    if character in _FREQUENT:
        return 1.5
    if character in _COMMON or _PUNCTUATION.match(character):
        return 1
    if character == "\ufffd":
        return -5
    if _REMOVED["control-characters"].match(character):
        return -2
    if "\ue000" <= character <= "\uf8ff":
        return -3
    return 0 if character < "\u0100" else -0.6


def _tidied(text: str, encoding: str) -> Decoded:
    text = text.lstrip("\ufeff")
    warnings = [Warning("mixed-encodings", encoding)] if "+" in encoding else []
    if not _ODD.search(text):
        return Decoded(text, encoding, tuple(warnings))
    text = _INVISIBLE.sub("", _LINE_END.sub("\n", text))
    for code, pattern in (_REMOVED | _REPORTED).items():
        if count := len(pattern.findall(text)):
            warnings.append(Warning(code, str(count)))
        if code in _REMOVED:
            text = pattern.sub("", text)
    return Decoded(text, encoding, tuple(warnings))
