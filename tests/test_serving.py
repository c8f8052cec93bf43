"""What `make run` puts into a new archive, and what it leaves alone in one that is there."""

from __future__ import annotations

import json
import os

import pytest
from django.db import DatabaseError

from articles.models import Article
from config.run import Refusal, dotenv, serve
from sources.models import ImportRun, Source

from .factories import make_article, make_document, make_source


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder with one publisher among its fixtures."""
    (tmp_path / "fixtures").mkdir()
    fields = {"name": "泉州晚报", "key": "泉州晚报", "slug": "quanzhou-wanbao", "kind": "newspaper"}
    rows = [{"model": "sources.source", "pk": 1, "fields": fields}]
    (tmp_path / "fixtures" / "sources.json").write_text(json.dumps(rows), encoding="utf-8")
    monkeypatch.setattr(serve, "ROOT", tmp_path)
    monkeypatch.setattr(dotenv, "ROOT", tmp_path)
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)
    return tmp_path


# Publishers


@pytest.mark.django_db
def test_a_new_archive_gets_the_publishers(project, capsys):
    serve._load("sources.Source", "sources.json")

    assert [source.name for source in Source.objects.all()] == ["泉州晚报"]
    assert capsys.readouterr().out == "  sources       1 loaded from fixtures/sources.json\n"


@pytest.mark.django_db
def test_a_publisher_that_an_editor_changed_stays_changed(project, capsys):
    serve._load("sources.Source", "sources.json")
    Source.objects.update(notes="已核对")
    serve._load("sources.Source", "sources.json")

    assert Source.objects.get().notes == "已核对"
    assert capsys.readouterr().out.endswith("  sources       kept (1)\n")


@pytest.mark.django_db
def test_a_publisher_that_an_editor_deleted_does_not_come_back(project):
    make_source("厦门日报")
    serve._load("sources.Source", "sources.json")

    assert [source.name for source in Source.objects.all()] == ["厦门日报"]


# Articles


@pytest.mark.django_db
def test_a_new_archive_gets_the_five_files_and_shows_all_six_articles(capsys):
    serve._import_seeds()

    assert Article.objects.published().count() == 6
    assert capsys.readouterr().out.endswith("  articles      6 imported from fixtures/seeds\n")


@pytest.mark.django_db
def test_an_archive_with_documents_is_not_imported_into(capsys):
    make_article(document=make_document())
    serve._import_seeds()

    assert ImportRun.objects.count() == 0
    assert capsys.readouterr().out == "  articles      kept (1)\n"


# Addresses


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("192.168.1.5", "http://192.168.1.5:8000/"),
    ],
)
def test_the_address_that_is_shown_can_be_opened(host, address):
    assert serve._address(host, 8000) == address


def test_an_address_that_is_listened_at_is_answered_at(project, monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "")
    serve._allow("192.168.1.5")

    assert os.environ["ALLOWED_HOSTS"] == "127.0.0.1,localhost,[::1],192.168.1.5"


def test_names_that_are_set_are_left_alone(project, monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "archive.example.org")
    serve._allow("192.168.1.5")

    assert os.environ["ALLOWED_HOSTS"] == "archive.example.org"


def test_who_listens_everywhere_is_told_whom_the_site_answers(project, capsys):
    serve._allow("0.0.0.0")

    assert "are refused until ALLOWED_HOSTS in .env names them" in capsys.readouterr().out


# Refusals


def test_a_database_that_fails_in_the_middle_is_refused_in_one_sentence(monkeypatch):
    def fail():
        raise DatabaseError("disk I/O error\nand more")

    monkeypatch.setattr(serve, "_reach_database", lambda: None)
    monkeypatch.setattr(serve, "_migrate", fail)

    with pytest.raises(Refusal) as refused:
        serve._fill()
    assert str(refused.value) == "The database refused (disk I/O error): see to it, and run make again."
