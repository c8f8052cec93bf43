"""The API as people read it: what the schema says, in the order of its addresses. Pure but for the schema itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a part of an object. `type` is as in `string (date) | null` or `Credit[]`."""

    name: str
    type: str
    description: str
    values: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked of an address. `body` and those of `answers`, pairs of a status and it, name objects."""

    method: str
    path: str
    description: str
    parameters: tuple[Field, ...]
    body: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """An object that is sent or answered."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    operations: tuple[Operation, ...]
    things: tuple[Thing, ...]


@lru_cache
def reference(language: str) -> Reference:
    """The whole of it, in the language of the interface; it stays the same for as long as the process runs."""
    with override(language):
        schema = SchemaGenerator().get_schema(request=None, public=True)
        _spell_out(schema, schema["components"]["schemas"])
        operations = tuple(
            _operation(method, path, told)
            for path, methods in schema["paths"].items()
            for method, told in methods.items()
        )
        things = tuple(
            Thing(name, tuple(_fields(told)))
            for name, told in sorted(schema["components"]["schemas"].items())
            if "properties" in told
        )
        return Reference(operations, things)


def _spell_out(node: Any, things: dict[str, Any]) -> None:
    """Puts what a field may be in place of the name of a list of values: names stand for objects alone."""
    for key, part in list(node.items()) if isinstance(node, dict) else enumerate(node):
        name = part.get("$ref", "").rpartition("/")[2] if isinstance(part, dict) else ""
        if "enum" in things.get(name, {}):
            node[key] = {**things[name], **{word: part[word] for word in part if word != "$ref"}}
        elif isinstance(part, dict | list):
            _spell_out(part, things)


def _values(schema: dict[str, Any]) -> tuple[str, ...]:
    parts = [part for several in ("oneOf", "anyOf", "allOf") for part in schema.get(several, [])]
    own = tuple(str(value) for value in schema.get("enum", []) if value is not None)
    return own or next(filter(None, map(_values, [*parts, *filter(None, [schema.get("items")])])), ())


def _operation(method: str, path: str, told: dict[str, Any]) -> Operation:
    parameters = tuple(
        _field(
            parameter["name"], parameter["schema"], parameter.get("description", ""), parameter.get("required", False)
        )
        for parameter in told.get("parameters", [])
    )
    answers = tuple((status, _content(answer)) for status, answer in told["responses"].items())
    return Operation(
        method.upper(), path, told.get("description", ""), parameters, _content(told.get("requestBody", {})), answers
    )


def _content(told: dict[str, Any]) -> str:
    """The object that a body holds; of several media types all hold the same."""
    for content in told.get("content", {}).values():
        return _type(content.get("schema", {}))
    return ""


def _fields(told: dict[str, Any]) -> list[Field]:
    required = told.get("required", [])
    return [
        _field(name, schema, schema.get("description", "") or schema.get("title", ""), name in required)
        for name, schema in told["properties"].items()
    ]


def _field(name: str, schema: dict[str, Any], description: str, is_required: bool) -> Field:
    return Field(name, _type(schema), description.strip(), _values(schema), is_required)


def _type(schema: dict[str, Any]) -> str:
    return " | ".join(dict.fromkeys(_types(schema)))


def _types(schema: dict[str, Any]) -> list[str]:
    if "$ref" in schema:
        return [schema["$ref"].rpartition("/")[2]]
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            return [kind for one in schema[several] for kind in _types(one)]
    kinds = schema.get("type", _("any"))
    if kinds == "array":
        return [f"{_type(schema.get('items', {}))}[]"]
    form = f" ({schema['format']})" if "format" in schema else ""
    return [kind if kind == "null" else kind + form for kind in (kinds if isinstance(kinds, list) else [kinds])]
