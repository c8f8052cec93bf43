from __future__ import annotations

import os
import sys
import time
from concurrent.futures.process import BrokenProcessPool

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles import autotagging
from articles.models import Article, Tag, TagRule, problem_in_words

from .import_articles import _jobs

MOST_JOBS = 8


class Command(BaseCommand):
    help = _("Apply the tag rules to every article: give the tags that they give now, take those they no longer give.")

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help=_("Do everything, then undo it."))
        parser.add_argument(
            "--tag", action="append", metavar="NAME", help=_("Only the rules of this tag; repeatable. Else all rules.")
        )
        parser.add_argument(
            "--jobs", type=_jobs, metavar="N", help=_("Processes that match texts; else one for each core.")
        )

    def handle(self, *args, **options):
        jobs = options["jobs"] or min(os.cpu_count() or 1, MOST_JOBS)
        tags = None if options["tag"] is None else {_tag(name) for name in options["tag"]}
        shown = options["verbosity"] > 0 and self.stderr.isatty()
        started = time.perf_counter()
        with tqdm(total=Article.objects.count(), file=self.stderr, disable=not shown, leave=False) as bar:
            try:
                applied = autotagging.apply_all(tags, jobs, options["dry_run"], bar.update)
            except (DatabaseError, BrokenProcessPool) as error:
                raise CommandError(_unfinished(error)) from error
            except KeyboardInterrupt as stop:
                message = _("Interrupted. What was done by then stands; run the command again to go on.")
                raise CommandError(message, returncode=130) from stop
        self._tell(applied, time.perf_counter() - started, options)
        if applied.problems:
            sys.exit(1)

    def _tell(self, applied: autotagging.Applied, seconds: float, options: dict) -> None:
        if options["verbosity"] > 1:
            self._tell_tags(applied)
        # The rows may have been rolled back, but what is wrong with a rule is true all the same.
        for rule in TagRule.objects.filter(pk__in=applied.problems).select_related("tag"):
            self.stderr.write(f"{rule}\n    {problem_in_words(applied.problems[rule.pk])}")
        if options["verbosity"]:
            numbers = {"articles": applied.articles, "changed": len(applied.changed), "seconds": seconds}
            numbers |= {"given": applied.given.total(), "taken": applied.taken.total()}
            self.stdout.write(
                _(
                    "%(articles)d articles in %(seconds).1f s: %(changed)d changed, "
                    "tags given %(given)d times, taken away %(taken)d times."
                )
                % numbers
            )
            if options["dry_run"]:
                self.stdout.write(_("This was a dry run: nothing of it was kept."))

    def _tell_tags(self, applied: autotagging.Applied) -> None:
        changed = sorted(applied.given.keys() | applied.taken.keys())
        for tag in Tag.objects.filter(pk__in=changed):
            self.stdout.write(f"{tag}: +{applied.given[tag.pk]} −{applied.taken[tag.pk]}")


def _tag(name: str) -> int:
    tag = Tag.objects.filter(name=name).first()
    if not tag:
        raise CommandError(_("There is no tag “%(name)s”. Give the name of one that has rules.") % {"name": name})
    return tag.pk


def _unfinished(error: Exception) -> str:
    return _("Not finished: %(reason)s. What was done by then stands; see to the cause, and run the command again.") % {
        "reason": str(error).strip().rstrip(".") or type(error).__name__
    }
