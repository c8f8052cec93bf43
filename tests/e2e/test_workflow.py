"""Review, publication and preview as people do them, in a real browser."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from articles.models import Article, StatusChange
from articles.roles import CHIEF_EDITOR, CONTRIBUTOR, EDITOR
from tests.factories import make_article, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = [390, 1280]


@pytest.fixture
def log_in(live_server, open_page):
    """Opens a page as somebody, in a browser of their own."""

    def open_(user, path: str, **options):
        client = Client()
        client.force_login(user)
        session = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
        return open_page(live_server.url + path, cookies=session | {"django_language": "en"}, **options)

    return open_


def form(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def write_body(page, html: str) -> None:
    page.get_by_role("button", name="HTML source").click()
    page.locator("#id_body").fill(html)


def test_a_contributor_writes_an_editor_sends_back_and_a_chief_editor_publishes(log_in, live_server, open_page):
    author = log_in(make_member(CONTRIBUTOR, "小王"), "/admin/articles/article/add/")
    author.locator("#id_title").fill("夜市重开")
    write_body(author, "<p>昨晚，夜市重开。</p>")
    author.locator("[name=_continue]").first.click()
    author.get_by_role("button", name="Submit for review").click()
    expect(author.locator("#workflow-title strong")).to_have_text("in review")
    expect(author.locator("#id_title")).to_have_count(0)  # it is with the editors now

    article = Article.objects.get()
    editor = log_in(make_member(EDITOR, "老李"), form(article))
    expect(editor.get_by_role("button", name="Publish")).to_have_count(0)
    editor.get_by_role("button", name="Send back to draft").click()
    expect(editor.locator(".workflow .errorlist")).to_have_text(
        "“Send back to draft” needs a reason. Say why, and do it again."
    )
    editor.locator("#id_reason").fill("缺地点")
    editor.get_by_role("button", name="Send back to draft").click()
    expect(editor.locator("#workflow-title strong")).to_have_text("draft")

    author.reload()
    expect(author.locator(".changes")).to_contain_text("老李: 缺地点")
    write_body(author, "<p>昨晚，中山路夜市重开。</p>")
    author.get_by_role("button", name="Submit for review").click()

    chief = log_in(make_member(CHIEF_EDITOR, "主编"), form(article))
    chief.get_by_role("button", name="Publish").click()
    expect(chief.locator("#workflow-title strong")).to_have_text("published")
    reader = open_page(live_server.url + article.get_absolute_url())
    expect(reader.locator(".body")).to_contain_text("中山路夜市")
    assert [page.complaints for page in (author, editor, chief, reader)] == [[], [], [], []]
    assert StatusChange.objects.count() == 4


def test_many_are_sent_back_with_one_reason_from_the_list(log_in):
    for title in ("一", "二"):
        make_article(title, status="in_review")
    page = log_in(make_member(EDITOR), "/admin/articles/article/")

    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("send_back")
    page.locator(".actions input[name=reason]").fill("重写导语")
    page.locator(".actions button[name=index]").click()

    expect(page.locator(".messagelist")).to_contain_text("2 articles are now: draft.")
    assert set(StatusChange.objects.values_list("reason", flat=True)) == {"重写导语"}


def test_a_preview_link_works_for_whoever_has_it_until_it_is_ended(log_in, open_page):
    article = make_article("未刊稿", status="draft")
    editor = log_in(make_member(EDITOR), form(article))
    editor.get_by_role("button", name="Make a preview link").click()
    address = editor.locator(".preview-link").get_attribute("href")

    guest = open_page(address)
    expect(guest.locator(".preview")).to_be_visible()
    expect(guest.locator("h1")).to_have_text("未刊稿")
    assert guest.complaints == []

    editor.get_by_role("button", name="End all preview links").click()
    guest.reload()
    expect(guest.locator(".article")).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(log_in, live_server, width):
    user = make_member(CHIEF_EDITOR)
    draft, public = make_article(status="draft"), make_article()
    for path in (form(draft), form(public), f"/articles/{draft.slug}/preview/", "/admin/articles/article/"):
        page = log_in(user, path, width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_every_control_of_the_steps_has_a_name_and_is_reached_by_the_keyboard(log_in):
    page = log_in(make_member(CHIEF_EDITOR), form(make_article(status="in_review")))

    reason = page.get_by_label("Reason")
    reason.focus()
    names = []
    for _ in range(4):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim()"))

    assert names == ["Send back to draft (with a reason)", "Publish", "Preview", "Make a preview link"]
