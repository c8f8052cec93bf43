"""The list of contents: which headings are in it, how they are nested, and that their addresses stay."""

from __future__ import annotations

import pytest

from articles.contents import Entry, with_contents
from tests.factories import make_article
from tests.reading import all_seen, read

BODY = (
    "<p>导语。</p><h2>一、数字 政府</h2><p>甲。</p><h3>“一网通办”</h3><p>乙。</p><h2>二、营商&amp;环境</h2><p>丙。</p>"
)


def flat(entries: list[Entry], depth: int = 0) -> list[tuple[int, str, str]]:
    """Depth, text and id of each entry, those below it after it."""
    return [row for each in entries for row in ((depth, each.text, each.id), *flat(each.parts, depth + 1))]


def test_headings_are_nested_by_their_level_and_have_ids_of_their_words():
    _body, entries = with_contents(BODY)

    assert flat(entries) == [
        (0, "一、数字 政府", "h-一-数字-政府"),
        (1, "“一网通办”", "h-一网通办"),
        (0, "二、营商&环境", "h-二-营商-环境"),
    ]


def test_nothing_of_the_body_changes_but_for_the_ids():
    body, entries = with_contents(BODY)

    for _depth, _text, name in flat(entries):
        assert f' id="{name}"' in body
        body = body.replace(f' id="{name}"', "")
    assert body == BODY


def test_two_headings_are_too_few_and_three_are_enough():
    two = "<h2>甲</h2><h2>乙</h2><p>丙</p>"

    assert with_contents(two) == (two, [])
    assert len(with_contents(f"{two}<h2>丙</h2>")[1]) == 3


def test_headings_that_are_alike_have_ids_of_their_own():
    _body, entries = with_contents("<h2>数据</h2><h2>数据</h2><h2>数据 2</h2><h2>数据</h2><h2>……</h2><h2>？</h2>")

    ids = [entry.id for entry in entries]
    assert ids[:2] == ["h-数据", "h-数据-2"]
    assert len(set(ids)) == len(ids) == 6


def test_an_id_stays_when_another_heading_is_added_before_it():
    _body, before = with_contents("<h2>甲</h2><h2>乙</h2><h2>丙</h2>")
    _body, after = with_contents("<h2>序</h2><h2>甲</h2><h2>乙</h2><h2>丙</h2>")

    assert [entry.id for entry in after[1:]] == [entry.id for entry in before]


def test_headings_of_boxes_quotations_and_tables_and_empty_ones_are_not_in_it():
    beside = (
        '<aside class="fact-box"><h3>资料</h3></aside><blockquote><h3>引文</h3></blockquote>'
        "<table><tr><td><h4>表</h4></td></tr></table><ul><li><h4>条</h4></li></ul><h2> <br></h2>"
    )

    assert with_contents(beside * 2)[1] == []
    assert [entry.text for entry in with_contents(beside + "<h2>甲</h2><h2>乙</h2><h2><b>丙</b></h2>")[1]] == [
        *("甲", "乙", "丙")
    ]


def test_a_level_that_is_passed_over_and_one_that_comes_too_early_do_no_harm():
    _body, entries = with_contents("<h4>细</h4><h2>大</h2><h4>小</h4><h3>中</h3>")

    assert [(depth, text) for depth, text, _id in flat(entries)] == [(0, "细"), (0, "大"), (1, "小"), (1, "中")]


def test_a_long_heading_has_a_short_id():
    _body, entries = with_contents("".join(f"<h2>{mark * 80}</h2>" for mark in "甲乙丙"))

    assert [len(entry.id) for entry in entries] == [42, 42, 42]


def test_many_headings_are_done_in_no_time():
    # Text that looks like the beginning of a heading over and over must not be searched over and over.
    body, entries = with_contents("<h2>同</h2>" * 3000 + "&lt;h2&gt;" * 50_000)

    assert len(entries) == 3000
    assert len({entry.id for entry in entries}) == 3000


@pytest.mark.django_db
def test_the_page_lists_the_contents_and_each_link_has_its_heading():
    page = read(make_article(body=BODY).get_absolute_url())

    links = page.select(".contents a")
    assert all_seen(page, ".contents > div > ol > li > a") == ["一、数字 政府", "二、营商&环境"]
    assert all_seen(page, ".contents ol ol a") == ["“一网通办”"]
    assert [page.find(id=link["href"].removeprefix("#")).get_text() for link in links] == [
        *("一、数字 政府", "“一网通办”", "二、营商&环境")
    ]


@pytest.mark.django_db
def test_a_short_article_has_no_contents():
    assert read(make_article(body="<h2>甲</h2><h2>乙</h2>").get_absolute_url()).select(".contents") == []
