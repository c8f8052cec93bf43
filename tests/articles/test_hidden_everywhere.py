"""A marker word in what is not public stands on no surface, and nothing differs for its being there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.roles import CHIEF_EDITOR, CONTRIBUTOR
from articles.transitions import take_one
from articles.workflow import TRANSITIONS
from sources.models import Source
from tests.factories import make_article, make_member, make_source, make_tag
from tests.reading import english_reader

pytestmark = pytest.mark.django_db
MARK = "密云不雨"
HOUR = timedelta(hours=1)
SURFACES = [
    *("/", "/?page=1", f"/?source={MARK}x", "/sources/", "/sources/公开报/", "/tags/", "/tags/公开/", "/archive/"),
    *(
        "/archive/2022/",
        "/archive/2022/02/25/",
        "/columns/",
        "/columns/公开栏/",
        "/columns/公开栏/feed.atom",
        "/people/",
    ),
    *(
        "/people/公开人/",
        "/people/公开人/feed.json",
        "/regions/",
        "/regions/公开/",
        "/series/public/",
        "/sitemap-people.xml",
    ),
    *("/sitemap-columns.xml", "/sitemap-regions.xml", "/sitemap-periods.xml"),
    *("/archive/2022/2/", "/archive/undated/", "/articles/public/", "/sources/公开报/?reposts", "/api/schema/"),
    *("/api/v1/articles/", "/api/v1/articles/public/", "/api/v1/articles/?ordering=-updated_at"),
    *("/api/v1/articles/?source=公开报", "/api/v1/articles/?tag=公开", "/api/v1/articles/?has_date=true"),
    *("/trends/", "/trends/?by=source", "/trends/?by=tag", "/trends/?by=region", "/trends/?source=公开报&q=公开"),
    *("/wall/", "/wall/?tag=公开", "/wall/?source=公开报", "/wall/?article=hidden&article=public", "/wall/?q=公开"),
    *("/feed.atom", "/feed.json", "/search/feed.rss?q=公开", "/tags/公开/feed.rss", "/sources/公开报/feed.json"),
    *("/card.png", "/articles/public/card.png", "/sources/公开报/card.png", "/tags/公开/card.png"),
    *("/articles/public/qr.png", "/search/qr.svg?q=公开", "/sitemap-articles.xml", "/sitemap-news.xml"),
    *("/api/v1/sources/", "/api/v1/sources/公开报/", "/api/v1/tags/", "/api/v1/tags/公开/", "/api/docs/"),
]
STATES = ["draft", "in review", "scheduled", "over", "archived", "withdrawn", "taken back"]


def hide(state: str) -> Article:
    """An article full of the marker, which the public one's source and tag name too."""
    now = timezone.now()
    fields = {
        "draft": {"status": "draft"},
        "in review": {"status": "in_review"},
        "scheduled": {"publish_at": now + HOUR},
        "over": {"withdraw_at": now - HOUR},
        "archived": {"status": "archived"},
    }.get(state, {})
    article = make_article(
        f"{MARK}标题（下）",
        slug="hidden",
        source=Source.objects.get(name="公开报"),
        republisher=make_source(f"{MARK}网"),
        tags=[MARK, "公开"],
        kicker=MARK,
        deck=MARK,
        summary=MARK,
        category=MARK,
        column=["公开栏", MARK],
        usage_terms=MARK,
        body=f"<p>{MARK}</p>",
        credits=[(MARK, "reporter"), ("公开人", "photographer", MARK)],
        **fields,
    )
    step = {"withdrawn": "archive", "taken back": "back_to_draft"}.get(state)
    if step:
        take_one(article, TRANSITIONS[step], make_member(CHIEF_EDITOR), MARK)
    return article


@pytest.fixture
def public():
    make_article("无日期", published_at=None, source="公开报")
    make_tag("公开", kind="region")
    return make_article(
        "公开的",
        slug="public",
        source="公开报",
        tags=["公开"],
        republisher=make_source("转载网"),
        column=["公开栏"],
        credits=[("公开人", "reporter")],
    )


