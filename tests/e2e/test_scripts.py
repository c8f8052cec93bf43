"""What files say never runs: 300 scripts in every field, on every page, without the content security policy."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Article, Credit, Tag
from sources.models import Source
from tests.e2e.payloads import PAYLOADS
from tests.factories import NOON, make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOGETHER = 20
FIELDS = ("title", "kicker", "deck", "summary", "body", "usage_terms", "category", "republisher_url")


@pytest.fixture
def unguarded(chromium):
    """A page without the policy: only what is written into it decides whether a script runs."""
    context = chromium.new_context(bypass_csp=True)
    # Nothing is waited for that no page needs.
    context.route("**/*", lambda route: route.abort() if route.request.url.endswith("/x") else route.continue_())
    yield context.new_page()
    context.close()


@pytest.fixture
def hostile() -> list[Article]:
    """For each script an article that holds it everywhere."""
    articles = []
    for number, payload in enumerate(PAYLOADS):
        source = Source.objects.create(name=f"{payload}{number}"[:200], slug=f"s{number}", homepage=payload[:500])
        values = {name: payload for name in FIELDS}
        article = Article(
            slug=f"a{number}", source=source, column=[payload], extra={payload: payload}, published_at=NOON, **values
        )
        article.status = Article.Status.PUBLISHED
        article.save()
        tag = Tag.objects.create(name=f"{payload}{number}"[:100], slug=f"t{number}", description=payload)
        article.tags.add(tag)
        Credit.objects.create(article=article, name=payload[:100], role="reporter", affiliation=payload)
        articles.append(article)
    return articles


def test_control_most_scripts_run_where_nothing_stops_them(unguarded, live_server):
    unguarded.goto(f"{live_server.url}/healthz")
    ran = 0
    for start in range(0, len(PAYLOADS), TOGETHER):
        # Each in a frame of its own, and all of these at once.
        ran += unguarded.evaluate(
            """async payloads => {
                const frames = payloads.map(payload => {
                    const frame = document.createElement("iframe");
                    document.body.append(frame);
                    frame.contentDocument.write("<!doctype html><body>" + payload);
                    frame.contentDocument.close();
                    return frame;
                });
                await new Promise(resolve => setTimeout(resolve, 150));
                const count = frames.filter(frame => frame.contentWindow.ran).length;
                frames.forEach(frame => frame.remove());
                return count;
            }""",
            PAYLOADS[start : start + TOGETHER],
        )

    assert len(PAYLOADS) >= 300
    assert ran >= len(PAYLOADS) / 2, ran


def test_no_script_runs_on_any_page(unguarded, live_server, hostile):
    addresses = [f"/?page={number}" for number in range(1, -(-len(hostile) // 20) + 1)]
    addresses += ["/sources/", "/sources/?page=2", "/tags/", "/tags/?page=2", "/archive/2022/02/", "/api/v1/articles/"]
    # One article of each disguise of each script; all of them stand in the lists.
    addresses += [article.get_absolute_url() for article in hostile[::3]]
    addresses += [f"/sources/s{number}/" for number in range(0, len(hostile), 30)]
    addresses += [f"/tags/t{number}/" for number in range(0, len(hostile), 30)]

    assert [address for address in addresses if ran(unguarded, live_server, address)] == []


def test_no_script_runs_in_the_admin(unguarded, live_server, hostile):
    client = Client()
    client.force_login(make_editor())
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    unguarded.context.add_cookies([cookie])

    lists = ["articles/article/", "articles/article/?p=2", "articles/tag/", "sources/source/"]
    forms = [f"articles/article/{article.pk}/change/" for article in hostile[::25]]

    assert [path for path in (*lists, *forms) if ran(unguarded, live_server, f"/admin/{path}")] == []


def ran(page, live_server, address: str) -> bool:
    """Whether a script ran, or could run at a click."""
    page.goto(f"{live_server.url}{address}", wait_until="load")
    return page.evaluate(
        "() => Boolean(window.ran) || document.querySelector('[href^=\"javascript:\" i], main [onerror]') !== null"
    )
