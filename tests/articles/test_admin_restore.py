"""The way back in the admin: to a revision, and from deletion."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from articles.models import Article, Revision
from tests.browserlike import filled, rows, submit, text
from tests.factories import make_article

from .histories import DELETED, LIST, address, lines
from .revisions import everything, history

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]


def restore(client, article: Article, number: int, **fields: str) -> list[str]:
    newest = Revision.objects.filter(slug=article.slug).newest().get().number
    data = {"number": number, "newest": newest, **fields}
    response = client.post(address(article, "restore"), data, follow=True)
    return [str(message) for message in response.context["messages"]]


def test_restoring_makes_a_new_revision_that_is_as_the_old_one(client):
    article = make_article("原题", tags=["经济"], credits=[("乙", "editor"), ("甲", "reporter", "某社")])
    before = everything(article)
    submit(
        client,
        address(article),
        title="新题",
        body="<p>新</p>",
        tags=[],
        **{"credits-0-DELETE": "on", "credits-1-order": "9"},
    )
    assert everything(article) != before

    assert restore(client, article, 1, comment="改错了") == ["Revision 1 is restored."]

    assert everything(article) == before
    assert lines(client, article)[0] == "#3 | editor | restored from revision 1 改错了 | title, tags, body, credits"


def test_restoring_what_is_so_already_makes_none(client, changed):
    assert restore(client, changed, 2) == ["Nothing changed: the article is as in that revision already."]
    assert history(changed) == ["found", "person"]


def test_restoring_past_somebody_elses_change_is_refused(client, changed):
    assert restore(client, changed, 1, newest="1") == [
        "Nothing was done: somebody changed the article meanwhile. Look at it again."
    ]
    assert history(changed) == ["found", "person"]


def test_nothing_is_restored_by_looking(client, changed):
    assert client.get(address(changed, "restore"), {"number": 1, "newest": 2}).status_code == 405


# Deleted articles


def delete(client, article: Article) -> None:
    assert client.post(address(article, "delete"), {"post": "yes"}).status_code == 302


def test_a_deleted_article_is_listed_and_comes_back_under_its_address(client):
    article = make_article("要删的题", slug="old-address", tags=["经济"], credits=[("甲", "reporter")])
    before = everything(article)
    delete(client, article)
    assert client.get("/articles/old-address/").status_code == 404

    page = BeautifulSoup(client.get(DELETED).content, "lxml")
    assert [cell.get_text() for cell in page.select(".revisions tbody :is(th, code)")] == ["要删的题", "old-address"]
    response = client.post(f"{DELETED}restore/", filled(client, DELETED), follow=True)

    [message] = response.context["messages"]
    assert str(message) == "“要删的题” is restored, under its old address."
    revived = Article.objects.get()
    assert everything(revived) == before
    assert client.get("/articles/old-address/").status_code == 200
    assert lines(client, revived) == ["#1 | editor | deleted | the whole"]
    assert "No article has been deleted." in text(client, DELETED)


def test_articles_that_are_deleted_together_are_all_recorded(client):
    articles = [make_article() for _ in range(3)]

    data = {"action": "delete_selected", "_selected_action": [article.pk for article in articles], "post": "yes"}
    client.post(LIST, data)

    assert not Article.objects.exists()
    assert Revision.objects.of_deleted().count() == 3


def test_the_list_leads_to_the_deleted_ones(client):
    assert f'href="{DELETED}"' in client.get(LIST).content.decode()


@pytest.mark.parametrize("value", ["", "x", "0", "1" + "0" * 23])
def test_a_deleted_article_that_is_not_there_is_not_found(client, value):
    assert client.post(f"{DELETED}restore/", {"revision": value}).status_code == 404


def test_an_article_that_came_back_is_in_the_list(client):
    article = make_article("回来的")
    delete(client, article)
    client.post(f"{DELETED}restore/", filled(client, DELETED))

    assert [row.split()[0] for row in rows(client, LIST)] == ["回来的"]
