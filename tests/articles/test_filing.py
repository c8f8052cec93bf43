"""Columns and series, in step with what the articles say, whoever changes them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from articles import filing
from articles.changes import Change
from articles.importing import import_paths
from articles.models import Article, Column, ColumnEntry, Revision, SeriesPart, Tag
from articles.revising import change_many, record, record_deletion, restore, revive
from articles.revising import undo as undo_bulk
from tests.factories import make_article, make_editor, make_tag

pytestmark = pytest.mark.django_db

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "tags.json"
# All that the functions of a migration ask of their editor.
EDITOR = SimpleNamespace(connection=connection)

PAGE = """<html><head><meta charset="utf-8"><title>{title}</title><meta name="columnname" content="{column}">
<meta name="publishdate" content="2022-02-25"></head><body><h1>{title}</h1>
<p>营商环境建设是一项系统工程，需要各个部门一起来做，也需要长期坚持下去。</p>
<p>数字政府建设要让群众少跑路，让数据多跑路，办事更方便，也更快捷一些。</p></body></html>"""


def filed() -> dict[str, set[str]]:
    """The columns that articles stand in, by the articles' titles."""
    found: dict[str, set[str]] = {}
    for entry in ColumnEntry.objects.select_related("article", "column"):
        found.setdefault(entry.article.title, set()).add(str(entry.column))
    return found


def parts() -> dict[str, int]:
    return dict(SeriesPart.objects.values_list("article__title", "number"))


def test_an_article_stands_in_its_column_and_in_those_around_it():
    make_article("一篇", column=["要闻", "时评"])

    assert filed() == {"一篇": {"要闻", "要闻 › 时评"}}
    assert Column.objects.get(parent__isnull=False).parent == Column.objects.get(parent=None)


def test_one_column_is_one_row_however_many_stand_in_it():
    make_article("一", column=["要闻"])
    make_article("二", column=["要闻", "时评"])

    assert Column.objects.count() == 2


def test_labels_that_only_run_together_alike_are_two_columns():
    make_article("一", column=["要闻", "时评"])
    make_article("二", column=["要闻时评"])

    assert filed() == {"一": {"要闻", "要闻 › 时评"}, "二": {"要闻时评"}}


@pytest.mark.parametrize("column", [[], ["", " "], [3, None], "要闻"])
def test_what_holds_no_label_is_no_column(column):
    make_article("一篇", column=column)
    assert filed() == {}


def test_saving_files_anew():
    article = make_article("改革见闻（上）", column=["要闻"])
    assert parts() == {"改革见闻（上）": 1}

    article.title, article.column = "改革见闻（下）", ["经济"]
    article.save()

    assert filed() == {"改革见闻（下）": {"经济"}}
    assert parts() == {"改革见闻（下）": 3}


def test_a_title_without_a_number_leaves_its_series():
    article = make_article("改革见闻（上）")
    article.title = "改革见闻"
    article.save()

    assert parts() == {}


def test_a_deleted_article_leaves_and_one_brought_back_returns():
    article = make_article("改革见闻（上）", column=["要闻"])
    user = make_editor()
    record_deletion([article.pk], user)
    article.delete()
    assert (filed(), parts()) == ({}, {})

    revive(Revision.objects.get(means=Revision.Means.DELETION), user)

    assert (filed(), parts()) == ({"改革见闻（上）": {"要闻"}}, {"改革见闻（上）": 1})


def test_a_restored_revision_is_filed_as_it_says():
    article = make_article("改革见闻（上）", column=["要闻"])
    record([article.pk], Revision.Means.FOUND)
    article.title, article.column = "改革见闻", []
    article.save()
    record([article.pk], Revision.Means.FOUND)

    restore(article, Revision.objects.earliest("number"), make_editor())

    assert (filed(), parts()) == ({"改革见闻（上）": {"要闻"}}, {"改革见闻（上）": 1})


def test_a_change_of_many_and_its_undoing_are_filed():
    ids = [make_article(f"第{number}篇", column=["要闻"]).pk for number in range(3)]

    change = change_many(ids, Change({"column": ["经济", "金融"]}))
    assert filed() == dict.fromkeys(("第0篇", "第1篇", "第2篇"), {"经济", "经济 › 金融"})

    undo_bulk(change)
    assert filed() == dict.fromkeys(("第0篇", "第1篇", "第2篇"), {"要闻"})


