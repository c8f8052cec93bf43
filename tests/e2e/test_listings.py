"""Lists in a real browser: the calendar, what narrows a tag, names with signs in addresses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.factories import NOON, make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [320, 1280])
def test_a_day_of_the_calendar_is_reached_by_its_name_and_is_a_large_target(live_server, open_page, width):
    make_article("当天的", published_at=NOON)
    make_article("别的日子", published_at=NOON - timedelta(days=3))
    page = open_page(f"{live_server.url}/archive/2022/02/", width=width, java_script_enabled=False)
    day = page.get_by_role("link", name="2022年2月25日")

    box = day.bounding_box()
    assert box["width"] >= 24 and box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    day.click()

    expect(page.locator(".entry h2")).to_have_text(["当天的"])


def test_a_tag_is_narrowed_and_widened_again_by_links_alone(live_server, open_page):
    make_article("都有", tags=["营商", "数字"])
    make_article("一个", tags=["营商"])
    page = open_page(f"{live_server.url}/tags/营商/", java_script_enabled=False)

    page.locator(".together a").click()
    expect(page.locator(".entry h2")).to_have_text(["都有"])
    page.locator(".narrowed a").click()

    expect(page.locator(".entry h2")).to_have_text(["一个", "都有"])


@pytest.mark.parametrize("name", ["A/B", "..", "👩‍💻 C++", "100%?#"])
def test_a_browser_finds_the_page_of_any_name(live_server, open_page, name):
    make_article("一篇", slug="a", credits=[(name, "reporter")])
    page = open_page(f"{live_server.url}/articles/a/")

    page.locator(".credits a").click()

    expect(page.locator("h1")).to_have_text(name)
