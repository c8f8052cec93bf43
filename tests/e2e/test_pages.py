"""The reading site in a real browser: nothing overflows, nothing is asked of other hosts, choices hold."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.factories import NOON, make_article, make_document, make_source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARAGRAPH = "<p>营商环境建设是一项系统工程，良好的营商环境是一个国家或地区经济软实力和综合竞争力的重要体现。</p>"
EVERYTHING = (
    PARAGRAPH
    + '<aside class="fact-box"><h3>全国已建设政务数据平台</h3><ul><li>省级.....26个</li></ul></aside>'
    + '<figure><img src="https://img.example.cn/a.jpg" alt="港口"><figcaption>图说</figcaption></figure>'
    + '<blockquote class="pull-quote"><p>请公众谨慎辨别,谨防上当受骗。</p></blockquote>'
    + f"<table><tr>{'<td>一个不短的单元格</td>' * 12}</tr></table>"
    + f'<pre>{"x" * 300}</pre><p><a href="https://a.cn/">https://a.cn/{"y" * 300}</a></p>'
    + "<h2>小标题</h2><ul><li>一</li></ul>"
    + PARAGRAPH * 200
)
PAGES = [
    "/",
    "/?source=nobody",
    "/articles/everything/",
    "/articles/bare/",
    "/sources/",
    "/tags/",
    "/archive/",
    "/archive/2022/",
    "/archive/2022/02/",
    "/columns/",
    "/columns/招商百科/",
    "/people/",
    "/people/王沙/",
    "/tags/营商环境/",
    "/trends/?by=tag",
    "/wall/",
    "/search/?q=营商",
]


@pytest.fixture(autouse=True)
def archive():
    make_article(
        "关于进一步深化放管服改革全面推进数字政府建设持续优化营商环境培育和激发市场主体活力行动方案的若干意见及其任务分工",
        slug="everything",
        kicker="做强做优数字经济 ④",
        deck="让数据多跑路、群众少跑腿",
        column=["招商百科", "视界深度"],
        source=make_source("厦门市人民政府办公厅"),
        republisher=make_source("招商人"),
        credits=[("王沙", "author", "成都市经济发展研究院营商环境专业首席研究员"), ("唐克", "photographer")],
        tags=["营商环境", "Antidisestablishmentarianism-in-Latin-letters-and-without-a-space"],
        original_url="https://finews.example.cn/" + "z" * 300,
        document=make_document(path="posts/" + "w" * 200 + ".md"),
        summary="摘要。" * 30,
        body=EVERYTHING,
    )
    make_article("一句话", slug="bare", published_at=None, body="<p>一句话。</p>")
    for number in range(40):
        make_article(f"第{number}篇", published_at=NOON + timedelta(days=40 * number))


@pytest.mark.parametrize("width", [320, 390, 1280, 1920])
def test_no_page_scrolls_sideways(live_server, open_page, width):
    page = open_page(live_server.url, width=width)

    widths = {}
    for path in PAGES:
        page.goto(live_server.url + path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")

    assert {path: found for path, found in widths.items() if found > width} == {}


def test_a_wide_table_scrolls_in_itself(live_server, open_page):
    page = open_page(live_server.url + "/articles/everything/", width=390)

    frame = page.locator(".body .table")

    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")


def test_no_page_asks_another_host_for_anything_or_makes_the_browser_complain(live_server, open_page):
    page = open_page(live_server.url)

    for path in PAGES:
        page.goto(live_server.url + path)

    assert len(page.requests) > len(PAGES)
    assert {urlsplit(address).netloc for address in page.requests} == {urlsplit(live_server.url).netloc}
    assert page.complaints == []


PAPER = {"light": "rgb(251, 250, 247)", "dark": "rgb(21, 23, 26)"}


def paper(page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_paper_follows_the_system(live_server, open_page, system):
    assert paper(open_page(live_server.url, color_scheme=system)) == PAPER[system]


@pytest.mark.parametrize(("system", "other"), [("light", "dark"), ("dark", "light")])
def test_the_switch_wins_over_the_system_and_works_without_javascript(live_server, open_page, system, other):
    page = open_page(live_server.url + "/tags/", color_scheme=system, java_script_enabled=False)
    expect(page.locator(f".to-{system}")).to_be_hidden()

    page.locator(f".to-{other} a").click()

    expect(page).to_have_url(live_server.url + "/tags/")
    # Without scripts the style cannot be asked for; the switch that shows tells which theme is on.
    expect(page.locator(f".to-{system}")).to_be_visible()
    expect(page.locator(f".to-{other}")).to_be_hidden()


def test_print_is_black_on_white_and_tells_where_the_text_comes_from(live_server, open_page):
    page = open_page(live_server.url + "/articles/everything/", cookies={"theme": "dark"})

    page.emulate_media(media="print")

    assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(28, 27, 25)"
    for control in (".masthead nav", ".switches", ".neighbours", ".colophon"):
        expect(page.locator(control)).to_be_hidden()
    expect(page.locator(".provenance dd").first).to_be_visible()


def test_the_filter_works_without_javascript(live_server, open_page):
    page = open_page(live_server.url, java_script_enabled=False)

    page.locator(".narrow summary").click()
    page.locator(".narrow a", has_text="厦门市人民政府办公厅").click()

    expect(page.locator(".entry")).to_have_count(1)


def test_a_whole_entry_leads_to_its_article_and_its_tag_to_the_tag(live_server, open_page):
    page = open_page(live_server.url + "/?source=厦门市人民政府办公厅")

    page.locator(".entry .excerpt").click(force=True)  # the link lies over it
    expect(page).to_have_url(live_server.url + "/articles/everything/")
    page.go_back()
    page.locator(".entry .tags a", has_text="营商环境").click()

    expect(page).to_have_url(re.compile("/tags/"))


def test_the_masthead_sticks_only_while_scrolling_up(live_server, open_page):
    page = open_page(live_server.url)
    masthead = page.locator(".masthead")

    page.mouse.wheel(0, 1200)
    expect(masthead).not_to_be_in_viewport()
    page.mouse.wheel(0, -200)

    expect(masthead).to_be_in_viewport()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(live_server, open_page):
    page = open_page(live_server.url)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_paragraphs_are_indented_by_two_characters(live_server, open_page):
    page = open_page(live_server.url + "/articles/everything/")

    style = page.locator(".body > p").first.evaluate(
        "p => [getComputedStyle(p).fontSize, getComputedStyle(p).textIndent, getComputedStyle(p).lineHeight]"
    )

    assert style == ["18px", "36px", "34.2px"]
