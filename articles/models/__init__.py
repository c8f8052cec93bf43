from .articles import UNDATED, Article, ArticleQuerySet, ArticleWarning
from .credits import Credit
from .tags import Tag

__all__ = ["UNDATED", "Article", "ArticleQuerySet", "ArticleWarning", "Credit", "Tag"]
