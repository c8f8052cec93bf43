"""What the archive says of itself, and whom readers may write to."""

from __future__ import annotations

import pytest

from tests.reading import all_seen, read, seen

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/about/", "/accessibility/"])
def test_both_pages_are_led_to_from_the_foot_of_every_page_and_say_where_one_is(address):
    link = read("/nowhere/", 404).select_one(f".colophon a[href='{address}']")
    page = read(address)

    assert seen(page.h1) in (seen(link), "About this archive")
    assert page.select_one(f".colophon a[href='{address}']")["aria-current"] == "page"
    assert page.select_one("link[rel=canonical]")["href"] == f"http://testserver{address}"
    assert page.select_one("meta[name=description]")["content"]


def test_it_is_told_how_texts_are_credited_and_how_to_ask_for_a_withdrawal():
    assert all_seen(read("/about/"), "h2")[1:3] == ["How texts are credited", "Corrections and withdrawals"]


def test_feeds_the_api_and_search_are_linked():
    links = {link["href"] for link in read("/about/").select(".body a")}

    assert {"/feed.atom", "/feed.rss", "/feed.json", "/api/docs/", "/search/", "/accessibility/"} <= links


@pytest.mark.parametrize(
    ("contact", "link"),
    [("desk@archive.example.org", "mailto:desk@archive.example.org"), ("https://example.org/contact/",) * 2],
)
@pytest.mark.parametrize("address", ["/about/", "/accessibility/"])
def test_a_contact_that_is_set_is_named_and_linked(settings, address, contact, link):
    settings.SITE_CONTACT = contact

    [shown] = read(address).select(f"a[href='{link}']")

    assert seen(shown) == contact


def test_without_a_contact_it_is_said_that_there_is_none(settings):
    settings.SITE_CONTACT = ""

    page = read("/about/")

    assert "has named no address" in seen(page.select_one(".body"))
    assert not page.select("a[href^=mailto]")


def test_the_statement_names_the_standard_and_leads_to_large_print_and_back(client):
    def switch():
        return read("/accessibility/", client=client).select_one(".body a[href*='/mode/']")["href"]

    assert "WCAG" in seen(read("/accessibility/").select_one(".body"))
    assert client.get(switch()).headers["Location"] == "/accessibility/"
    assert client.get(switch()).cookies["mode"]["max-age"] == 0


def test_the_pages_ask_no_database(django_assert_num_queries, client):
    with django_assert_num_queries(0):
        client.get("/about/")
        client.get("/accessibility/")
