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
    values = tuple(str(value) for value in schema.get("enum", []))
    return Field(name, _type(schema), description.strip(), values, is_required)


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            return " | ".join(_type(one) for one in schema[several])
    kind = schema.get("type", _("any"))
    if kind == "array":
        return f"{_type(schema.get('items', {}))}[]"
    text = " | ".join(kind) if isinstance(kind, list) else kind
    return f"{text} ({schema['format']})" if "format" in schema else text
