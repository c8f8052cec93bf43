"""Search through the API: `q` with every filter, and where it was found on request."""

from __future__ import annotations

import pytest

from tests.factories import make_article

pytestmark = pytest.mark.django_db
LIST = "/api/v1/articles/"


@pytest.fixture
def archive():
    make_article("数字赋能营商环境", source="泉州晚报", tags=["数字经济"], slug="a")
    make_article(
        "港口动态", source="厦门日报", body="<p>持续优化营商环境。</p>", credits=[("郭荣鑫", "reporter")], slug="b"
    )
    make_article("营商，环境", body="<p>天气。</p>", slug="c")


def found(client, **parameters) -> list[str]:
    return [article["slug"] for article in client.get(LIST, parameters).json()["results"]]


def test_q_means_what_it_means_on_the_site_and_goes_with_every_filter(client, archive):
    assert found(client, q="营商环境") == ["b", "a"]
    assert found(client, q="营商环境 -港口") == ["a"]
    assert found(client, q="营商环境", source="厦门日报") == ["b"]
    assert found(client, q="营商环境", tag="数字经济", published_after="2022-01-01") == ["a"]
    assert found(client, q="營商環境", both_scripts="true") == ["b", "a"]


def test_what_is_found_can_be_ordered_by_relevance(client, archive):
    assert found(client, q="营商环境", ordering="relevance") == ["a", "b"]


def test_highlights_come_on_request(client, archive):
    [article] = client.get(LIST, {"q": "营商环境 港口", "highlights": "true"}).json()["results"]

    assert article["highlights"] == {
        "found_in": ["title", "text"],
        "title": {"text": "港口动态", "html": "<mark>港口</mark>动态"},
        "kicker": {"text": "", "html": ""},
        "credits": [],
        "snippets": [{"text": "持续优化营商环境。", "html": "持续优化<mark>营商环境</mark>。"}],
    }
    assert "highlights" not in client.get(LIST, {"q": "营商环境"}).json()["results"][0]


def test_a_search_with_highlights_takes_six_queries(client, archive, django_assert_num_queries):
    # How many; a page of them; their tags; their credits; the texts and the credits that are marked.
    with django_assert_num_queries(6):
        client.get(LIST, {"q": "营商环境", "highlights": "true"})
