"""How the project is installed, served and tested. `make help` lists the ways in.

`prepare` and what it imports run before anything is installed: the standard library only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


class Refusal(Exception):
    """Why nothing can be done, in one sentence that also says what to do about it."""


def say(what: str, how: str) -> None:
    """One line of the report: `what` is at most 14 characters."""
    print(f"  {what:<14}{how}", flush=True)


def refusing(main: Callable[[], int | None]) -> int:
    """The exit code of `main`; a refusal is one sentence on standard error, and 1."""
    try:
        return main() or 0
    except Refusal as refusal:
        print(f"\n{refusal}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
