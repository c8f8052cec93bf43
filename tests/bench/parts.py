"""The parts that are measured on an archive of their own: the lists of the admin, rule tags, and reposts."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from .corpus import make
from .processes import ROOT, database, measure, migrate

LIST_GOAL = 150
CORES = os.cpu_count() or 1


def lists(kind: str, server: str, options: argparse.Namespace) -> None:
    corpus = str(make(ROOT / "bench-data" / str(options.n), options.n))
    with tempfile.TemporaryDirectory() as folder, database(server, "jianbao_bench", Path(folder)) as url:
        migrate(url)
        measure(url, "importing", corpus, "2")
        pages = measure(url, "lists").told
    print(f"\n{kind}, {options.n} articles: milliseconds at the server (goal {LIST_GOAL}), and queries")
    print(f"  {'page':30} {'median':>7} {'least':>7} {'own processor':>14} {'queries':>8}")
    for name, (median, least, processor, queries) in pages.items():
        print(f"  {name:30} {median:7.0f} {least:7.0f} {processor:14.0f} {queries:8d}", flush=True)


def tags(kind: str, server: str, options: argparse.Namespace) -> None:
    count, small = options.n, options.small
    corpus = str(make(ROOT / "bench-data" / str(small), small))
    with tempfile.TemporaryDirectory() as folder:
        plain, ruled = (_import_with(server, corpus, Path(folder), what) for what in ("nothing", "rules"))
        with database(server, "jianbao_bench", Path(folder)) as url:
            migrate(url)
            told = measure(url, "tagging", "apply", str(count)).told
    print(f"\n{kind}, {told['rules']:.0f} rules")
    print(f"  import of {small} files   {plain.rate:8.0f} files/s without rules, {ruled.rate:.0f} with them")
    print(f"  {count} articles in two processes (goal at 100,000: 120 s)")
    for name in ("apply to all", "apply again", "trial of a rule"):
        by_clock, of_processor = told[name]
        print(f"  {name:19} {by_clock:8.1f} s   {of_processor:8.1f} s of processor time, workers apart")
    print(f"  to match an article {told['match']:8.2f} ms of processor time, in a worker")
    print(f"  tags given          {told['given']:8.0f}", flush=True)


def _import_with(server: str, corpus: str, folder: Path, what: str):
    with database(server, "jianbao_bench", folder) as url:
        migrate(url)
        measure(url, "tagging", what)
        return measure(url, "importing", corpus, "2")


def reposts(kind: str, server: str, options: argparse.Namespace) -> None:
    count = options.n
    with tempfile.TemporaryDirectory() as folder, database(server, "jianbao_bench_reposts", Path(folder)) as url:
        migrate(url)
        told = measure(url, "reposts", str(count), str(CORES)).told
    print(f"\n{kind}, {told['articles']} articles, of which {count} are the corpus")
    # On a machine that others use too, what the process itself worked tells more than the clock.
    print(f"  clustered in         {told['seconds']:8.1f} s        (goal 300 for 100,000)")
    print(f"    of which busy      {told['busy seconds']:8.1f} s")
    print(f"  a new article        {told['p50']:8.1f} ms       p95 {told['p95']:.1f} ms (goal 20)")
    print(f"    of which busy      {told['busy p50']:8.1f} ms       p95 {told['busy p95']:.1f} ms")
    print(f"  precision            {told['precision']:8.4f}          of {told['pairs']} pairs (goal 0.99)")
    for name, share in told.items():
        if name.startswith("recall"):
            goal = " (goal 0.98)" if name == "recall, 10 %" else ""
            print(f"  {name:36} {share:.4f}{goal}", flush=True)
