"""Processes that are measured, and databases that are thrown away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Measured:
    """What a process printed, and the most memory that it and each process below it took, in MB."""

    told: dict[str, float]
    megabytes: float
    below: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.told["files"] / self.told["seconds"]


def measure(url: str, module: str, *arguments: str) -> Measured:
    """Run a module of this package, which prints a JSON object."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"tests.bench.{module}", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        text=True,
    )
    peaks: dict[int, float] = {}
    while process.poll() is None:
        for pid in _family(process.pid):
            peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
        time.sleep(0.1)
    out = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"{module} failed with {process.returncode}.")
    return Measured(json.loads(out), peaks.pop(process.pid), sorted(peaks.values(), reverse=True))


def _family(pid: int) -> list[int]:
    family = [pid]
    for parent in family:
        with suppress(OSError):
            children = Path(f"/proc/{parent}/task/{parent}/children").read_text()
            family += map(int, children.split())
    return family


def _peak(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


@contextmanager
def database(url: str, name: str, folder: Path) -> Iterator[str]:
    """The address of an empty database: a file of its own, or one on the server at `url`."""
    if not url:
        path = folder / f"{name}.sqlite3"
        yield f"sqlite:///{path}"
        for file in folder.glob(f"{name}.sqlite3*"):
            file.unlink()
        return
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def migrate(url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
