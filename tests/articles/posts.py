"""Posts as a feed writes them, for tests of the import."""

from __future__ import annotations

from pathlib import Path

PARAGRAPHS = (
    "营商环境建设是一项系统工程，良好的营商环境是一个国家或地区经济软实力和综合竞争力的重要体现。",
    "数字赋能，高效便捷，智慧服务，成果共享。这是数字技术赋能营商环境建设提升的生动写照。",
)


def post(
    number: int | str = 202202252289085326,
    title: str = "数字技术应用 赋能营商环境优化升级",
    date: str = "2022-02-25 10:12:10 +0800",
    source: str = "泉州晚报",
    category: str = "quanzhouwanbao",
    tags: str | None = None,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    prefix: str = "NW",
) -> str:
    """A full post. Without `source` no publisher is named; without `number` there is no address."""
    tags = f"{source}新闻" if tags is None else tags
    head = f'---\nlayout: post\ntitle: "{title}"\ndate: {date}\ncategories: {category}\ntags: {tags}\n---\n'
    body = "\n ".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    media = f'<p class="em_media">（文章来源：{source}）</p>' if source else ""
    address = f"\n\n<http://finews.example/html_News/NewsShare.html?infoCode={prefix}{number}>" if number else ""
    return f"{head}{body}{media}{address}\n"


def digest(number: int = 202202252289085326, text: str = "十大应用上榜。", **head) -> str:
    """The short post of an article: its first line is the digest, and the address has the bare number."""
    full = post(number, paragraphs=(), source="", tags="东财滚动新闻", category="roll", prefix="", **head)
    front, _, _ = full.rpartition("---\n")
    return f"{front}---\n> {text}\n\n<http://finance.example/news/1345,{number}.html>\n"


def write(folder: Path, texts: dict[str, str]) -> str:
    """Write files, by their paths inside of `folder`; the folder's own path."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(folder)


def many(count: int, start: int = 1) -> dict[str, str]:
    """Unlike posts, each under a name of its own."""
    return {
        f"{number:05}.md": post(
            202200000000000000 + number, title=f"第{number}号新闻", paragraphs=(f"{number}号正文" * 12, *PARAGRAPHS)
        )
        for number in range(start, start + count)
    }
