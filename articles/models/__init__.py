from .articles import UNDATED, Article, ArticleQuerySet, ArticleWarning
from .changes import StatusChange
from .clusters import BandKey, Cluster, Fingerprint, Membership, RepostDecision
from .credits import Credit
from .editions import EditionMark
from .filing import Column, ColumnEntry, SeriesPart
from .publication import OnSite
from .revisions import BulkChange, Revision
from .rules import TIMEOUT, TagMark, TagRule, problem_in_words
from .search import SearchEntry
from .tags import Tag
from .vocabulary import FormerSource, FormerTag, VocabularyChange

__all__ = [
    "TIMEOUT",
    "UNDATED",
    "Article",
    "ArticleQuerySet",
    "ArticleWarning",
    "BandKey",
    "BulkChange",
    "Cluster",
    "Column",
    "ColumnEntry",
    "Credit",
    "EditionMark",
    "Fingerprint",
    "FormerSource",
    "FormerTag",
    "Membership",
    "OnSite",
    "RepostDecision",
    "Revision",
    "SearchEntry",
    "SeriesPart",
    "StatusChange",
    "Tag",
    "TagMark",
    "TagRule",
    "VocabularyChange",
    "problem_in_words",
]
