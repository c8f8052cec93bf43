"""What an engine finds. The suite runs on SQLite and on PostgreSQL; each answer is also that of the definition."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles import search
from articles.models import Article
from articles.search.tokens import norm, squeeze
from tests.factories import make_article, make_source

from .answers import expected, found

TEXT = "泉州市“5G应用”提速，投资21亿元；３Ｄ打印、AI 与iPhone15，增长5.3%。营商环境\n建设用途"


@pytest.fixture
def archive(db):
    shanghai = make_source("泉州晚报", aliases=["quanzhouwanbao"])
    make_article(
        "数字技术应用 赋能营商环境",
        slug="title",
        kicker="做强做优数字经济④",
        deck="五地见闻",
        summary="摘要说的是算力。",
        body="<p>正文谈绿色发展。</p>",
        source=shanghai,
        tags=["泉州晚报新闻", "数字经济"],
        credits=[("郭荣鑫", "reporter", "本报"), ("Ann Lee", "photographer")],
    )
    make_article("另一篇", slug="text", body=f"<p>{TEXT}</p>".replace("\n", "</p><p>"), source="TechWeb")
    make_article("第三篇", slug="plain", body="<p>旅游与美食，15万元，1.5万元。數字經濟</p>", published_at=None)


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        # By the character, however short or long
        ("营", "title text"),
        ("营商", "title text"),
        ("商环", "title text"),
        ("泉州市", "text"),
        ("赋能营商环境", "title"),
        ("境", "title text"),
        ("途", "text"),
        # In one piece: neither over punctuation nor over the end of a paragraph or field
        ("应用提速", ""),
        ("环境建设", ""),
        ("算力正文", ""),
        ('"环境 建设"', "text"),
        ('"环境，建设"', "text"),
        ('"建设 环境"', ""),
        ("环境 建设", "text"),
        # Letters and digits whole, or begun
        ("5G应用", "text"),
        ("5g应用", "text"),
        ("５Ｇ应用", "text"),
        ('"5G 应用"', ""),
        ("5G 应用", "text"),
        ("5G", "text"),
        ("G应用", ""),
        ("21亿元", "text"),
        ("1亿元", ""),
        ("5万元", ""),
        ("15万元", "plain"),
        ("1.5万元", "plain"),
        ("5.3%", "text"),
        ("5", ""),
        ("iPhone", ""),
        ("iphone*", "text"),
        ("3d打印", "text"),
        ("ai", "text"),
        ("a*", "text title"),
        ("4", "title"),
        # Every field of the article
        ("做强做优", "title"),
        ("五地见闻", "title"),
        ("算力", "title"),
        ("郭荣鑫", "title"),
        ("ann", "title"),
        # One field
        ("title:营商", "title"),
        ("标题：营商", "title"),
        ("title:郭荣鑫", ""),
        ("author:荣鑫", "title"),
        ("作者:lee", "title"),
        ("author:营商", ""),
        ("title:(另一 OR 第三)", "text plain"),
        # Sources, tags, dates
        ("source:泉州", "title"),
        ('source:"泉州"', ""),
        ('source:"泉州晚报"', "title"),
        ("source:quanzhouWANbao", "title"),
        ("来源：ｔｅｃｈ", "text"),
        ("source:没有", ""),
        ("-source:泉州", "text plain"),
        ("tag:数字", "title"),
        ("-tag:数字", "text plain"),
        ("year:2022", "title text"),
        ("year:2021-2023 营商 5G", "text"),
        ("after:2022-02-25", "title text"),
        ("after:2022-02-26", ""),
        ("before:2022-02-25", "title text"),
        ("before:2022-02-24", ""),
        ("before:2022", "title text"),
        ("-year:2022", "plain"),
        ("year:0001 OR before:9999", "title text"),
        # Together
        ("营商 -5G", "title"),
        ("-营商", "plain"),
        ("-营商 -旅游", ""),
        ("-(营商 5G)", "title plain"),
        ("营商 OR 旅游", "title text plain"),
        ("5G OR -营商", "text plain"),
        ("(营商 OR 旅游) -(5G OR 郭荣鑫)", "plain"),
        ("旅游 OR source:泉州", "title plain"),
        ("营商 (source:泉州 OR 旅游)", "title"),
        ('营商 -"环境 建设"', "title"),
        ("营商 | 旅游", "title text plain"),
        ("NOT 营商", "plain"),
        ("營商", ""),
        # Broken
        ('"营商', "title text"),
        ("营商 -", "title text"),
        ("(营商", "title text"),
        ("营商 OR", "title text"),
        ("营商\x00环境", "title text"),
        ("！？", ""),
        ("", "title text plain"),
        ("   ", "title text plain"),
    ],
)
def test_a_query_finds_what_its_words_say(archive, query, slugs):
    assert found(query) == set(slugs.split())
    assert expected(query) == set(slugs.split())


def test_both_scripts_are_searched_on_request(archive):
    query = search.parse("数字经济", both_scripts=True)

    assert set(search.matching(Article.objects.all(), query).values_list("slug", flat=True)) == {"title", "plain"}
    assert found("数字经济") == {"title"}


def test_only_what_the_asker_may_see_is_found(archive):
    Article.objects.filter(slug="title").update(status="draft")

    assert found("营商", Article.objects.published()) == {"text"}
    assert found("-旅游", Article.objects.published()) == {"text"}
    assert found("", Article.objects.published()) == {"text", "plain"}


def test_a_long_text_is_searched_to_its_end(db):
    # Positions of PostgreSQL's own text search end at 16,383.
    make_article(body=f"<p>{'很长的文章。' * 10_000}终于结束</p>", slug="long")

    assert found("终于结束") == found("章。很".replace("。", " ")) == {"long"}
    assert found("束") == {"long"}


HAN = "营商环境数字"
FEW = st.text(alphabet=HAN + 'aB1５.,，。 \n|_%-"*㎡㍿é', max_size=14)
WORDS = st.text(alphabet=HAN + "aB1５.，|_%é", min_size=1, max_size=5)


def _query(words):
    group = st.recursive(
        st.builds(
            "{}{}{}".format, st.sampled_from(["", "", "title:", "author:"]), words, st.sampled_from(["", "", "*"])
        )
        | st.builds('"{} {}"{}'.format, words, words, st.sampled_from(["", "*"])),
        lambda inner: (
            st.builds("({} {})".format, inner, inner)
            | st.builds("({} OR {})".format, inner, inner)
            | st.builds("-{}".format, inner)
        ),
        max_leaves=5,
    )
    return st.lists(group, min_size=1, max_size=3).map(" ".join)


class RandomTest(TestCase):
    """For random texts and queries the engine's answer is that of the substring test."""

    @hypothesis_settings(max_examples=300)
    @given(
        st.lists(st.tuples(FEW, FEW, FEW, FEW, FEW), min_size=1, max_size=4),
        st.lists(_query(WORDS), min_size=1, max_size=6),
    )
    def test_the_engine_equals_the_substring_test(self, articles, queries):
        for title, kicker, summary, name, text in articles:
            article = make_article(f"题{title}", kicker=kicker, summary=summary, body=f"<p>{text}</p>")
            if name.strip():
                article.credits.create(name=name, role="author")
        for query in queries:
            assert found(query) == expected(query), query

    @hypothesis_settings(max_examples=300)
    @given(FEW, WORDS)
    def test_a_word_is_found_where_its_normal_form_stands_by_itself(self, text, word):
        """The definition in its simplest form, for a word of characters alone."""
        bare = "".join(char for char in word if char in HAN)
        if bare:
            make_article("题", slug="a", body=f"<p>{text}</p>", summary=text)
            assert found(bare) == ({"a"} if bare in norm(text) or bare in squeeze(text) else set())
