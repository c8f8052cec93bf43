"""The description of the API for programs (OpenAPI) and for people, and what lies outside of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import get_language
from django.views.generic import TemplateView
from drf_spectacular.authentication import SessionScheme
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer2
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework import status
from rest_framework.request import Request
from rest_framework.views import APIView

from .errors import ErrorsSerializer
from .parameters import refuse_unknown
from .reference import reference


class SessionCookieScheme(SessionScheme):
    """Tells the schema that our authentication is a session cookie."""

    target_class = "articles.api.authentication.SessionCookieAuthentication"


class TokenScheme(KnoxTokenScheme):
    """Tells the schema that programs have tokens."""

    target_class = "articles.api.authentication.TokenAuthentication"


class DescribedSchema(AutoSchema):
    """Grouped by what an address is about, with the refusals that every address may answer."""

    def get_tags(self) -> list[str]:
        return [f"{self.view.basename.removeprefix('api-')}s"]

    def get_response_serializers(self) -> dict[int, Any]:
        return {
            status.HTTP_200_OK: super().get_response_serializers(),
            status.HTTP_400_BAD_REQUEST: ErrorsSerializer,
            status.HTTP_401_UNAUTHORIZED: ErrorsSerializer,
            status.HTTP_404_NOT_FOUND: ErrorsSerializer,
        }


class SchemaView(SpectacularAPIView):
    """OpenAPI 3.1 as JSON, or as YAML to clients that ask for `application/yaml`."""

    renderer_classes = [OpenApiJsonRenderer2, OpenApiYamlRenderer2]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse_unknown(request, [])


class DocsView(TemplateView):
    """The API as people read it, in the design and the modes of the site."""

    template_name = "api/docs.html"
    extra_context = {"section": "api"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(reference=reference(get_language()), **kwargs)


class TryView(TemplateView):
    """Swagger UI, which sends requests, from our own server: no other host is asked for anything."""

    template_name = "api/try.html"


class NowhereView(APIView):
    """Addresses under /api/ that lead nowhere, refused in the shape that clients of the API can read."""

    @extend_schema(exclude=True)
    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404
