"""Who sees what through the API: readers what is published, editors everything."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User

from articles.models import Article
from tests.factories import make_article, make_editor, make_source, make_tag

pytestmark = pytest.mark.django_db
LIST = "/api/v1/articles/"
HIDDEN = [Article.Status.DRAFT, Article.Status.IN_REVIEW, Article.Status.ARCHIVED]
READERS = ["anonymous", "member", "staff without the right", "inactive editor"]
EDITORS = ["staff with the right", "superuser"]


@pytest.fixture
def log_in(client):
    """Gives the client the log-in of a role."""

    def log_in(role: str) -> None:
        if role == "anonymous":
            return
        user = make_editor() if role == "superuser" else User.objects.create_user(role, is_staff=role != "member")
        if role in ("staff with the right", "inactive editor"):
            user.user_permissions.add(Permission.objects.get(codename="view_article"))
        client.force_login(user)
        if role == "inactive editor":
            User.objects.filter(pk=user.pk).update(is_active=False)

    return log_in


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("status", HIDDEN)
def test_readers_see_nothing_of_what_is_not_published(client, log_in, role, status):
    marker = "暗号"
    make_article("公开", source="晚报", tags=["经济"])
    hidden = make_article(
        f"{marker}标题",
        slug="anhao",
        status=status,
        kicker=marker,
        body=f"<p>{marker}</p>",
        category=marker,
        source=f"{marker}日报",
        republisher=make_source(f"{marker}网"),
        tags=[marker, "经济"],
        credits=[(marker, "reporter")],
    )
    log_in(role)
    anhao_source, anhao_tag = hidden.source.slug, hidden.tags.get(name=marker).slug

    listing = client.get(LIST).json()
    assert [article["title"] for article in listing["results"]] == ["公开"]
    assert listing["count"] == 1
    for path in [
        LIST,
        f"{LIST}?category={marker}",
        f"{LIST}?ordering=updated_at",
        "/api/v1/sources/",
        "/api/v1/sources/?kind=newspaper",
        "/api/v1/tags/",
        "/api/schema/",
    ]:
        response = client.get(path)
        assert response.status_code == 200
        assert marker not in response.content.decode()
    for path in [f"{LIST}anhao/", f"/api/v1/sources/{anhao_source}/", f"/api/v1/tags/{anhao_tag}/"]:
        assert client.get(path).status_code == 404
    assert client.get(f"{LIST}?tag=经济").json()["count"] == 1
    assert client.get("/api/v1/tags/?name=经济").json()["results"][0]["article_count"] == 1


@pytest.mark.parametrize("role", READERS)
def test_what_is_hidden_is_answered_like_what_never_was(client, log_in, role):
    make_article(slug="gone", status="draft", source="密报", tags=["密"])
    log_in(role)

    def told(path: str, name: str) -> str:
        return client.get(path).content.decode().replace(name, "…")

    assert told(f"{LIST}gone/", "gone") == told(f"{LIST}none/", "none")
    assert told(f"{LIST}?source=密报", "密报") == told(f"{LIST}?source=无报", "无报")
    assert told(f"{LIST}?tag=密", "密") == told(f"{LIST}?tag=无", "无")


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("value", [*Article.Status.values, "nonsense", ""])
def test_readers_may_not_filter_by_status(client, log_in, role, value):
    log_in(role)
    client.cookies["django_language"] = "en"

    response = client.get(LIST, {"status": value})

    assert response.status_code == 400
    assert response.json() == {
        "errors": [
            {
                "code": "editors_only",
                "field": "status",
                "message": "Only editors may filter by status. Leave it out, or log in to the admin first.",
            }
        ]
    }


@pytest.mark.parametrize("role", EDITORS)
def test_editors_see_everything_and_may_filter_by_status(client, log_in, role):
    for status in Article.Status.values:
        make_article(status, status=status, source=f"{status}报", tags=[status])
    log_in(role)

    assert client.get(LIST).json()["count"] == 4
    for status in Article.Status.values:
        [article] = client.get(LIST, {"status": status}).json()["results"]
        assert (article["title"], article["status"]) == (status, status)
        assert client.get(article["url"]).json()["status"] == status
    assert client.get("/api/v1/tags/?name=draft").json()["results"][0]["article_count"] == 1
    assert client.get("/api/v1/sources/?name=draft报").json()["results"][0]["article_count"] == 1


@pytest.mark.parametrize("role", READERS)
def test_readers_are_not_told_the_status(client, log_in, role):
    article = make_article()
    log_in(role)

    assert "status" not in client.get(LIST).json()["results"][0]
    assert "status" not in client.get(f"{LIST}{article.slug}/").json()


def test_an_article_that_is_not_published_has_no_page_on_the_site(client, log_in):
    article = make_article(status="draft")
    log_in("superuser")

    assert client.get(f"{LIST}{article.slug}/").json()["html_url"] is None


def test_readers_are_not_shown_tags_and_sources_without_articles_but_editors_are(client, log_in):
    make_tag("空")
    make_source("空报")
    assert client.get("/api/v1/tags/").json()["count"] == client.get("/api/v1/sources/").json()["count"] == 0

    log_in("superuser")

    assert client.get("/api/v1/tags/").json()["count"] == client.get("/api/v1/sources/").json()["count"] == 1


def test_a_site_that_only_republished_is_shown_with_no_articles_of_its_own(client):
    make_article(republisher=make_source("招商人"))

    [source] = client.get("/api/v1/sources/").json()["results"]

    assert (source["name"], source["article_count"]) == ("招商人", 0)


@pytest.mark.parametrize("path", [LIST, "/api/v1/articles/a/", "/api/v1/sources/", "/api/v1/tags/", "/api/v1/"])
def test_shared_caches_may_keep_what_readers_without_a_session_get(client, path):
    make_article(slug="a")

    response = client.get(path)

    assert response.status_code == 200
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


def test_shared_caches_may_not_keep_what_editors_get(client, log_in):
    log_in("superuser")

    response = client.get(LIST)

    assert response.headers["Cache-Control"] == "private"
    assert "Cookie" in response.headers["Vary"]
