"""Reposts: the index of copies is kept in step with the texts, and clusters with what is alike and what editors say.

A cluster follows from the texts and the standing decisions alone, so each change forms those it touches anew; what an
editor decided, no import and no run over everything undoes.
"""

from .deciding import Undecidable, choose, confirm, join, split, take_back
from .everything import Done, cluster_everything
from .forming import form, leave, settle
from .signing import follow, refresh

__all__ = [
    "Done",
    "Undecidable",
    "choose",
    "cluster_everything",
    "confirm",
    "follow",
    "form",
    "join",
    "leave",
    "refresh",
    "settle",
    "split",
    "take_back",
]
