"""How fast the import is, against the bare model on the same machine in the same minute; or how fast a part is.

python -m tests.bench [--part import|lists|reposts|tags] [--n 20000] [--small 2000] [--only sqlite|postgres]

SQLite is a file that is thrown away; PostgreSQL the server at TEST_DATABASE_URL, left out where there is none.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from .corpus import make
from .processes import ROOT, database, measure, migrate

LIST_GOAL = 150
GOALS = {"sqlite": 0.12, "postgres": 0.30}
CORES = os.cpu_count() or 1


def main() -> None:
    options = _options()
    url = os.environ.get("TEST_DATABASE_URL", "")
    kinds = {"sqlite": "", "postgres": url} if url else {"sqlite": ""}
    for kind, server in kinds.items():
        if options.only in {None, kind}:
            PARTS[options.part](kind, server, options)
    if not url:
        print("PostgreSQL was not measured: set TEST_DATABASE_URL to a server that lets databases be made.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.split("\n\n")[0])
    parser.add_argument("--part", choices=list(PARTS), default="import", help="what is measured (%(default)s)")
    parser.add_argument("--n", type=int, default=20_000, help="files (default: %(default)s)")
    parser.add_argument("--small", type=int, default=2_000, help="files of the first, small pass (%(default)s)")
    parser.add_argument("--only", choices=list(GOALS))
    return parser.parse_args()


def _measure_imports(kind: str, server: str, options: argparse.Namespace) -> None:
    for count in sorted({options.small, options.n}):
        _measure(kind, server, count)


def _measure_lists(kind: str, server: str, options: argparse.Namespace) -> None:
    corpus = str(make(ROOT / "bench-data" / str(options.n), options.n))
    with tempfile.TemporaryDirectory() as folder, database(server, "jianbao_bench", Path(folder)) as url:
        migrate(url)
        measure(url, "importing", corpus, "2")
        pages = measure(url, "lists").told
    print(f"\n{kind}, {options.n} articles: milliseconds at the server (goal {LIST_GOAL}), and queries")
    print(f"  {'page':30} {'median':>7} {'least':>7} {'own processor':>14} {'queries':>8}")
    for name, (median, least, processor, queries) in pages.items():
        print(f"  {name:30} {median:7.0f} {least:7.0f} {processor:14.0f} {queries:8d}", flush=True)


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


def _measure_tags(kind: str, server: str, options: argparse.Namespace) -> None:
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


def _measure_reposts(kind: str, server: str, options: argparse.Namespace) -> None:
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


def _import(server: str, corpus: str, jobs: int, folder: Path):
    with database(server, "jianbao_bench", folder) as url:
        migrate(url)
        return measure(url, "importing", corpus, str(jobs)), measure(url, "importing", corpus, str(jobs))


PARTS = {"import": _measure_imports, "lists": _measure_lists, "reposts": _measure_reposts, "tags": _measure_tags}

if __name__ == "__main__":
    main()
