from .articles import UNDATED, Article, ArticleQuerySet, ArticleWarning
from .changes import StatusChange
from .credits import Credit
from .publication import on_site
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
    "BulkChange",
    "Credit",
    "FormerSource",
    "FormerTag",
    "Revision",
    "SearchEntry",
    "StatusChange",
    "Tag",
    "TagMark",
    "TagRule",
    "VocabularyChange",
    "on_site",
    "problem_in_words",
]
