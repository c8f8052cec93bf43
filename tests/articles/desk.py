"""A small archive, somebody in front of it, and everything they may try. Each attempt tells whether it succeeded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from knox.models import AuthToken

from articles import preview_links, revising
from articles.admin.conflicts import BUTTON
from articles.admin.steps import END, MAKE, PREVIEW, STEP
from articles.models import Article, Revision, StatusChange, Tag
from sources.models import Source
from tests.browserlike import filled
from tests.factories import make_article, make_document, make_editor, make_run

LIST, API = "/admin/articles/article/", "/api/v1/articles/"


class Desk:
    """`user` is None for nobody, and `has_password` false for a program, which has only its token."""

    def __init__(self, user: User | None, has_password: bool = True):
        self.user, self.web, self.headers = user, Client(), {}
        if user and has_password:
            self.web.force_login(user)
        if user:
            self.headers = {"Authorization": f"Token {AuthToken.objects.create(user)[1]}"}
        self.root = Client()
        self.root.force_login(User.objects.filter(username="root").first() or make_editor("root"))
        self.document = make_document(first_run=make_run())
        self.public = make_article("公开", document=self.document, tags=["旧"], conflicts={"title": "文件说"})
        self.draft = make_article("别人的稿", status="draft", source="密报")
        self.review = make_article("待审", status="in_review")
        self.archived = make_article("归档", status="archived")
        self.own = make_article("自己的稿", status="draft", created_by=user)
        self.own_review = make_article("自己的待审", status="in_review", created_by=user)
        self.tag = Tag.objects.create(name="新")

    def sees(self, address: str, words: str) -> bool:
        response = self.web.get(address)
        return response.status_code == 200 and words in response.content.decode()

    def opens(self, address: str) -> bool:
        return self.web.get(address).status_code == 200

    def saves(self, article: Article, **changes: str) -> bool:
        """Send the form of an article, with all that a superuser's has, and `changes`."""
        before, address = snapshot(), f"{LIST}{article.pk}/change/"
        response = self.web.post(address, filled(self.root, address) | changes)
        assert response.status_code in (200, 302, 403)
        return snapshot() != before

    def acts(self, action: str, article: Article) -> bool:
        before = snapshot()
        data = {"action": action, "_selected_action": [article.pk], "post": "yes"}
        self.web.post(LIST, data)
        return snapshot() != before

    def is_asked(self, action: str, article: Article) -> bool:
        """Whether an action answers with a page that asks what to do."""
        response = self.web.post(LIST, {"action": action, "_selected_action": [article.pk]})
        return response.status_code == 200 and 'name="step"' in response.content.decode()

    def posts(self, address: str, **data: Any) -> bool:
        before = snapshot()
        self.web.post(address, data)
        return snapshot() != before

    def gets(self, address: str, **query: str) -> Any:
        """What the API answers, or None where it refuses."""
        response = self.web_api().get(address, query)
        return response.json() if response.status_code == 200 else None

    def patches(self, article: Article, **data: Any) -> bool:
        before, address = snapshot(), f"{API}{article.slug}/"
        etag = self.web_api().get(address).headers.get("ETag", '"x"')
        headers = {"If-Match": etag}
        response = self.web_api().patch(address, data, content_type="application/json", headers=headers)
        assert response.status_code in (200, 400, 401, 403, 404)
        assert (response.status_code == 200) is (snapshot() != before)
        return response.status_code == 200

    def creates(self) -> bool:
        before = snapshot()
        response = self.web_api().post(API, {"title": "新稿"}, content_type="application/json")
        assert (response.status_code == 201) is (snapshot() != before)
        return response.status_code == 201

    def web_api(self) -> Client:
        return Client(headers=self.headers)


def snapshot() -> list[Any]:
    """Everything that an attempt could change, but for when it was."""
    return [
        [row | {"updated_at": None} for row in Article.objects.order_by("pk").values()],
        sorted(Article.tags.through.objects.values_list("article_id", "tag_id")),
        list(Tag.objects.order_by("pk").values()),
        list(Source.objects.order_by("pk").values()),
        StatusChange.objects.count(),
        AuthToken.objects.count(),
    ]


def preview(article: Article) -> str:
    return f"/articles/{article.slug}/preview/"


def link(article: Article) -> str:
    return preview_links.address(preview_links.token_for(article)[0])


def form(article: Article, page: str = "change") -> str:
    return f"{LIST}{article.pk}/{page}/"


def new_form(desk: Desk) -> bool:
    return desk.posts(f"{LIST}add/", **filled(desk.root, f"{LIST}add/") | {"title": "新稿"})


def source_form(desk: Desk) -> bool:
    address = f"/admin/sources/source/{desk.draft.source_id}/change/"
    return desk.posts(address, **filled(desk.root, address) | {"notes": "改"})


def ends_links(desk: Desk) -> bool:
    link(desk.draft)
    return desk.saves(desk.draft, **{PREVIEW: END})


def restores(desk: Desk) -> bool:
    revising.record([desk.draft.pk], Revision.Means.PERSON)
    desk.draft.title = "改过的稿"
    desk.draft.save()
    revising.record([desk.draft.pk], Revision.Means.PERSON)
    return desk.posts(form(desk.draft, "restore").replace("/change/", "/"), number="1", newest="2")


