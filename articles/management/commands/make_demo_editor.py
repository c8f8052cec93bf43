from __future__ import annotations

import secrets

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from articles.groups import group_of
from articles.roles import CHIEF_EDITOR

NAME = "editor"


class Command(BaseCommand):
    help = _("Make a demo editor, in the group of chief editors, with a random password that is shown once.")

    def add_arguments(self, parser):
        told = _("Give an editor who is there already a new password.")
        parser.add_argument("--reset", action="store_true", help=told)

    @transaction.atomic
    def handle(self, *args, **options):
        group = group_of(CHIEF_EDITOR)
        user, made = get_user_model().objects.get_or_create(username=NAME, defaults={"is_staff": True})
        if not made and not options["reset"]:
            reset = ".venv/bin/python manage.py make_demo_editor --reset"
            self.stdout.write(_("kept (“%(name)s”; a new password: %(command)s)") % {"name": NAME, "command": reset})
            return
        password = secrets.token_urlsafe(12)
        user.set_password(password)
        user.save()
        user.groups.add(group)
        shown = {"name": NAME, "password": password}
        self.stdout.write(_("“%(name)s”, password %(password)s (shown this once)") % shown)
