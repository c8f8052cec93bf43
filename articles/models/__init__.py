from .articles import UNDATED, Article, ArticleQuerySet, ArticleWarning
from .clusters import BandKey, Cluster, Fingerprint, Membership, RepostDecision
from .credits import Credit
from .tags import Tag

__all__ = [
    "UNDATED",
    "Article",
    "ArticleQuerySet",
    "ArticleWarning",
    "BandKey",
    "Cluster",
    "Credit",
    "Fingerprint",
    "Membership",
    "RepostDecision",
    "Tag",
]
