"""Two editors at once: the second is told who changed what, sees both, and loses nothing."""

from __future__ import annotations

import pytest

from articles.models import Article
from tests.browserlike import submit

from .editors import Form, address, logged_in, make_disputed
from .revisions import history, states

pytestmark = pytest.mark.django_db
TOLD = "Somebody else changed this article while you did."


@pytest.fixture
def article() -> Article:
    return make_disputed()


def test_nothing_is_said_where_nobody_else_was(wang, article):
    assert Form(wang, article).write(title="新题").save()


def test_the_second_is_told_who_changed_what_and_sees_both(wang, li, article):
    mine = Form(li, article)
    submit(wang, address(article), title="王的题", comment="核对过报纸")

    assert not mine.write(title="李的题", kicker="李的引题").save()

    assert TOLD in mine.page.get_text()
    [line] = mine.page.select(".meanwhile .revisions tbody tr")
    told = " ".join(line.get_text(" ").split())
    assert "wang" in told and "核对过报纸" in told and told.endswith("title")
    assert mine.disputes == {"title": ("王的题", "李的题", "mine")}
    # Nothing is lost: theirs is in the archive, hers in the form.
    assert Article.objects.get().title == "王的题"
    assert (mine.data["title"], mine.data["kicker"]) == ("李的题", "李的引题")


@pytest.mark.parametrize(("choice", "title"), [("mine", "李的题"), ("theirs", "王的题")])
def test_each_field_is_chosen(wang, li, article, choice, title):
    mine = Form(li, article)
    submit(wang, address(article), title="王的题", deck="王的副题")
    mine.write(title="李的题", kicker="李的引题").save()

    assert mine.write(**{"keep-title": choice}).save()

    article.refresh_from_db()
    assert (article.title, article.kicker, article.deck) == (title, "李的引题", "王的副题")


@pytest.mark.parametrize(("choice", "title", "deck"), [("mine", "李的题", ""), ("theirs", "王的题", "王的副题")])
def test_one_button_chooses_for_all(wang, li, article, choice, title, deck):
    mine = Form(li, article)
    submit(wang, address(article), title="王的题", deck="王的副题")
    mine.write(title="李的题", kicker="李的引题").save()

    assert mine.save(**{"keep-all": choice})

    article.refresh_from_db()
    assert (article.title, article.deck, article.kicker) == (title, deck, "李的引题")


def test_a_field_that_only_the_other_changed_is_kept_as_they_left_it(wang, li, article):
    mine = Form(li, article)
    submit(wang, address(article), summary="王的摘要")
    mine.write(title="李的题").save()
    assert mine.disputes == {"summary": ("王的摘要", "", "theirs")}

    assert mine.save()

    article.refresh_from_db()
    assert (article.title, article.summary) == ("李的题", "王的摘要")


def test_what_was_written_over_is_in_the_history(wang, li, article):
    mine = Form(li, article)
    submit(wang, address(article), title="王的题")
    mine.write(title="李的题").save()
    mine.save()

    assert [told["title"] for told in states(article)] == ["原题", "王的题", "李的题"]
    assert history(article) == ["found", "person", "person"]


def test_two_who_say_the_same_are_not_asked(wang, li, article):
    mine = Form(li, article)
    submit(wang, address(article), title="同一个新题")

    assert mine.write(title="同一个新题", kicker="引题").save()
    assert history(article) == ["found", "person", "person"]


def test_one_who_saved_without_a_change_disturbs_nobody(wang, li, article):
    mine = Form(li, article)
    submit(wang, address(article))

    assert mine.write(title="李的题").save()


def test_a_third_who_comes_between_is_told_of_too(wang, li, article):
    mine, chen = Form(li, article), logged_in("chen")
    submit(wang, address(article), title="王的题")
    mine.write(title="李的题").save()
    submit(chen, address(article), title="陈的题", deck="陈的副题")

    assert not mine.save()

    assert mine.disputes == {"title": ("陈的题", "李的题", "mine"), "deck": ("陈的副题", "", "theirs")}
    assert len(mine.page.select(".meanwhile .revisions tbody tr")) == 2


def test_a_choice_outlives_a_form_that_is_refused_for_something_else(wang, li, article):
    mine = Form(li, article)
    submit(wang, address(article), title="王的题", deck="王的副题")
    mine.write(title="李的题").save()

    assert not mine.write(**{"keep-title": "theirs", "body": "<script>x</script>"}).save()
    assert "You take what the others wrote in: title, deck" in " ".join(mine.page.get_text().split())
    assert mine.write(body="<p>李的正文</p>").save()

    article.refresh_from_db()
    assert (article.title, article.deck, article.body) == ("王的题", "王的副题", "<p>李的正文</p>")


def test_one_whose_form_has_an_error_is_told_when_it_is_mended(wang, li, article):
    mine = Form(li, article)
    submit(wang, address(article), title="王的题")

    assert not mine.write(title="李的题", body="<script>x</script>").save()
    assert TOLD not in mine.page.get_text()
    assert not mine.write(body="<p>新</p>").save()
    assert TOLD in mine.page.get_text()


@pytest.mark.parametrize("version", ["", "x", "|", "x|x y|y", "|" + "9" * 30, "2022|1 2022|1", "\x00"])
def test_a_version_that_is_none_passes_nothing_by(wang, li, article, version):
    mine = Form(li, article)
    submit(wang, address(article), title="王的题")

    assert not mine.write(title="李的题", version=version).save()
    assert Article.objects.get().title == "王的题"
