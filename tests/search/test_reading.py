"""How a query is read: into which parts, and what the notes say where it had to be mended."""

import time

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.search import in_words, parse
from articles.search.notes import NOTES
from articles.search.query import CREDITS, TITLE, fields_of
from articles.search.reading import DEEPEST, LONGEST, MOST_WORDS


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("营商环境 泉州", "营商环境 泉州"),
        ("　营商　泉州　", "营商 泉州"),
        ("a b OR c", "a b OR c"),
        ("(a OR b) c", "(a OR b) c"),
        ("（a ＯＲ b） c", "(a OR b) c"),
        ("a AND b", "a b"),
        ("a or b", "a or b"),
        ('"ＯＲ" a', '"ＯＲ" a'),
        ("a | b", "a OR b"),
        ("a a", "a"),
        ("-a", "-a"),
        ("－a", "-a"),
        ("--a", "-a"),
        ("NOT a", "-a"),
        ("-(a b)", "-(a b)"),
        ("-(-a)", "--a"),
        ('"a b"', '"a b"'),
        ("“a b”", '"a b"'),
        ("「a b」", '"a b"'),
        ('a"b"', "a b"),
        ("“数字政府”强基", "数字政府 强基"),
        ("《大公报》", "《大公报》"),
        ("title:a", "title:a"),
        ("TITLE:a", "title:a"),
        ("标题：a", "title:a"),
        ("title:(a OR b)", "title:a OR title:b"),
        ("-title:a", "-title:a"),
        ("作者:a 来源:b 标签:c", "author:a source:b tag:c"),
        ('source:"a b"', 'source:"a b"'),
        ("foo:bar", '"foo:bar"'),
        ("10:30", '"10:30"'),
        ("year:2022", "year:2022"),
        ("年份：２０２２年", "year:２０２２年"),
        ("after:2022-02 before:2022/3/1", "after:2022-02 before:2022/3/1"),
        ("a*", "a*"),
        ("营*", "营"),
        ('"a b"*', '"a b"*'),
        ("a-b", "a-b"),
        ("C++", "C++"),
    ],
)
def test_what_is_well_formed_is_read_as_it_is_meant(text, read):
    query = parse(text)

    assert str(query) == read
    assert query.notes == ()


@pytest.mark.parametrize(
    ("text", "read", "codes"),
    [
        ('"a b', '"a b"', ["open-quote"]),
        ("「a b", '"a b"', ["open-quote"]),
        ("(a OR b", "a OR b", ["open-parenthesis"]),
        ("a) b", "a b", ["extra-parenthesis"]),
        ("((((", "", ["open-parenthesis", "nothing-to-search"]),
        ("- a", "a", ["lone-minus"]),
        ("a -", "a", ["lone-minus"]),
        ("a NOT", "a", ["lone-minus"]),
        ("OR a", "a", ["lone-or"]),
        ("a OR", "a", ["lone-or"]),
        ("a OR OR b", "a OR b", ["lone-or"]),
        ("(a OR) b", "a b", ["lone-or"]),
        ("source: a", "a", ["empty-field"]),
        ("title:", "", ["empty-field", "nothing-to-search"]),
        ("after:abc", "abc", ["not-a-date"]),
        ("year:2022-13-45", "2022-13-45", ["not-a-date"]),
        ("before:2022-02-30", "2022-02-30", ["not-a-date"]),
        ("year:0000", "0000", ["not-a-date"]),
        ("！！", "", ["no-letters", "nothing-to-search"]),
        ("a ！", "a", ["no-letters"]),
        ("a\x00b", "a b", ["unseen"]),
        ("a\u202eb", "a b", ["unseen"]),
        ("\x00", "", ["unseen", "nothing-to-search"]),
        ("*", "", ["nothing-to-search"]),
        ("a" * 2000, "a" * LONGEST, ["too-long"]),
        ("a NEAR(b, 2)", "a NEAR b, 2", []),
        ("title : a", "title a", ["no-letters"]),
        ("^a* {x y}: (", '^a* {x "y}:"', ["open-parenthesis"]),
        (".*(a|b)+$[", "a|b", ["no-letters"]),
        ("'; DROP TABLE articles_article; --", "DROP TABLE articles_article;", ["no-letters", "lone-minus"]),
        ("%_%' ESCAPE '\\", "ESCAPE", ["no-letters"]),
    ],
)
def test_what_is_broken_is_read_in_the_most_useful_way_and_said(text, read, codes):
    query = parse(text)

    assert str(query) == read
    assert list(dict.fromkeys(note.code for note in query.notes)) == codes
    assert all(in_words(note) for note in query.notes)


def test_a_query_is_read_only_so_far():
    deep = parse("(" * 60 + "a" + ")" * 60)
    assert str(deep) == "a"
    assert [(note.code, note.detail) for note in deep.notes][0] == ("too-deep", str(DEEPEST))

    wide = parse(" ".join(f"w{number}" for number in range(80)))
    assert len(wide.words) == MOST_WORDS
    assert [note.code for note in wide.notes] == ["too-many-words"]


@pytest.mark.parametrize(
    "text", ["(" * 100_000, '"' * 100_000, "-" * 100_000, "营" * 100_000, "a OR " * 20_000, "()" * 50_000]
)
def test_a_hundred_kilobytes_are_read_at_once(text):
    started = time.perf_counter()
    query = parse(text, both_scripts=True)

    assert time.perf_counter() - started < 0.5
    assert "too-long" in [note.code for note in query.notes]


def test_every_note_has_words_in_both_languages():
    with translation.override("en"):
        english = {code: in_words(type(parse('"').notes[0])(code, "x")) for code in NOTES}
    assert all(text.endswith(".") for text in english.values())


ANY = st.text(max_size=60) | st.text(alphabet='ab营商 ()（）"“”-*:：|ORtitlesourceyear2022\x00', max_size=60)


@hypothesis_settings(max_examples=1000)
@given(ANY)
def test_reading_never_fails_and_reads_the_same_of_what_it_wrote(text):
    query = parse(text)

    again = parse(str(query))
    assert again.root == query.root
    assert {note.code for note in query.notes} <= set(NOTES)
    assert not again.notes or len(str(query)) > LONGEST


def test_scripts_are_added_where_they_differ():
    assert str(parse("营商环境 a", both_scripts=True)) == "(营商环境 OR 營商環境) a"
    assert str(parse("-title:營商", both_scripts=True)) == "-(title:營商 OR title:营商)"


@pytest.mark.parametrize(
    "text, fields",
    [
        ("营商 year:2022", {""}),
        ("title:营商 -title:环境", {TITLE}),
        ("title:营商 (author:郭荣鑫 OR 5G)", {TITLE, CREDITS, ""}),
        ("source:晚报", set()),
    ],
)
def test_it_is_told_in_which_fields_words_are_looked_for(text, fields):
    assert fields_of(parse(text).root) == fields
