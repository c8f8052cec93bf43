from .articles import UNDATED, Article, ArticleQuerySet, ArticleWarning
from .credits import Credit
from .rules import TIMEOUT, TagMark, TagRule, problem_in_words
from .tags import Tag

__all__ = [
    "TIMEOUT",
    "UNDATED",
    "Article",
    "ArticleQuerySet",
    "ArticleWarning",
    "Credit",
    "Tag",
    "TagMark",
    "TagRule",
    "problem_in_words",
]
