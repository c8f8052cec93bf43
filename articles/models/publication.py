"""When an article stands on the site, judged at the moment of reading: nothing has to run for it to appear on time."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..prepared import Slot
from ..workflow import PUBLISHED


class OnSite(models.Expression):
    """The condition of being read by everybody at a moment. Its columns stand in the indexes of every public list.

    A public page asks for it some ten times; put together of Qs it took a twentieth of the page.
    """

    conditional = True
    output_field = models.BooleanField()

    def __init__(self, now: datetime | Slot):
        super().__init__()
        self.now = now
        self.columns = [F("publish_at"), F("withdraw_at"), F("status")]

    def get_source_expressions(self) -> list:
        return self.columns

    def set_source_expressions(self, expressions: list) -> None:
        self.columns = expressions

    def as_sql(self, compiler, connection) -> tuple[str, list]:
        start, end, status = (compiler.compile(column)[0] for column in self.columns)
        now = self.now if isinstance(self.now, Slot) else connection.ops.adapt_datetimefield_value(self.now)
        condition = f"({start} IS NULL OR {start} <= %s) AND ({end} IS NULL OR {end} > %s) AND {status} = %s"
        return f"({condition})", [now, now, PUBLISHED]


class PublicationQuerySet(models.QuerySet):
    def published(self, now: datetime | Slot | None = None) -> PublicationQuerySet:
        """What is on the site now, or at another moment."""
        return self.filter(OnSite(now or timezone.now()))

    def withdrawn(self) -> PublicationQuerySet:
        """What was on the site and is no longer."""
        now = timezone.now()
        return self.exclude(OnSite(now)).filter(
            Q(withdrawn_at__isnull=False) | Q(status=PUBLISHED, withdraw_at__lte=now)
        )

    def to_appear(self) -> PublicationQuerySet:
        """What is published, and not on the site yet."""
        return self.filter(status=PUBLISHED, publish_at__gt=timezone.now())

    def to_leave(self) -> PublicationQuerySet:
        """What is published, and will leave the site."""
        return self.filter(status=PUBLISHED, withdraw_at__gt=timezone.now())

    def over(self) -> PublicationQuerySet:
        """What is published, and has left the site by its schedule."""
        return self.filter(status=PUBLISHED, withdraw_at__lte=timezone.now())


class Publication(models.Model):
    """What an article knows of its publication beside its status."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="articles",
        verbose_name=_("written by"),
        db_index=False,
    )
    publish_at = models.DateTimeField(
        _("on the site from"),
        null=True,
        blank=True,
        help_text=_("Once published. Empty: at once."),
    )
    withdraw_at = models.DateTimeField(
        _("on the site until"),
        null=True,
        blank=True,
        help_text=_("Empty: without end."),
    )
    # When it was last taken off the site by hand. Its address then answers 410, while one that never was answers 404.
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    # Preview links name it: a new one ends all links that were given out.
    preview_key = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def has_appeared(self) -> bool:
        """Whether it is on the site, or was until `withdraw_at`."""
        return self.status == PUBLISHED and (self.publish_at is None or self.publish_at <= timezone.now())

    @property
    def is_public(self) -> bool:
        return self.has_appeared and (self.withdraw_at is None or self.withdraw_at > timezone.now())

    @property
    def is_scheduled(self) -> bool:
        return self.status == PUBLISHED and not self.has_appeared

    def mark_withdrawn(self, had_appeared: bool) -> None:
        """Before saving a new schedule: note whether it takes the article off the site, where it was before."""
        if had_appeared and not self.has_appeared:
            self.withdrawn_at = timezone.now()
