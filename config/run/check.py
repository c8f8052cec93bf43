"""`make test`, in the environment that `prepare` made: every check, and the test suite on both databases.

Every stage runs, whatever became of those before it. REQUIRE_ALL=1 makes a PostgreSQL that cannot be had a failure.
"""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from . import ROOT, Refusal, postgres, refusing
from .summary import Result, of_command, of_tests, table

SOURCE = ("config", "articles", "sources", "tests", "manage.py")
MANAGE = ("manage.py",)
IN_MEMORY = "sqlite://:memory:"
# As on a server behind a proxy: nothing here is read from this machine's .env.
PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "DEBUG": "false",
    "HTTPS": "true",
    "BEHIND_PROXY": "true",
    "ALLOWED_HOSTS": "archive.example.org",
    "CSRF_TRUSTED_ORIGINS": "https://archive.example.org",
    "DATABASE_URL": IN_MEMORY,
    "SECURE_HSTS_SECONDS": "31536000",
}
# Nor is it for the suite, which brings settings of its own.
SUITE = {
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "DEBUG": "false",
    "HTTPS": "false",
    "BEHIND_PROXY": "false",
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "CSRF_TRUSTED_ORIGINS": "",
}
# More workers than this wait for each other's databases; who has nothing left takes from the others, for tests differ
# in length a hundredfold.
WORKERS = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")


def main() -> int:
    # An end from outside is an end like Ctrl-C: what was started for the tests is stopped and removed.
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda number, _frame: sys.exit(128 + number))
    with tempfile.TemporaryDirectory(prefix="jianbao-check-") as scratch:
        results = [*_checks(Path(scratch)), _on_sqlite(Path(scratch)), _on_postgres(Path(scratch))]
    print(f"\n{table(results)}", flush=True)
    return 1 if any(result.failed for result in results) else 0


def _checks(scratch: Path) -> list[Result]:
    production = PRODUCTION | {"STATIC_ROOT": str(scratch / "static")}
    return [
        of_command("ruff check", _run("-m", "ruff", "check", *SOURCE)),
        of_command("ruff format", _run("-m", "ruff", "format", "--check", *SOURCE)),
        # First, because what is deployed has its static files collected, and a check looks for them.
        of_command("static files", _run(*MANAGE, "collectstatic", "--noinput", "-v", "0", **production)),
        of_command("check --deploy", _run(*MANAGE, "check", "--deploy", "--fail-level", "WARNING", **production)),
        of_command("migrations", _run(*MANAGE, "makemigrations", "--check", "--dry-run", **production)),
    ]


def _on_sqlite(scratch: Path) -> Result:
    return _tests("tests, SQLite", scratch / "sqlite.xml", IN_MEMORY)


def _on_postgres(scratch: Path) -> Result:
    with ExitStack() as stack:
        try:
            address, which = stack.enter_context(postgres.for_tests(os.environ))
        except Refusal as refusal:
            return _without_postgres(refusal)
        print(f"\nPostgreSQL: {which}", flush=True)
        # A page looks the same on either database, and a browser is slow: once is enough.
        return _tests("tests, PostgreSQL", scratch / "postgres.xml", address, "-m", "not browser")


def _without_postgres(refusal: Refusal) -> Result:
    required = os.environ.get("REQUIRE_ALL") == "1" or "TEST_DATABASE_URL" in os.environ
    print(f"\n{'!' * 72}\nTHE POSTGRESQL HALF DID NOT RUN. {refusal}\n{'!' * 72}", flush=True)
    return Result("tests, PostgreSQL", "DID NOT RUN", failed=int(required), skipped=int(not required))


def _tests(stage: str, report: Path, database: str, *options: str) -> Result:
    print(f"\n== {stage}", flush=True)
    settings = SUITE | {"DATABASE_URL": database}
    arguments = ["-q", "-p", "no:cacheprovider", f"--junitxml={report}", "--create-db", *WORKERS, *options]
    return of_tests(stage, _python("-m", "pytest", *arguments, **settings), report)


def _run(*arguments: str, **settings: str) -> int:
    print(f"\n== {' '.join(arguments).removeprefix('-m ')}", flush=True)
    return _python(*arguments, **settings)


def _python(*arguments: str, **settings: str) -> int:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=os.environ | settings).returncode


if __name__ == "__main__":
    sys.exit(refusing(main))
