"""How a stored body is shown: no picture of another host is asked for, and tables scroll in themselves."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from articles.cleaning import clean_html
from articles.templatetags.pages import file_name, readable, web_address
from tests.reading import seen


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def shown(body: str) -> BeautifulSoup:
    return BeautifulSoup(readable(clean_html(body)), "lxml")


def test_a_picture_becomes_a_link_to_it_and_keeps_its_caption():
    page = shown(
        '<figure><img src="https://img.example.cn/a.jpg?x=1&y=2" alt=""><figcaption>图说</figcaption></figure>'
    )

    link = page.figure.a
    assert page.select("img") == []
    assert seen(link) == "View the picture · img.example.cn"
    assert link["href"] == "https://img.example.cn/a.jpg?x=1&y=2"
    assert link["rel"] == ["nofollow", "noopener", "noreferrer"]
    assert seen(page.figcaption) == "图说"


def test_the_text_that_stands_for_a_picture_is_shown():
    assert seen(shown('<p><img src="https://img.example.cn/a.jpg" alt="走势图"></p>').a).endswith("走势图")


@pytest.mark.parametrize(
    "image", ['<img src="a.jpg" alt="港口">', '<img alt="港口">', '<img src="http://[" alt="港口">']
)
def test_a_picture_without_a_known_address_is_said_to_be_missing(image):
    page = shown(f"<p>{image}</p>")

    assert page("a") == []
    assert seen(page.select_one(".picture")) == "Picture not kept 港口"


def test_a_picture_in_a_link_does_not_put_a_link_into_a_link():
    page = shown(
        '<p><a href="https://a.example.cn/"><img src="https://b.example.cn/b.jpg"></a><img src="//c.cn/c"></p>'
    )

    assert [link["href"] for link in page("a")] == ["https://a.example.cn/", "https://c.cn/c"]
    assert seen(page.a) == "Picture · b.example.cn"


def test_a_table_stands_in_a_frame_that_scrolls_and_takes_the_focus():
    page = shown("<table><tr><td>一<table><tr><td>二</td></tr></table></td></tr></table>")

    assert len(page.select("div.table > table")) == 2
    assert page.div["tabindex"] == "0"
    assert page.div["aria-label"] == "Table"


def test_brackets_within_attributes_are_left_alone():
    body = clean_html(
        '<table><tr><td colspan="<img src=x onerror=alert(1)>">甲</td></tr></table><p>1 &lt;img&gt; 2</p>'
    )

    page = BeautifulSoup(readable(body), "lxml")

    assert page.td["colspan"] == "<img src=x onerror=alert(1)>"
    assert page.select(".picture, [onerror]") == []
    assert seen(page.p) == "1 <img> 2"


def test_a_picture_whose_text_holds_brackets_is_still_one_picture():
    page = shown('<p><img alt="a > b \'c\' &quot;d&quot;" src="https://img.example.cn/a.jpg">。</p>')

    assert seen(page.p) == "View the picture · img.example.cn a > b 'c' \"d\" 。"


def test_everything_else_is_shown_as_it_is_stored():
    body = clean_html('<h2>标题</h2><p>一<br>二 <a href="https://a.cn/">链接</a></p><aside class="fact-box">三</aside>')

    assert readable(body) == body


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("www.cnzsr.com", "http://www.cnzsr.com"),
        ("http://a.cn/b?c=d e", "http://a.cn/b?c=d e"),
        ("HTTPS://A.CN:8080/", "HTTPS://A.CN:8080/"),
        ("人民网.中国", "http://人民网.中国"),
        ("mailto:a@b.cn", ""),
        ("a@b.cn", ""),
        ("https://user:word@a.cn/", ""),
        ("javascript:alert(1)//a.cn", ""),
        ("http://a.cn\n/b", ""),
        ("没有网址", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_linked(printed, address):
    assert web_address(printed) == address


def test_the_name_of_a_file_keeps_its_own_signs():
    assert file_name("/home/a/b.zip!posts/重磅!新闻.md") == "重磅!新闻.md"
