"""Decoding: ten ways in which Chinese text is stored, and what is lost on the way."""

import random
from pathlib import Path

import pytest

from sources.decoding import decode
from sources.parsed import UnreadableFile

SEEDS = sorted((Path(__file__).parents[2] / "fixtures" / "seeds").glob("*.txt"))
SAMPLE = "数字技术的应用，让企业办事越来越方便了。\n这是第二行，讲的是厦门的营商环境。\n"
TRADITIONAL = "數位技術的應用，讓企業辦事越來越方便了。\n這是第二行，講的是廈門的營商環境。\n"


def excerpts(count=120):
    """Stretches of the real files, a third of them only 30 characters long."""
    chance = random.Random(7)
    texts = [path.read_text(encoding="utf-8") for path in SEEDS]
    for number in range(count):
        text = chance.choice(texts)
        size = (30, 200, 3000)[number % 3]
        start = chance.randrange(max(1, len(text) - size))
        yield text[start : start + size].strip() + "\n"


def in_two_encodings(text):
    lines = (text + text).split("\n")
    return b"\n".join(line.encode(("utf-8", "gb18030")[number % 2]) for number, line in enumerate(lines))


VARIANTS = {
    "UTF-8": lambda text: (text, text.encode()),
    "UTF-8 with BOM": lambda text: (text, text.encode("utf-8-sig")),
    "GB18030": lambda text: (text, text.encode("gb18030")),
    "GB18030 with CRLF": lambda text: (text, text.replace("\n", "\r\n").encode("gb18030")),
    "GB18030 declared as gb2312": lambda text: (
        "<meta charset=gb2312>" + text,
        ("<meta charset=gb2312>" + text).encode("gb18030"),
    ),
    "GB18030 with a NUL": lambda text: (text, text.encode("gb18030") + b"\x00"),
    "Big5": lambda text: (
        text.encode("big5hkscs", "ignore").decode("big5hkscs"),
        text.encode("big5hkscs", "ignore"),
    ),
    "UTF-16 with BOM": lambda text: (text, text.encode("utf-16")),
    "UTF-16 little-endian without BOM": lambda text: (text, text.encode("utf-16-le")),
    "UTF-16 big-endian without BOM": lambda text: (text, text.encode("utf-16-be")),
    "UTF-8 and GBK by turns": lambda text: (text + text, in_two_encodings(text)),
}


def failures(decoder):
    cases = [(name, *make(text)) for text in excerpts() for name, make in VARIANTS.items()]
    return [name for name, text, data in cases if decoder(data) != text], len(cases)


def test_eleven_variants_of_real_text_are_read_exactly():
    wrong, total = failures(lambda data: decode(data).text)
    assert len(wrong) <= total * 0.005, wrong


def test_control_the_usual_ladder_fails_on_a_third_of_the_variants():
    def usual(data):
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("gb18030", "replace")

    wrong, total = failures(usual)
    assert len(wrong) > total / 3


