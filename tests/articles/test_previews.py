"""Previews: the real page of what is not published, for the desk, and by a link that ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from articles import preview_links
from articles.models import Article
from articles.roles import CONTRIBUTOR, EDITOR
from tests.browserlike import submit
from tests.factories import make_article, make_editor, make_member
from tests.reading import english_reader, read, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_article("未刊稿", status="draft", slug="未刊稿", source="晚报", tags=["经济"])


@pytest.fixture
def desk():
    reader = english_reader()
    reader.force_login(make_member(EDITOR))
    return reader


def preview(article: Article) -> str:
    return f"/articles/{article.slug}/preview/"


def link(article: Article) -> str:
    return preview_links.address(preview_links.token_for(article)[0])


def test_a_preview_is_the_real_page_with_a_banner(draft, desk):
    before = read(preview(draft), client=desk)
    Article.objects.update(status="published")
    after = read(draft.get_absolute_url(), client=desk)

    banner = before.select_one(".preview").extract()
    assert seen(banner) == "Preview Readers do not see this article. Its status: draft."
    # What leads others to a page is for pages that all may see.
    for part in after.select(".share, .imprint"):
        part.extract()
    assert " ".join(str(before.select_one(".article")).split()) == " ".join(str(after.select_one(".article")).split())


def test_what_is_scheduled_says_from_when(desk):
    article = make_article(status="published", publish_at=timezone.now() + timedelta(days=1))

    assert "Readers will see this article from " in seen(read(preview(article), client=desk).select_one(".preview"))


@pytest.mark.parametrize("way", [preview, link])
def test_a_preview_is_never_cached_and_never_indexed(draft, desk, way):
    response = desk.get(way(draft))

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"] and "private" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    page = read(way(draft), client=desk)
    assert page.select_one("meta[name=robots]")["content"] == "noindex, nofollow"
    assert not page.select("link[rel=canonical], meta[property]")


@pytest.mark.parametrize("way", [preview, link])
def test_a_preview_leads_to_the_page_once_there_is_one(draft, desk, way):
    address = way(draft)
    Article.objects.update(status="published")

    response = desk.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, draft.get_absolute_url())
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("slug", ["未刊稿", "nowhere"])
def test_whoever_is_not_logged_in_is_asked_to_be_whether_there_is_an_article_or_not(draft, slug):
    response = english_reader().get(f"/articles/{slug}/preview/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/?next=/articles/")


def test_somebody_elses_draft_is_for_a_contributor_as_if_it_were_not(draft):
    reader = english_reader()
    reader.force_login(make_member(CONTRIBUTOR))

    read(preview(draft), 404, client=reader)


def test_a_preview_shows_no_neighbours(draft, desk):
    make_article("邻居")

    assert "邻居" not in str(read(preview(draft), client=desk))


# Links


def test_whoever_has_the_link_sees_the_draft(draft):
    assert "未刊稿" in str(read(link(draft)))


def test_a_link_tells_no_more_than_it_opens(draft):
    make_article("别的稿", status="draft")

    assert "别的稿" not in str(read(link(draft)))
    assert str(draft.slug) not in link(draft)


def test_making_a_link_is_no_change_of_the_article(draft):
    before = Article.objects.values("updated_at").get()
    link(draft)

    assert Article.objects.values("updated_at").get() == before


def test_a_link_ends_after_seven_days(draft, monkeypatch):
    address, made = link(draft), signing.time.time()

    monkeypatch.setattr(signing.time, "time", lambda: made + 7 * 86_400 - 5)
    read(address)
    monkeypatch.setattr(signing.time, "time", lambda: made + 7 * 86_400 + 5)
    page = read(address, 410)

    assert seen(page.h1) == "This preview link has ended"
    assert "ask whoever sent it for a new one" in seen(page.main)
    assert "未刊稿" not in str(page)


def test_a_link_ends_when_it_is_taken_back_and_a_new_one_is_another(draft):
    old = link(draft)
    preview_links.end_links(draft)
    read(old, 410)

    assert link(draft) != old
    read(old, 410)


def test_the_link_of_a_deleted_article_has_ended(draft):
    address = link(draft)
    draft.delete()

    read(address, 410)


def test_the_key_of_another_article_opens_nothing(draft):
    other = make_article("别的稿", status="draft")
    link(other)
    forged = signing.TimestampSigner(salt="articles.preview").sign(f"{draft.pk}.{other.preview_key}")

    read(preview_links.address(forged), 410)


@pytest.mark.parametrize("forge", ["", "x", "1.:a:b", "%00", "字", "x" * 3000])
def test_a_forged_link_is_refused_with_a_clear_page(draft, forge):
    good = link(draft)
    for address in {f"/preview/{forge or 'a'}/", good[:-2] + ("A" if good[-2] != "A" else "B") + "/"}:
        response = english_reader().get(address)
        assert response.status_code in ((404,) if "%00" in address else (403,)), address
        assert "未刊稿" not in response.content.decode()


def test_a_signature_for_something_else_is_no_link(draft):
    link(draft)
    other = signing.TimestampSigner(salt="sessions").sign(f"{draft.pk}.{draft.preview_key}")

    assert seen(read(f"/preview/{other}/", 403).h1) == "This preview link is not valid"


# In the admin


def test_the_form_makes_a_link_and_ends_all(client, draft):
    client.cookies["django_language"] = "en"
    client.force_login(make_member(EDITOR))
    form = f"/admin/articles/article/{draft.pk}/change/"

    [told] = submit(client, form, _preview="make")
    address = told.partition("http://testserver")[2].partition('"')[0]
    assert "Preview link, good until " in told
    assert "未刊稿" in str(read(address))
    assert submit(client, form, _preview="end") == ["All preview links to this article have ended."]
    read(address, 410)


def test_what_is_on_the_site_needs_no_preview(client):
    client.force_login(make_editor())
    article = make_article()

    page = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()

    assert "_preview" not in page and preview(article) not in page
