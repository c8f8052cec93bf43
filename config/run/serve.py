"""`make run`, in the environment that `prepare` made: an archive with the five sample files, served by gunicorn."""

from __future__ import annotations

import io
import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.utils import translation

from . import ROOT, Refusal, dotenv, machine, refusing, say

WILDCARDS = ("0.0.0.0", "::")


def main() -> None:
    host, port = dotenv.setting("HOST", "127.0.0.1"), machine.read_port(dotenv.setting("PORT", "8000"))
    _allow(host)
    _set_up()
    # What ran before Django was installed spoke English too.
    with translation.override("en"):
        _fill()
        _collect_static()
        _make_editor(_address(host, port))
    _serve(host, port)


def _allow(host: str) -> None:
    """Who chooses an address to listen at wants to be answered there."""
    if dotenv.setting("ALLOWED_HOSTS"):
        return
    if host in WILDCARDS:
        say("other hosts", "are refused until ALLOWED_HOSTS in .env names them, as in ALLOWED_HOSTS=192.168.1.5")
    else:
        os.environ["ALLOWED_HOSTS"] = f"127.0.0.1,localhost,[::1],{_bracketed(host)}"


def _set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as error:
        raise Refusal(
            f"The settings cannot be read ({_first_line(error)}): correct .env or the environment."
        ) from error


def _fill() -> None:
    _reach_database()
    try:
        _migrate()
        _load("sources.Source", "sources.json")
        _load("articles.Tag", "tags.json")
        _import_seeds()
    except DatabaseError as error:
        raise Refusal(f"The database refused ({_first_line(error)}): see to it, and run make again.") from error


def _reach_database() -> None:
    try:
        connection.ensure_connection()
    except (DatabaseError, ImproperlyConfigured) as error:
        raise Refusal(
            f"The database at {_database_name()} is out of reach ({_first_line(error)}): "
            "start it, make the database where it is missing, or correct DATABASE_URL in the environment or in .env."
        ) from error
    say("database", _database_name())


def _database_name() -> str:
    if connection.vendor == "sqlite":
        return str(connection.settings_dict["NAME"])
    return machine.without_password(dotenv.setting("DATABASE_URL"))


def _migrate() -> None:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    call_command("migrate", interactive=False, verbosity=0)
    say("migrations", f"{missing} applied" if missing else "kept (all were applied before)")


def _load(label: str, fixture: str) -> None:
    """Load a fixture into an empty table; where there are rows, an editor may have changed them."""
    from django.apps import apps

    model = apps.get_model(label)
    what = str(model._meta.model_name) + "s"
    if count := model.objects.count():
        say(what, f"kept ({count})")
        return
    call_command("loaddata", ROOT / "fixtures" / fixture, verbosity=0)
    say(what, f"{model.objects.count()} loaded from fixtures/{fixture}")


def _import_seeds() -> None:
    from articles.models import Article
    from sources.models import Document

    if Document.objects.exists():
        say("articles", f"kept ({Article.objects.count()})")
        return
    print("  importing fixtures/seeds …", flush=True)
    try:
        call_command("import_articles", status="published")
    except (CommandError, SystemExit) as error:
        raise Refusal(
            "fixtures/seeds was not imported as a whole: see the lines above, then run make again."
        ) from error
    say("articles", f"{Article.objects.count()} imported from fixtures/seeds")


def _collect_static() -> None:
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    except OSError as error:
        raise Refusal(f"The static files cannot be written ({error}): make the folder writable.") from error
    say("static files", "collected")


def _make_editor(address: str) -> None:
    said = io.StringIO()
    call_command("make_demo_editor", stdout=said)
    say("demo editor", said.getvalue().strip())
    say("log in at", f"{address}admin/")


def _serve(host: str, port: int) -> None:
    print(f"\nServing at {_address(host, port)} until Ctrl-C.\n", flush=True)
    connection.close()
    options = ["--workers", os.environ.get("WEB_CONCURRENCY", "2"), "--threads", "4", "--no-control-socket"]
    bind = ["--bind", f"{_bracketed(host)}:{port}", "--chdir", str(ROOT)]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *options, *bind, "config.wsgi:application"])


def _address(host: str, port: int) -> str:
    return f"http://{'127.0.0.1' if host in WILDCARDS else _bracketed(host)}:{port}/"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


if __name__ == "__main__":
    sys.exit(refusing(main))
