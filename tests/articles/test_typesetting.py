"""Where lines of Chinese break: as in print, and never wider than they may be."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.typesetting import CLOSING, OPENING, broken


def wide(text: str) -> float:
    """Han and its punctuation are two wide, all else one."""
    return sum(2 if ord(char) > 0x2000 else 1 for char in text)


def lines(text: str, width: float, most: int = 99) -> tuple[str, ...]:
    return broken(text, wide, width, most).lines


def test_a_text_that_fits_is_one_line():
    assert lines("营商环境", 8) == ("营商环境",)
    assert lines("", 8) == lines("   ", 8) == ()


def test_no_line_begins_with_what_closes():
    assert lines("优化营商环境，建设好", 12) == ("优化营商环", "境，建设好")
    assert lines("全面推进”。数字", 8) == ("全面推", "进”。", "数字")


def test_no_line_ends_with_what_opens():
    assert lines("建设《数字政府》", 6) == ("建设", "《数字", "政府》")
    assert lines("深化（“放管服”）", 8) == ("深化", "（“放管", "服”）")


def test_words_of_latin_letters_and_numbers_stay_whole():
    assert lines("发展GPT-4o应用", 10) == ("发展GPT-4o", "应用")
    assert lines("the Great Wall", 9) == ("the Great", "Wall")


def test_a_word_wider_than_a_line_is_cut():
    assert lines("x" * 25, 10) == ("x" * 10, "x" * 10, "x" * 5)


def test_lines_are_of_about_one_length():
    # Nine characters in lines of eight would leave one alone.
    assert lines("一二三四五六七八九", 16) == ("一二三四五", "六七八九")


def test_what_does_not_fit_ends_in_an_ellipsis_after_the_last_line():
    cut = broken("一二三四，五六七八九", wide, 8, 2)
    assert (cut.lines[-1][-1], len(cut.lines), cut.is_whole) == ("…", 2, False)
    # No comma before it.
    assert broken("一二，三四五六七", wide, 8, 1).lines == ("一二…",)


TEXTS = st.text(alphabet="营商环境，。“”（）《》 aZ5-%…—🎉", max_size=80)


@given(TEXTS, st.integers(8, 40), st.integers(1, 4))
@example("，" * 40, 8, 2)
@example("（" * 40, 8, 4)
def test_nothing_is_wider_than_it_may_be_and_nothing_is_lost(text, width, most):
    result = broken(text, wide, width, most)

    assert len(result.lines) <= most
    assert all(0 < wide(line) <= width for line in result.lines)
    if result.is_whole:
        assert "".join(result.lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("width", range(8, 40))
def test_the_rules_hold_at_every_width(width):
    text = "关于进一步深化“放管服”改革、全面推进（数字政府）建设，持续优化《营商环境》的意见"
    found = lines(text, width)

    assert not [line for line in found[1:] if line[0] in CLOSING - set("“‘")]
    assert not [line for line in found[:-1] if line[-1] in OPENING]
