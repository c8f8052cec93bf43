"""The header of a post: YAML between `---` lines, or TOML between `+++` lines, read without trusting it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

import yaml

from ..parsed import UnreadableFile, Warning

MAX_SIZE = 64 * 1024
MAX_DEPTH = 8

_FENCE = re.compile(r"^(?P<fence>---|\+\+\+)[ \t]*$", re.M)
_KEY = r"[^\s#:：<>|{}\[\]-][^:：<>|{}\[\]\n]{0,40}"
_FIRST_LINE = re.compile(rf"\s*(?:#.*\n\s*)*{_KEY}[:=]")
_PLAIN_LINES = re.compile(r"\s*(?:[\w-]+[ \t]*[:=].*\n\s*){2}", re.A)
_LINE = re.compile(rf"(?P<key>{_KEY}?)[ \t]*[:：][ \t]*(?P<value>.*)")
_TOML_LINE = re.compile(r"(?P<key>[\w-]+)[ \t]*=[ \t]*(?P<value>.*)")
_ITEM = re.compile(r"\s*-\s+(?P<value>.*)")
_QUOTED = re.compile(r"""(["'])(.*)\1""")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the header says, by key (text, and lists and dicts of text); the body under it; what stood above."""

    values: dict[str, Any]
    body: str
    preamble: str = ""
    warnings: tuple[Warning, ...] = field(default=())


def is_present(text: str) -> bool:
    """Whether `text` has a front matter."""
    return _opening(text) is not None


def split(text: str) -> FrontMatter | None:
    """The front matter of `text` and the body under it; None where there is none.

    Raises UnreadableFile (`unsafe-front-matter`) for anchors with aliases, tags, and what is too deep or too large.
    """
    opening = _opening(text)
    if opening is None:
        return None
    preamble = text[: opening.start()]
    warnings = [Warning("front-matter-not-at-start", preamble.strip()[:80])] if preamble else []
    start = opening.end() + 1
    header, body, closed = _until_closing(text, start, opening["fence"])
    if len(header) > MAX_SIZE:
        raise _unsafe(f"is larger than {MAX_SIZE // 1024} KB")
    values, problems = _read_toml(header) if opening["fence"] == "+++" else _read_yaml(header)
    if not closed:
        problems.append(Warning("front-matter-repaired", "not closed"))
    return FrontMatter(values, body, preamble.strip(), (*warnings, *problems))


def _unsafe(why: str) -> UnreadableFile:
    return UnreadableFile(
        "unsafe-front-matter",
        f"The front matter {why}.",
        "Write it as plain `key: value` lines.",
    )


def _opening(text: str) -> re.Match | None:
    """The first fence, where a header follows it: two plain lines of one at least, if other text stands above."""
    fence = _FENCE.search(text, 0, 5000)
    if fence is None:
        return None
    if text[: fence.start()].strip():
        return fence if _PLAIN_LINES.match(text, fence.end()) else None
    closed = text.find(f"\n{fence['fence']}", fence.end(), fence.end() + 2000) >= 0
    return fence if closed or _FIRST_LINE.match(text, fence.end()) else None


def _until_closing(text: str, start: int, fence: str) -> tuple[str, str, bool]:
    """The header, the body, and whether a fence stands between them: a rule further down in the body is none."""
    closing = re.compile(rf"^(?:{re.escape(fence)}|\.\.\.)[ \t]*$", re.M).search(text, start)
    if closing and not re.search(r"^<[a-zA-Z]+[ >]", text[start : closing.start()], re.M):
        return text[start : closing.start()], text[closing.end() :], True
    end = start
    for line in text[start:].splitlines(keepends=True):
        if not (_LINE.match(line) or _TOML_LINE.match(line) or _ITEM.match(line) or line[:1] in " \t"):
            break
        end += len(line)
    return text[start:end], text[end:], False


def _read_yaml(header: str) -> tuple[dict[str, Any], list[Warning]]:
    warnings: list[Warning] = []
    try:
        values = _Builder(header, warnings).document()
    except yaml.YAMLError as error:
        warnings = [Warning("front-matter-repaired", getattr(error, "problem", None) or "")]
        return _line_by_line(header, _LINE, warnings), warnings
    if isinstance(values, dict):
        return values, warnings
    if not values:
        return {}, warnings
    return {"front_matter": header.strip()}, [*warnings, Warning("front-matter-not-a-mapping")]


class _Builder:
    """Text, lists and dicts out of YAML events: nothing is ever constructed but these."""

    def __init__(self, header: str, warnings: list[Warning]):
        self.events: Iterator[yaml.Event] = yaml.parse(header, Loader=yaml.CBaseLoader)
        self.warnings = warnings
        self.anchors: set[str] = set()

    def document(self) -> Any:
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                value = self._value(event, 1)
                if any(isinstance(rest, yaml.NodeEvent) for rest in self.events):
                    raise yaml.YAMLError("more than one document")
                if self.anchors:
                    raise yaml.YAMLError("text that begins with &")
                return value
        return None

    def _value(self, event: yaml.Event, depth: int) -> Any:
        self._refuse_tricks(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return "" if not event.style and event.value in ("~", "null", "Null", "NULL") else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._value(item, depth + 1) for item in self._until(yaml.SequenceEndEvent)]
        return self._mapping(depth)

    def _mapping(self, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = str(self._value(event, depth + 1))
            value = self._value(next(self.events), depth + 1)
            if key in values and values[key] != value:
                self.warnings.append(Warning("duplicate-key", f"{key}: {values[key]}"))
            values[key] = value
        return values

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        for event in self.events:
            if isinstance(event, end):
                return
            yield event

    def _refuse_tricks(self, event: yaml.Event, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise _unsafe(f"is nested more than {MAX_DEPTH} deep")
        if isinstance(event, yaml.AliasEvent):
            if event.anchor in self.anchors:
                raise _unsafe("uses YAML anchors and aliases")
            raise yaml.YAMLError("text that begins with *")
        tag = event.tag or ""
        if tag.startswith("tag:") or tag.startswith("!!"):
            raise _unsafe(f"uses the YAML tag {tag}")
        if tag:
            raise yaml.YAMLError("text that begins with !")
        if event.anchor:
            self.anchors.add(event.anchor)


def _read_toml(header: str) -> tuple[dict[str, Any], list[Warning]]:
    try:
        return _as_text(tomllib.loads(header)), []
    except RecursionError:
        raise _unsafe(f"is nested more than {MAX_DEPTH} deep") from None
    except tomllib.TOMLDecodeError as error:
        warnings = [Warning("front-matter-repaired", str(error))]
        return _line_by_line(header, _TOML_LINE, warnings), warnings


def _as_text(value: Any, depth: int = 1) -> Any:
    """A TOML value with its dates, numbers and booleans as text, so that dates are read in one place."""
    if depth > MAX_DEPTH:
        raise _unsafe(f"is nested more than {MAX_DEPTH} deep")
    if isinstance(value, dict):
        return {key: _as_text(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item, depth + 1) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _line_by_line(header: str, pattern: re.Pattern, warnings: list[Warning]) -> dict[str, Any]:
    """A header that does not parse, as far as its lines go: keys with text, and lists of items."""
    values: dict[str, Any] = {}
    key = ""
    for line in header.splitlines():
        if match := pattern.match(line):
            key = match["key"].strip()
            if key in values:
                warnings.append(Warning("duplicate-key", f"{key}: {values[key]}"))
            values[key] = _bare(match["value"])
        elif (item := _ITEM.match(line)) and key and (not values[key] or isinstance(values[key], list)):
            values[key] = [*values[key], _bare(item["value"])]
        elif line.strip() and key and isinstance(values[key], str):
            # The rest of a block or of a wrapped value.
            values[key] = f"{values[key].strip('|>')} {line.strip()}".strip()
        elif line.strip():
            values["front_matter"] = f"{values.get('front_matter', '')}\n{line.strip()}".strip()
    return values


def _bare(value: str) -> str | list[str]:
    """A value without its quotes; a bracketed list as a list."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [str(_bare(item)) for item in value[1:-1].split(",") if item.strip()]
    if quoted := _QUOTED.fullmatch(value):
        return quoted[2]
    # A quote that was never closed; one that closes inside the value belongs to it.
    return value[1:] if value.startswith(('"', "'")) and value.count(value[0]) == 1 else value
