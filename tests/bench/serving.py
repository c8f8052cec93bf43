"""Pages as a server sends them: gunicorn with two workers, four clients that take pages packed as browsers do,
a connection for each page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import cycle
from urllib.parse import quote, unquote

from .processes import ROOT

WORKERS, CLIENTS = 2, 4
SECONDS = 2  # for each kind of page
HOST = "127.0.0.1"


@contextmanager
def serving(application: str, database: str, **environment: str) -> Iterator[int]:
    """The port at which gunicorn serves what a call such as `package.module:function()` makes."""
    with closing(socket.socket()) as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--workers", str(WORKERS), "--bind", f"{HOST}:{port}"]
    command += ["--no-control-socket", "--log-level", "error", application]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": database, **environment})
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def rate(port: int, addresses: list[str]) -> float:
    """Pages a second; each address is asked for once before, and anything but 200 is an error."""
    for address in addresses * WORKERS:
        _ask(port, address)
    counts = [0] * CLIENTS
    ends = time.perf_counter() + SECONDS

    def client(number: int) -> None:
        for address in cycle(addresses[number % len(addresses) :] + addresses[: number % len(addresses)]):
            if time.perf_counter() > ends:
                return
            _ask(port, address)
            counts[number] += 1

    threads = [threading.Thread(target=client, args=[number]) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def _ask(port: int, address: str) -> None:
    with socket.create_connection((HOST, port), timeout=60) as connection:
        asked = f"GET {quote(unquote(address))} HTTP/1.1", f"Host: {HOST}", "Accept-Encoding: gzip"
        connection.sendall("\r\n".join((*asked, "", "")).encode())
        answer = connection.recv(65536)
        assert answer.startswith(b"HTTP/1.1 200"), (address, answer[:200])
        while connection.recv(65536):
            pass


def _wait(port: int) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            socket.create_connection((HOST, port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise SystemExit("gunicorn did not start within a minute.")
