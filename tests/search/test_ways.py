"""The two ways to the articles that a query matches, which give one answer."""

import pytest

from articles import search
from articles.models import Article
from articles.search import ranking, ways
from articles.search.engines import engine
from tests.factories import make_article

pytestmark = pytest.mark.django_db
ALWAYS, NEVER = 0, 2  # shares of the articles from which on a query is common

QUERIES = [
    "营商",
    "营",
    "营商 环境",
    "营商 -数字",
    "营商 OR 数字",
    "(营商 OR 数字) 5G",
    "title:营商",
    "title:第 数字",
    "author:郭荣鑫",
    "营商 source:泉州",
    "营商 -tag:数字经济",
    "营商 year:2021-2022",
    "-营商",
    "-环境 -5G source:福建",
    "营商 -数字 -环境 OR 5G",
    "-year:2022",
    "没有",
    "",
]


@pytest.fixture
def archive():
    for number in range(20):
        make_article(
            f"第{number}篇{'营商' * (number % 7 == 0)}",
            slug=f"{number}",
            kicker="营商" if number % 5 == 0 else "",
            body=f"<p>{'营商环境' * (number % 3 > 0)}，{'数字' * (number % 4 == 1)}，{'5G' * (number % 2)}</p>",
            source="泉州晚报" if number % 3 else "福建日报",
            tags=["数字经济"] if number % 6 == 0 else [],
            credits=[("郭荣鑫", "reporter")] if number % 8 == 0 else [],
            published_at=None if number == 13 else f"2022-02-{number % 20 + 1:02}T08:00+08:00",
            status="draft" if number % 11 == 0 else "published",
        )


def pages(text: str, order: str, size: int) -> list[list[tuple[str, int]]]:
    """Every page there and back, each as the slugs and scores of its hits."""
    articles, query = Article.objects.published(), search.parse(text)
    there = [search.search(articles, query, order, size=size)]
    while there[-1].next:
        there.append(search.search(articles, query, order, there[-1].next, size))
    back = [there[-1]]
    while back[-1].previous:
        back.append(search.search(articles, query, order, back[-1].previous, size))
    return [[(hit.article.slug, hit.rank) for hit in page.hits] for page in (*there, *back)]


@pytest.mark.parametrize("order", search.ORDERS)
@pytest.mark.parametrize("text", QUERIES)
def test_both_ways_give_the_same_pages(archive, monkeypatch, text, order):
    monkeypatch.setattr(ways, "STEP", 3)
    answers = []
    for common in (NEVER, ALWAYS):
        monkeypatch.setattr(ways, "COMMON", common)
        monkeypatch.setattr(engine(), "EXCLUDES_BY_LOOKING", common == ALWAYS)
        answers.append(pages(text, order, 6))

    assert answers[0] == answers[1]
    assert any(answers[0]) == (text != "没有")


@pytest.mark.parametrize("text", ["营商 OR 数字", "(营商 OR 数字) 5G", "营商 OR title:数字", "营商 OR author:郭荣鑫"])
def test_both_ways_give_the_same_pages_of_words_that_are_as_common_as_can_be(archive, monkeypatch, text):
    monkeypatch.setattr(ranking, "rarity", lambda word: 1)
    answers = []
    for common in (NEVER, ALWAYS):
        monkeypatch.setattr(ways, "COMMON", common)
        answers.append(pages(text, search.RELEVANCE, 6))

    assert answers[0] == answers[1] != []


def test_a_walk_that_finds_too_little_gives_way_to_the_index(archive, monkeypatch):
    monkeypatch.setattr(ways, "COMMON", ALWAYS)
    monkeypatch.setattr(ways, "STEP", 2)
    monkeypatch.setattr(ways, "FARTHEST", 4)
    articles, query = Article.objects.newest_first(), search.parse("author:郭荣鑫")

    assert ways.Way(articles, query.root, 1).walk(("listed_at", "pk"), 3) is None
    hits = search.search(articles, query, search.NEWEST).hits
    assert [hit.article.slug for hit in hits] == ["16", "8", "0"]


def test_the_engine_tells_at_once_how_common_words_are(django_assert_num_queries):
    # Words of no other test: what another has left behind in the index counts as well.
    for number in range(6):
        make_article(body=f"<p>龘靐齉{'，麤鱻' * (number % 3 == 0)}</p>")

    documents = {"没有这样的话": 0, "靐齉": 6, "麤鱻": 2, "靐齉 -麤鱻": 4}
    nodes = {text: search.parse(text).root for text in documents}

    with django_assert_num_queries(1):
        shares = engine().shares(nodes.values())
    assert {text: shares[node] * engine().SAMPLE for text, node in nodes.items()} == documents
    assert engine().shares([]) == {}


