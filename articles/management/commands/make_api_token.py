from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from knox.models import AuthToken

from articles.groups import group_of
from articles.roles import API_CLIENT

DAYS = 90


class Command(BaseCommand):
    help = _("Make a token for the API, shown once. A user who is not there yet is made an API client.")

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--days", type=int, default=DAYS, help=_("How long it is good for; 90 unless said."))

    @transaction.atomic
    def handle(self, *args, username, days, **options):
        if not 1 <= days <= 3650:
            raise CommandError(_("--days %(days)d: give a number from 1 to 3650.") % {"days": days})
        user, made = get_user_model().objects.get_or_create(username=username)
        if made:
            user.set_unusable_password()
            user.save()
            user.groups.add(group_of(API_CLIENT))
        if not user.is_active:
            raise CommandError(_("“%(name)s” is not active. Make the account active first.") % {"name": username})
        row, token = AuthToken.objects.create(user, expiry=timedelta(days=days))
        ends = date_format(localtime(row.expiry), "Y-m-d H:i")
        shown = {"name": username, "token": token, "ends": ends}
        self.stdout.write(_("“%(name)s”, token %(token)s (shown this once; good until %(ends)s)") % shown)
