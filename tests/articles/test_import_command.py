"""The command: what it prints, and how it ends."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from articles.management.commands import import_articles
from articles.models import Article
from sources.models import ImportRun
from tests.articles.posts import post, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
EMPTY = '---\nlayout: post\ntitle: ""\ndate:  +0800\n---\n'
KEYS = ["path", "outcome", "format", "encoding", "articles", "page", "warnings", "errors"]


def command(*arguments):
    """(exit code, standard output, standard error)"""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_articles", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_all_well_ends_with_0_and_a_summary(tmp_path):
    code, out, err = command(write(tmp_path, {"a.md": post(), "b.css": "x"}))

    assert (code, err) == (0, "")
    first, second = out.splitlines()
    assert first == (
        "2 files: 1 created, 0 updated, 0 unchanged, 0 in conflict with an editor, 1 skipped (not an article), "
        "0 with warnings, 0 failed."
    )
    assert second.startswith("1 new articles in ")


def test_a_failed_file_ends_with_1_and_is_told_with_reason_and_remedy(tmp_path):
    path = write(tmp_path, {"a.md": post(title="长" * 501), "b.md": post()})

    code, out, _err = command(path)

    assert code == 1
    assert out.startswith(
        f"failed: {path}/a.md\n"
        f"    The title has 501 characters; the limit is 500: “{'长' * 40}…”.\n"
        "    Shorten it in the file, and import the file again.\n"
    )
    assert "1 created" in out and "1 failed" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.md"], "Error: argument PATH: “nowhere.md” does not exist. Give an existing path."),
        (["--jobs", "0"], "Error: argument --jobs: “0” is no number of processes. Give 1 or more."),
        (["--source", " "], "Error: argument --source: The name is empty. Give a name, or leave the option out."),
        (
            ["--status", "gone"],
            "Error: argument --status: invalid choice: 'gone' (choose from 'draft', 'published')",
        ),
    ],
)
def test_a_bad_argument_is_named(arguments, message):
    with pytest.raises(CommandError) as refusal:
        command(*arguments)

    assert str(refusal.value).replace("choose from draft, published", "choose from 'draft', 'published'") == message


def test_json_prints_one_line_for_each_file_and_nothing_else(tmp_path):
    path = write(tmp_path, {"a.md": post(), "b.md": EMPTY, "c.css": "x"})

    code, out, err = command(path, "--json")

    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [list(line) for line in lines] == [KEYS] * 3
    assert [(os.path.basename(line["path"]), line["outcome"]) for line in lines] == [
        ("a.md", "created"),
        ("b.md", "failed"),
        ("c.css", "skipped"),
    ]
    assert "3 files: 1 created" in err


def test_a_line_tells_an_article_in_the_shape_of_the_gold_files(tmp_path):
    _code, out, _err = command(write(tmp_path, {"a.md": post()}), "--json")

    line = json.loads(out)
    (article,) = line["articles"]
    stored = Article.objects.get()
    assert (line["format"], line["encoding"], line["page"], line["errors"]) == ("jekyll", "utf-8", None, [])
    assert article["title"] == stored.title
    assert article["source"] == "泉州晚报"
    assert article["published_at"] == "2022-02-25T10:12:10+08:00"
    assert article["paragraphs"] == 2
    assert (article["slug"], article["text"], article["body"]) == (stored.slug, stored.text, stored.body)
    assert article["warnings"] == []


def test_a_line_of_a_failed_file_says_what_to_do(tmp_path):
    _code, out, _err = command(write(tmp_path, {"a.md": post(title="长" * 501)}), "--json")

    assert json.loads(out)["errors"] == [
        {
            "code": "value-too-long",
            "message": f"The title has 501 characters; the limit is 500: “{'长' * 40}…”.",
            "remedy": "Shorten it in the file, and import the file again.",
        }
    ]


def test_a_line_of_an_unchanged_file_tells_its_articles_too(tmp_path):
    path = write(tmp_path, {"a.md": post(number="")})
    _code, first, _err = command(path, "--json")

    _code, second, _err = command(path, "--json")

    assert json.loads(second) == json.loads(first) | {"outcome": "unchanged"}


def test_a_line_tells_what_the_command_gave(tmp_path):
    path = write(tmp_path, {"a.md": post(source="", tags="要闻")})

    _code, out, _err = command(path, "--json", "--source", "福建日报", "--tag", "专题", "--tag", "要闻")

    (article,) = json.loads(out)["articles"]
    assert (article["source"], article["tags"]) == ("福建日报", ["要闻", "专题"])
    assert "missing-source" not in article["warnings"]


def test_verbosity_2_tells_every_file_and_why_it_is_skipped(tmp_path):
    path = write(tmp_path, {"a.md": post(), "b.css": "x"})

    _code, out, _err = command(path, "--verbosity", "2")

    assert out.splitlines()[:3] == [
        f"created: {path}/a.md",
        f"skipped: {path}/b.css",
        "    not a text, by the ending of its name",
    ]


def test_verbosity_0_is_silent_when_all_is_well(tmp_path):
    assert command(write(tmp_path, {"a.md": post()}), "--verbosity", "0") == (0, "", "")


def test_a_dry_run_says_that_it_was_one(tmp_path):
    code, out, _err = command(write(tmp_path, {"a.md": post()}), "--dry-run")

    assert code == 0
    assert "1 created" in out
    assert out.splitlines()[-1] == "This was a dry run: nothing of it was kept."
    assert Article.objects.count() == 0


def test_an_editors_conflict_is_told_and_is_no_failure(tmp_path):
    path = write(tmp_path, {"a.md": post()})
    command(path)
    Article.objects.update(title="编辑改过的标题")
    write(tmp_path, {"a.md": post(title="文件改过的标题")})

    code, out, _err = command(path)

    assert code == 0
    assert out.startswith(
        f"conflict: {path}/a.md\n"
        "    An editor and the file changed the same; the editor's stands. See the article in the admin.\n"
    )


def test_without_a_terminal_a_plain_line_tells_now_and_then_that_it_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(import_articles, "PLAIN_EVERY", 2)
    path = write(tmp_path, {f"{number}.css": "x" for number in range(5)})

    _code, out, _err = command(path)

    assert out.splitlines()[:2] == ["2 files so far.", "4 files so far."]


def test_the_five_seeds_are_the_default(tmp_path):
    code, out, _err = command("--status", "published")

    assert code == 0
    assert "5 files: 5 created" in out
    assert Article.objects.filter(status="published").count() == 6


def test_a_database_that_fails_is_told_in_a_sentence(tmp_path, monkeypatch):
    def fail(*args):
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(import_articles, "import_paths", fail)

    with pytest.raises(CommandError) as refusal:
        command(write(tmp_path, {"a.md": post()}))

    assert str(refusal.value) == (
        "The database failed: database or disk is full. What was stored by then is whole. "
        "Look whether the database runs, has room and is migrated, then run the import again."
    )


def test_an_interrupted_import_says_that_what_is_stored_is_whole(tmp_path, monkeypatch):
    def interrupt(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(import_articles, "import_paths", interrupt)

    with pytest.raises(CommandError) as stop:
        command(write(tmp_path, {"a.md": post()}))

    assert stop.value.returncode == 130
    assert str(stop.value) == "Interrupted. What was stored by then is whole; run the import again to go on."


def test_one_file_is_counted_in_numbers(tmp_path):
    _code, out, _err = command(write(tmp_path, {"a.md": post()}))

    assert ", 0 with warnings, 0 failed." in out


def test_a_path_that_is_no_utf_8_is_taken_and_told_in_escapes(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xd0\xc2.md")
    with open(path, "w") as file:
        file.write(post())

    code, _out, _err = command(path)

    assert code == 0
    assert ImportRun.objects.get().paths == [f"{tmp_path}/\\xd0\\xc2.md"]


def test_a_terminal_that_cannot_show_chinese_is_told_in_escapes():
    command = [sys.executable, "manage.py", "import_articles", "--help"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "DJANGO_SETTINGS_MODULE": "tests.settings"}

    told = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)

    assert told.returncode == 0, told.stderr
    assert "\\u5bfc\\u5165" in told.stdout  # 导入
