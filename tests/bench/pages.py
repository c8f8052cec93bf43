"""How fast the site's pages are beside the bare view, with nothing kept and with everything."""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .corpus import make
from .processes import ROOT, database, measure, migrate
from .serving import rate, serving

ROUNDS = 3  # one after the other, so that a busy minute does not fall on one of them alone
# Of the rate of the bare page, with nothing kept and with everything.
GOALS = {"article": (0.5, 0.9), "home": (0.4, 0.9), "source": (0.4, 0.9), "tag": (0.4, 0.9), "month": (0.4, 0.9)}
GROWTH = 1.3  # times the cost with few articles
# Each module with what it is run with, to be measured in its process, and served.
APPLICATIONS = {
    "bare": ("bare_pages", ["ask"], {}),
    "off": ("paging", [], {"PAGE_CACHE": "off"}),
    "on": ("paging", [], {"PAGE_CACHE": "on"}),
}
Figures = dict[str, dict[str, float]]


def run(kind: str, server: str, options: argparse.Namespace) -> None:
    with (
        _archive(server, "few", options.small, "") as few,
        _archive(server, "many", options.n, options.database) as many,
    ):
        for url in (few, many):
            measure(url, "bare_pages", "load")
        rounds = [(_round(few), _round(many, is_served=True)) for _number in range(ROUNDS)]
    show(kind, options, *(_medians(told) for told in zip(*rounds, strict=True)))


@contextmanager
def _archive(server: str, name: str, count: int, existing: str) -> Iterator[str]:
    """The address of a database with so many articles: one that is there, or one that is thrown away."""
    if existing:
        migrate(existing)
        yield existing
        return
    corpus = str(make(ROOT / "bench-data" / str(count), count))
    with tempfile.TemporaryDirectory() as folder, database(server, f"jianbao_bench_{name}", Path(folder)) as url:
        migrate(url)
        measure(url, "importing", corpus, "2")
        yield url


def _round(url: str, is_served: bool = False) -> dict[str, Figures]:
    """What was measured: `bare`, and the site with pages kept, `on`, or not, `off`; in the process, or served too."""
    told = {}
    for name, (module, arguments, environment) in APPLICATIONS.items():
        os.environ.update(environment)
        told[name] = measure(url, module, *arguments).told
        addresses = {page: figures.pop("addresses") for page, figures in told[name].items()}
        if is_served:
            with serving(f"tests.bench.{module}:served()", url, **environment) as port:
                for page, figures in told[name].items():
                    figures["served"] = rate(port, addresses[page])
    return told


def _medians(rounds: tuple[dict[str, Figures], ...]) -> dict[str, Figures]:
    return {
        name: {
            page: {figure: statistics.median(one[name][page][figure] for one in rounds) for figure in figures}
            for page, figures in pages.items()
        }
        for name, pages in rounds[0].items()
    }


def show(kind: str, options: argparse.Namespace, few: dict[str, Figures], many: dict[str, Figures]) -> None:
    print(f"\n{kind}, {options.n} articles; by a server and in the process: pages a second, of bare; milliseconds")
    for page, bare in many["bare"].items():
        rates = f"{bare['served']:7.0f}/s {bare['rate']:7.0f}/s"
        print(f"  bare {page:8} {rates}   p50 {bare['p50']:6.2f}   p95 {bare['p95']:6.2f}")
    for place, setting in enumerate(("off", "on")):
        print(
            f"  cache {setting:3}    served  of bare (goal)  in process  of bare     p50     p95"
            f"   × at {options.small} (goal)   packed  queries   KB"
        )
        for page, goals in GOALS.items():
            of, before = many[setting][page], few[setting][page]
            bare = many["bare"]["article" if page == "article" else "list"]
            print(
                f"    {page:8} {of['served']:8.0f} {of['served'] / bare['served']:9.2f} ({goals[place]:.1f})"
                f" {of['rate']:11.0f} {of['rate'] / bare['rate']:8.2f} {of['p50']:7.2f} {of['p95']:7.2f}"
                f" {of['p50'] / before['p50']:10.2f} ({GROWTH}) {of['packed']:8.2f} {of['queries']:8.0f}"
                f" {of['bytes'] / 1000:4.0f}",
                flush=True,
            )
