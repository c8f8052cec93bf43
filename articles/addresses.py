"""Names as parts of an address, whatever signs they hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A server unquotes an address before it takes it apart, and browsers resolve `.` and `..`; so the signs that would
# then be lost stand in it as `~` and their code, as does `~` itself.
_SIGN = re.compile(r"[/\\~]|^\.+$|^\s|\s$")
_CODE = re.compile(r"~([0-9a-f]{2,6})\.")


def segment(name: str) -> str:
    """`name` as one part of an address: `a/b` is `a~2f.b`."""
    return _SIGN.sub(lambda match: "".join(f"~{ord(sign):02x}." for sign in match[0]), name)


def name_in(part: str) -> str:
    """The name that a part of an address stands for. What no name became is taken as it stands."""
    return _CODE.sub(lambda match: _sign(int(match[1], 16)), part)


def path(names: Iterable[str]) -> str:
    """Names as consecutive parts of an address."""
    return "/".join(map(segment, names))


def names_in(parts: str) -> list[str]:
    """The names that consecutive parts of an address stand for."""
    return [name_in(part) for part in parts.split("/")]


def _sign(code: int) -> str:
    # Neither half a character nor NUL, which PostgreSQL refuses, is a sign of any name.
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"
