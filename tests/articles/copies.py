"""Texts of which articles are printings, for tests of reposts."""

from __future__ import annotations

from datetime import timedelta

from articles.models import Article, Cluster
from tests.factories import NOON, make_article

TEXT = (
    "数字赋能，高效便捷，智慧服务，成果共享。这是数字技术赋能营商环境建设提升的生动写照。"
    "泉州市行政服务中心负责人介绍，今年以来全市网上办件量突破三百万件，平均办理时间比去年缩短了四成。"
    "企业主陈女士说，从前要跑五个窗口，如今在手机上十分钟就办完了，省下来的时间都用在了生产上。"
)
OTHER = (
    "昨日，厦门港集装箱码头迎来今年首艘万箱巨轮，装卸作业全程由无人驾驶集卡完成，效率提升明显。"
    "码头公司表示，下一步将继续扩大智能化设备的使用范围，让更多航线享受到更快的通关速度。"
)


def printing(source: str = "", days: int | None = 0, text: str = TEXT, **fields) -> Article:
    """A printing of `text` by a source, some days after NOON; with None undated."""
    fields.setdefault("published_at", None if days is None else NOON + timedelta(days=days))
    return make_article(body=f"<p>{text}</p>", source=source or None, **fields)


def clusters() -> list[list[int]]:
    """The ids of the members of each cluster, in order."""
    return [list(cluster.members.values_list("article", flat=True)) for cluster in Cluster.objects.order_by("pk")]
