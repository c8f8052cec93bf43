from __future__ import annotations

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles import search
from articles.importing.queries import alone, refresh_statistics
from articles.models import Article


class Command(BaseCommand):
    help = _("Build the search index anew, while readers go on searching. After an interruption it goes on.")

    def handle(self, *args, **options):
        started = time.perf_counter()
        is_shown = options["verbosity"] > 0 and self.stderr.isatty()
        articles = Article.objects.all()
        with tqdm(total=articles.count(), file=self.stderr, disable=not is_shown, leave=False) as bar:
            try:
                count = search.rebuild(articles, bar.update)
            except KeyboardInterrupt as stop:
                message = _("Interrupted. The old index serves on; run the command again to go on.")
                raise CommandError(message, returncode=130) from stop
            except DatabaseError as error:
                message = _("The database failed: %(reason)s. The old index serves on; run the command again to go on.")
                raise CommandError(message % {"reason": str(error).strip().rstrip(".")}) from error
        alone(lambda: refresh_statistics(count))
        if options["verbosity"]:
            seconds = max(time.perf_counter() - started, 0.001)
            self.stdout.write(
                _("%(count)d articles in the index, built in %(seconds).1f s: %(rate).0f a second.")
                % {"count": count, "seconds": seconds, "rate": count / seconds}
            )
