"""Several editors, each with a form of the same article open in a browser."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from articles.models import Article
from tests.browserlike import filled
from tests.factories import make_article, make_editor


def logged_in(name: str) -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(make_editor(name))
    return client


def make_disputed() -> Article:
    """An article for two editors to change at once."""
    return make_article(
        "原题",
        source="泉州晚报",
        tags=["经济"],
        credits=[("甲", "reporter"), ("乙", "editor")],
        body="<p>原文</p>",
        status="draft",
    )


def address(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


class Form:
    """The form of an article as it stands in an editor's browser."""

    def __init__(self, client: Client, article: Article):
        self.client, self.address = client, address(article)
        self.data = filled(client, self.address)
        self.page: BeautifulSoup | None = None

    def write(self, **values: Any) -> Form:
        self.data |= values
        return self

    def save(self, **buttons: str) -> bool:
        """Press a button; whether the form was saved. What is shown then is what stands in the browser."""
        response = self.client.post(self.address, self.data | buttons)
        if response.status_code == 302:
            return True
        self.page = BeautifulSoup(response.content, "lxml")
        self.data = shown(response)
        return False

    @property
    def disputes(self) -> dict[str, tuple[str, str, str]]:
        """By field: theirs, yours, and which of them is marked."""
        found = {}
        for part in self.page.select(".meanwhile fieldset"):
            old, new = ("".join(cell.get_text() for cell in part.select(f"tbody td:nth-child({n})")) for n in (1, 2))
            marked = part.select_one("input[type=radio][checked]")
            found[marked["name"].removeprefix("keep-")] = (old, new, marked["value"])
        return found


def shown(response) -> dict[str, Any]:
    class Page:
        @staticmethod
        def get(url):
            return response

    return filled(Page, "")
