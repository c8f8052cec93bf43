from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client
from django.utils import translation

from articles import fonts
from articles.models import Article
from tests.factories import make_editor

from .editors import logged_in
from .histories import changed_in_every_field

CONTENT = "import json; from tests.articles.archive import content; print(json.dumps(content(), sort_keys=True))"
COUNT = "SELECT count(*) FROM sources_document"


@pytest.fixture
def english():
    """Messages as they are written in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def face() -> fonts.Face:
    """The Chinese font of this machine. Without one its tests are passed over; under REQUIRE_ALL=1 they fail."""
    found = fonts.found()
    if found is None:
        message = "NO CHINESE FONT: no card was drawn. Install one: apt-get install fonts-noto-cjk"
        (pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip)(message)
    return found


@pytest.fixture
def editor(client) -> User:
    """Who `client` is logged in as, with the admin in English."""
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


@pytest.fixture
def changed(client, editor) -> Article:
    """An article with two revisions, which differ in every field."""
    return changed_in_every_field(client)


@pytest.fixture
def wang() -> Client:
    return logged_in("wang")


@pytest.fixture
def li() -> Client:
    return logged_in("li")


class Archive:
    """An empty, migrated database of the kind that the suite runs on, and processes that use it."""

    def __init__(self, url: str, connect):
        self.environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        self.connect = connect
        self.manage("migrate", "--verbosity", "0")

    def start(self, *arguments: str, **options) -> subprocess.Popen:
        command = [sys.executable, "manage.py", *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=self.environment, **pipes, **options)

    def manage(self, *arguments: str) -> str:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        return out

    def content(self) -> dict:
        return json.loads(self.manage("shell", "--verbosity", "0", "--command", CONTENT))

    def documents(self) -> int:
        with closing(self.connect()) as database, closing(database.cursor()) as cursor:
            return cursor.execute(COUNT).fetchone()[0]


def on_sqlite(path) -> Archive:
    import sqlite3

    return Archive(f"sqlite:///{path}", lambda: sqlite3.connect(path, timeout=30))


@pytest.fixture
def archive(tmp_path, django_db_setup, django_db_blocker):
    if connection.vendor == "sqlite":
        yield on_sqlite(tmp_path / "archive.sqlite3")
        return
    import psycopg

    server = connections["default"].settings_dict
    options = server.get("OPTIONS", {})
    # The folder of a socket stands among the options.
    host, port = server["HOST"] or options.get("host", ""), server["PORT"] or options.get("port", 5432)
    name = f"{server['NAME']}_processes"
    password = f":{quote(server['PASSWORD'], safe='')}" if server["PASSWORD"] else ""
    user = f"{quote(server['USER'] or '', safe='')}{password}"

    def address(database: str) -> str:
        return f"postgres://{user}@/{database}?host={quote(host, safe='')}&port={port}"

    def connect(database=name):
        return psycopg.connect(address(database), autocommit=True)

    with closing(connect("postgres")) as postgres:
        postgres.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        postgres.execute(f'CREATE DATABASE "{name}"')
        yield Archive(address(name), connect)
        postgres.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
