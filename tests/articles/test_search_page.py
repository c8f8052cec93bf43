"""The search of the site: what it shows, by what it narrows, and that it knows of nothing unpublished."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.factories import make_article, make_source
from tests.reading import all_seen, english_reader, read, seen

pytestmark = pytest.mark.django_db

MARCH = datetime(2021, 3, 5, 4, tzinfo=UTC)


@pytest.fixture
def archive():
    quanzhou = make_source("泉州晚报", slug="quanzhou")
    make_article("数字赋能营商环境", source=quanzhou, tags=["数字经济"], slug="a")
    make_article(
        "港口动态",
        source=make_source("厦门日报", slug="xiamen"),
        tags=["数字经济", "港口"],
        credits=[("郭荣鑫", "reporter")],
        body="<p>开头一句。自贸区持续优化营商环境，口岸提速。末尾一句。</p>",
        published_at=MARCH,
        slug="b",
    )
    make_article("无关", body="<p>天气晴好。</p>", slug="c")


def titles(page) -> list[str]:
    """The titles of the hits, whose marks cut no words."""
    return [heading.get_text() for heading in page.select(".entry h2")]


def search(query="", **parameters):
    parameters = {"q": query, **parameters}
    response = english_reader().get("/search/", parameters)
    assert response.status_code == 200
    return read(response.wsgi_request.get_full_path())


def test_what_is_found_is_marked_in_title_and_snippet(archive):
    page = search("营商环境")

    assert titles(page) == ["数字赋能营商环境", "港口动态"]
    assert all_seen(page, ".entry h2 mark") == ["营商环境"]
    assert [str(snippet) for snippet in page.select(".snippet mark")] == ["<mark>营商环境</mark>"] * 2
    assert seen(page.select(".snippet")[1]).startswith("自贸区持续优化 营商环境 ，口岸提速。")
    assert seen(page.select_one(".count")) == "2 articles"


def test_each_hit_says_where_its_words_were_found(archive):
    facts = [all_seen(entry, ".facts li")[-1] for entry in search("营商环境").select(".entry")]
    assert facts == ["found in the title, the text", "found in the text"]
    [entry] = search("author:郭荣鑫").select(".entry")
    assert all_seen(entry, ".facts li")[-1] == "found in the credits"
    assert seen(entry.select_one(".snippet mark")) == "郭荣鑫"


def test_a_facet_narrows_and_can_be_taken_away_again(archive):
    page = search("营商环境")
    facets = {seen(section.h2): all_seen(section, "li") for section in page.select(".facets section")}
    assert facets == {
        "Source": ["厦门日报 1", "泉州晚报 1"],
        "Tag": ["数字经济 2", "港口 1"],
        "Year": ["2022 1", "2021 1"],
    }

    narrowed = read("/search/" + page.find("a", string="2021", class_=False)["href"])

    assert titles(narrowed) == ["港口动态"]
    assert seen(narrowed.select_one(".chosen")) == "2021 × (take away)"
    assert all_seen(narrowed.select(".facets section")[-1], "li") == ["2021-03 1"]
    again = read("/search/" + narrowed.select_one(".chosen a")["href"])
    assert titles(again) == ["数字赋能营商环境", "港口动态"]


def test_facets_combine(archive):
    assert titles(search("营商环境", tag="数字经济", source="xiamen")) == ["港口动态"]
    assert titles(search("营商环境", tag="港口", source="quanzhou")) == []
    assert titles(search("", tag="港口", month="2021-03")) == ["港口动态"]


@pytest.mark.parametrize(
    "narrowing",
    [{"year": "MMXXI"}, {"year": "99999"}, {"month": "2021-13"}, {"source": "\x00"}, {"tag": "' OR 1=1 --"}],
)
def test_what_narrows_to_nothing_finds_nothing_and_says_so(archive, narrowing):
    page = search("营商环境", **narrowing)

    assert seen(page.select_one(".empty h2")) == "Nothing was found"
    everywhere = page.find("a", string="Look for the same in everything")
    assert titles(read("/search/" + everywhere["href"])) == ["数字赋能营商环境", "港口动态"]


def test_results_can_be_ordered_by_date(archive):
    page = search("营商环境")
    assert all_seen(page, ".orders a") == ["By relevance", "Newest first", "Oldest first"]
    assert seen(page.select_one(".orders [aria-current]")) == "By relevance"

    oldest = read("/search/" + page.find("a", string="Oldest first")["href"])

    assert titles(oldest) == ["港口动态", "数字赋能营商环境"]
    assert seen(oldest.select_one(".orders [aria-current]")) == "Oldest first"


def test_pages_lead_forth_and_back():
    for number in range(45):
        make_article(f"营商环境第{number}号", slug=f"n{number}")
    seen_titles, page = [], search("营商环境")
    first = titles(page)
    for _number in range(3):
        seen_titles += titles(page)
        forth = page.find("a", rel="next")
        if forth:
            page = read("/search/" + forth["href"])

    assert len(seen_titles) == len(set(seen_titles)) == 45
    back = read("/search/" + page.find("a", rel="prev")["href"])
    assert titles(read("/search/" + back.find("a", rel="prev")["href"])) == first


def test_an_address_of_no_page_is_refused_in_words(archive):
    page = read("/search/?q=营商环境&cursor=nonsense", status=400)
    assert "Check the address, or start from a link below." in seen(page.main)


def test_more_than_a_thousand_are_not_counted(archive, monkeypatch):
    monkeypatch.setattr("articles.search.counting.BOUND", 1)
    assert seen(search("营商环境").select_one(".count")) == "More than 1 articles"


def test_a_broken_query_is_read_and_the_page_says_how(archive):
    page = search('"营商环境')

    assert titles(page) == ["数字赋能营商环境", "港口动态"]
    assert all_seen(page, ".notes li") == ["A quotation mark is not closed: the phrase was taken to go on to the end."]
    assert seen(page.select_one(".notes code")) == "营商环境"
    assert search("营商环境").select(".notes") == []


def test_where_nothing_is_found_near_queries_are_offered(archive):
    page = search("营商环境 不存在的词")

    assert seen(page.select_one(".empty h2")) == "Nothing was found"
    assert all_seen(page, ".alternatives li") == ["营商环境 OR 不存在的词 2"]
    assert titles(read("/search/" + page.select_one(".alternatives a")["href"])) == ["数字赋能营商环境", "港口动态"]
    assert 'tag:"数字经济" 2' in all_seen(search("数字经挤"), ".alternatives li")


def test_traditional_forms_are_found_on_request(archive):
    assert titles(search("營商環境")) == []
    page = search("營商環境", both="1")
    assert titles(page) == ["数字赋能营商环境", "港口动态"]
    assert page.select_one("[name=both]").has_attr("checked")


def test_without_a_query_the_page_explains_itself_and_every_example_can_be_tried(archive):
    page = search("")

    examples = page.select(".search-help dt a")

    assert len(examples) == 9
    for example in examples:
        found = read(example["href"])
        assert found.select(".notes") == [], seen(example)
        assert found.select_one("#query")["value"] == seen(example)


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\x00", "'", "字" * 20_000]
)
def test_what_is_typed_stays_text(archive, query):
    page = search(query)
    assert page.select("main script, main img, [onerror]") == []


def test_nothing_unpublished_counts_anywhere():
    make_article(
        "暗号一", status="draft", source=make_source("暗号报"), tags=["暗号标签"], credits=[("暗号人", "reporter")]
    )
    make_article("公开", body="<p>公开暗语。</p>")
    assert titles(search("公开")) == ["公开"]  # The control.

    page = search("暗号")

    assert titles(page) == [] and page.select(".facets, .alternatives") == []
    assert english_reader().get("/search/suggest/", {"q": "暗号"}).json() == {"suggestions": []}
    assert english_reader().get("/api/v1/articles/", {"q": "暗号"}).json()["count"] == 0


@pytest.mark.parametrize("rows", [3, 20, 40])
def test_a_page_of_results_takes_few_queries(client, django_assert_max_num_queries, rows):
    for number in range(rows):
        make_article(
            f"营商环境第{number}号", source=f"晚报{number}", tags=[f"标签{number}"], credits=[("郭", "reporter")]
        )
    # How common the word is; how common in titles and in kickers; of each of three scores the newest articles and which
    # of them match, or all that do; the articles with their sources, their tags, their credits; all that match;
    # how many of them there are of each source, month and tag; and how sources and tags are called.
    with django_assert_max_num_queries(13):
        client.get("/search/", {"q": "营商环境"})


def test_a_page_of_results_for_a_rare_word_takes_eight_queries(client, archive, django_assert_max_num_queries):
    # How common the word is; all that match, and their order; the articles, their tags, their credits; how many there
    # are of each source, month and tag; and how these are called.
    with django_assert_max_num_queries(8):
        page = client.get("/search/", {"q": "口岸提速"})
    assert "<mark>口岸提速</mark>" in page.content.decode()


def test_printings_of_one_text_are_one_hit_and_its_publishers_are_named():
    text = "<p>" + "营商环境建设是一项系统工程，良好的营商环境是综合竞争力的重要体现。" * 6 + "</p>"
    make_article("首发", source="首发报", body=text, slug="first")
    make_article("转载", source="转载报", body=text, published_at=datetime(2023, 1, 1, tzinfo=UTC), slug="again")
    make_article("另一篇", body="<p>营商环境另说。</p>", slug="other")

    page = search("营商环境", order="newest")

    assert titles(page) == ["首发", "另一篇"] or titles(page) == ["另一篇", "首发"]
    assert "首发报 and others, 2 in all" in seen(page.select_one(".entries"))
    # Where the first does not match, the next one stands for the text.
    assert titles(search("title:转载")) == ["转载"]
    assert titles(search("营商环境 source:转载报")) == ["转载"]


@pytest.mark.parametrize("texts", [2, 6])
def test_printings_of_many_texts_are_told_from_each_other_in_few_queries(client, django_assert_max_num_queries, texts):
    for number in range(texts):
        said = f"第{number}处港口，" + "".join(chr(0x4E00 + 97 * number + step) for step in range(80)) + "，营商环境。"
        for printing in range(3):
            make_article(f"港口{number}之{printing}", source=f"报{number}{printing}", body=f"<p>{said}</p>")
    # As for a page without reposts; then the printings of its texts, and which of them match.
    with django_assert_max_num_queries(13 + 2):
        page = client.get("/search/", {"q": "营商环境"})
    assert page.content.decode().count('<article class="entry">') == texts


def test_suggestions_are_titles_sources_tags_and_people(archive):
    def suggested(text):
        found = english_reader().get("/search/suggest/", {"q": text}).json()["suggestions"]
        return [(one["kind"], one["label"], one["url"]) for one in found]

    assert ("Title", "数字赋能营商环境", "/articles/a/") in suggested("数字")
    assert ("Tag", "数字经济", "/tags/%E6%95%B0%E5%AD%97%E7%BB%8F%E6%B5%8E/") in suggested("数字")
    assert suggested("泉州") == [("Source", "泉州晚报", "/sources/quanzhou/")]
    [(kind, label, url)] = suggested("郭荣")
    assert (kind, label) == ("Person", "郭荣鑫")
    assert titles(read(url)) == ["港口动态"]


def test_every_page_has_the_search_in_its_masthead(archive):
    for address in ("/", "/articles/a/", "/tags/"):
        form = read(address).select_one(".masthead form")
        assert (form["action"], form["method"], form.select_one("input")["name"]) == ("/search/", "get", "q")
