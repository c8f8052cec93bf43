from __future__ import annotations

import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from tqdm import tqdm

from articles.importing.noting import note_leavings, unnoted

DONE = gettext_noop(
    "%(documents)d files read again, of which %(lacking)d left something out; %(failed)d could not be read."
)
INTERRUPTED = gettext_noop("Interrupted. What was noted stands; run the command again to go on.")
FAILED = gettext_noop(
    "The database failed: %(reason)s. What was noted stands. Look whether it runs, has room and is migrated, then run "
    "the command again to go on."
)


class Command(BaseCommand):
    help = _(
        "Note what was left out of files that were imported before that was noted, by reading the bytes that are kept "
        "of them. Articles stay as they are. Exit code 1 where a file cannot be read."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--jobs", type=int, metavar="N", help=_("Processes that read files; else one for each core.")
        )

    def handle(self, *args, jobs, **options):
        if jobs is not None and jobs < 1:
            raise CommandError(_("--jobs has to be 1 or more."), returncode=2)
        is_shown = options["verbosity"] > 0 and self.stderr.isatty()
        with tqdm(total=unnoted().count(), file=self.stderr, disable=not is_shown, leave=False) as bar:
            try:
                noted = note_leavings(jobs, bar.update)
            except KeyboardInterrupt as stop:
                raise CommandError(_(INTERRUPTED), returncode=130) from stop
            except DatabaseError as error:
                raise CommandError(_(FAILED) % {"reason": str(error).strip().rstrip(".")}) from error
        for path, failure in noted.failed:
            self.stderr.write(f"{path}: {failure.message} {failure.remedy}".strip())
        if options["verbosity"]:
            counts = {"documents": noted.documents, "lacking": noted.lacking, "failed": len(noted.failed)}
            self.stdout.write(_(DONE) % counts)
        if noted.failed:
            sys.exit(1)
