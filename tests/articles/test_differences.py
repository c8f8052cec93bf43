"""Texts beside each other: what was put in, what was taken out, and what stayed."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.differences import blocks, compare, folded, tokens


def marked(segments) -> str:
    """A side as text, what only it has in brackets."""
    return "".join(f"[{text}]" if is_changed else text for text, is_changed in segments or ())


def sides(old: str, new: str) -> list[tuple[str, str]]:
    return [(marked(row.old), marked(row.new)) for row in compare(old.split("\n"), new.split("\n"))]


def test_chinese_is_compared_by_characters():
    assert sides("今天天气很好", "今天天气不好") == [("今天天气[很]好", "今天天气[不]好")]


def test_latin_and_figures_are_compared_by_words():
    assert sides("about 250 people", "about 256 people") == [("about [250] people", "about [256] people")]


def test_a_tag_of_html_is_one_word():
    assert tokens('<p class="x">GDP增长5%</p>') == ['<p class="x">', "GDP", "增", "长", "5", "%", "</p>"]


def test_what_is_only_longer_has_nothing_taken_out():
    assert sides("营商环境", "优化营商环境升级") == [("营商环境", "[优化]营商环境[升级]")]


def test_lines_that_have_nothing_in_common_are_replaced_as_wholes():
    assert sides("春眠不觉晓", "白日依山尽") == [("[春眠不觉晓]", "[白日依山尽]")]


def test_a_new_line_stands_alone_and_the_changed_one_beside_its_like():
    assert sides("一段很长的原来的话。", "全新的东西！\n一段很长的后来的话。") == [
        ("", "[全新的东西！]"),
        ("一段很长的[原]来的话。", "一段很长的[后]来的话。"),
    ]


@pytest.mark.parametrize(("old", "new"), [([], []), ([], ["一"]), (["一"], []), ([""], ["一"])])
def test_nothing_is_a_side_too(old, new):
    rows = compare(old, new)

    assert [text for row in rows for text, _ in row.old or ()] == [line for line in old if line]
    assert [text for row in rows for text, _ in row.new or ()] == [line for line in new if line]


LINES = st.lists(st.text(alphabet="甲乙丙 ab<p>\U00020000", max_size=12), max_size=8)


@given(LINES, LINES)
def test_each_side_is_told_whole_and_in_order(old, new):
    rows = compare(old, new)

    def lines(side: str) -> list[str]:
        segments = [getattr(row, side) for row in rows]
        return ["".join(text for text, _ in line) for line in segments if line is not None]

    assert (lines("old"), lines("new")) == (old, new)
    # What is not marked is on both sides.
    for row in rows:
        kept = ["".join(text for text, is_changed in side or () if not is_changed) for side in (row.old, row.new)]
        assert kept[0] == kept[1]


@given(LINES)
def test_what_is_the_same_has_no_mark(lines):
    assert all(row.is_same and not any(changed for _, changed in row.old) for row in compare(lines, lines))


def test_html_is_told_by_its_blocks():
    html = "<h2>一</h2>\n<p>二<br>三</p><ul>\n<li>四</li><li>五</li></ul><table><tr><td>1</td><td>2</td></tr></table>"

    assert blocks(html) == [
        "<h2>一</h2>",
        "<p>二<br>三</p>",
        "<ul>",
        "<li>四</li>",
        "<li>五</li>",
        "</ul>",
        "<table>",
        "<tr><td>1</td><td>2</td></tr>",
        "</table>",
    ]


def test_long_runs_of_the_same_are_folded_around_what_differs():
    old = [str(number) for number in range(20)]
    parts = folded(compare(old, [*old[:10], "x", *old[11:]]))

    assert [(part.is_folded, len(part.rows)) for part in parts] == [(True, 9), (False, 3), (True, 8)]
    assert [row.old[0][0] for part in parts for row in part.rows] == old


def test_short_runs_of_the_same_are_not_folded():
    parts = folded(compare(["一", "二", "三"], ["一", "二", "四"]))

    assert [(part.is_folded, len(part.rows)) for part in parts] == [(False, 3)]


def _paragraphs(seed: int, length: int, count: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chr(0x4E00 + chance.randrange(300)) for _ in range(length)) for _ in range(count)]


@pytest.mark.parametrize(("length", "count"), [(20_000, 1), (600, 30), (20, 1000), (1, 20_000)])
def test_the_longest_and_unlikest_texts_take_no_time(length, count):
    old, new = _paragraphs(1, length, count), _paragraphs(2, length, count)
    started = time.process_time()

    compare(old, new)

    assert time.process_time() - started < 4
