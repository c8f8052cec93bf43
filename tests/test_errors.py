"""Error pages in the design of the site, health, and the headers that every response carries."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.test import Client

from articles.views import HomeView
from tests.factories import make_article
from tests.reading import english_reader, read, seen

pytestmark = pytest.mark.django_db


class DatabaseAway:
    """Every query fails as if nobody listened; `asked` counts them."""

    def __init__(self):
        self.asked = 0

    def __call__(self, execute, sql, params, many, context):
        self.asked += 1
        raise OperationalError("connection refused")


@pytest.fixture
def broken(monkeypatch):
    def fail(self):
        raise RuntimeError("a fault")

    monkeypatch.setattr(HomeView, "get_queryset", fail)


def silent_reader() -> Client:
    return english_reader(raise_request_exception=False)


def test_a_page_that_does_not_exist_says_so_and_leads_on():
    empty = read("/没有/<b>", 404).select_one(".empty")

    assert seen(empty.h1) == "There is no page at this address"
    assert "/没有/<b>" in seen(empty)
    assert [link["href"] for link in empty("a")] == ["/", "/archive/"]


def test_a_fault_of_ours_is_a_500_in_the_design_that_asks_no_database(broken):
    away = DatabaseAway()

    with connection.execute_wrapper(away):
        page = read("/", 500, client=silent_reader())

    assert seen(page.h1) == "Something went wrong on our side"
    assert page.select_one(".masthead")
    assert away.asked == 0


def test_a_fault_of_ours_keeps_to_what_the_reader_chose(broken):
    reader = Client(raise_request_exception=False)
    reader.cookies.load({"theme": "dark", "mode": "elder", "script": "hant"})

    page = read("/", 500, client=reader)

    assert (page.html["data-theme"], page.html["data-mode"], page.html["lang"]) == ("dark", "elder", "zh-Hant")
    assert seen(page.h1) == "服務器出錯了"


def test_a_500_asks_no_database_of_an_editor_either(broken):
    reader = silent_reader()
    reader.cookies["sessionid"] = "some-session"
    away = DatabaseAway()

    with connection.execute_wrapper(away):
        read("/", 500, client=reader)

    assert away.asked == 0


def test_a_database_that_is_away_is_a_503_that_says_when_to_come_again():
    reader = silent_reader()

    with connection.execute_wrapper(DatabaseAway()):
        page = read("/", 503, client=reader)
        assert reader.get("/").headers["Retry-After"] == "10"

    assert seen(page.h1) == "The archive is out of reach for a moment"
    read("/", 200, client=reader)


def test_a_forged_host_is_a_400_in_the_design():
    response = english_reader().get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "This request cannot be answered" in response.text
    assert "evil.example" not in response.text


def test_a_form_without_its_token_is_a_403_in_the_design():
    response = english_reader(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})

    assert response.status_code == 403
    assert "The form was not accepted" in response.text
    assert "Nothing was changed." in response.text


def test_health_is_200_while_the_database_answers():
    response = Client().get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


def test_health_is_503_when_it_does_not():
    with connection.execute_wrapper(DatabaseAway()):
        response = Client().get("/healthz")

    assert (response.status_code, response.json()) == (503, {"status": "database out of reach"})


def assert_has_security_headers(response) -> None:
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert "img-src 'self' data:" in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/articles/a/", 200),
        ("/api/v1/articles/", 200),
        ("/admin/login/", 200),
        ("/theme/dark/", 302),
        ("/nowhere/", 404),
        ("/healthz", 200),
    ],
)
def test_every_response_carries_the_security_headers(address, status):
    make_article(slug="a")

    response = Client().get(address)

    assert response.status_code == status
    assert_has_security_headers(response)


def test_a_failure_carries_the_security_headers(broken):
    assert_has_security_headers(silent_reader().get("/"))


@pytest.mark.parametrize("to_https", [False, True])
def test_a_refused_host_carries_the_security_headers(settings, to_https):
    settings.SECURE_SSL_REDIRECT = to_https

    response = Client().get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert_has_security_headers(response)


@pytest.mark.django_db
def test_a_load_balancer_may_ask_for_the_health_over_http(settings):
    settings.SECURE_SSL_REDIRECT = True

    assert Client().get("/healthz").status_code == 200
    # The control: everything else is sent to HTTPS.
    assert Client().get("/")["Location"] == "https://testserver/"
