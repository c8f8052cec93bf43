"""`make run` and `make test`: what they refuse, what they keep, and what they say of it."""

from __future__ import annotations

import socket
import stat
import subprocess
import sys

import pytest

from config.run import ROOT, Refusal, dotenv, machine, packages, prepare, refusing

LOCAL = "127.0.0.1"


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """A project folder of the test's own, with an environment that says nothing."""
    for module in (dotenv, machine, packages):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    for name in ("PORT", "HOST", "DATABASE_URL", "SECRET_KEY", "HTTPS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind((LOCAL, 0))
        listener.listen()
        yield listener.getsockname()[1]


def refusal(function, *arguments) -> str:
    with pytest.raises(Refusal) as refused:
        function(*arguments)
    return str(refused.value)


def run_python_sh(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    command = ["/bin/sh", str(ROOT / "config/run/python.sh"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment)


# The port


def test_a_taken_port_is_named_and_another_is_offered(taken_port):
    assert refusal(machine.check_port, LOCAL, taken_port) == (
        f"Port {taken_port} on 127.0.0.1 is taken: stop what listens there, "
        f"or choose another, as in PORT={taken_port + 1}."
    )


def test_a_free_port_is_free_again_after_the_look(taken_port):
    with socket.socket() as other:
        other.bind((LOCAL, 0))
        free = other.getsockname()[1]
    machine.check_port(LOCAL, free)
    machine.check_port(LOCAL, free)


@pytest.mark.parametrize("text", ["", "0", "65536", "80 80", "八千", "-1"])
def test_a_port_is_a_number_from_1_to_65535(text):
    assert refusal(machine.read_port, text) == (
        f"PORT={text} is no port: give a number from 1 to 65535, as in PORT=8000."
    )


def test_an_address_of_another_machine_is_refused():
    # 192.0.2.0/24 is kept for documentation: no machine has it.
    assert refusal(machine.check_port, "192.0.2.1", 8000).startswith("Nothing can listen at 192.0.2.1:8000 (")


# The database


def test_a_database_server_that_is_away_is_named_without_its_password():
    assert refusal(machine.check_database, "postgres://anna:geheim@127.0.0.1:1/news") == (
        "The database at postgres://anna@127.0.0.1:1/news is out of reach: start it, "
        "or correct DATABASE_URL in the environment or in .env (without one, SQLite is used)."
    )


def test_a_socket_that_is_not_there_is_out_of_reach(tmp_path):
    assert "out of reach" in refusal(machine.check_database, f"postgres://anna@/news?host={tmp_path}")


def test_a_server_that_listens_is_in_reach(taken_port):
    machine.check_database(f"postgres://anna@127.0.0.1:{taken_port}/news")


@pytest.mark.parametrize("url", ["", "sqlite:////nowhere/db.sqlite3"])
def test_sqlite_needs_no_server(url):
    machine.check_database(url)


def test_an_address_that_cannot_be_read_is_refused():
    assert refusal(machine.check_database, "postgres://anna@127.0.0.1:port/news").startswith(
        "DATABASE_URL=postgres://anna@127.0.0.1:port/news cannot be read ("
    )


def test_a_database_of_another_kind_is_refused():
    assert refusal(machine.check_database, "mysql://anna:geheim@127.0.0.1/news") == (
        "DATABASE_URL=mysql://anna@127.0.0.1/news cannot be read (mysql is neither postgres nor sqlite): "
        "correct DATABASE_URL in the environment or in .env (without one, SQLite is used)."
    )


@pytest.mark.parametrize("url", ["postgres://a:b@h/n", "postgres://a:b@c:d@h/n", "postgres://a@h/n"])
def test_a_password_is_never_shown(url):
    assert machine.without_password(url) == "postgres://a@h/n"


# The folder


def test_a_folder_that_cannot_be_written_is_named(own_folder, monkeypatch):
    # Taking rights away would not stop root, who runs the tests in many a container.
    gone = own_folder / "gone"
    monkeypatch.setattr(machine, "ROOT", gone)
    assert refusal(machine.check_folder).startswith(f"{gone} cannot be written (")


# .env


def test_a_first_run_makes_a_key_that_only_its_owner_can_read(own_folder, capsys):
    dotenv.make()

    assert len(dotenv.setting("SECRET_KEY")) > 50
    assert dotenv.setting("HTTPS") == "false"
    assert stat.S_IMODE((own_folder / ".env").stat().st_mode) == 0o600
    assert ".env          made" in capsys.readouterr().out


def test_a_second_run_keeps_what_is_in_dotenv_and_says_so(own_folder, capsys):
    (own_folder / ".env").write_text("SECRET_KEY=mine\n")
    dotenv.make()

    assert (own_folder / ".env").read_text() == "SECRET_KEY=mine\n"
    assert ".env          kept" in capsys.readouterr().out


def test_two_machines_have_two_keys(own_folder):
    dotenv.make()
    first = dotenv.setting("SECRET_KEY")
    (own_folder / ".env").unlink()
    dotenv.make()

    assert dotenv.setting("SECRET_KEY") != first


@pytest.mark.parametrize("line", ["PORT=8046", " export PORT = 8046 ", "PORT='8046'", 'PORT="8046"'])
def test_dotenv_is_read_as_the_settings_read_it(own_folder, line):
    (own_folder / ".env").write_text(f"# PORT=1\n{line}\n")

    assert dotenv.setting("PORT", "8000") == "8046"


def test_the_environment_wins_over_dotenv(own_folder, monkeypatch):
    (own_folder / ".env").write_text("PORT=8046\n")
    monkeypatch.setenv("PORT", "8047")

    assert dotenv.setting("PORT", "8000") == "8047"


# Packages


def test_packages_are_installed_again_only_when_their_list_changed(own_folder, monkeypatch, capsys):
    installed = []
    monkeypatch.setattr(packages, "VENV", own_folder)
    monkeypatch.setattr(packages, "_make_environment", lambda: None)
    monkeypatch.setattr(packages, "_pip", lambda *arguments: installed.append(arguments[-1]))
    (own_folder / "requirements.txt").write_text("django==5.2.19")

    packages.install("requirements.txt")
    packages.install("requirements.txt")
    assert installed == ["requirements.txt"]
    assert "kept (requirements.txt has not changed)" in capsys.readouterr().out

    (own_folder / "requirements.txt").write_text("django==5.2.20")
    packages.install("requirements.txt")
    assert installed == ["requirements.txt", "requirements.txt"]


def test_packages_that_could_not_be_installed_are_tried_again(own_folder, monkeypatch):
    monkeypatch.setattr(packages, "VENV", own_folder)
    monkeypatch.setattr(packages, "PYTHON", sys.executable)
    (own_folder / "requirements.txt").write_text("no-such-package-here==1 --hash=sha256:" + "0" * 64)
    monkeypatch.setenv("PIP_NO_INDEX", "1")

    for _time in range(2):
        assert refusal(packages.install, "requirements.txt").startswith("The requirements could not be installed")


# All together


def test_nothing_is_installed_when_the_port_is_taken(own_folder, monkeypatch, taken_port, capsys):
    monkeypatch.setattr(sys, "argv", ["prepare", "--serve"])
    monkeypatch.setenv("PORT", str(taken_port))
    monkeypatch.setattr(packages, "install", lambda *lists: pytest.fail("installed all the same"))

    assert refusing(prepare.main) == 1
    assert capsys.readouterr().err.strip().startswith(f"Port {taken_port} on 127.0.0.1 is taken")


def test_python_that_is_too_old_is_named_in_one_sentence(tmp_path):
    old = tmp_path / "an old python"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2 && exit 0\nexit 1\n')
    old.chmod(0o755)

    run = run_python_sh("-c", "print('ran')", PYTHON=str(old))

    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr == (
        f"Python 3.11 or newer is needed and {old} is Python 3.9.2: install one "
        "(Debian: apt install python3 python3-venv), or name one with PYTHON=/path/to/python.\n"
    )


def test_a_python_in_a_folder_with_spaces_can_be_named(tmp_path):
    named = tmp_path / "新 python"
    named.symlink_to(sys.executable)

    assert run_python_sh("-c", "print('ran')", PYTHON=str(named)).stdout == "ran\n"


def test_a_name_that_does_not_run_is_passed_over(tmp_path):
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 127\n")
    (tmp_path / "python3").chmod(0o755)
    (tmp_path / "python3.11").symlink_to(sys.executable)

    assert run_python_sh("-c", "print('ran')", PATH=str(tmp_path)).stdout == "ran\n"


def test_make_alone_lists_every_target():
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True).stdout
    assert [line.split()[1] for line in listed.splitlines()] == [
        "help",
        "run",
        "test",
        "lint",
        "bench",
        "lock",
        "messages",
    ]
