"""The index of copies, in step with the texts of the articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from articles.models import Article, BandKey, Fingerprint, Membership

from ..importing.bulk import insert
from ..importing.queries import in_chunks
from ..signatures import Signature, sign
from .forming import settle
from .locking import exclusively, lock

Signatures = Mapping[int, Signature | None]


def follow(articles: Iterable[int], signatures: Signatures) -> None:
    """After a batch of an import: these articles are new or changed. Those in `signatures` are signed already."""
    articles = set(articles)
    signed = dict(signatures)
    for chunk in in_chunks(articles - signed.keys()):
        texts = Article.objects.filter(pk__in=chunk).order_by().values_list("pk", "text")
        signed |= {pk: sign(text) for pk, text in texts}
    lock()
    store(signed)
    settle(articles)


def refresh(article: Article) -> None:
    """After an article was saved by itself."""
    signature = sign(article.text)
    known = Fingerprint.objects.filter(pk=article.pk).values_list("digest", flat=True).first()
    is_new_text = known != (signature.digest if signature else None)
    # Its date may be another, and so its place among its copies.
    if is_new_text or Membership.objects.filter(pk=article.pk).exists():
        exclusively(lambda: _take(article.pk, signature if is_new_text else None, is_new_text))


def _take(article: int, signature: Signature | None, is_new_text: bool) -> None:
    if is_new_text:
        store({article: signature})
    settle({article})


def store(signatures: Signatures) -> int:
    """Bring the index in step with the texts; returns how many of them it did not know so."""
    known: dict[int, int] = {}
    for chunk in in_chunks(signatures):
        known |= dict(Fingerprint.objects.filter(pk__in=chunk).values_list("pk", "digest"))
    new = {pk: signed for pk, signed in signatures.items() if known.get(pk) != (signed.digest if signed else None)}
    for chunk in in_chunks(new.keys() & known.keys()):
        BandKey.objects.filter(article__in=chunk).delete()
        Fingerprint.objects.filter(pk__in=chunk).delete()
    insert(Fingerprint, ({"article_id": pk, "digest": signed.digest} for pk, signed in new.items() if signed))
    insert(
        BandKey,
        ({"key": key, "article_id": pk} for pk, signed in new.items() if signed for key in dict.fromkeys(signed.bands)),
    )
    return len(new)
