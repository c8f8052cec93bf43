from __future__ import annotations

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import BaseCommand
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

NAME = "editor"
GROUP = "Editors"
# What an editor may do, by app and model; what was imported is evidence, and only to be seen.
RIGHTS = {
    ("articles", "article"): ("add", "change", "view"),
    ("articles", "credit"): ("add", "change", "delete", "view"),
    ("articles", "articlewarning"): ("change", "delete", "view"),
    ("articles", "tag"): ("add", "change", "view"),
    ("articles", "vocabularychange"): ("add", "view"),
    ("sources", "source"): ("add", "change", "view"),
    ("sources", "sourcealias"): ("add", "change", "delete", "view"),
    ("sources", "document"): ("view",),
    ("sources", "importrun"): ("view",),
    ("sources", "importedfile"): ("view",),
}


class Command(BaseCommand):
    help = _("Make the group “Editors” and a demo editor in it, with a random password that is shown once.")

    def add_arguments(self, parser):
        told = _("Give an editor who is there already a new password.")
        parser.add_argument("--reset", action="store_true", help=told)

    @transaction.atomic
    def handle(self, *args, **options):
        group = editors()
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


def editors() -> Group:
    """The group of those who edit, made with its rights where it is missing; rights changed since are left alone."""
    group, made = Group.objects.get_or_create(name=GROUP)
    if made:
        group.permissions.set(Permission.objects.filter(_rights()))
    return group


def _rights() -> Q:
    wanted = Q(pk=None)
    for (app, model), verbs in RIGHTS.items():
        codenames = [f"{verb}_{model}" for verb in verbs]
        wanted |= Q(content_type__app_label=app, codename__in=codenames)
    return wanted
