"""Pages of the admin as a browser without a screen would read them, and forms as it would fill them."""

from __future__ import annotations

import re
from html import unescape

from bs4 import BeautifulSoup, Tag
from django.test import Client


def filled(client: Client, url: str) -> dict[str, str | list[str]]:
    """What a browser sends when the form of the admin page at `url` is submitted as it stands, without a button."""
    page = BeautifulSoup(client.get(url).content, "lxml")
    data: dict[str, str | list[str]] = {}
    for field in page.select("#content-main form :is(input, select, textarea)[name]"):
        value = _value(field)
        if value is not None:
            data[field["name"]] = value
    return data


def _value(field: Tag) -> str | list[str] | None:
    if field.name == "textarea":
        # A browser drops the line break after the start tag and sends all others as CR LF.
        return field.get_text().removeprefix("\n").replace("\n", "\r\n")
    if field.name == "select":
        chosen = [option.get("value", "") for option in field.select("option[selected]")]
        return chosen if field.has_attr("multiple") else (chosen or [""])[0]
    if field["type"] in ("checkbox", "radio"):
        return field.get("value", "on") if field.has_attr("checked") else None
    return None if field["type"] in ("submit", "button") else field.get("value", "")


def submit(client: Client, url: str, **changes: str) -> list[str]:
    """Submit that form with `changes`; every message and every error that is shown then, in their order."""
    response = client.post(url, filled(client, url) | changes, follow=True)
    messages = [str(message) for message in response.context["messages"]]
    errors = re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', response.content.decode(), re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>", "", text)).strip() for text in messages + errors]


def text(client: Client, url: str, selector: str = "#content", **query: object) -> str:
    """What stands in that part of a page, one space between words."""
    page = BeautifulSoup(client.get(url, query).content, "lxml")
    return " ".join(" ".join(part.get_text(" ") for part in page.select(selector)).split())


def rows(client: Client, url: str, **query: object) -> list[str]:
    """What stands in each row of a list, one space between words."""
    page = BeautifulSoup(client.get(url, query).content, "lxml")
    return [" ".join(row.get_text(" ").split()) for row in page.select("#result_list tbody tr")]
