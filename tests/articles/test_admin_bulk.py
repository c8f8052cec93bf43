"""Many articles at once in the admin: what is to change is shown first, done once, and can be undone."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User

from articles.models import Article, BulkChange, Revision
from tests.browserlike import rows
from tests.factories import make_article, make_editor, make_source, make_tag

from .revisions import everything, history

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture(autouse=True)
def editor(client):
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


class Desk:
    """An editor who chose `articles` in the list, or all that match its filter, and then "Change fields and tags…"."""

    def __init__(self, client, *articles: Article, query: str = "", across: bool = False):
        self.client, self.address = client, f"{LIST}{query}"
        self.data: dict[str, Any] = {
            "action": "change_many",
            "_selected_action": [str(article.pk) for article in articles],
            "select_across": "1" if across else "0",
        }
        self.page = self._post(self.data)

    def show(self, **values: Any) -> Desk:
        self.page = self._post(self._hidden() | values | {"step": "preview"})
        self.values = values
        return self

    def change(self, **other: Any) -> list[str]:
        response = self.client.post(self.address, self._hidden() | self.values | {"step": "apply"} | other, follow=True)
        self.page, self.response = BeautifulSoup(response.content, "lxml"), response
        return [str(message) for message in response.context["messages"]]

    def text(self, selector: str) -> str:
        return " ".join(" ".join(part.get_text(" ") for part in self.page.select(selector)).split())

    def _hidden(self) -> dict[str, Any]:
        hidden: dict[str, Any] = {}
        for field in self.page.select("#content-main input:is([type=hidden], [type=radio][checked])"):
            hidden.setdefault(field["name"], []).append(field["value"])
        return hidden

    def _post(self, data: dict[str, Any]) -> BeautifulSoup:
        return BeautifulSoup(self.client.post(self.address, data).content, "lxml")


def test_what_will_change_is_shown_with_counts_and_samples_before_anything_is_done(client):
    source, tag = make_source("厦门日报"), make_tag("民生")
    first = make_article("第一篇", status="draft", source="泉州晚报")
    second = make_article("", status="draft", source=source)
    other = make_article("不选", status="draft")

    desk = Desk(client, first, second)
    assert "2 articles are chosen." in desk.text("#content-main")
    desk.show(status="published", source=str(source.pk), add_tags=[str(tag.pk)])

    assert desk.text(".counts") == (
        "status: published – 1 article source: 厦门日报 – 1 article add the tag “民生” – 2 articles "
        "1 article will not be published, because it has no title."
    )
    assert "Of 2 chosen, 2 will change." in desk.text(".confirm")
    assert "第一篇 status draft published source 泉州晚报 厦门日报 tags 民生" in desk.text(".preview tbody")
    assert {history(article) == [] for article in (first, second, other)} == {True}
    assert set(Article.objects.values_list("status", flat=True)) == {"draft"}


def test_one_confirmation_does_it_and_tells_how_many_with_links(client, editor):
    articles = [make_article(f"第{n}篇", status="draft") for n in range(3)]
    other = make_article("不选", status="draft")

    messages = Desk(client, *articles).show(status="archived", comment="清理").change()

    assert messages == ["3 articles were changed."]
    assert list(Article.objects.order_by("pk").values_list("status", flat=True)) == ["archived"] * 3 + ["draft"]
    assert history(other) == []
    bulk_change = BulkChange.objects.get()
    assert (bulk_change.count, bulk_change.user, bulk_change.comment) == (3, editor, "清理")
    page = client.get(f"/admin/articles/bulkchange/{bulk_change.pk}/change/").content.decode()
    for article in articles:
        assert f"/admin/articles/article/{article.pk}/change/" in page
    assert "status: archived" in page
    # And a list of them all, in which each can be looked at.
    assert len(rows(client, LIST, bulk_change=bulk_change.pk)) == 3
    assert {revision.user for revision in Revision.objects.filter(means="bulk")} == {editor}


def test_all_that_match_a_filter_are_changed_and_no_others(client):
    source = make_source("泉州晚报")
    for _ in range(130):
        make_article(source=source, status="draft")
    make_article(source="别的报", status="draft")

    query = f"?source__id__exact={source.pk}"
    desk = Desk(client, Article.objects.first(), query=query, across=True)
    assert desk.show(status="archived").change() == ["130 articles were changed."]

    assert Article.objects.filter(status="archived").count() == 130


def test_who_ticked_a_page_may_still_choose_all_that_match(client):
    # Without a script the list itself offers no more than its page.
    ticked = make_article(status="draft")
    make_article(status="draft")

    desk = Desk(client, ticked)
    assert "the 1 article ticked in the list all: 2 articles that match the list's filter" in desk.text("p.acts")
    desk.show(status="archived", select_across="1")

    assert desk.change() == ["2 articles were changed."]


def test_all_that_a_search_finds_are_changed(client):
    make_article("营商环境", status="draft")
    make_article("别的", status="draft", body="<p>无关</p>")

    assert Desk(client, Article.objects.first(), query="?q=营商", across=True).show(status="archived").change() == [
        "1 article was changed."
    ]


def test_one_button_undoes_it(client):
    articles = [make_article(status="draft", tags=["旧"], source="泉州晚报", column=["要闻"]) for _ in range(3)]
    before = [everything(article) for article in articles]
    tag = Article.objects.first().tags.get()
    Desk(client, *articles).show(
        status="archived", source_clear="on", column_clear="on", published_at_clear="on", remove_tags=[str(tag.pk)]
    ).change()
    assert [everything(article) for article in articles] != before
    page = f"/admin/articles/bulkchange/{BulkChange.objects.get().pk}/"

    response = client.post(f"{page}undo/", follow=True)

    assert [str(message) for message in response.context["messages"]] == ["3 articles are as they were."]
    assert [everything(article) for article in articles] == before
    assert "Undo this change" not in response.content.decode()
    response = client.post(f"{page}undo/", follow=True)
    assert [str(message) for message in response.context["messages"]] == ["It is undone already."]


def test_undoing_tells_what_it_left_alone(client):
    first, second = make_article(slug="first", status="draft"), make_article(slug="second", status="draft")
    Desk(client, first, second).show(status="archived").change()
    Article.objects.filter(pk=first.pk).update(title="新题")

    response = client.post(f"/admin/articles/bulkchange/{BulkChange.objects.get().pk}/undo/", follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "1 article is as it was.",
        "1 article was left alone, because it was changed or deleted since: first.",
    ]


def test_what_was_not_shown_is_not_done(client):
    article = make_article("一", status="draft")
    desk = Desk(client, article, query="?status__exact=draft", across=True).show(status="archived")
    make_article("来得晚的", status="draft")

    assert desk.change() == ["Nothing was done yet: what would change is no longer what was shown. Look again."]
    assert "Of 2 chosen, 2 will change." in desk.text(".confirm")
    assert not BulkChange.objects.exists()
    assert desk.change() == ["2 articles were changed."]


def test_a_choice_that_was_changed_after_it_was_shown_is_shown_anew(client):
    desk = Desk(client, make_article(status="draft")).show(status="archived")

    assert desk.change(status="in_review") == [
        "Nothing was done yet: what would change is no longer what was shown. Look again."
    ]
    assert set(Article.objects.values_list("status", flat=True)) == {"draft"}


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({}, "Choose something to change."),
        ({"column": "要闻", "column_clear": "on"}, "Either give a value or take it away, not both."),
        ({"status": "burnt"}, "Select a valid choice. burnt is not one of the available choices."),
        ({"source": "999999"}, "Select a valid choice."),
        ({"published_at_1": "08:00"}, "There is a time but no date. Give the date, or take the time away."),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(client, values, error):
    desk = Desk(client, make_article()).show(**values)

    assert error in desk.text(".errorlist")
    assert not desk.page.select(".confirm")


def test_a_tag_cannot_be_added_and_removed(client):
    tag = make_tag("经济")

    desk = Desk(client, make_article()).show(add_tags=[str(tag.pk)], remove_tags=[str(tag.pk)])

    assert desk.text(".errorlist") == "To be added and removed: 经济. Choose one."


def test_a_change_that_changes_nothing_says_so_and_cannot_be_confirmed(client):
    desk = Desk(client, make_article(status="draft")).show(status="draft")

    assert "Nothing: all of them are so already." in desk.text(".preview")
    assert not desk.page.select(".confirm")


def test_a_date_without_a_time_is_a_day(client):
    article = make_article(published_at=None)

    Desk(client, article).show(published_at_0="2022-02-25", published_at_1="").change()

    article.refresh_from_db()
    assert (article.published_precision, str(article.published_at)) == ("day", "2022-02-24 16:00:00+00:00")


def test_the_preview_takes_few_queries_whatever_matches(client, django_assert_max_num_queries):
    for _ in range(120):
        make_article(status="draft")
    desk = Desk(client, Article.objects.first(), across=True)

    # The session and the user; the list's own six; how many match, would change, and would by each part; the samples.
    with django_assert_max_num_queries(20):
        desk.show(status="archived", source_clear="on", column="要闻")


@pytest.mark.parametrize("value", ["x", "0", "-1", "1" + "0" * 23, "", "١"])
def test_a_list_of_a_bulk_change_that_is_none_is_empty_or_whole(client, value):
    make_article()

    assert client.get(LIST, {"bulk_change": value}, follow=True).status_code == 200


def log_in(client, *permissions: str) -> None:
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


def test_who_may_change_one_article_may_not_change_many(client):
    article = make_article(status="draft")
    Desk(client, article).show(status="archived").change()
    undo = f"/admin/articles/bulkchange/{BulkChange.objects.get().pk}/undo/"

    log_in(client, "view_article", "change_article", "view_bulkchange")

    assert "change_many" not in client.get(LIST).content.decode()
    data = {"action": "change_many", "_selected_action": [article.pk], "step": "preview", "status": "draft"}
    assert "Change many articles" not in client.post(LIST, data, follow=True).content.decode()
    assert client.post(undo).status_code == 403
    assert history(article) == ["found", "bulk"]


def test_who_has_the_right_may(client):
    article = make_article(status="draft")
    rights = ("view_article", "change_article", "publish_article", "withdraw_article")
    log_in(client, *rights, "view_bulkchange", "add_bulkchange")

    assert Desk(client, article).show(status="archived").change() == ["1 article was changed."]


def test_nothing_is_undone_by_looking(client):
    Desk(client, make_article(status="draft")).show(status="archived").change()

    assert client.get(f"/admin/articles/bulkchange/{BulkChange.objects.get().pk}/undo/").status_code == 405
    assert client.post("/admin/articles/bulkchange/999/undo/").status_code == 404
