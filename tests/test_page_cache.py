"""What pages cost that are kept, what is said of them to browsers and other caches, and how much room they take."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from articles.models import Article
from config import page_cache
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db(transaction=True)
SECURE = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Permissions-Policy")
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture(autouse=True)
def article() -> Article:
    return make_article("题目", slug="one", source=make_source("泉州晚报", slug="paper"), tags=["民生"])


@pytest.fixture
def later(monkeypatch):
    """Let seconds pass: `later(2)`."""

    def pass_(seconds: int) -> None:
        now = timezone.now()
        monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(seconds=seconds))

    return pass_


PAGES = [
    "/",
    "/articles/one/",
    "/sources/",
    "/sources/paper/",
    "/tags/",
    "/tags/民生/",
    "/archive/",
    "/archive/2022/2/",
]


# What a hit costs


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_is_kept_takes_one_query(reader, django_assert_num_queries, address):
    reader.get(address)

    with django_assert_num_queries(1):  # Which edition is it?
        assert reader.get(address).status_code == 200
    with django_assert_num_queries(1):
        assert reader.head(address).status_code == 200


def test_what_is_no_page_costs_nothing_more(reader, django_assert_num_queries):
    reader.get("/")
    with django_assert_num_queries(3):  # As without the cache: articles with their sources, tags, credits.
        reader.get("/feed.atom")
    with django_assert_num_queries(0):
        reader.get("/theme/dark/")


def test_switched_off_nothing_is_kept_and_no_edition_is_asked_for(settings, django_assert_num_queries):
    settings.PAGE_CACHE = False
    reader = Client()
    reader.get("/articles/one/")

    with django_assert_num_queries(5):  # As tests/articles/test_pages_article.py has them.
        answer = reader.get("/articles/one/")

    assert "ETag" not in answer.headers


# What is said to browsers


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_a_strong_tag_and_a_date_and_is_asked_about_each_time(reader, address):
    answer = reader.get(address)

    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["Last-Modified"]
    assert answer.headers["Cache-Control"] == "no-cache"
    assert {"Cookie", "Accept-Encoding"} <= set(answer.headers["Vary"].split(", "))


@pytest.mark.parametrize("address", PAGES)
def test_by_its_tag_a_page_is_not_sent_again_until_it_changes(reader, address):
    for headers in ({}, GZIP):
        tag = reader.get(address, headers=headers).headers["ETag"]
        answer = reader.get(address, headers=headers | {"If-None-Match": tag})
        assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)
        assert answer.headers["Vary"] and answer.headers["Cache-Control"] == "no-cache"

    Article.objects.update(status="draft")

    assert reader.get(address, headers=GZIP | {"If-None-Match": tag}).status_code != 304


def test_by_its_date_a_page_is_not_sent_again_until_something_changes(reader, later):
    reader.get("/")
    later(2)
    date = reader.get("/").headers["Last-Modified"]
    assert reader.get("/", headers={"If-Modified-Since": date}).status_code == 304

    Article.objects.update(title="新的题目")

    assert reader.get("/", headers={"If-Modified-Since": date}).status_code == 200


def test_a_change_within_the_second_of_another_is_not_missed_by_its_date(reader):
    # Dates are of whole seconds: a page of this second is not yet said to be of it.
    for number in range(5):
        date = reader.get("/").headers["Last-Modified"]
        Article.objects.update(title=f"第{number}稿")
        assert reader.get("/", headers={"If-Modified-Since": date}).status_code == 200


def test_a_search_is_made_anew_each_time_and_sent_where_it_differs(reader):
    # Its answers come from the index too, and there is no end of them: they are not kept.
    address = "/search/?q=题目"
    tag = reader.get(address, headers=GZIP).headers["ETag"]
    assert reader.get(address, headers=GZIP | {"If-None-Match": tag}).status_code == 304
    assert len(caches["pages"]._cache) == 0

    make_article("又一个题目")

    assert reader.get(address, headers=GZIP | {"If-None-Match": tag}).status_code == 200


def test_a_tag_is_of_the_page_and_says_nothing_of_what_is_hidden(reader):
    before = {page: reader.get(page).headers["ETag"] for page in PAGES}

    make_article("未发", status="draft", source="泉州晚报", tags=["民生", "未用"])

    assert {page: reader.get(page).headers["ETag"] for page in PAGES} == before


def test_a_page_is_sent_packed_to_whoever_takes_it_so_and_plain_to_others(reader):
    packed = [reader.get("/", headers=GZIP) for _ in range(2)]
    plain = [reader.get("/") for _ in range(2)]
    refused = reader.get("/", headers={"Accept-Encoding": "br, gzip;q=0"})

    for answer in packed:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.content) == plain[0].content
    for answer in (*packed, *plain):
        assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert {"Content-Encoding" in answer.headers for answer in plain} == {False}
    # Other bytes have another strong tag.
    assert len({answer.headers["ETag"] for answer in (*packed, *plain)}) == 2
    assert refused.headers["ETag"].strip("W/") == plain[0].headers["ETag"]


def test_a_kept_page_has_the_headers_of_one_that_is_made(reader):
    made, kept = (reader.get("/articles/one/").headers for _ in range(2))
    answer = reader.get("/articles/one/", headers={"If-None-Match": kept["ETag"]})

    assert dict(made) == dict(kept)
    assert all(name in kept for name in (*SECURE, "Content-Language", "Content-Type"))
    assert all(name in answer.headers for name in SECURE)


# Room


def test_hostile_addresses_cannot_fill_the_memory(reader, monkeypatch):
    monkeypatch.setattr(caches["pages"], "_max_entries", 20)
    for number in range(100):
        reader.get("/", {"x": number})
    assert len(caches["pages"]._cache) <= 20

    caches["pages"].clear()
    reader.get("/", {"x": "y" * page_cache.LONGEST_ADDRESS})
    reader.cookies["theme"] = "x" * (page_cache.LONGEST_COOKIE + 1)
    assert reader.get("/").status_code == 200
    assert len(caches["pages"]._cache) == 0


def test_a_page_that_is_too_large_is_sent_and_not_kept(reader, monkeypatch):
    monkeypatch.setattr(page_cache, "LARGEST", 100)

    answer = reader.get("/")

    assert answer.status_code == 200
    assert answer.headers["ETag"]
    assert len(caches["pages"]._cache) == 0
