"""Two editors at once, beyond text: choices, tags, credits, warnings, and what is no editor."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from articles import revising
from articles.importing import Options, import_paths
from articles.models import Article, ArticleWarning, Credit, Revision
from tests.browserlike import submit
from tests.factories import make_source, make_tag

from .editors import Form, address, make_disputed
from .posts import post, write
from .revisions import everything

pytestmark = pytest.mark.django_db
TOLD = "Somebody else changed this article while you did."


@pytest.fixture
def article() -> Article:
    return make_disputed()


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_tags_source_date_and_column_are_chosen_like_text(wang, li, article, choice):
    mine = Form(li, article)
    theirs = {
        "tags": [str(make_tag("王的").pk)],
        "source": str(make_source("王报").pk),
        "published_at_0": "2022-03-01",
        "published_at_1": "",
        "column": "王",
    }
    submit(wang, address(article), **theirs)
    by_wang = everything(article)
    ours = {
        "tags": [str(make_tag("李的").pk)],
        "source": str(make_source("李报").pk),
        "published_at_0": "2022-03-02",
        "published_at_1": "08:00:01",
        "column": "李",
    }
    assert not mine.write(**ours).save()
    assert set(mine.disputes) == {"source", "published_at", "column", "tags"}

    assert mine.save(**{"keep-all": choice})

    if choice == "theirs":
        assert everything(article) == by_wang
    else:
        after = everything(article)
        assert (after["tags"], after["column"]) == (["李的"], ["李"])
        assert after["published_precision"] == "second"


def credits(article: Article) -> list[str]:
    return [f"{who.name} {who.role}" for who in article.credits.all()]


def their_credits(article: Article) -> None:
    """Somebody takes 甲 out, makes 乙 a translator, and puts 丙 in."""
    with revising.recording([article.pk], Revision.Means.PERSON, user=User.objects.get(username="wang")):
        Article.objects.get(pk=article.pk).save()
        article.credits.all().delete()
        for order, (name, role) in enumerate([("乙", "translator"), ("丙", "reporter")]):
            Credit.objects.create(article=article, name=name, role=role, order=order)


@pytest.mark.parametrize(
    ("choice", "after"),
    [
        ("mine", ["甲 reporter", "乙 photographer"]),
        ("theirs", ["乙 translator", "丙 reporter"]),
    ],
)
def test_credits_that_both_changed_are_chosen_as_a_whole(wang, li, article, choice, after):
    mine = Form(li, article)
    their_credits(article)

    assert not mine.write(title="李的题", **{"credits-1-role": "photographer"}).save()
    assert mine.disputes["credits"] == (
        "乙 · translator丙 · reporter",
        "甲 · reporter乙 · photographer",
        "mine",
    )
    assert mine.write(**{"keep-credits": choice}).save()

    assert credits(article) == after
    assert Article.objects.get().title == "李的题"


def test_credits_that_only_the_other_changed_stay_as_they_are(wang, li, article):
    mine = Form(li, article)
    their_credits(article)
    mine.write(title="李的题").save()
    assert mine.disputes["credits"][2] == "theirs"

    assert mine.save()

    assert credits(article) == ["乙 translator", "丙 reporter"]


def test_a_warning_that_both_close_is_closed(wang, li, article):
    ArticleWarning.objects.create(article=article, code="missing-url")
    ArticleWarning.objects.create(article=article, code="body-short")
    mine = Form(li, article)
    Article.objects.get().warnings.get(code="body-short").delete()

    assert mine.write(**{"warnings-0-DELETE": "on", "warnings-1-DELETE": "on"}).save()

    assert not article.warnings.exists()


def test_a_step_in_between_stands_beside_what_is_saved(wang, li, article):
    mine = Form(li, article)
    wang.post("/admin/articles/article/", {"action": "submit", "_selected_action": [article.pk]})

    # No form says what the status is, so there is nothing to choose.
    assert mine.write(title="李的题").save()

    article.refresh_from_db()
    assert (article.title, article.status) == ("李的题", "in_review")


def test_an_import_in_between_is_told_of(li, tmp_path):
    import_paths([write(tmp_path, {"a.md": post(title="文件的题目")})], Options(jobs=1))
    article = Article.objects.get()
    mine = Form(li, article)
    import_paths([write(tmp_path, {"a.md": post(title="文件的新题目")})], Options(jobs=1))

    assert not mine.write(kicker="李的引题").save()

    assert "import" in mine.page.select_one(".meanwhile .revisions tbody").get_text()
    assert mine.disputes == {"title": ("文件的新题目", "文件的题目", "theirs")}
    assert mine.save()
    assert Article.objects.get().title == "文件的新题目"


def test_a_change_that_nobody_recorded_is_told_of_without_a_name(li, article):
    mine = Form(li, article)
    article.title = "无名的题"
    article.save()

    assert not mine.write(kicker="李的引题").save()

    assert mine.disputes == {
        "kicker": ("", "李的引题", "mine"),
        "title": ("无名的题", "原题", "mine"),
    }
    assert not mine.page.select(".meanwhile .revisions")
