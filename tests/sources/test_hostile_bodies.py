"""Bodies made to cost: none takes much longer than a long article would."""

import time

import pytest

from sources.readers import html_page, jekyll

POST = "---\ntitle: 甲\ndate: 2022-01-01\n---\n"
PAGE = "<html><title>甲</title>"


@pytest.mark.parametrize(
    "reader, text",
    [
        (html_page, "<!-- x -->" * 40 + PAGE + "<p>x</p>"),
        (html_page, PAGE.replace("甲", "a-" * 50_000) + "<p>x</p>"),
        (html_page, PAGE + "<h1>甲</h1>" + "<div class=share>x</div>" * 3000),
        (html_page, PAGE + '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>x</p>"),
        (jekyll, POST + "<p>x</p>" + "<!-- EM_StockImg_Start -->" * 20_000),
        (jekyll, POST + "<p>" + "字<br>" * 20_000),
        (jekyll, POST + "x\n\n[a](" + "x" * 100_000),
        (jekyll, POST + "[" * 20_000),
        (jekyll, POST + "<p>" + "（a）" * 50_000 + "</p>"),
        (jekyll, POST + "<p>" + "x" * 100_000 + "（" * 50 + "）" * 50 + "</p>"),
        (jekyll, POST + "<p>" + "&nbsp;" * 50_000 + "x"),
        (jekyll, POST + ("<img src=a.jpg><p>" + "图为" * 100 + "</p>") * 500),
        (jekyll, POST + "> " * 50_000 + "x"),
    ],
    ids=[
        "comments before the page", "a title of parts", "shares", "deep data", "open charts", "breaks", "open link",
        "brackets", "parentheses", "nested parentheses", "spaces", "captions", "quotes",
    ],
)  # fmt: skip
def test_a_body_made_to_cost_is_read_within_a_second(reader, text):
    start = time.process_time()
    assert reader.matches(text)
    assert len(reader.read(text).articles) == 1
    assert time.process_time() - start < 1


def test_a_chart_whose_end_is_missing_hides_nothing():
    text = POST + "<p>甲段在这里。</p><!-- EM_StockImg_Start --><p>乙段在这里。</p>"
    assert len(jekyll.read(text).articles[0].blocks) == 2


def test_a_page_that_only_begins_like_one_is_none():
    assert not html_page.matches("<!-- x -->" * 40 + "正文")
