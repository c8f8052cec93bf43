"""Found words shown in place."""

from articles.excerpts import AROUND, excerpts

TEXT = "一" * 100 + "营商环境" + "二" * 10 + "数字政府" + "三" * 100 + "适老化" + "四"
ARTICLE = {"title": "营商环境", "text": TEXT}


def place(word: str, field: str = "text") -> tuple[str, int, int, str]:
    start = ARTICLE[field].index(word)
    return field, start, start + len(word), word


def shown(*places: tuple[str, int, int, str]) -> list[str]:
    return [
        "".join(f"[{part.text}]" if part.is_found else part.text for part in excerpt.parts)
        for excerpt in excerpts(ARTICLE, places)
    ]


def test_what_was_found_is_marked_among_the_words_around_it():
    assert shown(place("适老化")) == [f"…{'三' * AROUND}[适老化]四"]


def test_what_stands_close_together_is_shown_together():
    assert shown(place("营商环境"), place("数字政府")) == [
        f"…{'一' * AROUND}[营商环境]{'二' * 10}[数字政府]{'三' * AROUND}…"
    ]


def test_what_stands_far_apart_or_in_two_fields_is_shown_apart():
    assert len(shown(place("营商环境", "title"), place("营商环境"), place("适老化"))) == 3
    assert shown(place("营商环境", "title")) == ["[营商环境]"]


def test_words_that_stand_there_no_longer_are_shown_alone():
    assert shown(("text", 0, 4, "已经删去"), place("适老化")) == ["[已经删去]", f"…{'三' * AROUND}[适老化]四"]
