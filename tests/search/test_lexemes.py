"""How PostgreSQL's index keeps a text: packed, with a signature, and found by lexemes."""

import random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from articles.search import lexemes, packing, trigrams
from articles.search.packing import pack
from articles.search.query import TEXT, TITLE, And, Not, Or, Word
from articles.search.tokens import squeeze
from tests.factories import make_article

from .answers import expected, found

SQUEEZED = st.text(alphabet="的一营商环境龘𠮷éя5ab.| \n", max_size=40)


def word(text: str, field: str = "", is_prefix: bool = False) -> Word:
    squeezed = squeeze(text)
    return Word(text, squeezed[:-1] if is_prefix and squeezed[-1] == "|" else squeezed, field, is_prefix)


# Packing


@given(SQUEEZED, SQUEEZED)
def test_packed_texts_hold_what_the_texts_hold(text, part):
    assert pack(pack(text)) == text
    assert len(pack(text)) == len(text)
    assert (pack(part) in pack(text)) == (part in text)


def test_packing_leaves_the_marks_of_squeezed_texts_and_of_lexemes_alone():
    assert pack("| .\n=+@~'\\%_09az") == "| .\n=+@~'\\%_09az"


def test_common_characters_take_fewer_bytes():
    assert len(set(packing._COMMONEST)) == len(packing._COMMONEST)
    assert [len(pack(char).encode()) for char in "的营龘"] == [1, 2, 3]


# Signatures


@given(SQUEEZED, st.integers(0, 40), st.integers(0, 12))
def test_a_text_has_the_bits_of_every_part_of_it(text, start, size):
    whole = trigrams.signature([text, ""])
    assert len(whole) * 8 == trigrams.BITS
    assert all(whole[bit >> 3] >> (bit & 7) & 1 for bit in trigrams.asked(text[start : start + size]))


def test_a_text_lacks_bits_of_what_is_not_in_it():
    whole = trigrams.signature(["营商环境"])
    assert sum(byte.bit_count() for byte in whole) == 2
    assert not all(whole[bit >> 3] >> (bit & 7) & 1 for bit in trigrams.asked("环境建设"))
    assert trigrams.asked("营商") == []


# Lexemes


@pytest.mark.parametrize(
    ("node", "query", "is_exact"),
    [
        (word("龘"), "('龘':*)", True),
        (word("龘靐"), "('龘靐')", True),
        (word("龘靐齉"), "('龘靐' & '靐齉')", False),
        (word("龘靐 齉"), "('龘靐' & '靐' & '齉':*)", False),
        (word("5G"), "('|5g|')", True),
        (word("5G", is_prefix=True), "('|5g':*)", True),
        (word("5G龘"), "('|5g|' & '龘':*)", False),
        (word("龘靐", TITLE), "('=龘靐')", True),
        (word("龘靐", TEXT), "('龘靐')", False),
        (word("a" * 100), f"('|{'a' * 63}')", False),
        (And((word("龘靐"), Not(word("齉")))), "(('龘靐') & !('齉':*))", True),
        (And((word("龘靐"), Not(word("龘靐齉")))), "(('龘靐'))", False),
        (Or((word("龘靐"), word("5G"))), "(('龘靐') | ('|5g|'))", True),
    ],
)
def test_a_word_is_looked_up_by_what_each_text_with_it_has(node, query, is_exact):
    assert lexemes.lookup(node) == query
    assert lexemes.is_exact(node) == is_exact


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the lexemes of PostgreSQL")
def test_the_database_cuts_a_text_into_lexemes(db):
    said = ["龘靐", "5G龘 齉\n靐", "", f"龘靐齉 |5g||3d|{'|' + 'a' * 100 + '|'}龘"]
    said[1] = "|5g|龘 齉\n靐"
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(articles_searchlexemes(%s, %s, %s, %s))", said)
        cut = set(cursor.fetchone()[0])

    assert cut == {
        *("龘靐", "靐齉", "靐", "齉", "龘", "|5g|", "|3d|", "|" + "a" * 63),
        *("=龘靐", "=靐", "+|5g|", "+龘", "+齉", "+靐"),
    }


def test_a_text_with_more_pairs_than_an_index_takes_is_found_all_the_same(db):
    rng = random.Random(1)
    text = "".join(chr(rng.randrange(0x4E00, 0x9FA6)) for _number in range(120_000))
    make_article("长", slug="large", body=f"<p>{text}</p>")
    make_article("短", slug="small", body="<p>营商环境</p>")
    missing = next(pair for pair in (a + b for a in text[:20] for b in text[:20]) if pair not in text)

    for query in (text[-2:], text[50_000:50_004], text[9], f"{text[:2]} -{text[70_000:70_003]}", f"{text[:3]} OR 营商"):
        assert found(query) == expected(query)
    assert found(text[-2:]) == {"large"}
    assert found(missing) == set()
    assert found("营商环境") == {"small"}
