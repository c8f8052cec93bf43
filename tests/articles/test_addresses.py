"""Names in addresses, whatever signs they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.addresses import name_in, names_in, path, segment


@pytest.mark.parametrize(
    "name", ["郭荣鑫", "John Smith", "A/B", "~", "~2f.", ".", "..", "👩‍💻", "a\\b", " 空 ", "名" * 100]
)
def test_a_name_comes_back_from_its_address(name):
    part = segment(name)
    assert name_in(part) == name
    assert "/" not in part
    assert part.strip(".")  # A browser would go up a folder.


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1), min_size=1))
def test_labels_come_back_from_their_path(labels):
    assert names_in(path(labels)) == labels


@pytest.mark.parametrize("part", ["~00.", "~d800.", "~110000.", "~ffffff."])
def test_a_code_of_no_sign_is_no_sign(part):
    assert name_in(part) == "\ufffd"


def test_a_plain_name_stands_as_it_is():
    assert segment("郭荣鑫") == "郭荣鑫"
    assert path(["要闻", "时评"]) == "要闻/时评"
