"""The unsafe methods of the articles' address."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from articles import access
from articles.models import Article

from . import changes
from .errors import ErrorsSerializer
from .permissions import MayWrite
from .serializers import ArticleDetailSerializer
from .versions import answer, mismatch
from .writing import ArticleInput


class MeanwhileSerializer(ErrorsSerializer):
    """Why a change was not made, and what the article says now."""

    current = ArticleDetailSerializer()


VERSION = OpenApiParameter(
    "ETag", str, OpenApiParameter.HEADER, response=[200, 201], description=_("Which version of the article this is.")
)
SEEN = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description=_("The ETag of the version that is changed.")
)
REFUSED = dict.fromkeys([400, 401, 403, 415], ErrorsSerializer)


class WritesArticles:
    """New drafts, and changes under optimistic locking, for those whose role allows it."""

    permission_classes = [MayWrite]

    @extend_schema(
        description=_("Write a new article, which is a draft."),
        request=ArticleInput,
        responses={201: ArticleDetailSerializer} | REFUSED,
        parameters=[VERSION],
    )
    def create(self, request: Request) -> Response:
        data = self._input(request)
        with transaction.atomic():
            article = changes.create(request.user, data)
        self.kwargs["slug"] = article.slug
        shown = self._shown()
        return answer(shown, status.HTTP_201_CREATED, Location=shown["url"])

    @extend_schema(
        description=_("Change what is given, and leave the rest. `status` takes a step of the workflow."),
        request=ArticleInput,
        responses={200: ArticleDetailSerializer}
        | REFUSED
        | {
            404: ErrorsSerializer,
            412: OpenApiResponse(MeanwhileSerializer, _("Somebody else changed it meanwhile.")),
            428: OpenApiResponse(ErrorsSerializer, _("If-Match is missing.")),
        },
        parameters=[SEEN, VERSION],
    )
    def partial_update(self, request: Request, slug: str) -> Response:
        with transaction.atomic():
            article = self._locked(slug)
            refused = mismatch(request, article, self._shown())
            if refused:
                return refused
            changes.change(request.user, article, self._input(request))
        return answer(self._shown())

    def _input(self, request: Request) -> dict[str, Any]:
        received = ArticleInput(data=request.data, context={"request": request})
        received.is_valid(raise_exception=True)
        return received.validated_data

    def _locked(self, slug: str) -> Article:
        article = access.readable(self.request.user).select_for_update().filter(slug=slug).first()
        if article is None:
            self.get_object()  # says so in words
            raise Http404
        return article

    def _shown(self) -> dict[str, Any]:
        return ArticleDetailSerializer(self.get_object(), context=self.get_serializer_context()).data
