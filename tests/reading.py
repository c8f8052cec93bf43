"""How tests read pages: in English, as what a reader sees."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.test import Client


def english_reader(**options) -> Client:
    """A browser whose reader chose English, so that tests can say what the pages say."""
    client = Client(**options)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def read(url: str, status: int = 200, client: Client | None = None) -> BeautifulSoup:
    """The page at `url`, which answers with `status`."""
    response = (client or english_reader()).get(url)
    assert response.status_code == status, f"{url} answers {response.status_code}"
    return BeautifulSoup(response.content, "lxml")


def seen(element: Tag | None) -> str:
    """The text of an element with single spaces; an element that is not there is a failure."""
    assert element is not None, "the page has no such element"
    return " ".join(element.get_text(" ").split())


def all_seen(page: Tag, selector: str) -> list[str]:
    return [seen(element) for element in page.select(selector)]


def titles(page: Tag) -> list[str]:
    """The titles of the list entries of a page, in order."""
    return all_seen(page, ".entry h2")
