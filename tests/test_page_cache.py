"""What is said of pages to browsers and other caches, and whose page nobody else may get."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from articles.models import Article
from config import page_cache
from tests.factories import make_article, make_editor, make_source

pytestmark = pytest.mark.django_db(transaction=True)
SECURE = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Permissions-Policy")
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def reader(settings) -> Client:
    settings.PAGE_CACHE = True
    caches["pages"].clear()
    return Client()


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


# Whose page it is


def test_readers_with_other_choices_have_other_pages(reader):
    choices = [{}, {"theme": "dark"}, {"theme": "light"}, {"django_language": "en"}, {"mode": "elder"}]
    pages = {}
    for _ in range(2):
        for cookies in choices:
            client = Client()
            client.cookies.load(cookies)
            pages.setdefault(str(cookies), set()).add(client.get("/").content)

    assert all(len(bodies) == 1 for bodies in pages.values())
    assert b'data-theme="dark"' in min(pages["{'theme': 'dark'}"])
    assert b"data-theme" not in min(pages["{}"])
    assert b"Latest" in min(pages["{'django_language': 'en'}"])


def test_every_cookie_that_a_page_may_depend_on_stands_in_its_key():
    def key(path: str = "/articles/one/", **cookies: str) -> str | None:
        request = RequestFactory().get(path)
        request.COOKIES = cookies
        return page_cache._key(request)

    for name in (*page_cache.CHOICES, site.LANGUAGE_COOKIE_NAME):
        assert key() != key(**{name: "en"}) is not None
    assert key() == key(visited="2022") != key("/")
    assert key("/") != key("/", visited="2022") != key("/", visited="2023")
    assert key() == key(another="x")
    assert {key(**{name: "x"}) for name in page_cache.PERSONAL} == {None}


def test_host_scheme_address_and_query_are_part_of_the_key(settings):
    settings.ALLOWED_HOSTS = ["*"]
    factory = RequestFactory()
    requests = [
        *(factory.get("/"), factory.get("/", secure=True), factory.get("/", headers={"Host": "other.example"})),
        *(factory.get("/?a=1"), factory.get("/?a=2"), factory.get("/a/"), factory.get("/A/")),
    ]

    assert len({page_cache._key(request) for request in requests}) == len(requests)


def test_an_editor_gets_no_kept_page_and_leaves_none(reader):
    editor = Client()
    editor.force_login(make_editor())

    for _ in range(2):
        assert "/admin/articles/article/" in editor.get("/articles/one/").content.decode()
        assert "/admin/articles/article/" not in reader.get("/articles/one/").content.decode()
        assert "ETag" not in editor.get("/articles/one/").headers


def test_previews_and_what_programs_ask_for_are_not_kept(reader):
    draft = make_article("未发", slug="draft", status="draft")
    editor = Client()
    editor.force_login(make_editor())
    assert editor.get(f"/articles/{draft.slug}/preview/").status_code == 200

    for address in ("/articles/draft/preview/", "/api/v1/articles/", "/search/suggest/?q=题", "/healthz", "/nowhere/"):
        reader.get(address)

    assert len(caches["pages"]._cache) == 0


# A page that turns out to depend on more than its key


def answering(view) -> page_cache.PageCacheMiddleware:
    """The middleware around a view that passes for one of the pages."""

    def respond(request):
        middleware.process_view(request, page, (), {})
        return view(request)

    def page():
        pass

    page.__module__ = page_cache.PAGES
    middleware = page_cache.PageCacheMiddleware(respond)
    return middleware


def varied(request):
    response = HttpResponse("")
    patch_vary_headers(response, ["Cookie"])
    return response


def with_cookie(request):
    response = HttpResponse("")
    response.set_cookie("a", "b")
    return response


def with_nonce(request):
    request._csp_nonce = "once"
    return HttpResponse("")


DEPENDENT = {
    "reads another cookie": lambda request: HttpResponse(request.COOKIES.get("name", "")),
    "looks whether there is one": lambda request: HttpResponse(str("name" in request.COOKIES)),
    "reads all cookies": lambda request: HttpResponse(str(dict(request.COOKIES.items()))),
    "reads the last visit, and is not the first page": lambda request: HttpResponse(request.COOKIES.get("visited", "")),
    "varies by cookie": varied,
    "sets a cookie": with_cookie,
    "has a nonce": with_nonce,
    "says how long it is to be kept": lambda request: HttpResponse("", headers={"Cache-Control": "private"}),
    "is no page": lambda request: HttpResponse("{}", content_type="application/json"),
    "is an error": lambda request: HttpResponse("", status=404),
}


@pytest.mark.parametrize("view", DEPENDENT.values(), ids=DEPENDENT)
def test_a_page_that_depends_on_more_than_its_key_is_not_kept(reader, view):
    answer = answering(view)(RequestFactory().get("/articles/x/"))

    assert len(caches["pages"]._cache) == 0
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading_is_answered_from_what_is_kept(reader, method):
    middleware = answering(lambda request: HttpResponse(request.method))

    assert middleware(RequestFactory().get("/articles/x/")).content == b"GET"
    assert middleware(getattr(RequestFactory(), method)("/articles/x/")).content == method.upper().encode()


def test_a_page_that_depends_on_nothing_else_is_kept(reader):
    # The control of the two above.
    middleware = answering(lambda request: HttpResponse(request.COOKIES.get("theme", "")))
    middleware(RequestFactory().get("/articles/x/"))

    assert len(caches["pages"]._cache) == 1


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