def test_an_import_files_what_is_new_and_what_it_changes(tmp_path):
    (tmp_path / "a.html").write_text(PAGE.format(title="改革见闻（上）", column="要闻"), encoding="utf-8")
    import_paths([str(tmp_path)])
    assert (filed(), parts()) == ({"改革见闻（上）": {"要闻"}}, {"改革见闻（上）": 1})

    (tmp_path / "a.html").write_text(PAGE.format(title="改革见闻（中）", column="经济"), encoding="utf-8")
    import_paths([str(tmp_path)])

    assert (filed(), parts()) == ({"改革见闻（中）": {"经济"}}, {"改革见闻（中）": 2})


@pytest.mark.parametrize("count", [20, 100])
def test_a_batch_is_filed_in_a_constant_number_of_queries(django_assert_num_queries, count):
    articles = [make_article(f"改革见闻（{number % 50 + 1}）", column=["要闻", "时评"]) for number in range(count)]
    ColumnEntry.objects.all().delete()
    SeriesPart.objects.all().delete()

    # What they say; the columns; where they stand; where they come to stand; their parts; their parts anew.
    with django_assert_num_queries(6):
        filing.store([article.pk for article in articles])

    assert ColumnEntry.objects.count() == 2 * count


def test_the_check_finds_every_fault_and_repairs_it():
    whole, lost, extra, renamed = (make_article(f"改革见闻（{number}）", column=["要闻"]) for number in range(1, 5))
    assert filing.check([whole.pk]).wrong == []
    ColumnEntry.objects.filter(article=lost).delete()
    other = Column.objects.create(key="x", labels=["别的"])
    ColumnEntry.objects.create(article=extra, column=other)
    Article.objects.filter(pk=renamed.pk).update(title="改革见闻（9）")

    ids = [whole.pk, lost.pk, extra.pk, renamed.pk]
    assert filing.check(ids, repair=True).wrong == [lost.pk, extra.pk, renamed.pk]

    assert filing.check(ids).wrong == []
    assert set(map(frozenset, filed().values())) == {frozenset({"要闻"})}


def test_the_command_says_what_is_wrong_and_repairs_it(capsys):
    article = make_article("改革见闻（上）", slug="a", column=["要闻"])
    with translation.override("en"):
        call_command("check_filing")
        SeriesPart.objects.all().delete()
        with pytest.raises(SystemExit):
            call_command("check_filing")
        call_command("check_filing", repair=True)

    assert SeriesPart.objects.get().article == article
    assert capsys.readouterr().out.splitlines()[1] == "Filed otherwise than they say: 1 (a)."


def test_the_migration_files_what_is_there_and_marks_the_regions_that_came_with_the_project():
    make_article("改革见闻（上）", column=["要闻"])
    ColumnEntry.objects.all().delete()
    SeriesPart.objects.all().delete()
    province = make_tag("福建", description="福建省。")
    city, other = make_tag("泉州", description="福建省泉州市。"), make_tag("山南", description="山的南面。")
    migration = import_module("articles.migrations.0011_listings")

    migration.mark_regions(apps, EDITOR)
    migration.file_articles(apps, EDITOR)

    assert (filed(), parts()) == ({"改革见闻（上）": {"要闻"}}, {"改革见闻（上）": 1})
    kinds = {tag.name: (tag.kind, tag.within) for tag in Tag.objects.all()}
    assert kinds == {province.name: ("region", None), city.name: ("region", province), other.name: ("subject", None)}


def test_the_fixture_and_the_migration_know_the_same_regions():
    call_command("loaddata", FIXTURE, verbosity=0)
    told = dict(Tag.objects.filter(kind="region").values_list("name", "within__name"))
    assert len(told) == 372
    Tag.objects.update(kind="subject", within=None)

    import_module("articles.migrations.0011_listings").mark_regions(apps, EDITOR)

    assert dict(Tag.objects.filter(kind="region").values_list("name", "within__name")) == told
