"""Programs that use the API with a token of their own."""

from __future__ import annotations

from typing import Any

from django.test import Client
from knox.models import AuthToken

from articles.models import Article
from articles.roles import API_CLIENT
from tests.factories import make_member

LIST = "/api/v1/articles/"


class Program:
    """A client of the API with a token of its own."""

    def __init__(self, role=API_CLIENT, username="", **headers):
        self.user = make_member(role, username)
        token = AuthToken.objects.create(self.user)[1]
        self.client = Client(headers={"Authorization": f"Token {token}", "Cookie": "django_language=en"} | headers)

    def read(self, article: Article):
        return self.client.get(f"{LIST}{article.slug}/")

    def patch(self, article: Article, data: dict, etag: str | None = None):
        etag = self.read(article).headers["ETag"] if etag is None else etag
        headers = {"If-Match": etag} if etag else {}
        return self.client.patch(f"{LIST}{article.slug}/", data, content_type="application/json", headers=headers)

    def post(self, data: dict):
        return self.client.post(LIST, data, content_type="application/json")


def error(response: Any, status: int) -> tuple[str, str | None, str]:
    """Code, field and message of the one error of a refusal."""
    assert response.status_code == status, response.content.decode()
    [told] = response.json()["errors"]
    return told["code"], told["field"], told["message"]
