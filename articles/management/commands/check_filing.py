from __future__ import annotations

import sys

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import filing
from articles.models import Article

NAMED = 10


class Command(BaseCommand):
    help = _("Compare the columns and series with what the articles say. Exit code 1 where they differ.")

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help=_("Put right what is wrong."))

    def handle(self, *args, repair, **options):
        with transaction.atomic():
            checked = filing.check(list(Article.objects.order_by("pk").values_list("pk", flat=True)), repair)
        if not checked.wrong:
            text = ngettext(
                "Columns and series agree with %(count)d article.",
                "Columns and series agree with all %(count)d articles.",
                checked.articles,
            )
            self.stdout.write(text % {"count": checked.articles})
            return
        slugs = ", ".join(Article.objects.filter(pk__in=checked.wrong[:NAMED]).values_list("slug", flat=True))
        text = _("Filed otherwise than they say: %(count)d (%(slugs)s).")
        more = "…" if len(checked.wrong) > NAMED else ""
        self.stdout.write(text % {"count": len(checked.wrong), "slugs": slugs + more})
        if repair:
            self.stdout.write(_("Repaired."))
        else:
            self.stdout.write(_("Run check_filing --repair to put them right."))
            sys.exit(1)
