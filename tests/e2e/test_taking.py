"""What readers take along, in a real browser: walls of codes on a screen and on paper, and the print of an article."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.factories import NOON, make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
A4 = {"width": 703, "height": 1032}  # CSS pixels between margins of 12 mm
ROWS = 27


@pytest.fixture(autouse=True)
def archive():
    for number in range(ROWS):
        make_article(
            f"第{number}篇：关于进一步深化放管服改革全面推进数字政府建设持续优化营商环境的若干意见",
            source="厦门市人民政府办公厅" if number % 2 else None,
            tags=["港口"],
            published_at=NOON - timedelta(days=number) if number % 3 else None,
            slug=f"{'数字政府' * 5}-{number}" if number % 5 == 0 else f"n{number}",
        )


def codes(picture: bytes) -> list[str]:
    return sorted(found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(picture))))


def addresses(page) -> list[str]:
    return sorted(page.locator(".wall a").evaluate_all("links => links.map(link => link.href)"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_code_of_a_wall_can_be_read_off_the_screen(live_server, open_page, width, scheme):
    page = open_page(f"{live_server.url}/wall/?tag=港口", width=width, color_scheme=scheme, device_scale_factor=2)

    assert codes(page.locator(".wall").screenshot()) == addresses(page)
    assert len(addresses(page)) == ROWS
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_code_of_a_printed_wall_can_be_read_and_none_is_cut_by_the_end_of_a_sheet(live_server, open_page):
    page = open_page(f"{live_server.url}/wall/?tag=港口", device_scale_factor=2)
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2  # sheets of 20 codes

    page.set_viewport_size(A4)
    page.emulate_media(media="print")

    assert codes(page.locator(".wall").screenshot()) == addresses(page)
    assert set(page.locator(".wall li").evaluate_all("all => all.map(one => getComputedStyle(one).breakInside)")) == {
        "avoid"
    }
    assert page.locator(".page-head h1").is_visible() and page.locator(".page-head time").is_visible()
    assert not page.locator(".masthead").is_visible()


def test_the_print_of_an_article_has_whose_it_is_where_it_stands_and_its_code_at_the_foot(live_server, open_page):
    page = open_page(f"{live_server.url}/articles/n1/", cookies={"theme": "dark"}, device_scale_factor=2)
    imprint = page.locator(".imprint")
    expect(imprint).to_be_hidden()

    page.emulate_media(media="print")

    expect(imprint).to_be_visible()
    expect(imprint).to_contain_text("厦门市人民政府办公厅 · 2022年2月24日")
    expect(imprint).to_contain_text(page.url)
    imprint.scroll_into_view_if_needed()
    expect(imprint.locator("img")).to_have_js_property("complete", True)
    assert codes(imprint.screenshot()) == [page.url]
    expect(page.locator(".share")).to_be_hidden()
    # Black on white, whatever the screen was.
    assert imprint.evaluate("one => getComputedStyle(one).color") == "rgb(28, 27, 25)"
