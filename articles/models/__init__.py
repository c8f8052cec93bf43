from .articles import UNDATED, Article, ArticleQuerySet, ArticleWarning
from .credits import Credit
from .search import SearchEntry
from .tags import Tag

__all__ = ["UNDATED", "Article", "ArticleQuerySet", "ArticleWarning", "Credit", "SearchEntry", "Tag"]
