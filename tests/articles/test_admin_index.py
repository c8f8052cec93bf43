"""The first page of the admin says what waits for an editor; tags are kept beside it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User

from articles.models import Tag
from sources.models import ImportedFile
from tests.browserlike import rows, submit, text
from tests.factories import make_article, make_editor, make_run, make_source, make_tag

pytestmark = pytest.mark.django_db
INDEX, TAGS = "/admin/", "/admin/articles/tag/"


@pytest.fixture(autouse=True)
def editor(client):
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


def failed_run(**fields) -> str:
    run = make_run(counts={"failed": 2}, **fields)
    ImportedFile.objects.create(run=run, path="a", outcome="failed")
    return f"/admin/sources/importrun/{run.pk}/change/"


def test_what_waits_is_counted_and_linked(client):
    make_article(warnings=["missing-date", "missing-url"])
    make_article(warnings=["missing-url"])
    make_article(conflicts={"title": "x"})
    failed_run()
    newest = failed_run()
    make_run(counts={"created": 1})

    page = client.get(INDEX).content.decode()

    assert text(client, INDEX, ".attention").startswith(
        "Needs attention 1 article in conflict with its file 2 articles with open warnings 2 files failed in the import"
    )
    for address in ("/admin/articles/article/?has_conflicts__exact=1", "/admin/articles/article/?warning=any", newest):
        assert f'<a href="{address}">' in page


def test_where_nothing_waits_nothing_is_said(client):
    make_article()
    make_run(counts={"created": 1})

    assert text(client, INDEX, ".attention") == ""


def test_nobody_is_told_of_what_they_may_not_see(client):
    make_article(warnings=["missing-date"], conflicts={"title": "x"})
    failed_run()
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_tag"))
    client.force_login(user)

    assert text(client, INDEX, ".attention") == ""


def test_the_first_page_takes_seven_queries(client, django_assert_num_queries):
    make_article(warnings=["missing-date"])
    failed_run()

    # The session; the user; articles with warnings; articles in conflict; clusters to confirm; the run; what this
    # editor did of late.
    with django_assert_num_queries(7):
        client.get(INDEX)


def test_the_admin_bears_the_name_of_the_site(client):
    assert text(client, INDEX, "#site-name") == "Jianbao"


def test_tags_are_listed_with_how_many_articles_they_have(client):
    make_tag("经济", description="钱的事", slug="economy")
    make_article(tags=["经济"])
    make_article(tags=["经济"], status="draft")

    assert rows(client, TAGS) == ["经济 2 economy 钱的事"]
    tag = Tag.objects.get()
    assert f'<a href="/admin/articles/article/?tags__id__exact={tag.pk}">2</a>' in client.get(TAGS).content.decode()


@pytest.mark.parametrize("query", ["经", "钱"])
def test_tags_are_found_by_name_and_description(client, query):
    make_tag("经济", description="钱的事")
    make_tag("政务")

    assert [row.split()[0] for row in rows(client, TAGS, q=query)] == ["经济"]


@pytest.mark.parametrize("count", [20, 100])
def test_the_list_of_tags_takes_four_queries(client, django_assert_num_queries, count):
    for number in range(count):
        make_article(tags=[f"标签{number}"])

    # The session; the user; how many tags; a page of them with their counts.
    with django_assert_num_queries(4):
        assert len(rows(client, TAGS)) == count


def test_a_tag_fills_its_slug_from_its_name(client):
    submit(client, f"{TAGS}add/", name="营商环境")

    assert Tag.objects.get().slug == "营商环境"


def test_a_slug_that_another_tag_has_is_refused_and_that_tag_is_named(client):
    make_tag("经济", slug="政务")

    assert submit(client, f"{TAGS}add/", name="政务") == ["The slug “政务” belongs to the tag “经济”. Choose another."]


@pytest.mark.parametrize(("status", "linked"), [("published", True), ("draft", False)])
def test_only_what_a_published_article_names_has_a_link_to_its_page(client, status, linked):
    article = make_article(status=status, source="晚报", republisher=make_source("转载网"), tags=["经济"])

    for kept in (article.source, article.republisher, article.tags.get()):
        page = client.get(f"/admin/{kept._meta.app_label}/{kept._meta.model_name}/{kept.pk}/change/").content.decode()
        assert (f'href="{kept.get_absolute_url()}"' in page) is linked
        assert (client.get(kept.get_absolute_url()).status_code == 200) is linked


def test_a_tag_is_looked_up_while_it_is_typed(client):
    make_tag("营商环境")
    make_tag("政务")
    query = {"term": "营商", "app_label": "articles", "model_name": "article", "field_name": "tags"}

    assert [found["text"] for found in client.get("/admin/autocomplete/", query).json()["results"]] == ["营商环境"]
