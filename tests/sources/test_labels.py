"""Every code that an editor may meet has words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from articles.preparing import prepare
from sources.decoding import _MAGIC, decode
from sources.labels import LABELS, MESSAGES, in_words, label
from sources.parsed import FORMATS

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"[a-z]+(-[a-z]+)+")
HAN = re.compile(r"[\u4e00-\u9fff]")
# What gives a code to a warning or a failure, as the first argument.
GIVERS = {"Warning", "UnreadableFile", "Failure", "_warn", "Refused"}


def codes_given() -> Iterator[str]:
    """The codes that the readers and the import write out."""
    for path in [*ROOT.glob("sources/**/*.py"), ROOT / "articles/preparing.py", *ROOT.glob("articles/importing/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in GIVERS:
                yield from (arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant))


def test_every_code_that_is_given_has_words():
    given = {code for code in codes_given() if CODE.fullmatch(code)}

    assert {"missing-date", "not-text", "empty-file"} <= given
    assert given - set(LABELS) == set()


def test_every_warning_of_the_decoder_has_words():
    text = "\x00\u202e\ue000" + "正文。" * 40
    mixed = text.encode() + b"\n" + ("国务院新闻办公室" * 20).encode("gb18030") + b"\n\xff\xff"

    given = {warning.code for warning in decode(mixed).warnings}

    assert {"control-characters", "bidi-overrides"} <= given
    assert given <= set(LABELS)


def test_a_code_without_words_is_shown_as_it_is():
    assert label("quite-new") == "quite-new"


def test_every_format_has_words():
    assert set(FORMATS) <= set(LABELS)


def sentences() -> Iterator[str]:
    """What the readers say of files that they refuse or skip; every value that they fill in is 7 here."""
    for path in [*ROOT.glob("sources/**/*.py"), ROOT / "articles/preparing.py", *ROOT.glob("articles/importing/*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            node.targets[0].id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id="UnreadableFile" | "Failure"), args=[_code, *said]):
                    yield from (text for part in said for text in texts(part, named))
                case ast.Call(func=ast.Name(id="_unsafe" | "_not_text"), args=[why]):
                    yield from texts(why, named)
                case ast.FunctionDef(name="reason") if path.name == "site_files.py":
                    returned = (part.value for part in ast.walk(node) if isinstance(part, ast.Return))
                    yield from (text for part in returned for text in texts(part, named))


def texts(node: ast.expr, named: dict[str, ast.expr]) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(part.value if isinstance(part, ast.Constant) else "7" for part in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from (*texts(one, named), *texts(other, named))
        case ast.Name(id=name) if name in named:
            yield from texts(named[name], named)


def test_whatever_a_reader_says_is_said_in_chinese():
    # A kind of file is told by name.
    said = set(sentences()) - {"it is 7"} | {f"it is {kind}" for kind in _MAGIC.values()}

    assert {"The file is empty.", "The front matter 7.", "is larger than 7 KB", "a page about the site"} <= said
    with translation.override("zh-hans"):
        assert [text for text in said if not HAN.search(in_words(text))] == []
        assert [text for text in MESSAGES if not HAN.search(in_words(text))] == []


@pytest.mark.parametrize(
    ("data", "message", "remedy"),
    [
        (b"", "文件是空的。", "请填入文章内容，或删除文件。"),
        (b"\x89PNG\r\n", "文件不是文本：是 PNG 图片。", "请导入文本、Markdown 或 HTML 文件。"),
        (b"---\na: &b c\nd: *b\n---\n", "头信息用了 YAML 的锚点和别名。", "请写成普通的 `key: value` 行。"),
        (
            b"---\na: !!python/name:os.system 1\n---\n",
            "头信息用了 YAML 标签 tag:yaml.org,2002:python/name:os.system。",
            None,
        ),
        (b"---\ndate: 2022-02-25\n---\n" + "正文。".encode() * 99, "文章没有标题。", "请在头信息里补上标题。"),
    ],
)
def test_a_refused_file_is_told_of_in_chinese(data, message, remedy):
    failure = prepare(data, "a.md").failure

    with translation.override("zh-hans"):
        assert in_words(failure.message) == message
        assert remedy is None or in_words(failure.remedy) == remedy


def test_what_a_reader_fills_in_stays_as_it_is():
    with translation.override("zh-hans"):
        assert in_words("a page of the site without an article (layout: page)") == "没有文章的网站页面（layout：page）"
        assert in_words("The reader failed: ValueError: 100%\ndone") == "解析出错：ValueError: 100%\ndone"
        assert in_words("") == ""
        assert in_words("天下大事") == "天下大事"


def test_in_english_a_message_stays_as_the_reader_wrote_it():
    with translation.override("en"):
        assert in_words("The front matter is larger than 64 KB.") == "The front matter is larger than 64 KB."
        assert in_words("The file is empty.") == "The file is empty."
