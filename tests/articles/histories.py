"""The pages of an article's history as an editor reads them."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.test import Client

from articles.models import Article
from tests.browserlike import submit
from tests.factories import make_article, make_source, make_tag

LIST = "/admin/articles/article/"
DELETED = f"{LIST}deleted/"


def address(article: Article, page: str = "change") -> str:
    return f"{LIST}{article.pk}/{page}/"


def lines(client: Client, article: Article) -> list[str]:
    """Each revision on the history page: number, who, means and comment, and what changed."""
    page = BeautifulSoup(client.get(address(article, "history")).content, "lxml")
    found = []
    for row in page.select(".revisions tbody tr"):
        cells = [" ".join(cell.get_text(" ").split()) for cell in row.select("td, th")]
        found.append(" | ".join([cells[0], *cells[2:5]]))
    return found


def differences(client: Client, article: Article, old, new) -> dict[str, list[list[str]]]:
    """Each field that differs with the lines of its two sides; what was deleted is -so-, what was inserted +so+."""
    page = BeautifulSoup(client.get(address(article, "compare"), {"old": old, "new": new}).content, "lxml")
    for sign, name in (("-", "del"), ("+", "ins")):
        for part in page.select(f".difference {name}"):
            part.string = f"{sign}{part.get_text()}{sign}"
    return {
        section.h2.get_text(): [[cell.get_text() for cell in row.select("td")] for row in section.select("tbody tr")]
        for section in page.select(".difference")
    }


def changed_in_every_field(client: Client) -> Article:
    """An article whose form was saved with another value in every field."""
    article = make_article(
        "今天天气很好",
        source="泉州晚报",
        tags=["经济", "政务"],
        credits=[("甲", "reporter", "某社")],
        column=["要闻"],
        body="<h2>一</h2>\n<p>十年来的变化。</p>\n<p>三</p>",
        summary="第一行\n第二行",
    )
    changes = {
        "title": "今天天气不好",
        "status": "archived",
        "source": str(make_source("厦门日报").pk),
        "tags": [str(article.tags.get(name="经济").pk), str(make_tag("民生").pk)],
        "column": "要闻\n时政",
        "published_at_0": "2022-03-01",
        "published_at_1": "",
        "body": "<h2>一</h2>\n<p>十年间的变化。</p>\n<p>三</p>",
        "summary": "第一行\n另一行",
        "credits-0-affiliation": "某报",
        "credits-1-name": "乙",
        "credits-1-role": "editor",
    }
    submit(client, address(article), **changes)
    return article
