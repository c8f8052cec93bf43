"""How fast search is: each kind of query, the import with the index in step, the index's size, and building it anew.

A query counts from its text to the first page of 20 as HTML, with marks and snippets, and the number of hits.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from .corpus import make
from .processes import ROOT, Measured, database, measure, migrate

# Milliseconds at 100,000 articles, on SQLite and on PostgreSQL; a third of them below 50,000.
GOALS = {
    "rare": (10, 10),
    "in 1 %": (20, 25),
    "in 20 %": (60, 80),
    "in 90 %, newest first": (80, 100),
    "in 90 %, by relevance": (150, 200),
    "mixed": (80, 120),
    "hostile": (500, 500),
    "facets of 20 %": (150, 200),
}
RATES = {"sqlite": 200, "postgres": 120}  # articles a second
REBUILD = {"sqlite": 480, "postgres": 300}  # seconds for 100,000
SIZE = 1.2  # times the bytes of the texts


def run(kind: str, server: str, options: argparse.Namespace) -> None:
    corpus = str(make(ROOT / "bench-data" / str(options.n), options.n))
    with tempfile.TemporaryDirectory() as folder, database(server, "jianbao_bench_search", Path(folder)) as url:
        migrate(url)
        imported = measure(url, "importing", corpus, "2")
        print(f"\n{kind}, {options.n} articles")
        print(f"  import with the index {imported.rate:8.0f} articles/s (goal {RATES[kind]})", flush=True)
        show(kind, options.n, measure(url, "searching"))


def show(kind: str, count: int, measured: Measured) -> None:
    at, told = list(RATES).index(kind), measured.told
    share = 1 if count >= 50_000 else 1 / 3
    for name, goals in GOALS.items():
        half, most = told["times"][name]
        print(f"  {name:24} p50 {half:7.1f}   p95 {most:7.1f} ms   (goal {goals[at] * share:.0f})")
    print(f"  index / bytes of the texts {told['size']:.2f}   (goal {SIZE})")
    goal = REBUILD[kind] * count / 100_000
    print(f"  built anew in {told['rebuild']:.0f} s   (goal {goal:.0f})", flush=True)
