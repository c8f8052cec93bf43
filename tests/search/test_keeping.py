"""The index in step with the articles, whatever changes them."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_delete

from articles import search
from articles.importing import Options, import_paths
from articles.models import Article, Credit, SearchEntry, Tag
from articles.search import rebuilding
from articles.search.engines import engine
from sources.models import Source
from tests.articles.posts import many, post, write
from tests.factories import make_article

from .answers import found

pytestmark = pytest.mark.django_db


def is_in_step() -> bool:
    return search.check(Article.objects.all()).is_whole


def test_saving_puts_an_article_into_the_index_and_changing_it_anew():
    article = make_article(slug="a", body="<p>旧的内容</p>")
    assert found("旧的内容") == {"a"}

    article.body = "<p>新的内容</p>"
    article.save()

    assert found("旧的内容") == set()
    assert found("新的内容") == {"a"}
    assert found('"旧的 新的"') == set()


def test_saving_what_is_not_searched_leaves_the_index_alone():
    article = make_article()
    before = SearchEntry.objects.get(article=article).docid

    article.status = "archived"
    article.save()

    assert SearchEntry.objects.get(article=article).docid == before


def test_an_article_whose_saving_fails_is_as_it_was_in_both():
    article = make_article(slug="a", body="<p>旧的内容</p>")

    with pytest.raises(RuntimeError), transaction.atomic():
        article.body = "<p>新的内容</p>"
        article.save()
        raise RuntimeError

    assert found("旧的内容") == {"a"}
    assert found("新的内容") == set()


def test_credits_are_found_as_they_come_change_and_go():
    article = make_article(slug="a", credits=[("郭荣鑫", "reporter")])
    assert found("author:郭荣鑫") == {"a"}

    credit = article.credits.get()
    credit.name = "刘艳"
    credit.save()
    assert (found("郭荣鑫"), found("刘艳")) == (set(), {"a"})

    credit.delete()
    assert found("刘艳") == set()

    make_article(slug="b", credits=[("刘艳", "reporter"), ("王沙", "author")])
    Credit.objects.filter(name="刘艳").delete()
    assert (found("刘艳"), found("王沙")) == (set(), {"b"})


def test_a_source_or_tag_is_found_by_its_new_name_at_once():
    make_article(slug="a", source="泉州晚报", tags=["数字经济"])

    source, tag = Source.objects.get(), Tag.objects.get()
    source.name, tag.name = "泉州日报", "智能经济"
    source.save()
    tag.save()

    assert (found("source:泉州晚报"), found("source:泉州日报")) == (set(), {"a"})
    assert (found("tag:数字经济"), found("tag:智能经济")) == (set(), {"a"})


def test_deleting_takes_articles_out_one_or_many():
    for slug in "abc":
        make_article(slug=slug, credits=[("郭荣鑫", "reporter")])

    Article.objects.get(slug="a").delete()
    assert found("营商") == {"b", "c"}

    Article.objects.all().delete()
    assert found("营商") == set()
    assert not SearchEntry.objects.exists()


def test_deleting_an_article_does_not_write_it_into_the_index_again(django_assert_max_num_queries):
    article = make_article(credits=[(f"记者{number}", "reporter") for number in range(10)])
    assert post_delete.has_listeners(Credit)

    # Credits, tags and their marks, warnings, evidence, steps, cluster and index of copies, columns, series, the entry,
    # and the article.
    with django_assert_max_num_queries(16):
        article.delete()


def test_a_batch_of_an_import_is_indexed_in_a_constant_number_of_queries(tmp_path, django_assert_max_num_queries):
    import_paths([write(tmp_path / "first", many(3))], Options(jobs=1))

    # Three of them for columns and series.
    with django_assert_max_num_queries(75):
        import_paths([write(tmp_path / "then", many(60, start=10))], Options(jobs=1))

    assert len(found("正文")) == 63
    assert len(found("title:第12号新闻")) == 1
    assert is_in_step()


def test_a_file_that_comes_anew_is_found_by_what_it_says_now(tmp_path):
    import_paths([write(tmp_path, {"a.md": post(paragraphs=("从前的说法",))})], Options(jobs=1))
    import_paths([write(tmp_path, {"a.md": post(paragraphs=("如今的说法",))})], Options(jobs=1))

    assert not found("从前的说法")
    assert len(found("如今的说法")) == 1
    assert is_in_step()


def test_a_dry_run_leaves_nothing_in_the_index(tmp_path):
    import_paths([write(tmp_path, many(2))], Options(jobs=1, dry_run=True))

    assert not SearchEntry.objects.exists()


# Checking and rebuilding


def test_a_check_tells_what_is_missing_stale_or_broken_and_repairs_it(capsys):
    whole, missing, stale, broken = (make_article(slug=slug) for slug in ("whole", "missing", "stale", "broken"))
    search.remove([missing.pk])
    Article.objects.filter(slug="stale").update(text="有人绕过了索引")
    docid = SearchEntry.objects.get(article=broken).docid
    SearchEntry.objects.filter(article=broken).update(docid=docid + 1000)

    checked = search.check(Article.objects.all())

    assert (checked.missing, checked.stale, checked.broken) == ([missing.pk], [stale.pk], [broken.pk])
    with pytest.raises(SystemExit) as exit:
        call_command("check_search")
    assert exit.value.code == 1
    assert "missing" in capsys.readouterr().out

    call_command("check_search", repair=True)
    assert is_in_step()
    assert found("有人绕过了索引") == {"stale"}
    call_command("check_search")


def test_rebuilding_finds_the_same_and_forgets_what_is_gone():
    for slug in "abc":
        make_article(slug=slug, body=f"<p>内容{slug}</p>", credits=[("郭荣鑫", "reporter")])
    search.remove([Article.objects.get(slug="b").pk])
    Article.objects.filter(slug="c").update(text="改过的内容")

    call_command("rebuild_search", verbosity=0)

    assert found("内容") == {"a", "b", "c"}
    assert found("改过的内容") == {"c"}
    assert is_in_step()
    assert not SearchEntry.objects.filter(in_next=True).exists()
    make_article(slug="d", body="<p>后来的内容</p>")
    assert found("内容") == {"a", "b", "c", "d"}


def test_readers_and_writers_go_on_while_the_index_is_rebuilt(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    for slug in "abcdef":
        make_article(slug=slug, body="<p>内容</p>")
    seen = []

    def meanwhile(_done):
        seen.append(found("内容"))
        if len(seen) == 2:
            make_article(slug="new", body="<p>内容</p>")
            changed = Article.objects.get(slug="f")
            changed.body = "<p>改了</p>"
            changed.save()
            Article.objects.get(slug="a").delete()

    search.rebuild(Article.objects.all(), meanwhile)

    assert len(seen) > 3
    assert seen[0] == set("abcdef")
    assert found("内容") == {"b", "c", "d", "e", "new"}
    assert found("改了") == {"f"}
    assert is_in_step()


def test_an_interrupted_rebuild_goes_on_where_it_was(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    for slug in "abcdef":
        make_article(slug=slug, body="<p>内容</p>")

    calls = []

    def stop(done):
        calls.append(done)
        if len(calls) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search.rebuild(Article.objects.all(), stop)
    assert found("内容") == set("abcdef")
    make_article(slug="g", body="<p>内容</p>")
    done = []

    search.rebuild(Article.objects.all(), done.append)

    # What was done, and then the rest.
    assert done[0] >= 4
    assert sum(done) == 7
    assert found("内容") == set("abcdefg")
    assert is_in_step()


def test_what_changes_leave_behind_goes_before_it_outgrows_the_articles(monkeypatch):
    monkeypatch.setattr(rebuilding, "FEW_OUTDATED", 3)
    article = make_article(slug="a")

    for number in range(3):
        article.body = f"<p>第{number}版</p>"
        article.save()
        search.settle(Article.objects.all())
    kept = engine().outdated()
    article.body = "<p>最后一版</p>"
    article.save()
    search.settle(Article.objects.all())

    # PostgreSQL takes them out at once.
    assert kept == (3 if connection.vendor == "sqlite" else 0)
    assert engine().outdated() == 0
    assert found("最后一版") == {"a"}
    assert is_in_step()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite merges what is written little by little")
@pytest.mark.django_db(transaction=True)
def test_an_index_that_has_grown_much_is_built_anew_after_a_bulk_of_changes(monkeypatch):
    def place() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_relation_filenode('articles_searchindex_lexemes')")
            return cursor.fetchone()[0]

    monkeypatch.setattr(engine(), "FEW", 2)
    search.rebuild(Article.objects.all())  # without what another test has left behind
    places = [place()]
    for number in range(9):
        make_article(slug=str(number), body="<p>内容</p>")
        search.settle(Article.objects.all())
        places.append(place())

    # With the third, and with the seventh.
    assert [number for number in range(1, 10) if places[number] != places[number - 1]] == [3, 7]
    assert len(found("内容")) == 9
    assert is_in_step()


def test_the_index_has_the_engine_of_the_database():
    assert connection.vendor in {"sqlite", "postgresql"}
    with connection.cursor() as cursor:
        assert "articles_searchindex" in connection.introspection.table_names(cursor)


@pytest.mark.django_db(transaction=True)
def test_after_a_flush_nothing_old_answers_for_what_is_new():
    make_article("旧题目")
    call_command("flush", interactive=False)

    article = make_article("新题目")

    assert list(search.matching(Article.objects.all(), search.parse("旧题目"))) == []
    assert list(search.matching(Article.objects.all(), search.parse("新题目"))) == [article]
