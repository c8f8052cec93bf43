"""Steps and roles in the words of the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from . import roles

STEPS = {
    "submit": _("Submit for review"),
    "send_back": _("Send back to draft"),
    "publish": _("Publish"),
    "archive": _("Archive"),
    "back_to_draft": _("Back to draft"),
    "republish": _("Publish again"),
}
_ROLES = {
    roles.CONTRIBUTOR.name: _("contributor"),
    roles.EDITOR.name: _("editor"),
    roles.CHIEF_EDITOR.name: _("chief editor"),
    roles.AUDITOR.name: _("auditor"),
    roles.API_CLIENT.name: _("API client"),
}


def role_label(name: str) -> str:
    """The name of a group, translated if it is a role's."""
    return str(_ROLES.get(name, name))
