"""Gets the machine ready, with nothing but the standard library: packages and `.env`.

`--serve` first looks whether the server could run at all; `--dev` installs what tests need as well.
"""

from __future__ import annotations

import sys

from . import dotenv, machine, packages, refusing


def main() -> None:
    wishes = sys.argv[1:]
    machine.check_folder()
    if "--serve" in wishes:
        machine.check_port(dotenv.setting("HOST", "127.0.0.1"), machine.read_port(dotenv.setting("PORT", "8000")))
        machine.check_database(dotenv.setting("DATABASE_URL"))
    packages.install("requirements.txt", *(["requirements-dev.txt"] if "--dev" in wishes else []))
    if "--serve" in wishes:
        dotenv.make()


if __name__ == "__main__":
    sys.exit(refusing(main))
