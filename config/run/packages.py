"""`.venv` and what is installed in it, from hashes alone and only when a list of requirements has changed."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from . import PYTHON, ROOT, VENV, Refusal, say

NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 11))"


def install(*lists: str) -> None:
    """Install each list, named by its file, unless exactly this list was installed here before."""
    _make_environment()
    for name in lists:
        stamp = VENV / f"{name}.installed"
        wanted = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            say("packages", f"kept ({name} has not changed)")
            continue
        print(f"  installing {name} …", flush=True)
        _pip("install", "-qq", "--require-hashes", "--only-binary", ":all:", "-r", name)
        stamp.write_text(wanted)
        say("packages", f"installed from {name}")


def _make_environment() -> None:
    if _runs(PYTHON, "-c", NEW_ENOUGH):
        return
    _remove(VENV)
    # Debian without python3-venv cannot put pip into an environment; the machine's own pip then serves it.
    if not _runs(sys.executable, "-m", "venv", ".venv"):
        _remove(VENV)
        if not _runs(sys.executable, "-m", "venv", "--without-pip", ".venv"):
            raise Refusal(f"{sys.executable} cannot make a virtual environment: install python3-venv and try again.")
    say(".venv", f"made with Python {sys.version.split()[0]}")


def _pip(*arguments: str) -> None:
    if _runs(PYTHON, "-m", "pip", "--version"):
        command = [PYTHON, "-m", "pip"]
    elif importlib.util.find_spec("pip"):
        command = [sys.executable, "-m", "pip", "--python", PYTHON]
    else:
        raise Refusal(f"pip is missing from {sys.executable}: install python3-venv or python3-pip and try again.")
    options = ["--disable-pip-version-check", "--no-input"]
    if subprocess.run([*command, *options, *arguments], cwd=ROOT).returncode:
        raise Refusal(
            "The requirements could not be installed, for the reason pip gives above: "
            "check the network, the proxy and the free disk space, and run make again."
        )


def _runs(program: Path | str, *arguments: str) -> bool:
    try:
        return subprocess.run([program, *arguments], cwd=ROOT, capture_output=True).returncode == 0
    except OSError:
        return False


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