def test_every_text_with_broken_bytes_is_flagged_and_loses_little():
    chance = random.Random(3)
    for text in excerpts(60):
        data = bytearray((text + SAMPLE * 3).encode("gb18030"))
        data.insert(chance.randrange(len(data) // 2), 0xFF)
        decoded = decode(bytes(data))
        assert decoded.encoding in ("gb18030", "utf-8+gb18030")
        assert {warning.code for warning in decoded.warnings} >= {"undecodable-bytes"}
        assert decoded.text.endswith(SAMPLE)


@pytest.mark.parametrize(
    "data, encoding",
    [
        (SAMPLE.encode(), "utf-8"),
        (SAMPLE.encode("utf-8-sig"), "utf-8-sig"),
        (SAMPLE.encode("gbk"), "gb18030"),
        (TRADITIONAL.encode("big5"), "big5hkscs"),
        (SAMPLE.encode("utf-16"), "utf-16"),
        (SAMPLE.encode("utf-16-le"), "utf-16-le"),
        (SAMPLE.encode("utf-16-be"), "utf-16-be"),
        (b"", "utf-8"),
        (b"plain", "utf-8"),
        ("© 2022".encode(), "utf-8"),
    ],
)
def test_the_encoding_is_named(data, encoding):
    assert decode(data).encoding == encoding


def test_a_wrong_declaration_does_not_spoil_utf8():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">' + SAMPLE
    assert decode(page.encode()).text == page


def test_a_declaration_decides_between_guesses():
    page = '<meta charset="big5"><p>中文</p>'
    assert decode(page.encode("big5")).encoding == "big5hkscs"


@pytest.mark.parametrize("declared", ["punycode", "unicode_escape", "zip", "no-such-charset", "utf-7"])
def test_a_declared_decoder_that_is_no_charset_is_ignored(declared):
    assert decode(SAMPLE.encode("gb18030"), declared).text == SAMPLE


def test_a_lossy_decoding_counts_what_was_lost():
    decoded = decode(SAMPLE.encode() + b"\xff\xfe\xff" + SAMPLE.encode())
    assert [(warning.code, warning.detail) for warning in decoded.warnings] == [("undecodable-bytes", "3")]
    assert decoded.text.count("\ufffd") == 3


def test_a_clean_text_has_no_warnings():
    assert decode(SAMPLE.encode()).warnings == ()
    assert decode(SAMPLE.encode("gb18030")).warnings == ()


def test_two_encodings_in_one_file_are_reported():
    decoded = decode(in_two_encodings(SAMPLE * 3))
    assert decoded.encoding == "utf-8+gb18030"
    assert [warning.code for warning in decoded.warnings] == ["mixed-encodings"]


def test_two_encodings_between_the_tags_of_one_line_are_read():
    data = b"<p>" + "营商环境持续优化，企业满意。".encode() + b"</p><p>" + "数字政府建设提速。".encode("gbk") + b"</p>"
    assert decode(data).text == "<p>营商环境持续优化，企业满意。</p><p>数字政府建设提速。</p>"


def test_control_characters_and_bidi_overrides_are_taken_out_with_a_warning():
    decoded = decode("标题\x00里有\x07控制\u202e字符\tA\n".encode())
    assert decoded.text == "标题里有控制字符\tA\n"
    assert [(warning.code, warning.detail) for warning in decoded.warnings] == [
        ("control-characters", "2"),
        ("bidi-overrides", "1"),
    ]


def test_private_use_characters_are_kept_and_counted():
    decoded = decode("姓名\ue863某".encode())
    assert decoded.text == "姓名\ue863某"
    assert [(warning.code, warning.detail) for warning in decoded.warnings] == [("private-use-characters", "1")]


def test_line_ends_of_every_kind_become_one():
    text = "一\r\n二\r三\n四\u2028五\x0c六"
    assert decode(text.encode()).text == "一\n二\n三\n四\n五\n六"
    assert decode(text.encode()).warnings == ()


def test_several_byte_order_marks_are_dropped():
    assert decode(("\ufeff\ufeff" + SAMPLE).encode()).text == SAMPLE


@pytest.mark.parametrize(
    "data, what",
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "it is a PNG picture"),
        (b"PK\x03\x04" + bytes(50), "it is a ZIP archive or an Office document"),
        (b"%PDF-1.7\n", "it is a PDF document"),
        (random.Random(1).randbytes(5000), "no encoding makes sense of its bytes"),
    ],
)
def test_a_binary_file_is_refused_with_what_it_is_and_what_to_do(data, what):
    with pytest.raises(UnreadableFile) as refusal:
        decode(data)
    assert refusal.value.code == "not-text"
    assert str(refusal.value) == f"The file is not text: {what}."
    assert refusal.value.remedy == "Import text, Markdown or HTML files."


def test_marks_without_width_part_no_words():
    assert decode("---\u200b\n数\u200b字\u2060政\ufeff府\n".encode()).text == "---\n数字政府\n"
