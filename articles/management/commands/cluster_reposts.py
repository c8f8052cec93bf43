from __future__ import annotations

import argparse
import os

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from tqdm import tqdm

from articles.clustering import cluster_everything
from articles.models import Article

FAILED = gettext_noop(
    "The database failed: %(reason)s. Look whether it runs, has room and is migrated, then run this again."
)
DONE = gettext_noop(
    "%(articles)d articles, %(signed)d of them with a text new to the index; "
    "%(clusters)d clusters with %(members)d articles; %(seconds).1f s."
)


class Command(BaseCommand):
    help = _("Find the reposts among all articles and cluster them. What editors decided of them stands.")

    def add_arguments(self, parser):
        add = parser.add_argument
        add("--jobs", type=_jobs, metavar="N", help=_("Processes that read texts; else one for each core."))
        add("--afresh", action="store_true", help=_("Make the index of copies anew first."))

    def handle(self, *args, **options):
        shown = options["verbosity"] > 0 and self.stderr.isatty()
        jobs = options["jobs"] or os.cpu_count() or 1
        total = Article.objects.count() if shown else None
        with tqdm(total=total, file=self.stderr, disable=not shown, leave=False) as bar:
            try:
                done = cluster_everything(jobs, options["afresh"], bar.update)
            except DatabaseError as error:
                raise CommandError(_(FAILED) % {"reason": str(error).strip().rstrip(".")}) from error
        if options["verbosity"]:
            self.stdout.write(_(DONE) % {name: getattr(done, name) for name in done.__slots__})


def _jobs(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(_("“%(value)s” is no number of processes. Give 1 or more.") % {"value": value})
    return int(value)
