"""What is let through into bodies and titles."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.cleaning import MAX_DEPTH, TooDeep, clean_data, clean_html, clean_text, plain_text
from sources.blocks import to_html
from sources.readers import read

SEEDS = sorted((Path(__file__).parents[2] / "fixtures" / "seeds").glob("*.txt"))
PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<i>",
            "</a>",
            '<a href="http://a.example/">',
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
        ),
        *(
            "<button>",
            "</button>",
            "<div>",
            "</div>",
            "<pre>\n\n",
            "</pre>",
            "<ul>",
            "<li>",
            "</ul>",
            "<svg>",
            "<math>",
        ),
        *("<script>", "</script>", "<style>", "</style>", "<!--", "-->", "<img src=x onerror=alert(1)>", "<noscript>"),
        *('<aside class="fact-box x">', "</aside>", "<h2>", "</h2>", "<template>", "<select>", "<option>", "<form>"),
        *(
            "&lt;",
            "&amp;",
            "&#0;",
            "&#x202e;",
            "&nbsp;",
            "\r\n",
            "\n",
            "文字",
            "a < b",
            '"',
            "'",
            ">",
            "\u3000",
            "\x00",
        ),
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=200)))
@hypothesis_settings(max_examples=1500)
@example("<p><button><p>x</p></button></p>")
@example("<pre>\n\n\nx</pre>")
def test_cleaning_what_is_clean_changes_nothing(html):
    cleaned = clean_html(html)

    assert clean_html(cleaned) == cleaned


@given(st.text(max_size=200))
def test_cleaning_text_that_is_clean_changes_nothing(text):
    cleaned = clean_text(text)

    assert clean_text(cleaned) == cleaned
    cleaned.encode()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_all_text_of_the_seeds_is_kept(seed):
    for article in read(seed.read_bytes(), seed.name).articles:
        html = to_html(article.blocks)

        assert plain_text(clean_html(html)) == plain_text(html)
        assert len(plain_text(html)) > 500


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<script>alert(1)</script><p>文</p>", "<p>文</p>"),
        ('<p onclick="alert(1)" style="x">文</p>', "<p>文</p>"),
        ('<a href="javascript:alert(1)">文</a>', '<a rel="nofollow noopener">文</a>'),
        ('<a href="JaVaScRiPt:alert(1)">文</a>', '<a rel="nofollow noopener">文</a>'),
        ('<img src="data:image/svg+xml,x" alt="图">', '<img alt="图">'),
        ('<a href="/relative">文</a>', '<a rel="nofollow noopener">文</a>'),
        ('<a href="//a.example/b">文</a>', '<a href="https://a.example/b" rel="nofollow noopener">文</a>'),
        ('<a href="mailto:a@b.example">文</a>', '<a href="mailto:a@b.example" rel="nofollow noopener">文</a>'),
        ('<aside class="fact-box evil"><p>文</p></aside>', '<aside class="fact-box"><p>文</p></aside>'),
        ("<iframe src='http://a.example'></iframe>文", "文"),
        ("<div><center><p>文</p></center></div>", "<p>文</p>"),
        ("<p>文&#x202e;字\u2066</p>", "<p>文字</p>"),
        ("<p>a\r\nb</p>", "<p>a\nb</p>"),
    ],
)
def test_what_could_run_load_or_deceive_is_taken_away(html, cleaned):
    assert clean_html(html) == cleaned


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<h2>题</h2>\n<p>文<br>行</p>", "题\n文\n行"),
        ("<p>a\nb</p>", "a b"),
        ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙"),
        ("<p>&lt;b&gt; &amp; &nbsp;c</p>", "<b> & \xa0c"),
        ("<table><tbody><tr><td>甲</td><td>乙</td></tr><tr><td></td><td>丁</td></tr></tbody></table>", "甲\t乙\n\t丁"),
        ("<table><tbody><tr><td><p>甲</p></td>\n<td><p>乙</p><p>丙</p></td></tr></tbody></table>", "甲\t乙  丙"),
        ("<pre>x\n  y</pre>", "x\ny"),
        ("<p>中(C<b>PPI</b>B)国</p>", "中(CPPIB)国"),
        ("<figure><img><figcaption>图说</figcaption></figure><p>文</p>", "图说\n文"),
        ('<aside class="fact-box"><h3>题</h3><ul><li>项</li></ul></aside>', "题\n项"),
        ("", ""),
    ],
)
def test_plain_text_has_a_block_a_line_and_cells_apart_by_tabs(html, text):
    assert plain_text(html) == text


def test_a_link_in_running_text_that_looks_like_an_attribute_is_left_alone():
    assert clean_html('<p>写作 src="//a.example"</p>') == '<p>写作 src="//a.example"</p>'


@pytest.mark.parametrize("html", ["<div>" * 100_000, "<b><i>" * 50_000, "<blockquote><p>" * 50_000])
def test_html_that_is_nested_without_end_is_refused_at_once(html):
    started = time.perf_counter()

    with pytest.raises(TooDeep, match=str(MAX_DEPTH)):
        clean_html(html)

    assert time.perf_counter() - started < 1


def test_many_elements_beside_each_other_are_not_deep():
    assert clean_html("<p>文" * 5000).count("<p>") == 5000


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  题 ", "题"),
        ("a\x00b\x07c\x7f", "abc"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("半\ud83d字", "半\ufffd字"),
        ("emoji 👨\u200d👩 stays", "emoji 👨\u200d👩 stays"),
        ("全\u3000角", "全\u3000角"),
    ],
)
def test_text_is_without_what_nobody_sees(text, cleaned):
    assert clean_text(text) == cleaned


def test_data_is_cleaned_to_its_last_text():
    assert clean_data({"a\x00": ["x\x00", {"b": ("y\u202e", 1, None)}]}) == {"a": ["x", {"b": ["y", 1, None]}]}
