"""Synthetic Chinese news articles as Jekyll files, for measuring.

Article number i depends on (seed, i) alone, so a larger corpus holds the smaller one. About 3 % are reposts: the body
of an earlier article under another source and a slightly different title. Terms are drawn by 1/rank (Zipf), each
article has a theme of its own, and names are partly of random characters, so that the vocabulary has a long tail.
"""

from __future__ import annotations

import random
import re
from collections import namedtuple
from datetime import datetime, timedelta
from pathlib import Path

Article = namedtuple("Article", "num title date source slug tags body code repost_of")
WORDS = {
    name: words
    for name, *words in map(str.split, Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines())
}
SOURCES = [tuple(source.split("/")) for source in WORDS["SOURCES"]]
TOPIC_TAGS, TOPICS, CITIES, NOUNS, VERBS, ADJS, ADVS = (
    WORDS[name] for name in ("TOPIC_TAGS", "TOPICS", "CITIES", "NOUNS", "VERBS", "ADJS", "ADVS")
)
LEADS, ENDS, LATIN, DEPTS, INDUSTRY, CORP, SURNAMES, POSTS, UNITS = (
    WORDS[name] for name in ("LEADS", "ENDS", "LATIN", "DEPTS", "INDUSTRY", "CORP", "SURNAMES", "POSTS", "UNITS")
)


def _gb_chars():
    """GB 2312 level 1: 3,755 common characters."""
    pairs = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return [char for pair in pairs if (char := pair.decode("gb2312", "ignore"))]


