"""Who may do what in the admin."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from articles.admin.conflicts import BUTTON
from articles.models import Article
from sources.models import ImportedFile
from tests.browserlike import filled
from tests.factories import make_article, make_document, make_editor, make_run

pytestmark = pytest.mark.django_db
VIEW = ["article", "tag", "source", "document", "importrun", "importedfile"]


def log_in(client: Client, *permissions: str) -> None:
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


@pytest.fixture
def pages() -> dict[str, str]:
    document, run = make_document(), make_run()
    file = ImportedFile.objects.create(run=run, document=document, path="a", outcome="failed")
    article = make_article(source="报", tags=["签"], document=document, status="draft")
    return {
        "articles": "/admin/articles/article/",
        "article": f"/admin/articles/article/{article.pk}/change/",
        "tags": "/admin/articles/tag/",
        "tag": f"/admin/articles/tag/{article.tags.get().pk}/change/",
        "sources": "/admin/sources/source/",
        "source": f"/admin/sources/source/{article.source.pk}/change/",
        "documents": "/admin/sources/document/",
        "document": f"/admin/sources/document/{document.pk}/change/",
        "download": f"/admin/sources/document/{document.pk}/download/",
        "runs": "/admin/sources/importrun/",
        "run": f"/admin/sources/importrun/{run.pk}/change/",
        "files": "/admin/sources/importedfile/",
        "file": f"/admin/sources/importedfile/{file.pk}/change/",
    }


def test_nobody_unknown_sees_anything(client, pages):
    for page in pages.values():
        response = client.get(page)
        assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={page}")


def test_members_who_are_not_staff_see_nothing(client, pages):
    client.force_login(User.objects.create_user("member"))

    assert {client.get(page).status_code for page in pages.values()} == {302}


def test_staff_without_rights_see_nothing(client, pages):
    log_in(client)

    assert {name: client.get(page).status_code for name, page in pages.items()} == dict.fromkeys(pages, 403)


def test_staff_who_may_look_see_everything(client, pages):
    log_in(client, *(f"view_{model}" for model in VIEW))

    assert {name: client.get(page).status_code for name, page in pages.items()} == dict.fromkeys(pages, 200)


def test_superusers_see_everything(client, pages):
    client.force_login(make_editor())

    assert {name: client.get(page).status_code for name, page in pages.items()} == dict.fromkeys(pages, 200)


def test_staff_who_may_look_may_change_nothing(client, pages):
    log_in(client, *(f"view_{model}" for model in VIEW))
    before = Article.objects.values().get()

    for name in ("article", "tag", "source"):
        assert client.post(pages[name], {"title": "x", "name": "x", BUTTON: "title:take"}).status_code == 403
    client.post(pages["articles"], {"action": "publish", "_selected_action": [before["id"]]})

    assert Article.objects.values().get() == before
    assert BUTTON not in client.get(pages["article"]).content.decode()


def test_what_the_import_wrote_may_not_even_a_superuser_rewrite(client, pages):
    client.force_login(make_editor())

    for name in ("document", "run", "file"):
        assert client.post(pages[name], {"path": "x"}).status_code == 403
        assert client.post(pages[name].replace("change", "delete"), {"post": "yes"}).status_code == 403
        assert client.get(f"{pages[f'{name}s']}add/").status_code == 403


def test_an_editor_of_articles_may_edit_their_credits_and_close_their_warnings(client):
    article = make_article(credits=[("甲", "reporter")], warnings=["missing-url"])
    log_in(client, "change_article", "view_article", "view_source", "view_tag")
    url = f"/admin/articles/article/{article.pk}/change/"

    response = client.post(url, filled(client, url) | {"credits-0-name": "乙", "warnings-0-DELETE": "on"}, follow=True)

    assert response.status_code == 200
    assert [who.name for who in article.credits.all()] == ["乙"]
    assert not article.warnings.exists()


def test_the_original_is_shown_to_those_alone_who_may_see_documents(client, pages):
    log_in(client, "change_article", "view_article")

    page = client.get(pages["article"]).content.decode()

    assert page.count("download") == 0


def test_a_change_without_a_csrf_token_is_refused(pages):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())

    for name in ("article", "tag", "source", "articles"):
        assert client.post(pages[name], {"title": "x"}).status_code == 403


def test_a_document_is_only_ever_read(client, pages):
    client.force_login(make_editor())

    assert client.post(pages["download"]).status_code == 405
