"""What the machine must offer before anything long is begun: a folder to write in, a port, a database that answers."""

from __future__ import annotations

import errno
import os
import socket
import tempfile
from urllib.parse import parse_qs, unquote, urlsplit

from . import ROOT, Refusal

POSTGRES_SCHEMES = ("postgres", "postgresql", "psql", "pgsql")
SOCKET_FOLDERS = ("/var/run/postgresql", "/tmp")
SECONDS_TO_ANSWER = 3


def check_folder() -> None:
    """Refuse where the project's folder cannot be written; trying is the only test that holds for root as well."""
    try:
        with tempfile.TemporaryFile(dir=ROOT):
            pass
    except OSError as error:
        raise Refusal(
            f"{ROOT} cannot be written ({error.strerror}): make it writable for this user, "
            "or copy the project to a folder of yours."
        ) from error


def read_port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise Refusal(f"PORT={text} is no port: give a number from 1 to 65535, as in PORT=8000.")


def check_port(host: str, port: int) -> None:
    """Refuse where nothing can listen at `host` and `port`."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            # A server that has just stopped leaves its port in TIME_WAIT, which is no reason to refuse it.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen()
    except socket.gaierror as error:
        raise Refusal(f"HOST={host} is no address: give one of this machine, as in HOST=127.0.0.1.") from error
    except PermissionError as error:
        raise Refusal(f"Port {port} is for root only: choose one above 1023, as in PORT=8000.") from error
    except OSError as error:
        raise Refusal(_cannot_listen(host, port, error)) from error


def check_database(url: str) -> None:
    """Refuse where nothing listens at the server that `url` names; an empty one, or a file of SQLite, passes."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in (*POSTGRES_SCHEMES, "sqlite", ""):
            raise ValueError(f"{parts.scheme} is neither postgres nor sqlite")
        addresses = _addresses(parts) if parts.scheme in POSTGRES_SCHEMES else []
    except ValueError as error:
        raise Refusal(f"DATABASE_URL={without_password(url)} cannot be read ({error}): {_correct_it()}") from error
    if addresses and not any(_answers(address) for address in addresses):
        raise Refusal(f"The database at {without_password(url)} is out of reach: start it, or {_correct_it()}")


def without_password(url: str) -> str:
    """`url` as it may be shown."""
    before, at, after = url.rpartition("@")
    scheme, mark, user = before.partition("://")
    return f"{scheme}{mark}{user.partition(':')[0]}{at}{after}" if at else url


def _correct_it() -> str:
    return "correct DATABASE_URL in the environment or in .env (without one, SQLite is used)."


def _cannot_listen(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken: stop what listens there, or choose another, as in PORT={port + 1}."
    return f"Nothing can listen at {host}:{port} ({error.strerror}): choose another HOST or PORT."


def _addresses(parts) -> list[tuple[str, int] | str]:
    """Where the server may listen: (host, port), or the path of a socket."""
    query = parse_qs(parts.query)
    host = query["host"][0] if "host" in query else unquote(parts.hostname or "")
    port = int(query["port"][0]) if "port" in query else parts.port or 5432
    if host and not host.startswith("/"):
        return [(host, port)]
    return [os.path.join(folder, f".s.PGSQL.{port}") for folder in ([host] if host else SOCKET_FOLDERS)]


def _answers(address: tuple[str, int] | str) -> bool:
    try:
        if isinstance(address, str):
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(address)
        else:
            socket.create_connection(address, timeout=SECONDS_TO_ANSWER).close()
    except OSError:
        return False
    return True
