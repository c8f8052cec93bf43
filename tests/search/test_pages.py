"""Pages of hits: their order, what is marked in them, how many there are, and what they have in common."""

from datetime import UTC, datetime, timedelta

import pytest

from articles import search
from articles.models import Article
from articles.search import ranking
from tests.factories import NOON, make_article, make_source

pytestmark = pytest.mark.django_db


def ask(text: str, order: str = search.RELEVANCE, **options) -> search.Result:
    return search.search(Article.objects.published(), search.parse(text), order, **options)


def slugs(result: search.Result) -> list[str]:
    return [hit.article.slug for hit in result.hits]


# Order


def test_a_title_comes_before_a_kicker_and_a_kicker_before_the_text():
    make_article("正文里有", slug="text", body="<p>营商环境</p>", published_at=NOON + timedelta(days=9))
    make_article("营商环境", slug="title", body="<p>一</p>")
    make_article("引题里有", slug="kicker", kicker="营商环境", body="<p>一</p>", published_at=NOON + timedelta(days=5))
    make_article("栏目下有", slug="deck", deck="营商环境", body="<p>一</p>")
    make_article("署名里有", slug="credit", body="<p>一</p>", credits=[("营商环境", "author")])
    make_article("没有", slug="none", body="<p>一</p>")

    assert slugs(ask("营商环境")) == ["title", "kicker", "deck", "text", "credit"]


def test_among_equals_the_newest_comes_first_and_the_undated_last():
    for day in (3, 1, 2):
        make_article("营商", slug=f"day{day}", published_at=NOON + timedelta(days=day))
    make_article("营商", slug="undated", published_at=None)

    assert slugs(ask("营商")) == ["day3", "day2", "day1", "undated"]
    assert slugs(ask("营商", search.NEWEST)) == ["day3", "day2", "day1", "undated"]
    assert slugs(ask("营商", search.OLDEST)) == ["day1", "day2", "day3", "undated"]


def test_a_rare_word_weighs_more_than_a_common_one():
    for number in range(12):
        make_article("常见", slug=f"c{number}", body="<p>一</p>", published_at=NOON + timedelta(days=number))
    make_article("罕有", slug="rare", body="<p>一</p>", published_at=NOON - timedelta(days=9))

    assert slugs(ask("常见 OR 罕有"))[:2] == ["rare", "c11"]


def test_of_two_words_as_common_as_can_be_either_of_which_will_do_only_the_heads_count(monkeypatch):
    make_article("甲", slug="both, older", body="<p>营商，数字</p>", published_at=NOON)
    make_article("乙", slug="one, newer", body="<p>营商</p>", published_at=NOON + timedelta(days=1))
    make_article("数字", slug="title, oldest", published_at=NOON - timedelta(days=1))
    assert slugs(ask("营商 OR 数字")) == ["title, oldest", "both, older", "one, newer"]

    monkeypatch.setattr(ranking, "rarity", lambda word: 1)
    assert slugs(ask("营商 OR 数字")) == ["title, oldest", "one, newer", "both, older"]


def test_a_query_without_words_is_ordered_by_date():
    make_article(slug="old")
    make_article(slug="new", published_at=NOON + timedelta(days=1))

    assert slugs(ask("year:2022")) == ["new", "old"]
    assert slugs(ask("")) == ["new", "old"]


