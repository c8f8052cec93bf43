"""How fast the import is, against the bare model on the same machine in the same minute."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from .corpus import make
from .processes import ROOT, database, measure, migrate

GOALS = {"sqlite": 0.12, "postgres": 0.30}


def run(kind: str, server: str, options: argparse.Namespace) -> None:
    for count in sorted({options.small, options.n}):
        _measure(kind, server, count)


def _measure(kind: str, server: str, count: int) -> None:
    corpus = str(make(ROOT / "bench-data" / str(count), count))
    with tempfile.TemporaryDirectory() as folder:
        with database(server, "jianbao_bench_bare", Path(folder)) as url:
            bare = measure(url, "bare", corpus)
        one, _again = _import(server, corpus, 1, Path(folder))
        two, again = _import(server, corpus, 2, Path(folder))
    print(f"\n{kind}, {count} files")
    print(f"  bare bulk_create     {bare.rate:8.0f} files/s")
    for jobs, run in ((1, one), (2, two)):
        ratio = run.rate / bare.rate
        print(f"  import --jobs {jobs}      {run.rate:8.0f} files/s   {ratio:.3f} of bare (goal {GOALS[kind]:.2f})")
    print(f"  --jobs 2 / --jobs 1  {two.rate / one.rate:8.2f}           (goal 1.50)")
    print(f"  import again         {again.rate:8.0f} files/s   (goal 3000)")
    below = " + ".join(f"{megabytes:.0f}" for megabytes in two.below)
    print(
        f"  memory at most       {one.megabytes:8.0f} MB        two jobs: {two.megabytes:.0f} MB + {below} MB",
        flush=True,
    )


def _import(server: str, corpus: str, jobs: int, folder: Path):
    with database(server, "jianbao_bench", folder) as url:
        migrate(url)
        return measure(url, "importing", corpus, str(jobs)), measure(url, "importing", corpus, str(jobs))
