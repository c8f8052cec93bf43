"""What a title says of a series, and which parts are of one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from articles.series import Published, part_of, run_of

START = datetime(2022, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "base", "number"),
    [
        ("老城改造见闻（上）", "老城改造见闻", 1),
        ("老城改造见闻(下篇)", "老城改造见闻", 3),
        ("优化营商环境系列报道之二", "优化营商环境系列报道", 2),
        ("民营经济高质量发展（之十二）", "民营经济高质量发展", 12),
        ("数字政府建设调查（三）", "数字政府建设调查", 3),
        ("数字政府建设调查（二十一）", "数字政府建设调查", 21),
        ("走进产业园（3）", "走进产业园", 3),
        ("走进产业园③", "走进产业园", 3),
        ("“开门红”系列评论之三：稳字当头", "“开门红”系列评论", 3),
        ("Made in Quanzhou (2)", "Made in Quanzhou", 2),
    ],
)
def test_a_title_tells_its_part(title, base, number):
    part = part_of(title)
    assert (part.base, part.number) == (base, number)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "社论（二）",  # What has a number is a heading, and no series of that name.
        "全年财报（2022）",
        "关于开展评选的公告（名单）",
        "（上）",
        "晋江入选全国百强县（市）",
        "某地新增病例（100）",
        "从一到十二",
        "本市第三次党代会",
        "老城改造见闻（上）读后",
        "数字政府建设调查（十十）",
        "数字政府建设调查（一二）",
    ],
)
def test_a_title_that_tells_of_none(title):
    assert part_of(title) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("老城改造见闻（上）", "老城改造见闻(下)"),
        ("老城 改造·见闻（上）", "老城改造见闻（下篇）"),
        ("ＡＩ产业调查（一）", "AI产业调查（二）"),
        ("“开门红”系列评论之一：稳字当头", "“开门红”系列评论之二|进中提质"),
    ],
)
def test_parts_of_one_series_have_one_key(one, other):
    assert part_of(one).key == part_of(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("老城改造见闻（上）", "新城改造见闻（下）"),
        ("老城改造见闻（一）", "老城改造见闻（上）"),  # Counted in two ways: nobody knows whether they are one.
    ],
)
def test_other_words_or_another_form_are_another_series(one, other):
    assert part_of(one).key != part_of(other).key


def parts(*told: tuple[int, float | None], texts: tuple[int, ...] = ()) -> list[Published]:
    """Parts by their number and the days since START."""
    text_of = dict(enumerate(texts))
    return [
        Published(article, number, day if day is None else START + timedelta(days=day), text_of.get(article, -article))
        for article, (number, day) in enumerate(told)
    ]


def run(which: int, found: list[Published]) -> list[int]:
    return [part.article for part in run_of(found[which], found)]


def test_the_parts_of_a_series_come_by_their_numbers():
    assert run(0, parts((3, 0), (1, 1), (2, 2))) == [1, 2, 0]


def test_one_part_alone_is_no_series():
    assert run(0, parts((1, 0))) == []


def test_a_number_that_comes_again_begins_another_series():
    found = parts((1, 0), (3, 7), (1, 30), (3, 37))
    assert [run(which, found) for which in range(4)] == [[0, 1], [0, 1], [2, 3], [2, 3]]


def test_a_part_whose_other_part_is_missing_is_not_put_to_the_next_series():
    found = parts((1, 0), (1, 30), (3, 37))
    assert [run(which, found) for which in range(3)] == [[], [1, 2], [1, 2]]


def test_parts_far_apart_in_time_are_of_two_series():
    found = parts((1, 0), (3, 93))
    assert run(0, found) == []
    assert run(0, parts((1, 0), (3, 92))) == [0, 1]  # The control.


def test_the_printings_of_one_text_are_one_part():
    found = parts((1, 0), (1, 0.5), (3, 1), texts=(7, 7, 8))
    assert [run(which, found) for which in range(3)] == [[0, 2], [0, 2], [0, 2]]


def test_undated_parts_are_a_series_of_their_own():
    found = parts((1, None), (3, None), (1, 0))
    assert [run(which, found) for which in range(3)] == [[0, 1], [0, 1], []]