ATTEMPTS: dict[str, Callable[[Desk], bool]] = {
    "page: read a published article": lambda desk: desk.sees(desk.public.get_absolute_url(), "公开"),
    "page: preview one's own draft": lambda desk: desk.sees(preview(desk.own), "自己的稿"),
    "page: preview somebody else's draft": lambda desk: desk.sees(preview(desk.draft), "别人的稿"),
    "page: open a draft by a preview link": lambda desk: desk.sees(link(desk.draft), "别人的稿"),
    "admin: see one's own draft in the list": lambda desk: desk.sees(LIST, "自己的稿"),
    "admin: see somebody else's draft in the list": lambda desk: desk.sees(LIST, "别人的稿"),
    "admin: open somebody else's draft": lambda desk: desk.opens(form(desk.draft)),
    "admin: see the history of somebody else's draft": lambda desk: desk.opens(form(desk.draft, "history")),
    "admin: write a new draft": new_form,
    "admin: change one's own draft": lambda desk: desk.saves(desk.own, title="改"),
    "admin: change one's own article in review": lambda desk: desk.saves(desk.own_review, title="改"),
    "admin: change somebody else's draft": lambda desk: desk.saves(desk.draft, title="改"),
    "admin: change an article in review": lambda desk: desk.saves(desk.review, title="改"),
    "admin: change a published article": lambda desk: desk.saves(desk.public, title="改"),
    "admin: change the tags of a published article": lambda desk: desk.saves(desk.public, tags=str(desk.tag.pk)),
    "admin: decide a conflict of a published article": lambda desk: desk.saves(desk.public, **{BUTTON: "title:take"}),
    "admin: say when an article is on the site": lambda desk: desk.saves(desk.draft, publish_at_0="2031-01-01"),
    "admin: submit one's own draft": lambda desk: desk.saves(desk.own, **{STEP: "submit"}),
    "admin: submit somebody else's draft": lambda desk: desk.saves(desk.draft, **{STEP: "submit"}),
    "admin: send back to draft": lambda desk: desk.saves(desk.review, reason="改", **{STEP: "send_back"}),
    "admin: publish": lambda desk: desk.saves(desk.review, **{STEP: "publish"}),
    "admin: archive": lambda desk: desk.saves(desk.public, **{STEP: "archive"}),
    "admin: take back to draft": lambda desk: desk.saves(desk.public, reason="误", **{STEP: "back_to_draft"}),
    "admin: publish again": lambda desk: desk.saves(desk.archived, reason="好", **{STEP: "republish"}),
    "admin: submit many": lambda desk: desk.acts("submit", desk.draft),
    "admin: publish many": lambda desk: desk.acts("publish", desk.review),
    "admin: archive many": lambda desk: desk.acts("archive", desk.public),
    "admin: delete many": lambda desk: desk.acts("delete_selected", desk.draft),
    "admin: delete an article": lambda desk: desk.posts(form(desk.own, "delete"), post="yes"),
    "admin: make a preview link": lambda desk: desk.saves(desk.draft, **{PREVIEW: MAKE}),
    "admin: end preview links": ends_links,
    "admin: restore a revision of somebody else's draft": restores,
    "admin: see deleted articles": lambda desk: desk.opens(f"{LIST}deleted/"),
    "admin: change fields of many": lambda desk: desk.is_asked("change_many", desk.draft),
    "admin: write a tag rule": lambda desk: desk.opens("/admin/articles/tagrule/add/"),
    "admin: see tag rules": lambda desk: desk.opens("/admin/articles/tagrule/"),
    "admin: merge, rename and delete tags": lambda desk: desk.opens(
        f"/admin/articles/vocabularychange/rename-tag/{desk.tag.pk}/"
    ),
    "admin: decide on reposts": lambda desk: desk.opens("/admin/articles/cluster/add/"),
    "admin: make a tag": lambda desk: desk.posts(
        "/admin/articles/tag/add/", name="更新", description="", slug="", kind="subject"
    ),
    "admin: change a source": source_form,
    "admin: download an original": lambda desk: desk.opens(f"/admin/sources/document/{desk.document.pk}/download/"),
    "admin: see import runs": lambda desk: desk.opens("/admin/sources/importrun/"),
    "admin: see people": lambda desk: desk.opens("/admin/auth/user/"),
    "admin: make a token": lambda desk: desk.posts(
        "/admin/knox/authtoken/add/", user=User.objects.get(username="root").pk, days=3
    ),
    "API: read a published article": lambda desk: bool(desk.gets(f"{API}{desk.public.slug}/")),
    "API: read one's own draft": lambda desk: bool(desk.gets(f"{API}{desk.own.slug}/")),
    "API: read somebody else's draft": lambda desk: bool(desk.gets(f"{API}{desk.draft.slug}/")),
    "API: find somebody else's draft in the list": lambda desk: "别人的稿" in str(desk.gets(API)),
    "API: filter by status": lambda desk: desk.gets(API, status="draft") is not None,
    "API: count articles that are not published": lambda desk: "密报" in str(desk.gets("/api/v1/sources/")),
    "API: write a new draft": Desk.creates,
    "API: change one's own draft": lambda desk: desk.patches(desk.own, title="改"),
    "API: change somebody else's draft": lambda desk: desk.patches(desk.draft, title="改"),
    "API: change a published article": lambda desk: desk.patches(desk.public, title="改"),
    "API: change the tags of a published article": lambda desk: desk.patches(desk.public, tags=["新"]),
    "API: make a tag by naming it": lambda desk: desk.patches(desk.draft, tags=["从未有过"]),
    "API: say when an article is on the site": lambda desk: desk.patches(desk.draft, publish_at="2031-01-01T00:00:00Z"),
    "API: submit one's own draft": lambda desk: desk.patches(desk.own, status="in_review"),
    "API: send back to draft": lambda desk: desk.patches(desk.review, status="draft", reason="改"),
    "API: publish": lambda desk: desk.patches(desk.review, status="published"),
    "API: archive": lambda desk: desk.patches(desk.public, status="archived"),
}
