"""A PostgreSQL for the tests: the one that is named, or one that runs here, or a throw-away one made for them."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from . import Refusal
from .machine import SOCKET_FOLDERS, without_password

BINARY_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin")
# Who runs a throw-away cluster in root's stead, which PostgreSQL refuses.
STAND_INS = ("postgres", "nobody")
SECONDS_TO_START = 30
# Nothing of a throw-away cluster need outlive a power cut, and nobody need reach it from elsewhere.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60")


@contextmanager
def for_tests(environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The address of a server where databases can be made, and in words which one it is.

    Raises Refusal where TEST_DATABASE_URL does not answer, and where none can be had.
    """
    if named := environ.get("TEST_DATABASE_URL"):
        if not may_create_databases(named):
            raise Refusal(
                f"TEST_DATABASE_URL={without_password(named)} does not answer, or its user may not create databases: "
                "start it, or grant CREATEDB."
            )
        yield named, f"the server of TEST_DATABASE_URL, {without_password(named)}"
    elif running := next(filter(may_create_databases, local_servers()), None):
        yield running, f"the server that runs here, {running}"
    elif binaries := find_binaries(environ.get("PATH", "")):
        with throw_away(binaries) as address:
            yield address, f"a throw-away cluster of {binaries}"
    else:
        raise Refusal(
            "No PostgreSQL: install its server (Debian: apt install postgresql), "
            "or name one with TEST_DATABASE_URL=postgres://user:password@host/name."
        )


def local_servers() -> Iterator[str]:
    """Addresses where a server may run on this machine, sockets first."""
    users = dict.fromkeys([os.environ.get("PGUSER") or pwd.getpwuid(os.getuid()).pw_name, "postgres"])
    # A database of one's own for each run: two at one time do not drop each other's.
    name = f"jianbao_{os.getpid()}"
    for folder in SOCKET_FOLDERS:
        if Path(folder, ".s.PGSQL.5432").exists():
            yield from (f"postgres://{user}@/{name}?host={quote(folder)}" for user in users)
    yield from (f"postgres://{user}@127.0.0.1:5432/{name}" for user in users)


def may_create_databases(address: str) -> bool:
    """Whether a server answers at `address`, whatever its database, and lets this user create databases."""
    query = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect(address, dbname="postgres", connect_timeout=3) as connection:
            return bool(connection.execute(query).fetchone()[0])
    except psycopg.Error:
        return False


def find_binaries(path: str, folders: tuple[str, ...] = BINARY_FOLDERS) -> Path | None:
    """The folder of the newest PostgreSQL server among `folders`, or else on `path`."""
    found = [folder for pattern in folders for folder in Path("/").glob(pattern.lstrip("/")) if _complete(folder)]
    if found:
        return max(found, key=_version)
    initdb = shutil.which("initdb", path=path)
    on_path = Path(initdb).resolve().parent if initdb else None
    return on_path if on_path and _complete(on_path) else None


@contextmanager
def throw_away(binaries: Path) -> Iterator[str]:
    """A new cluster, reached by a socket in its own folder, and gone at the end however that comes."""
    owner = _owner()
    # /tmp, because a socket's path may have 107 bytes only and another user must be able to enter.
    folder = Path(tempfile.mkdtemp(prefix="jianbao-postgres-", dir="/tmp" if os.access("/tmp", os.W_OK) else None))
    server = None
    try:
        if owner:
            shutil.chown(folder, owner)
        _initialise(binaries, folder, owner)
        server = _start(binaries, folder, owner)
        address = f"postgres://postgres@/jianbao?host={quote(str(folder))}"
        _wait_for(address, server, folder)
        yield address
    finally:
        if server:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> str | None:
    """The user who must run the server, None where it may be this one."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    if owner := next((name for name in STAND_INS if name in known), None):
        return owner
    raise Refusal("PostgreSQL does not run as root, and there is no user postgres or nobody to run it: add one.")


def _initialise(binaries: Path, folder: Path, owner: str | None) -> None:
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", f"--locale={locale}", "--no-sync"]
    command = [binaries / "initdb", "-D", folder / "data", *options]
    made = subprocess.run(command, capture_output=True, text=True, **_as(owner, folder))
    if made.returncode:
        raise Refusal(f"{binaries}/initdb made no cluster ({_last_line(made.stderr)}): mend the PostgreSQL server.")


def _start(binaries: Path, folder: Path, owner: str | None) -> subprocess.Popen:
    options = [part for setting in (*CARELESS, f"unix_socket_directories={folder}") for part in ("-c", setting)]
    command = [binaries / "postgres", "-D", folder / "data", *options]
    with open(folder / "log", "wb") as log:
        # A session of its own: Ctrl-C is for the tests, which then stop the server.
        return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **_as(owner, folder))


def _as(owner: str | None, folder: Path) -> dict:
    """How a program is run: by `owner`, in a folder which that user may enter."""
    entry = pwd.getpwnam(owner) if owner else None
    who = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []} if entry else {}
    return {"cwd": folder, "env": {"PATH": os.defpath, "LC_ALL": "C"}, "stdin": subprocess.DEVNULL, **who}


def _wait_for(address: str, server: subprocess.Popen, folder: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not may_create_databases(address):
        if server.poll() is not None or time.monotonic() > deadline:
            reason = _last_line((folder / "log").read_text(errors="replace"))
            raise Refusal(f"The throw-away PostgreSQL did not start ({reason}): mend the PostgreSQL server.")
        time.sleep(0.1)


def _stop(server: subprocess.Popen) -> None:
    # To PostgreSQL this means: end now, without waiting for clients.
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _complete(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres"))


def _version(folder: Path) -> list[int]:
    return [int(part) for part in folder.parent.name.removeprefix("pgsql-").split(".") if part.isdigit()]


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1]
