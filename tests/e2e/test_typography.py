"""How Chinese is set: the measure, punctuation, titles, and what a reader's system asks for; on paper as well."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .page_types import fill, walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The lines of an element, each as the text that stands in it: one begins where the next character stands further left.
LINES = """(element) => {
  const lines = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let last = Infinity;
  while (walker.nextNode()) {
    for (let at = 0; at < walker.currentNode.length; at += 1) {
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const { left, width } = range.getBoundingClientRect();
      if (!width) continue;
      if (left < last) lines.push("");
      last = left;
      lines[lines.length - 1] += walker.currentNode.data[at];
    }
  }
  return lines;
}"""
# How wide texts are at 100 pixels.
WIDTHS = """(texts) => texts.map((text) => {
  const probe = Object.assign(document.createElement("p"), { lang: "zh-Hans", textContent: text });
  probe.style.cssText = "font-size: 100px; display: inline-block; white-space: nowrap";
  document.querySelector("main").append(probe);
  return probe.getBoundingClientRect().width;
})"""
FURNITURE = ".masthead nav, .switches, .find, .skip, .colophon, .pagination, .aloud, .neighbours, .facets, .query"


@pytest.fixture(autouse=True)
def archive():
    fill()


@pytest.mark.parametrize("mode", ["standard", "elder"])
@pytest.mark.parametrize("width", [1280, 1920])
def test_a_line_of_text_holds_30_to_40_characters(open_page, live_server, width, mode):
    page = open_page(live_server.url + "/articles/everything/", width=width, cookies={"mode": mode})

    first, second, *_ = page.locator(".body > p").first.evaluate(LINES)

    assert 28 <= len(first) <= 38  # two more are the indent
    assert first + second in page.locator(".body > p").first.text_content()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_title_ends_with_a_lone_character_and_no_line_begins_with_a_stop(open_page, live_server, width):
    page = open_page(live_server.url + "/articles/everything/", width=width)

    title = page.locator("h1").evaluate(LINES)
    lines = [line for text in page.locator(".body > p").all()[:6] for line in text.evaluate(LINES)]

    assert len(title) > 1
    assert len(title[-1]) > 2
    assert len(lines) > 6
    assert [line for line in lines if line[0] in "，。、；：！？”」』）》"] == []


def test_punctuation_is_compressed_and_latin_is_set_off(open_page, live_server):
    page = open_page(live_server.url)

    marks, han, mixed, latin = page.evaluate(WIDTHS, ["「。」（", "汉", "汉a汉", "a"])

    assert han > 90
    assert marks < 3.6 * han
    assert mixed > 2 * han + latin + 15


def test_more_contrast_is_given_where_the_system_asks_for_it(open_page, live_server):
    page = open_page(live_server.url)
    ink, facts = "getComputedStyle(document.body).color", "getComputedStyle(document.querySelector('.facts')).color"
    assert page.evaluate(f"{ink} !== {facts}")

    page.emulate_media(contrast="more")

    assert page.evaluate(f"{ink} === {facts}")


def test_nothing_moves_where_the_system_asks_for_stillness(open_page, live_server):
    page = open_page(live_server.url, reduced_motion="reduce")
    page.evaluate("document.querySelector('main').style.transition = 'all 3s'")

    assert page.evaluate("getComputedStyle(document.querySelector('main')).transitionDuration") == "0s"


@pytest.mark.parametrize("cookies", [{"theme": "dark"}, {"mode": "elder", "theme": "dark"}], ids=["standard", "elder"])
def test_on_paper_a_page_is_dark_on_white_and_without_furniture(open_page, live_server, cookies):
    page = open_page(live_server.url, cookies=cookies)
    page.emulate_media(media="print")

    for name in walk(page, live_server.url):
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgba(0, 0, 0, 0)", name
        assert page.evaluate("getComputedStyle(document.documentElement).color") in ("rgb(28, 27, 25)", "rgb(0, 0, 0)")
        assert [one for one in page.locator(FURNITURE).all() if one.is_visible()] == [], name


def test_on_paper_an_article_ends_with_its_address_and_a_code(open_page, live_server):
    page = open_page(live_server.url + "/articles/everything/")
    expect(page.locator(".imprint")).to_be_hidden()

    page.emulate_media(media="print")

    expect(page.locator(".imprint")).to_contain_text(live_server.url + "/articles/everything/")
    expect(page.locator(".imprint img")).to_be_visible()
