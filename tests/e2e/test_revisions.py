"""Revisions, two editors at once and bulk changes in a real browser, under the content security policy."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from articles.models import Article
from tests.factories import make_article, make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/articles/article/"


@pytest.fixture
def open_as(live_server, open_page):
    """Opens a page of the admin, logged in as somebody new with that name."""
    sessions: dict[str, str] = {}

    def open_(name: str, path: str, **options):
        if name not in sessions:
            client = Client()
            client.force_login(make_editor(name))
            sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies = {settings.SESSION_COOKIE_NAME: sessions[name], "django_language": "en"}
        return open_page(f"{live_server.url}{path}", cookies=cookies, **options)

    return open_


@pytest.fixture
def article() -> Article:
    return make_article(
        "今天天气很好",
        source="泉州晚报",
        tags=["经济"],
        credits=[("甲", "reporter", "某社")],
        body="<h2>一</h2>\n<p>十年来的变化。</p>",
        status="draft",
    )


def press(page, **role) -> None:
    page.get_by_role("button", **role).click()
    page.wait_for_load_state("networkidle")


def test_edit_compare_and_restore(open_as, article):
    page = open_as("wang", f"{LIST}{article.pk}/change/")
    page.locator("#id_title").fill("今天天气不好")
    page.locator("#id_credits-0-name").fill("乙")
    page.locator("#id_comment").fill("按原报改")
    page.locator("[name=_continue]").first.click()
    page.wait_for_load_state("networkidle")

    page.get_by_role("link", name="History").click()
    expect(page.locator(".revisions")).to_contain_text("按原报改")
    page.get_by_role("link", name="What it changed").click()

    assert page.locator(".difference del").all_inner_texts() == ["很", "甲"]
    assert page.locator(".difference ins").all_inner_texts() == ["不", "乙"]
    press(page, name="Restore revision 1")

    article.refresh_from_db()
    assert article.title == "今天天气很好"
    assert [who.name for who in article.credits.all()] == ["甲"]
    expect(page.locator(".revisions")).to_contain_text("restored from revision 1")
    assert page.complaints == []


def test_inserted_and_deleted_can_be_told_apart_without_colour(open_as, article):
    page = open_as("wang", f"{LIST}{article.pk}/change/")
    page.locator("#id_title").fill("今天天气不好")
    page.locator("[name=_continue]").first.click()
    page.wait_for_load_state("networkidle")
    page.goto(f"{page.url.split('/change/')[0]}/compare/?old=1&new=2")

    sign = "(part) => [getComputedStyle(part, '::before').content, getComputedStyle(part).textDecorationLine]"
    assert page.locator(".difference del").evaluate(sign) == ['"−"', "line-through"]
    assert page.locator(".difference ins").evaluate(sign) == ['"+"', "underline"]


def test_two_editors_at_once(open_as, article):
    address = f"{LIST}{article.pk}/change/"
    wang, li = open_as("wang", address), open_as("li", address)
    wang.locator("#id_title").fill("王的题")
    wang.locator("#id_kicker").fill("王的引题")
    wang.locator("[name=_save]").first.click()
    wang.wait_for_url(f"**{LIST}")

    li.locator("#id_title").fill("李的题")
    li.locator("#id_summary").fill("李的摘要")
    li.locator("[name=_save]").first.click()
    li.wait_for_load_state("networkidle")

    expect(li.locator(".meanwhile .revisions")).to_contain_text("wang")
    expect(li.locator("#id_title")).to_have_value("李的题")
    group = li.get_by_role("group", name="Title")
    assert "王的题" in group.inner_text().replace("\n", "")
    group.get_by_label("Take theirs").check()
    press(li, name="Save as chosen")

    article.refresh_from_db()
    assert (article.title, article.kicker, article.summary) == ("王的题", "王的引题", "李的摘要")
    assert li.complaints == []


def test_a_bulk_change_with_its_preview_and_its_undoing(open_as, article):
    other = make_article("第二篇", status="draft")
    page = open_as("wang", LIST)
    for box in page.locator("input.action-select").all():
        box.check()
    page.locator("select[name=action]").select_option("change_many")
    press(page, name="Go")

    page.locator("#id_status").select_option("archived")
    page.locator("#id_column").fill("要闻\n时政")
    press(page, name="Show what will change")
    expect(page.locator(".confirm")).to_contain_text("Of 2 chosen, 2 will change.")
    press(page, name="Change 2 articles")

    assert set(Article.objects.values_list("status", flat=True)) == {"archived"}
    expect(page.get_by_role("link", name="第二篇")).to_have_count(1)
    press(page, name="Undo this change")

    expect(page.locator(".messagelist")).to_contain_text("2 articles are as they were.")
    other.refresh_from_db()
    assert (other.status, other.column) == ("draft", [])
    assert page.complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(open_as, article, width):
    page = open_as("wang", f"{LIST}{article.pk}/change/", width=width)
    page.locator("#id_title").fill("很长的题目" * 20)
    page.locator("#id_original_url").fill("https://example.org/" + "a" * 300)
    page.locator("[name=_continue]").first.click()
    page.wait_for_load_state("networkidle")

    own = f"{LIST}{article.pk}/"
    for path in (f"{own}history/", f"{own}compare/?old=1&new=2", f"{LIST}deleted/", "/admin/articles/bulkchange/"):
        page.goto(f"{page.url.split('/admin/')[0]}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.complaints == []
