"""Where in a file's text stands what was read out of it."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest

from sources.dates import SHANGHAI
from sources.decoding import decode
from sources.parsed import Credit, ParsedArticle, Republisher
from sources.places import MOST, find_places
from sources.readers import read
from tests.sources.gold import FILES


def found(text: str, **told) -> list[tuple[str, str]]:
    """(part, the text there) of each place."""
    article = ParsedArticle(**{"title": ""} | told)
    return [(place.part, text[place.start : place.end]) for place in find_places(text, article)]


def test_parts_are_found_in_the_order_of_the_text():
    text = "泉州晚报 2022-02-25\n数字技术应用\n本报记者郭荣鑫"

    assert found(
        text,
        title="数字技术应用",
        source="泉州晚报",
        published_at=date(2022, 2, 25),
        credits=(Credit("郭荣鑫", "reporter"),),
    ) == [("source", "泉州晚报"), ("published_at", "2022-02-25"), ("title", "数字技术应用"), ("credit", "郭荣鑫")]


@pytest.mark.parametrize(
    "written",
    [
        "数字技术 应用",
        "数字技术\n    应用",
        "数字<b>技术</b>应用",
        "数字技术&nbsp;应用",
        '数<font color="red">字</font>技术应用',
    ],
)
def test_a_title_is_found_however_the_file_writes_it(written):
    assert found(f"前言\n{written}\n正文", title="数字技术应用") == [("title", written)]


def test_characters_that_html_escapes_are_found_escaped_and_bare():
    assert found("甲 &amp; 乙 &lt;丙&gt;，又：甲 & 乙 <丙>", title="甲 & 乙 <丙>") == [
        ("title", "甲 &amp; 乙 &lt;丙&gt;"),
        ("title", "甲 & 乙 <丙>"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "2022-02-25",
        "2022/2/25",
        "2022.02.25",
        "2022年2月25日",
        "2022 年 2 月 25 日",
        "2022-02-25 10:12:10",
        "2022-02-25 10:12",
    ],
)
def test_a_moment_is_found_in_every_form(written):
    moment = datetime(2022, 2, 25, 10, 12, 10, tzinfo=SHANGHAI)

    assert found(f"时间：{written}　来源", published_at=moment) == [("published_at", written)]


@pytest.mark.parametrize("written", ["12022-02-25", "2022-02-256", "2022-12-25", "20220225"])
def test_another_number_is_no_date(written):
    assert found(f"号{written}", published_at=date(2022, 2, 25)) == []


def test_a_name_counts_where_it_stands_by_a_role():
    text = "张三说，好。张三又说，很好。\n（通讯员 张三）"

    assert [
        text[: place.start].count("\n")
        for place in find_places(text, ParsedArticle("", credits=(Credit("张三", "correspondent"),)))
    ] == [1]


def test_a_name_without_any_role_is_marked_where_it_first_stands():
    assert len(found("张三\n正文里的张三", credits=(Credit("张三", "author"),))) == 1


def test_no_two_places_overlap_and_the_title_comes_before_the_source():
    text = "泉州晚报社论：数字经济\n泉州晚报"

    assert found(text, title="泉州晚报社论：数字经济", source="泉州晚报") == [
        ("title", "泉州晚报社论：数字经济"),
        ("source", "泉州晚报"),
    ]


def test_addresses_and_republishers_are_found():
    text = "<http://a.example/x?a=1&amp;b=2>\n转自东方财富网"

    assert found(text, original_url="http://a.example/x?a=1&b=2", republisher=Republisher("东方财富网")) == [
        ("original_url", "http://a.example/x?a=1&amp;b=2"),
        ("republisher", "东方财富网"),
    ]


def test_of_a_part_that_is_everywhere_some_places_are_marked():
    assert len(found("泉州晚报 " * 100, source="泉州晚报")) == MOST


def test_what_the_file_does_not_hold_is_marked_nowhere():
    assert found("别的文字", title="标题", source="泉州晚报", published_at=datetime(2022, 2, 25, tzinfo=UTC)) == []


def test_a_hostile_text_takes_no_long():
    text = "数" + "<" * 100_000 + "数 " * 50_000
    started = time.perf_counter()

    found(text, title="数" * 500)

    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_title_of_every_sample_is_marked_in_its_text(path):
    data = path.read_bytes()
    text = decode(data).text

    for article in read(data, path.name).articles:
        parts = {place.part for place in find_places(text, article)}
        assert "title" in parts or not article.title
        assert "credit" in parts or not article.credits
