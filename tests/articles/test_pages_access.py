"""Only published articles are ever reachable; nothing tells that there are others."""

from __future__ import annotations

import pytest

from tests.factories import make_article, make_editor, make_source, make_tag
from tests.reading import english_reader, read

pytestmark = pytest.mark.django_db

UNPUBLISHED = ["draft", "in_review", "archived"]
MARK = "密云不雨"


@pytest.fixture(params=UNPUBLISHED)
def hidden(request):
    return make_article(
        f"{MARK}标题",
        status=request.param,
        slug=f"{MARK}-1",
        source=f"{MARK}报",
        republisher=make_source(f"{MARK}网"),
        tags=[f"{MARK}标签"],
        kicker=MARK,
        summary=MARK,
        body=f"<p>{MARK}</p>",
        credits=[(MARK, "reporter")],
    )


PAGES = ["/", "/sources/", "/tags/", "/archive/", "/archive/2022/2/", "/articles/neighbour/"]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_shows_a_word_of_what_is_not_published(hidden, address):
    make_article("公开的", slug="neighbour", source=make_source("公开报"), tags=["公开"])

    assert MARK not in str(read(address))


@pytest.mark.parametrize("address", PAGES)
def test_the_pages_are_the_same_bytes_with_it_and_without_it(hidden, address):
    make_article("公开的", slug="neighbour", source=make_source("公开报"), tags=["公开"])

    with_it = english_reader().get(address).content
    hidden.delete()

    assert english_reader().get(address).content == with_it


@pytest.mark.parametrize(
    ("hidden_address", "nowhere"),
    [
        (f"/articles/{MARK}-1/", "/articles/x/"),
        (f"/sources/{MARK}报/", "/sources/x/"),
        (f"/sources/{MARK}网/?reposts", "/sources/x/?reposts"),
        (f"/tags/{MARK}标签/", "/tags/x/"),
    ],
)
def test_its_address_answers_as_one_that_never_existed(hidden, hidden_address, nowhere):
    answers = [str(read(address, 404).select_one(".empty > h1").parent) for address in (hidden_address, nowhere)]

    assert answers[0].replace(hidden_address.split("?")[0], "") == answers[1].replace(nowhere.split("?")[0], "")


def test_a_filter_by_its_source_and_tag_says_that_there_are_none(hidden):
    page = read(f"/?source={MARK}报&tag={MARK}标签")

    assert f"There is no source “{MARK}报” with articles here." in page.text
    assert f"There is no tag “{MARK}标签” with articles here." in page.text


def test_it_is_shown_once_it_is_published(hidden):
    hidden.status = "published"
    hidden.save()

    for address in ("/", "/sources/", "/tags/", f"/articles/{MARK}-1/", f"/tags/{MARK}标签/", f"/sources/{MARK}网/"):
        assert MARK in str(read(address).main)


def test_an_editor_too_sees_only_what_is_published(hidden):
    reader = english_reader()
    reader.force_login(make_editor())

    read(hidden.get_absolute_url(), 404, client=reader)


def test_a_withdrawn_article_is_gone_at_the_next_request():
    article = make_article("撤下的", tags=[make_tag("撤下")])
    read(article.get_absolute_url())

    article.status = "archived"
    article.save()

    read(article.get_absolute_url(), 404)
    read("/tags/撤下/", 404)
    assert "撤下" not in str(read("/"))


@pytest.mark.parametrize("section", ["articles", "sources", "tags"])
@pytest.mark.parametrize("slug", ["%00", "a%00b", "%ff", "x" * 3000, "%F0%9F%98%80", "..", "a%2Fb"])
def test_a_strange_address_is_a_404(section, slug):
    read(f"/{section}/{slug}/", 404)


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7|add:7 }}"])
def test_what_files_say_is_shown_as_text(payload):
    article = make_article(
        payload,
        kicker=payload,
        deck=payload,
        summary=payload,
        usage_terms=payload,
        column=[payload],
        republisher_url=payload,
        source=make_source(payload, slug="s"),
        republisher=make_source(payload + "2", slug="r"),
        credits=[(payload, "reporter", payload)],
        tags=[make_tag(payload, slug="t", description=payload)],
        body=payload,
    )

    for address in ("/", article.get_absolute_url(), "/sources/", "/sources/s/", "/tags/", "/tags/t/"):
        page = read(address)
        assert page.select("main script, main img:not([src$='/qr.svg']), [onerror]") == []
        assert payload in page.main.text