def test_the_engine_tells_which_of_some_articles_match(archive):
    ids = dict(Article.objects.values_list("slug", "pk"))
    node = search.parse("数字").root

    assert engine().among(node, [ids["1"], ids["2"], ids["5"]]) == {ids["1"], ids["5"]}
    assert engine().among(node, []) == set()
    # What another test has left behind in the index may come as well.
    assert len(set(engine().some(node)) & set(ids.values())) == 5
    assert len(engine().some(node, 3)) == 3


def test_the_engine_tells_which_match_of_articles_that_lie_far_apart_in_the_index(archive):
    ids = dict(Article.objects.values_list("slug", "pk"))
    edited = Article.objects.get(slug="5")
    # Each edit makes a new document of it on SQLite, with a number of its own.
    for number in range(120):
        edited.deck = f"第{number}次修改"
        edited.save()
    newest = make_article(body="<p>数字</p>")
    node = search.parse("数字").root

    assert engine().among(node, [ids["1"], ids["2"], ids["5"], newest.pk]) == {ids["1"], ids["5"], newest.pk}
    assert engine().among(node, [ids["2"], ids["5"]]) == {ids["5"]}
    assert engine().among(node, [ids["2"], ids["3"]]) == set()


@pytest.mark.parametrize("text", QUERIES)
def test_which_of_a_few_articles_match_is_told_without_the_others(archive, text):
    articles, query = Article.objects.published(), search.parse(text)
    few = list(Article.objects.filter(slug__in=["0", "1", "2", "8", "11", "12", "13"]).values_list("pk", flat=True))

    # What is asked for is of the articles themselves.
    published = articles.filter(pk__in=few)
    matching = set(search.matching(published, query).values_list("pk", flat=True))
    assert search.which(published, query, few) & set(published.values_list("pk", flat=True)) == matching


@pytest.mark.parametrize("text", QUERIES)
def test_a_count_is_that_of_the_articles_that_match(archive, text):
    articles, query = Article.objects.published(), search.parse(text)
    number = search.matching(articles, query).count()

    # With few the index decides, with many what it tells first, and between them all are counted.
    for bound in (1, 5, number, 1000):
        counted = search.count(articles, query, bound)
        assert (counted.number, counted.is_exact) == (min(number, bound), number <= bound)


@pytest.mark.parametrize(("text", "documents"), [("营商 -数字", 14.5), ("-数字 -5G", 1000)])
def test_the_few_that_lack_what_is_excluded_are_walked_for(archive, monkeypatch, text, documents):
    # 11 articles have 营商 without 数字, and 15 have 营商; on SQLite three more documents are of what they were before.
    monkeypatch.setattr(ways, "COMMON", documents / engine().SAMPLE)
    articles, query = Article.objects.published(), search.parse(text)

    for is_so in (True, False):
        monkeypatch.setattr(engine(), "EXCLUDES_BY_LOOKING", is_so)
        assert bool(ways.common(articles, query)) == is_so


def test_the_index_is_asked_once_for_a_page_its_count_and_its_facets(archive, monkeypatch):
    asked, some = [], engine().some
    monkeypatch.setattr(ways, "COMMON", NEVER)
    monkeypatch.setattr(engine(), "some", lambda node, *most: asked.append(node) or some(node, *most))
    articles, query = Article.objects.published(), search.parse("营商环境 数字")

    found = len(search.search(articles, query).hits)

    assert search.count(articles, query).number == found > 0
    assert sum(facet.count for facet in search.facets(articles, query).sources) == found
    assert asked.count(query.root) == 1


def test_a_lone_character_that_the_index_is_slow_to_tell_of_is_read_in_the_newest_articles():
    for number in range(6):
        make_article(body=f"<p>靐齉{'，靐鱻' * (number % 3 == 0)}</p>")
    articles, lone = Article.objects.all(), search.parse("靐").root

    way = ways.common(articles, search.parse("靐"))
    assert way.share == (6 / ways.SAMPLE if engine().is_dear(lone) else 6 / engine().SAMPLE)
    # What begins with it, the commonest first, is looked up at once; what is long is no lone character.
    assert str(ways.pairs_of(articles, lone)) == ("靐齉 OR 靐鱻" if engine().is_dear(lone) else "None")
    assert ways.pairs_of(articles, search.parse("靐齉").root) is None
