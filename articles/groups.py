"""Roles as groups of the database."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from .roles import Role


def group_of(role: Role) -> Group:
    """The group of a role, made with its rights where it is missing; rights changed since are left alone."""
    group, made = Group.objects.get_or_create(name=role.name)
    if made:
        group.permissions.set(permissions(role.rights))
    return group


def permissions(rights: frozenset[str]) -> list[Permission]:
    """The rows of `rights`, in one query; KeyError where one of them does not exist."""
    pairs = [right.split(".") for right in sorted(rights)]
    wanted = Q(content_type__app_label__in={app for app, _ in pairs}, codename__in=[name for _, name in pairs])
    found = {
        f"{row.content_type.app_label}.{row.codename}": row
        for row in Permission.objects.filter(wanted).select_related("content_type")
    }
    return [found[right] for right in sorted(rights)]
