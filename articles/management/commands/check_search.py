from __future__ import annotations

import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from tqdm import tqdm

from articles import search
from articles.models import Article

NAMED = 10
KINDS = {
    "missing": gettext_lazy("not in the index"),
    "stale": gettext_lazy("changed since they were put into the index"),
    "broken": gettext_lazy("in the index, but not found by it"),
}


class Command(BaseCommand):
    help = _("Compare the search index with the articles. Exit code 1 where they differ.")

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help=_("Put right what is wrong."))

    def handle(self, *args, repair, **options):
        articles = Article.objects.all()
        is_shown = options["verbosity"] > 0 and self.stderr.isatty()
        with tqdm(total=articles.count(), file=self.stderr, disable=not is_shown, leave=False) as bar:
            checked = search.check(articles, repair, bar.update)
        for kind, label in KINDS.items():
            if wrong := getattr(checked, kind):
                slugs = ", ".join(articles.filter(pk__in=wrong[:NAMED]).values_list("slug", flat=True))
                self.stdout.write(f"{len(wrong)} {label}: {slugs}{'…' if len(wrong) > NAMED else ''}")
        if checked.is_whole:
            text = ngettext(
                "The index agrees with %(count)d article.",
                "The index agrees with all %(count)d articles.",
                checked.articles,
            )
            self.stdout.write(text % {"count": checked.articles})
        elif repair:
            self.stdout.write(_("Repaired."))
        else:
            self.stdout.write(_("Run check_search --repair to put them right."))
            sys.exit(1)
