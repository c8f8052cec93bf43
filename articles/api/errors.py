"""One shape for every refusal: `{"errors": [{"code", "field", "message"}]}`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler as respond


class ErrorSerializer(serializers.Serializer):
    code = serializers.CharField(help_text=gettext_lazy("Stable; for programs."))
    field = serializers.CharField(
        allow_null=True, help_text=gettext_lazy("The parameter at fault; null where there is none.")
    )
    message = serializers.CharField(help_text=gettext_lazy("What is wrong and what to do; for people."))


class ErrorsSerializer(serializers.Serializer):
    errors = ErrorSerializer(many=True)


def refusal(code: str, message: str, field: str | None = None) -> dict[str, Any]:
    """A refusal in the one shape."""
    return {"errors": [{"code": code, "field": field, "message": message}]}


class BadParameter(exceptions.ValidationError):
    """A query parameter that cannot be obeyed. `field` is its name, `code` is stable."""

    def __init__(self, field: str, message: str, code: str):
        super().__init__({shortened(field): [exceptions.ErrorDetail(message, code)]})


class Gone(exceptions.APIException):
    """Something stood at this address and was taken away."""

    status_code = status.HTTP_410_GONE
    default_code = "gone"


class ForbiddenField(exceptions.PermissionDenied):
    """A field that this role may not set. `field` is its name, `code` is stable."""

    def __init__(self, field: str, message: str, code: str = "permission_denied"):
        self.detail = {field: [exceptions.ErrorDetail(message, code)]}


def shortened(value: str, length: int = 60) -> str:
    """`value` fit to be repeated in a message."""
    return value if len(value) <= length else f"{value[:length]}…"


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's own handler, with its answer brought into the one shape."""
    if isinstance(exc, Http404):
        exc = exceptions.NotFound(_("There is nothing at this address. The lists start at /api/v1/."))
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied(*exc.args)
    response = respond(exc, context)
    if response is not None:
        response.data = {"errors": list(_errors(exc.detail))}
    return response


def _errors(detail: Any, field: str | None = None) -> Iterator[dict[str, str | None]]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _errors(inner, None if name == api_settings.NON_FIELD_ERRORS_KEY else name)
    elif isinstance(detail, list):
        for inner in detail:
            yield from _errors(inner, field)
    else:
        yield {"code": detail.code, "field": field, "message": str(detail)}
