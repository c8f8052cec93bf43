"""Asking a WSGI application for pages, in the process itself: no network, and the same for every application."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from urllib.parse import unquote

SECONDS = 1  # for each kind of page
LEAST = 40  # requests
Ask = Callable[[str], bytes]


def asking(application: Callable, **headers: str) -> Ask:
    """A function that gets an address from `application`; anything but 200 is an error. `headers` as in WSGI."""
    environ = {
        "REQUEST_METHOD": "GET",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
        **headers,
    }

    def ask(address: str) -> bytes:
        told: list[str] = []
        path = unquote(address).encode().decode("latin-1")
        request = {**environ, "PATH_INFO": path, "QUERY_STRING": "", "wsgi.input": io.BytesIO()}
        response = application(request, lambda status, headers: told.append(status))
        body = b"".join(response)
        response.close()
        assert told == ["200 OK"], (address, told)
        return body

    return ask


def timed(ask: Ask, addresses: list[str]) -> dict[str, float]:
    """Requests a second, and milliseconds p50 and p95, of asking for each address in turn, again and again."""
    for address in addresses:
        ask(address)
    times, ends = [], time.perf_counter() + SECONDS
    while len(times) < LEAST or time.perf_counter() < ends:
        started = time.perf_counter()
        ask(addresses[len(times) % len(addresses)])
        times.append((time.perf_counter() - started) * 1000)
    parts = statistics.quantiles(times, n=20)
    return {"rate": 1000 / statistics.fmean(times), "p50": parts[9], "p95": parts[18]}
