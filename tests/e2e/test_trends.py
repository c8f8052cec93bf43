"""The charts in a real browser: readable at every width, and of use by keyboard and without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.factories import NOON, make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/trends/", "/trends/?by=source", "/trends/?by=tag&q=天气")


@pytest.fixture(autouse=True)
def archive():
    for number in range(40):
        make_article(
            f"第{number}篇",
            source=f"一份名字相当长的晚报{number % 10}",
            tags=["港口"],
            body=f"<p>天气{number}</p>",
            published_at=NOON + timedelta(days=17 * number),
            slug=f"n{number}",
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280, 1920])
def test_the_page_fits_every_width_and_its_text_is_no_smaller_than_12_pixels(live_server, open_page, width, scheme):
    page = open_page(live_server.url, width=width, color_scheme=scheme)
    for path in PAGES:
        page.goto(live_server.url + path)

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        # As it is drawn: a picture that is scaled down scales its text too.
        sizes = page.locator(".chart text").evaluate_all(
            "all => all.map(one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"
        )
        assert sizes and min(sizes) >= 12
        fills = page.locator(".chart rect:not(.reach)").evaluate_all(
            "all => all.map(one => getComputedStyle(one).fill)"
        )
        assert set(fills) == {{"light": "rgb(163, 38, 42)", "dark": "rgb(239, 138, 128)"}[scheme]}


@pytest.mark.parametrize("width", [390, 1280])
def test_the_newest_end_of_a_chart_is_seen_first(live_server, open_page, width):
    page = open_page(live_server.url + "/trends/?by=source", width=width)

    expect(page.locator(".chart svg").first.locator("text").last).to_be_in_viewport()
    expect(page.locator(".chart h2").first).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [390, 1280])
def test_bars_are_reached_and_followed_by_keyboard(live_server, open_page, width):
    page = open_page(live_server.url + "/trends/", width=width, cookies={"django_language": "en"})
    page.locator(".tabs a").last.focus()

    page.keyboard.press("Tab")
    expect(page.locator(".chart")).to_be_focused()
    page.keyboard.press("Tab")
    first = page.locator(".chart a").first
    expect(first).to_be_focused()
    # Even in a chart that is wider than the screen what has the focus is seen.
    expect(first).to_be_in_viewport()
    assert first.get_attribute("aria-label") == "February 2022: 1 article"
    page.keyboard.press("Enter")

    expect(page.locator(".entry")).to_have_count(1)


def test_bars_are_wide_enough_for_a_finger(live_server, open_page):
    page = open_page(live_server.url + "/trends/", width=390)
    boxes = [link.bounding_box() for link in page.locator(".chart a").all()]

    centres = [box["x"] + box["width"] / 2 for box in boxes]
    assert min(box["height"] for box in boxes) >= 24
    assert min(after - before for before, after in zip(centres, centres[1:], strict=False)) >= 24


def test_the_table_unfolds_and_a_bar_leads_on_without_javascript(live_server, open_page):
    page = open_page(live_server.url + "/trends/", java_script_enabled=False)
    table = page.locator(".as-table table")
    expect(table).to_be_hidden()

    page.locator(".as-table summary").click()

    expect(table).to_be_visible()
    page.locator(".chart a").last.click()
    expect(page.locator(".entry").first).to_be_visible()
