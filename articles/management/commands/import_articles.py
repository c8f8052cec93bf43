from __future__ import annotations

import argparse
import json
import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from tqdm import tqdm

from articles.importing import FileReport, ImportReport, Options, import_paths
from articles.importing.walking import count
from sources.labels import label
from sources.models import Outcome

# Without a terminal a line says now and then that the import goes on.
PLAIN_EVERY = 1000


INTERRUPTED = gettext_noop("Interrupted. What was stored by then is whole; run the import again to go on.")


class Command(BaseCommand):
    help = _("Import articles from files, folders and archives (.zip, .tar, .tar.gz, .tgz).")

    def add_arguments(self, parser):
        add = parser.add_argument
        add("paths", nargs="*", type=_path, metavar="PATH", help=_("File, folder or archive; else fixtures/seeds."))
        add("--dry-run", action="store_true", help=_("Do everything, then undo it."))
        add("--json", action="store_true", help=_("Print one line of JSON for each file, and nothing else."))
        add(
            "--status",
            choices=["draft", "published"],
            help=_("Status of all new articles that have a title; else published with a date and a publisher."),
        )
        add("--source", type=_name, metavar="NAME", help=_("The publisher where a file names none."))
        add("--tag", type=_name, action="append", default=[], metavar="NAME", help=_("A tag for all; repeatable."))
        add("--jobs", type=_jobs, metavar="N", help=_("Processes that read files; else one for each core."))

    def handle(self, *args, paths, **options):
        told = Options(
            status=options["status"],
            source=options["source"] or "",
            tags=tuple(options["tag"]),
            jobs=options["jobs"],
            dry_run=options["dry_run"],
            tell=options["json"],
        )
        with Listener(self, paths or [_default()], options) as listener:
            try:
                report = import_paths(paths or [_default()], told, listener.hear)
            except DatabaseError as error:
                raise CommandError(_unwritable(error)) from error
            except KeyboardInterrupt as stop:
                raise CommandError(_(INTERRUPTED), returncode=130) from stop
            except BrokenPipeError:
                # Whoever read the lines has gone; nothing is to be said to nobody when Python closes the pipe.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                sys.exit(1)
        listener.summarise(report)
        if report.failed:
            sys.exit(1)


class Listener:
    """Tells of files as they are stored, and of all at the end. With --json, standard output is for the lines alone."""

    def __init__(self, command: BaseCommand, paths: list[str], options: dict):
        self.command, self.options = command, options
        self.noted: list[FileReport] = []
        self.heard = 0
        shown = options["verbosity"] > 0 and command.stderr.isatty()
        self.bar = tqdm(total=count(paths) if shown else None, file=command.stderr, disable=not shown, leave=False)

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, *error) -> None:
        self.bar.close()

    def hear(self, report: FileReport) -> None:
        self.heard += 1
        self.bar.update()
        if self.options["json"]:
            self.command.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        if report.outcome in {Outcome.FAILED, Outcome.CONFLICT}:
            self.noted.append(report)
        if self.options["verbosity"] > 1:
            self.say(_line(report))
        elif self.options["verbosity"] and self.bar.disable and self.heard % PLAIN_EVERY == 0:
            self.say(_("%(count)s files so far.") % {"count": self.heard})

    def say(self, line: str) -> None:
        out = self.command.stderr if self.options["json"] else self.command.stdout
        with tqdm.external_write_mode(file=self.command.stderr):
            out.write(line, str)

    def summarise(self, report: ImportReport) -> None:
        for noted in self.noted:
            self.say(_line(noted))
        if self.options["verbosity"]:
            self.say(_summary(report))
            if self.options["dry_run"]:
                self.say(_("This was a dry run: nothing of it was kept."))


def _line(report: FileReport) -> str:
    """A file in words: what became of it, and why and what to do where it was not taken."""
    parts = [f"{report.outcome.label}: {report.path}"]
    if report.failure:
        parts += [report.failure.message, report.failure.remedy]
    elif report.outcome == Outcome.CONFLICT:
        parts.append(_("An editor and the file changed the same; the editor's stands. See the article in the admin."))
    elif report.reason:
        parts.append(report.reason)
    elif report.warnings:
        parts.append(", ".join(f"{label(code)} ({code})" for code in report.warnings))
    return "\n    ".join(part for part in parts if part)


def _summary(report: ImportReport) -> str:
    seconds = max(report.seconds, 0.001)
    numbers = {name: report.counts[name] for name in ("files", "articles", "warned", *Outcome.values)}
    return _(
        "%(files)s files: %(created)s created, %(updated)s updated, %(unchanged)s unchanged, "
        "%(conflict)s in conflict with an editor, %(skipped)s skipped (not an article), %(warned)s with warnings, "
        "%(failed)s failed.\n"
        "%(articles)s new articles in %(seconds).1f s: %(rate).0f articles and %(file_rate).0f files a second."
    ) % {
        **numbers,
        "seconds": seconds,
        "rate": numbers["articles"] / seconds,
        "file_rate": numbers["files"] / seconds,
    }


def _unwritable(error: DatabaseError) -> str:
    return _(
        "The database failed: %(reason)s. What was stored by then is whole. "
        "Look whether the database runs, has room and is migrated, then run the import again."
    ) % {"reason": str(error).strip().rstrip(".")}


def _path(value: str) -> str:
    if not os.path.lexists(value):
        raise argparse.ArgumentTypeError(_("“%(path)s” does not exist. Give an existing path.") % {"path": value})
    return value


def _name(value: str) -> str:
    if not value.strip():
        raise argparse.ArgumentTypeError(_("The name is empty. Give a name, or leave the option out."))
    return value.strip()


def _jobs(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(_("“%(value)s” is no number of processes. Give 1 or more.") % {"value": value})
    return int(value)


def _default() -> str:
    return os.path.relpath(settings.BASE_DIR / "fixtures" / "seeds")
