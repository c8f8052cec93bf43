"""Searching in a real browser: with and without a script, by keyboard, on a phone."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.factories import make_article, make_source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def archive():
    make_article(
        "关于进一步深化放管服改革全面推进数字政府建设持续优化营商环境培育和激发市场主体活力行动方案的若干意见",
        source=make_source("厦门市人民政府办公厅", slug="xiamen"),
        tags=["数字经济", "Antidisestablishmentarianism-in-Latin-letters"],
        credits=[("郭荣鑫", "reporter")],
        body="<p>营商环境建设是一项系统工程，良好的营商环境是综合竞争力的重要体现。</p>" * 8,
        slug="a",
    )
    make_article("数字赋能", source=make_source("泉州晚报", slug="quanzhou"), tags=["数字经济"], slug="b")


def test_a_reader_searches_narrows_and_reads(live_server, open_page):
    page = open_page(f"{live_server.url}/", cookies={"django_language": "en"})
    field = page.get_by_role("combobox", name="Search the archive")
    field.fill("营商环境")
    field.press("Enter")

    expect(page).to_have_url(f"{live_server.url}/search/?q=%E8%90%A5%E5%95%86%E7%8E%AF%E5%A2%83")
    expect(page.locator(".entry")).to_have_count(2)
    page.locator(".facets").get_by_role("link", name="泉州晚报").click()
    expect(page.locator(".entry")).to_have_count(1)
    page.locator(".chosen a").click()
    expect(page.locator(".entry")).to_have_count(2)
    page.locator(".entry h2 a").first.click()
    expect(page).to_have_url(re.compile(f"{live_server.url}/articles/"))


def test_suggestions_are_chosen_by_keyboard(live_server, open_page):
    page = open_page(f"{live_server.url}/", cookies={"django_language": "en"})
    field = page.get_by_role("combobox", name="Search the archive")
    field.press_sequentially("泉州")

    option = page.get_by_role("option", name="泉州晚报 Source")
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(option).to_be_hidden()
    field.press_sequentially("晚")
    expect(option).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")

    expect(page).to_have_url(f"{live_server.url}/sources/quanzhou/")
    assert page.complaints == []


def test_without_a_script_a_search_finds_the_same(live_server, open_page):
    page = open_page(f"{live_server.url}/", java_script_enabled=False)
    page.locator(".find input").fill("营商环境")
    page.locator(".find button").click()

    expect(page.locator(".entry")).to_have_count(2)
    expect(page.locator(".entry mark").first).to_have_text("营商环境")


ADDRESSES = ["/search/", "/search/?q=营商环境", "/search/?q=没有的词 数字", '/search/?q="没有 -']


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_overflows_and_nothing_is_asked_of_others(live_server, open_page, address, width):
    page = open_page(live_server.url + address, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert {url.split("/")[2] for url in page.requests} == {live_server.url.split("/")[2]}
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_wrong(live_server, open_page, address, scheme):
    page = open_page(live_server.url + address, color_scheme=scheme)
    # The page's policy lets no script in but its own: axe is put in from outside.
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
