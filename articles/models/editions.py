from __future__ import annotations

from django.db import models


class EditionMark(models.Model):
    """That something which pages show has changed. All marks together are the edition: see articles/editions.py.

    Written by triggers alone (articles/marking.py), in the transaction that makes the change.
    """

    # Drawn at random, so that no edition comes back, not even where a backup is put back.
    mark = models.BigIntegerField()

    class Meta:
        verbose_name = "mark of an edition"
        verbose_name_plural = "marks of editions"

    def __str__(self):
        return str(self.mark)