def answers(client) -> dict[str, tuple[int, bytes, str | None]]:
    told = {}
    for address in SURFACES:
        response = client.get(address)
        told[address] = (response.status_code, response.content, response.headers.get("ETag"))
    return told


@pytest.mark.parametrize("state", STATES)
def test_no_surface_differs_for_what_is_hidden(public, state):
    before = answers(english_reader())
    hide(state)

    after = answers(english_reader())

    assert [address for address in SURFACES if after[address] != before[address]] == []
    assert [
        address for address in SURFACES if MARK in after[address][1].decode(errors="replace").replace(f"{MARK}x", "")
    ] == []
    assert len(SURFACES) >= 20


def test_most_surfaces_differ_once_it_is_published(public):
    # The control: surfaces that show nothing at all would be the same too.
    before = answers(english_reader())
    hide("published")

    after = answers(english_reader())

    shown = [
        address for address in SURFACES if MARK in after[address][1].decode(errors="replace").replace(f"{MARK}x", "")
    ]
    assert len(shown) >= 12
    assert len([address for address in SURFACES if after[address] != before[address]]) >= 15


@pytest.mark.parametrize("state", STATES)
def test_its_own_addresses_show_nothing(public, state):
    article = hide(state)
    was_there = state in ("over", "withdrawn", "taken back")

    told = {
        address: english_reader().get(address)
        for address in (
            f"/articles/{article.slug}/",
            f"/api/v1/articles/{article.slug}/",
            *(f"/articles/{article.slug}/{picture}" for picture in ("card.png", "qr.svg", "qr.png")),
        )
    }

    assert [response.status_code for response in told.values()] == [410 if was_there else 404] * 2 + [404] * 3
    assert not any(MARK in response.content.decode() for response in told.values())


@pytest.mark.parametrize("state", STATES)
def test_a_contributor_sees_no_more_of_it_than_readers_do(public, state):
    # Contributors may read their own drafts through the API, and that must open nobody else's.
    article, contributor = hide(state), english_reader()
    contributor.force_login(make_member(CONTRIBUTOR))

    for address in (a for a in SURFACES if a.startswith("/api/v1/articles")):
        assert MARK not in contributor.get(address).content.decode()
    assert contributor.get(f"/api/v1/articles/{article.slug}/").status_code in (404, 410)
    assert contributor.get(f"/articles/{article.slug}/preview/").status_code == 404
    for page in ("change", "history", "delete"):
        assert contributor.get(f"/admin/articles/article/{article.pk}/{page}/").status_code in (302, 403, 404)
    assert MARK not in contributor.get("/admin/articles/article/").content.decode()


def test_withdrawal_holds_at_the_next_request_everywhere(public):
    article = hide("published")
    assert MARK in english_reader().get("/").content.decode()

    take_one(article, TRANSITIONS["archive"], make_member(CHIEF_EDITOR))

    after = answers(english_reader())
    assert [
        address for address in SURFACES if MARK in after[address][1].decode(errors="replace").replace(f"{MARK}x", "")
    ] == []


def test_object_addresses_of_others_are_refused_by_every_method(public):
    article, client = hide("draft"), english_reader()
    client.force_login(make_member(CONTRIBUTOR))
    before = Article.objects.filter(pk=article.pk).values().get()

    tried = [
        client.post(f"/admin/articles/article/{article.pk}/change/", {"title": "x", "_step": "submit"}),
        client.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"}),
        client.post("/admin/articles/article/", {"action": "submit", "_selected_action": [article.pk]}),
        client.patch(
            f"/api/v1/articles/{article.slug}/", {"title": "x"}, "application/json", headers={"If-Match": "*"}
        ),
        client.delete(f"/api/v1/articles/{article.slug}/"),
    ]

    assert [response.status_code for response in tried] == [302, 403, 302, 404, 405]
    assert Article.objects.filter(pk=article.pk).values().get() == before
