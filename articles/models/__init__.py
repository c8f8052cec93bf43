from .articles import UNDATED, Article, ArticleQuerySet, ArticleWarning
from .changes import StatusChange
from .credits import Credit
from .publication import on_site
from .search import SearchEntry
from .tags import Tag

__all__ = [
    "UNDATED",
    "Article",
    "ArticleQuerySet",
    "ArticleWarning",
    "Credit",
    "SearchEntry",
    "StatusChange",
    "Tag",
    "on_site",
]
