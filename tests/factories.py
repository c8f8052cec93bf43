"""Objects for tests: each function makes one saved row, sensible where nothing is said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model

from articles.groups import group_of
from articles.models import Article, ArticleWarning, Credit, Tag, TagRule
from articles.roles import API_CLIENT, Role
from sources.models import Document, ImportRun, Source, SourceAlias
from sources.packing import pack

NOON = datetime(2022, 2, 25, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
_number = count(1)


def make_source(name: str = "", aliases: Iterable[str] = (), **fields: Any) -> Source:
    """A newspaper, unless `kind` says otherwise; `aliases` are names."""
    fields.setdefault("kind", Source.Kind.NEWSPAPER)
    source = Source.objects.create(name=name or f"晚报{next(_number)}", **fields)
    for alias in aliases:
        SourceAlias.objects.create(source=source, name=alias)
    return source


def make_tag(name: str = "", **fields: Any) -> Tag:
    return Tag.objects.create(name=name or f"标签{next(_number)}", **fields)


def make_rule(tag: Tag | str = "营商环境", *any_of: str, **fields: Any) -> TagRule:
    """A rule in use for a tag, which may be a name; without words it asks for the tag's name."""
    if isinstance(tag, str):
        tag = Tag.objects.get_or_create(name=tag)[0]
    return TagRule.objects.create(tag=tag, any_of=list(any_of) or [tag.name], **fields)


def make_run(**fields: Any) -> ImportRun:
    """An import run that has ended."""
    fields.setdefault("finished_at", NOON)
    return ImportRun.objects.create(**fields)


def make_document(data: bytes = b"", **fields: Any) -> Document:
    """An imported file; without `data` its bytes are unlike those of every other."""
    data = data or f"---\ntitle: {next(_number)}\n---\n正文。\n".encode()
    number = next(_number)
    values = {
        "path": f"posts/{number}.md",
        "location": f"/archive/posts/{number}.md",
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
        "encoding": "utf-8",
        "format": "jekyll",
        "content": pack(data),
        "first_seen_at": NOON,
        "last_seen_at": NOON,
    }
    return Document.objects.create(**values | fields)


def make_article(
    title: str = "数字技术应用 赋能营商环境",
    status: str = Article.Status.PUBLISHED,
    source: Source | str | None = None,
    tags: Iterable[Tag | str] = (),
    credits: Iterable[tuple[str, ...]] = (),
    published_at: datetime | None = NOON,
    body: str = "<p>营商环境建设是一项系统工程。</p>",
    warnings: Iterable[str] = (),
    **fields: Any,
) -> Article:
    """A published article.

    `source` and `tags` may be names; a credit is (name, role) or (name, role, affiliation); `warnings` are codes.
    """
    fields.setdefault("slug", f"article-{next(_number)}")
    if isinstance(source, str):
        source = Source.objects.named(source).first() or make_source(source)
    article = Article.objects.create(
        title=title, status=status, source=source, published_at=published_at, body=body, **fields
    )
    article.tags.set([Tag.objects.get_or_create(name=tag)[0] if isinstance(tag, str) else tag for tag in tags])
    for order, (name, role, *affiliation) in enumerate(credits):
        Credit.objects.create(article=article, name=name, role=role, affiliation="".join(affiliation), order=order)
    for code in warnings:
        ArticleWarning.objects.create(article=article, code=code)
    return article


def make_editor(username: str = "editor", **fields: Any):
    """A member of staff who may do everything in the admin."""
    return get_user_model().objects.create_superuser(username, password="a password of some length", **fields)


def make_member(role: Role, username: str = "", **fields: Any):
    """Somebody in the group of a role; all but programs may log in to the admin."""
    fields.setdefault("is_staff", role != API_CLIENT)
    user = get_user_model().objects.create_user(username or f"member{next(_number)}", **fields)
    user.groups.add(group_of(role))
    return user