class Maker:
    def __init__(self, seed=1):
        self.seed = seed
        rng = random.Random(f"pools-{seed}")
        chars = _gb_chars()
        rng.shuffle(chars)

        def zc():
            return chars[int(len(chars) ** rng.random()) - 1]

        def mix():
            return chars[int(rng.random() * 1500)]

        self.counties = [mix() + mix() + rng.choice("县区镇乡村") for _ in range(2500)]
        self.brands = [mix() + mix() for _ in range(6000)]
        self.given = [mix() + (mix() if rng.random() < 0.75 else "") for _ in range(5000)]
        self.rare = [
            zc() + chars[int(rng.random() * 3755)] + (mix() if rng.random() < 0.4 else "") for _ in range(60000)
        ]
        cities, nouns, verbs, sources = CITIES[:], NOUNS[:], VERBS[:], SOURCES[:]
        for pool in (cities, nouns, verbs, sources):
            rng.shuffle(pool)
        self.sources = sources

        def table(pool, zipf=1.0):
            """65,536 entries, a share `zipf` of them drawn by 1/rank, the rest evenly."""
            n = len(pool)
            return [
                pool[int(n ** rng.random()) - 1] if rng.random() < zipf else pool[int(rng.random() * n)]
                for _ in range(65536)
            ]

        def number():
            x = rng.random()
            if x < 0.4:
                return str(int(1 + 10 ** (rng.random() * 4)))
            return "%.2f" % (10 ** (rng.random() * 3)) if x < 0.7 else "%.1f" % (rng.random() * 100)

        self.V, self.N = table(verbs, 0.5), table(nouns, 0.5)
        self.A, self.D, self.L, self.E = (table(x, 0) for x in (ADJS, ADVS, LEADS, ENDS))
        self.T, self.T0, self.C = table(TOPICS), table(TOPICS, 0), table(cities)
        self.county, self.brand, self.surname = table(self.counties), table(self.brands), table(SURNAMES)
        self.dept, self.ind, self.corp = table(DEPTS), table(INDUSTRY, 0), table(CORP, 0.5)
        self.latin, self.lat0 = table(LATIN), table(LATIN, 0)
        self.unit, self.post = table(UNITS, 0), table(POSTS, 0)
        self.num = [number() for _ in range(65536)]
        self.day = [f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日" for _ in range(65536)]
        self.name = [SURNAMES[int(96 ** rng.random()) - 1] + self.given[int(rng.random() * 5000)] for _ in range(65536)]

    # -- one article --------------------------------------------------------
    def _head(self, i):
        rng = random.Random((self.seed << 40) ^ (i * 2 + 1))
        r = rng.random
        day = int(8 * 365.25 * (r() ** 0.75))
        date = datetime(2017, 1, 1) + timedelta(days=day, seconds=21600 + int(r() * 57600))
        src = self.sources[int(len(self.sources) ** r()) - 1]
        repost = r() < 0.03 and i > 20
        base = i - 1 - int(r() * min(i - 1, 400)) if repost else None
        ntags = (0, 0, 1, 1, 1, 2)[int(r() * 6)]
        tags = [src[0] + "新闻"]
        for _ in range(ntags):
            t = TOPIC_TAGS[int(len(TOPIC_TAGS) ** r()) - 1]
            if t not in tags:
                tags.append(t)
        code = f"NW{date:%Y%m%d}2{(i * 7919 + 13) % 10**9:09}"
        return date, src, base, tags, code, r

    def original(self, i):
        while True:
            base = self._head(i)[2]
            if base is None:
                return i
            i = base

    def _text(self, i):
        rng = random.Random((self.seed << 40) ^ (i * 2))
        r = rng.random
        stream = memoryview(rng.randbytes(8000)).cast("H")
        nx = iter(stream).__next__
        V, N, A, D, L, E, T, C = self.V, self.N, self.A, self.D, self.L, self.E, self.T, self.C
        U, M, W, LA = self.unit, self.num, self.name, self.lat0
        rare, nrare = self.rare, len(self.rare)
        topic, topic2, city = T[nx()], self.T0[nx()], C[nx()]
        county = city + "市" + self.county[nx()]
        corp = city + self.brand[nx()] + self.ind[nx()] + self.corp[nx()]
        dept = city + "市" + self.dept[nx()]
        person, post, latin = W[nx()], self.post[nx()], self.latin[nx()]
        year = 2016 + nx() % 9
        odd = rare[int(nrare ** r()) - 1]
        theme = (topic, topic, topic, topic2, topic2)
        places = (city, city, city, city, county, county)

        def t():
            k = nx() % 10
            return theme[k] if k < 5 else T[nx()]

        def c():
            k = nx() % 10
            return places[k] if k < 6 else C[nx()]

        def who():
            k = nx() % 20
            if k < 6:
                return dept
            if k < 10:
                return corp
            if k < 13:
                return c() + "市" + self.dept[nx()]
            if k < 16:
                return C[nx()] + self.brand[nx()] + self.ind[nx()] + self.corp[nx()]
            return county

        def rw():
            return rare[nx() % nrare] if nx() % 2 else odd

        forms = (
            lambda: (
                f"{L[nx()]}{who()}{D[nx()]}{V[nx()]}{t()}{N[nx()]}{N[nx()]}，{D[nx()]}{V[nx()]}{A[nx()]}{N[nx()]}。"
            ),
            lambda: f"{V[nx()]}{N[nx()]}{N[nx()]}，{V[nx()]}{A[nx()]}{N[nx()]}，{t()}{E[nx()]}。",
            lambda: (
                f"{year}年{self.day[nx()]}，{who()}{V[nx()]}{N[nx()]}{N[nx()]}{M[nx()]}{U[nx()]}，同比{'增长' if nx() % 3 else '下降'}{M[nx()]}%，{E[nx()]}。"  # noqa: E501
            ),
            lambda: (
                f"“{V[nx()]}{t()}{N[nx()]}，{V[nx()]}{N[nx()]}{N[nx()]}”，{dept if nx() % 2 else corp}{post}{person}表示，{D[nx()]}{V[nx()]}{N[nx()]}{V[nx()]}{N[nx()]}，{E[nx()]}。"  # noqa: E501
            ),
            lambda: (
                f"{L[nx()]}以“{rw()}”为代表的{A[nx()]}{N[nx()]}{N[nx()]}{D[nx()]}{V[nx()]}，{N[nx()]}{N[nx()]}{V[nx()]}{M[nx()]}{U[nx()]}，{V[nx()]}{N[nx()]}。"
            ),
            lambda: (
                f"在{c()}，{A[nx()]}{N[nx()]}与{t()}{D[nx()]}{V[nx()]}，{N[nx()]}{V[nx()]}{N[nx()]}、{V[nx()]}{N[nx()]}、{V[nx()]}{N[nx()]}，{E[nx()]}。"
            ),
            lambda: (
                f"{L[nx()]}{t()}{N[nx()]}{D[nx()]}{V[nx()]}{N[nx()]}{N[nx()]}，{N[nx()]}{N[nx()]}由原来的{M[nx()]}%提升至{M[nx()]}%，{V[nx()]}{N[nx()]}{M[nx()]}{U[nx()]}。"
            ),
            lambda: (
                f"{who()}依托{latin if nx() % 2 else LA[nx()]}{N[nx()]}{N[nx()]}，{V[nx()]}{A[nx()]}{N[nx()]}{N[nx()]}，{D[nx()]}{V[nx()]}{t()}。"  # noqa: E501
            ),
            lambda: (
                f"{N[nx()]}{V[nx()]}{A[nx()]}{N[nx()]}的同时，{N[nx()]}{D[nx()]}{V[nx()]}{A[nx()]}{N[nx()]}，{N[nx()]}的{N[nx()]}{D[nx()]}{V[nx()]}。"
            ),
            lambda: (
                f"{L[nx()]}{W[nx()]}介绍，{rw()}{N[nx()]}{N[nx()]}{D[nx()]}{V[nx()]}，累计{V[nx()]}{N[nx()]}{M[nx()]}{U[nx()]}，其中{N[nx()]}{N[nx()]}{M[nx()]}{U[nx()]}。"
            ),
            lambda: (
                f"{A[nx()]}{N[nx()]}、{A[nx()]}{N[nx()]}、{A[nx()]}{N[nx()]}{D[nx()]}{V[nx()]}，{D[nx()]}{V[nx()]}{N[nx()]}{N[nx()]}，把{t()}{N[nx()]}{V[nx()]}好。"
            ),
        )
        target = 1450 + int(1500 * r() ** 1.2)
        sep = "</p>\n <p>" if nx() % 5 < 3 else " </p> <p>"
        paras, total = [], 0
        if nx() % 5 < 2:
            paras.append(f"□本报记者{person}{'文/图' if nx() % 2 else ''}")
        while total < target:
            p = "".join([forms[nx() % 11]() for _ in range(1 + nx() % 4)])
            total += len(p)
            k = nx() % 100
            if not paras and k < 30:
                p = f"本报讯(记者{person}){p}"
            elif k < 4:
                paras.append(f"<strong>{V[nx()]}{t()}{N[nx()]}</strong>")
            elif k < 8:
                paras.append(V[nx()] + t() + N[nx()] + N[nx()])
            paras.append(p)
        k = nx() % 20
        if k < 6:
            title = f"{city}{D[nx()]}{V[nx()]}{topic} {V[nx()]}{A[nx()]}{N[nx()]}"
        elif k < 10:
            title = f"“{topic}”{V[nx()]}{N[nx()]} {county}{V[nx()]}{N[nx()]}{M[nx()]}{U[nx()]}"
        elif k < 14:
            title = f"{corp}：{V[nx()]}{N[nx()]}{M[nx()]}{U[nx()]} {topic}{N[nx()]}{V[nx()]}"
        elif k < 17:
            title = f"{topic}{N[nx()]}{D[nx()]}{V[nx()]} {latin}{N[nx()]}{V[nx()]}{N[nx()]}"
        else:
            title = f"{year}年{city}{topic}{N[nx()]}报告发布 {N[nx()]}{N[nx()]}增长{M[nx()]}%"
        return title, "<p>" + sep.join(paras) + "</p>"

    def article(self, i):
        date, src, base, tags, code, r = self._head(i)
        if base is None:
            title, body = self._text(i)
        else:
            base = self.original(base)
            title, body = self._text(base)
            x = r()
            title = (
                title + "（图）"
                if x < 0.3
                else "快讯：" + title
                if x < 0.5
                else title.replace(" ", "，")
                if x < 0.8 and " " in title
                else title + " 全文"
            )
        body += f'<p class="em_media">（文章来源：{src[0]}）</p>'
        return Article(i, title, date, src[0], src[1], tags, body, code, base)


def render(a, share_host="finews.example", home_host="home.example"):
    return (
        f'---\nlayout: post\ntitle: "{a.title}"\ndate: {a.date:%Y-%m-%d %H:%M:%S} +0800\n'
        f"categories: {a.slug}\ntags: {' '.join(a.tags)}\n---\n{a.body}\n\n"
        f"<http://{share_host}/html_News/NewsShare.html?infoCode={a.code}>\n\n"
        f"[返回{a.source}新闻](//{home_host}/category/{a.slug}.html)｜[返回首页](//{home_host}/)\n"
    )


_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.S)
_SRC = re.compile(r'<p class="em_media">（文章来源：(.*?)）</p>')
_CODE = re.compile(r"infoCode=(NW\d+)")


def parse(text):
    """A plain reader of such a file, for the bare model."""
    front, rest = _FRONT.match(text).groups()
    meta = dict(line.split(": ", 1) for line in front.split("\n"))
    body, tail = rest.split("\n\n<http", 1)
    src = _SRC.search(body)
    return {
        "title": meta["title"].strip('"'),
        "date": datetime.strptime(meta["date"], "%Y-%m-%d %H:%M:%S %z"),
        "slug": meta["categories"],
        "tags": meta["tags"].split(),
        "source": src.group(1) if src else "",
        "body": body,
        "code": _CODE.search(tail).group(1),
    }


def make(folder: Path, count: int, seed: int = 1) -> Path:
    """Write `count` articles into `folder`, unless it has them."""
    maker = Maker(seed)
    folder.mkdir(parents=True, exist_ok=True)
    if sum(1 for _file in folder.iterdir()) == count:
        return folder
    for number in range(count):
        article = maker.article(number)
        (folder / f"{article.date:%Y-%m-%d}-{article.code}.md").write_text(render(article), encoding="utf-8")
    return folder