@pytest.mark.parametrize("order", search.ORDERS)
def test_pages_follow_on_each_other_forth_and_back(order):
    for number in range(23):
        make_article(
            "营商" if number % 3 else "环境",
            slug=f"{number:02}",
            kicker="营商" if number % 4 == 0 else "",
            body="<p>营商环境</p>",
            # Several share a moment; some have none.
            published_at=NOON + timedelta(days=number // 2) if number % 5 else None,
        )
    every = slugs(ask("营商", order, size=100))
    assert len(every) == 23

    forth, cursor = [], ""
    while True:
        page = ask("营商", order, cursor=cursor, size=5)
        forth.append(slugs(page))
        assert bool(page.previous) == (len(forth) > 1)
        if not page.next:
            break
        cursor = page.next
    assert [slug for page in forth for slug in page] == every

    back = [slugs(page)]
    while page.previous:
        page = ask("营商", order, cursor=page.previous, size=5)
        back.append(slugs(page))
    assert back[::-1] == forth
    assert page.next


@pytest.mark.parametrize("cursor", ["x", "é", "W10", "WzEsMF0", "Z" * 5000, "[]", "\x00", "WzAsMCwxLDIsM10"])
def test_a_cursor_that_no_page_has_given_is_refused(cursor):
    make_article()

    with pytest.raises(search.BadCursor):
        ask("营商", cursor=cursor)


def test_a_cursor_of_another_order_is_refused():
    for _number in range(3):
        make_article()
    cursor = ask("营商", search.NEWEST, size=1).next

    with pytest.raises(search.BadCursor):
        ask("营商", search.RELEVANCE, cursor=cursor)


def test_a_page_takes_the_same_few_queries_whatever_its_size(django_assert_num_queries):
    for number in range(30):
        make_article(slug=f"{number}", credits=[("郭荣鑫", "reporter")])
    articles = Article.objects.published().select_related("source")

    for size in (2, 25):
        # How common the word is; how common in titles, and in kickers; the newest articles, and which of them have it
        # in their title; the articles of the page, and their credits.
        with django_assert_num_queries(6):
            page = search.search(articles, search.parse("营商"), size=size)
        assert len(page.hits) == size


# What a hit shows


def test_a_hit_tells_which_fields_match_and_marks_the_words_as_they_are_spelt():
    make_article(
        "“５Ｇ应用”与营商环境",
        kicker="谈5G应用",
        summary="摘要",
        body="<p>无关的一句话在这里。投资５Ｇ应用21亿元&lt;b&gt;！又一句。</p><p>远处的5g应用。</p>",
        credits=[("Ann", "author")],
    )

    [hit] = ask("5g应用").hits
    assert hit.fields == ("title", "kicker", "text")
    assert hit.title.html == "“<mark>５Ｇ应用</mark>”与营商环境"
    assert hit.kicker.html == "谈<mark>5G应用</mark>"
    assert [snippet.html for snippet in hit.snippets] == [
        "投资<mark>５Ｇ应用</mark>21亿元&lt;b&gt;！又一句。",
        "远处的<mark>5g应用</mark>。",
    ]

    [hit] = ask("author:ann 摘要").hits
    assert hit.fields == ("summary", "credits")
    assert [credit.html for credit in hit.credits] == ["<mark>Ann</mark>"]
    assert [snippet.html for snippet in hit.snippets] == ["<mark>摘要</mark>"]
    assert not hit.title.is_marked


def test_nothing_in_a_hit_can_run():
    payload = '<img src=x onerror="alert(1)">&\'"'
    make_article(f"营商{payload}", kicker=payload, body="<p>营商&lt;script&gt;alert(1)&lt;/script&gt;</p>")

    [hit] = ask("营商 img").hits
    shown = [hit.title.html, hit.kicker.html, *(snippet.html for snippet in hit.snippets)]
    assert shown[0] == "<mark>营商</mark>&lt;<mark>img</mark> src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#x27;&quot;"
    assert all("<" not in html.replace("<mark>", "").replace("</mark>", "") for html in shown)


def test_highlights_are_told_for_articles_that_are_loaded_already():
    article, other = make_article("营商环境"), make_article("无关", body="<p>一</p>")

    shown = search.highlights([article, other], search.parse("营商"))

    assert shown[article.pk].title.html == "<mark>营商</mark>环境"
    assert shown[other.pk].fields == ()
    assert search.highlights([], search.parse("营商")) == {}


# Counts and facets


def test_a_count_is_exact_up_to_a_bound_and_honest_above():
    for _number in range(5):
        make_article()
    articles = Article.objects.published()

    assert str(search.count(articles, search.parse("营商"))) == "5"
    assert str(search.count(articles, search.parse("营商"), bound=5)) == "5"
    assert str(search.count(articles, search.parse("营商"), bound=4)) == "4+"
    assert str(search.count(articles, search.parse("没有"))) == "0"


def test_facets_count_what_is_found_and_only_that():
    paper, site = make_source("泉州晚报", slug="qz"), make_source("TechWeb", slug="tw")
    make_article(source=paper, tags=["甲", "乙"], published_at=datetime(2022, 2, 28, 17, tzinfo=UTC))  # 1 March there
    make_article(source=paper, tags=["甲"], published_at=datetime(2022, 2, 25, tzinfo=UTC))
    make_article(source=site, published_at=datetime(2021, 12, 31, tzinfo=UTC))
    make_article(published_at=None)
    make_article(source=paper, tags=["丙"], status="draft")
    make_article("无关", body="<p>一</p>", source=make_source("无关"), tags=["丁"])
    query = search.parse("营商")

    facets = search.facets(Article.objects.published(), query)

    assert [(facet.value, facet.label, facet.count) for facet in facets.sources] == [
        ("qz", "泉州晚报", 2),
        ("tw", "TechWeb", 1),
    ]
    assert [(facet.label, facet.count) for facet in facets.tags] == [("甲", 2), ("乙", 1)]
    assert [(facet.value, facet.count) for facet in facets.years] == [("2022", 2), ("2021", 1)]
    assert [(facet.value, facet.count) for facet in facets.months] == [("2022-03", 1), ("2022-02", 1), ("2021-12", 1)]

    combined = search.facets(Article.objects.published().from_source(paper), query)
    assert [(facet.label, facet.count) for facet in combined.tags] == [("甲", 2), ("乙", 1)]
    assert len(combined.sources) == 1


# Offers


def test_suggestions_go_on_from_what_is_typed():
    make_article("营商环境", slug="a", source="营商报", tags=["营商与环境", "数字"], credits=[("营小明", "author")])
    make_article("Digital 中国", slug="b")
    make_article("营商秘闻", status="draft", source="营商秘报", tags=["营商秘密"], credits=[("营秘", "author")])
    articles = Article.objects.published()

    told = search.suggest(articles, "营")
    assert [(article.slug, title.html) for article, title in told.titles] == [("a", "<mark>营</mark>商环境")]
    assert [source.name for source in told.sources] == ["营商报"]
    assert [tag.name for tag in told.tags] == ["营商与环境"]
    assert told.people == ("营小明",)

    assert [article.slug for article, _title in search.suggest(articles, "ＤＩＧ").titles] == ["b"]
    assert search.suggest(articles, " ") == search.suggest(articles, "！") == search.Suggestions()


def test_where_nothing_is_found_what_would_be_is_offered():
    make_article("营商环境", source="泉州晚报", credits=[("郭荣鑫", "reporter")])
    make_article("數字經濟", body="<p>一</p>", source="密报", status="published")
    make_article("草稿", source="泉州晚刊", status="draft")
    articles = Article.objects.published()

    def offered(text):
        return [
            (other.kind, str(other.query), str(other.count))
            for other in search.alternatives(articles, search.parse(text))
        ]

    assert ("any", "营商 OR 旅行", "1") in offered("营商 旅行")
    assert ("script", "数字经济 OR 數字經濟", "1") in offered("数字经济")
    assert ("source", 'source:"泉州晚报"', "1") in offered("source:泉洲晚报")
    assert ("author", "author:郭荣鑫", "1") in offered("郭容鑫")
    assert not [query for _kind, query, _count in offered("泉州晚刊") if "晚刊" in query]
    assert offered("完全不同的东西") == []
