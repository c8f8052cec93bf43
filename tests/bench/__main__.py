"""How fast it is, each part beside its goals.

python -m tests.bench [--part import|lists|pages|reposts|search|tags] [--n 20000] [--only sqlite|postgres]

SQLite is a file that is thrown away; PostgreSQL the server at TEST_DATABASE_URL, left out where there is none.
"""

from __future__ import annotations

import argparse
import os

from . import imports, pages, parts, searches

# What can be measured: each a function of the kind of database, the server's address, and the options.
PARTS = {
    "import": imports.run,
    "lists": parts.lists,
    "pages": pages.run,
    "reposts": parts.reposts,
    "search": searches.run,
    "tags": parts.tags,
}
KINDS = ("sqlite", "postgres")


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
    parser.add_argument("--part", choices=list(PARTS), default="import", help="what to measure (%(default)s)")
    parser.add_argument("--n", type=int, default=20_000, help="files (default: %(default)s)")
    parser.add_argument(
        "--small", type=int, default=2_000, help="files of the import's first, small pass (%(default)s)"
    )
    parser.add_argument("--only", choices=KINDS)
    parser.add_argument(
        "--database", default="", help="for --part pages with --only: a database that has the articles already"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
