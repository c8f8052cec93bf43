"""Nobody gets a page that is another's: what it may depend on stands in its key, or it is not kept."""

from __future__ import annotations

import pytest
from django.conf import settings as site
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.cache import patch_vary_headers

from articles.models import Article
from config import page_cache
from tests.factories import make_article, make_editor, make_source

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def article() -> Article:
    return make_article("题目", slug="one", source=make_source("泉州晚报", slug="paper"), tags=["民生"])


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
