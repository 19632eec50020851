"""Bytes become text by mark, declaration, UTF-8 and detection; what is no text is refused in a sentence."""

import codecs

import pytest

from postil.domain.problems import Problem
from postil.domain.sources import Source
from postil.importers import read
from postil.importers.encoding import decode

GERMAN = "Die Brücke über den Fluß wurde größer, und die Bürger freuten sich über ihre schöne, neue Straße am Übergang."
FRENCH = (
    "L’été dernier, la forêt brûlait déjà à cœur ; les élèves étaient très inquiets après la fête de la Saint-Jean."
)
RUSSIAN = (
    "Мост через реку был построен заново, и жители города радовались новой дороге, которая вела к старой мельнице."
)
JAPANESE = "昨日の夜、川の水が上がって、村の下の道が流されました。朝になると、粉屋は向こう岸に立って叫びました。"
CHINESE = "昨天夜里河水上涨，冲走了村子下面的道路，因此村里没有人能够到达磨坊。早上，磨坊主站在对岸大声呼喊。"


def a_file(content: bytes, charset: str = "") -> Source:
    return Source("file", content, name="lake.txt", location="/home/anna/lake.txt", charset=charset)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_mark(charset: str) -> None:
    assert decode(a_file(GERMAN.encode(charset))).text == GERMAN


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (CHINESE.replace("个", ""), "gb2312"),
    ],
)
def test_an_undeclared_encoding_is_detected(text: str, charset: str) -> None:
    assert decode(a_file(text.encode(charset))).text == text


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    assert decode(a_file(RUSSIAN.encode("koi8-r"), "KOI8-R")).text == RUSSIAN
    assert decode(a_file(GERMAN.encode(), "no-such-charset")).text == GERMAN
    assert decode(a_file(b"50 \x80", "ISO-8859-1")).text == "50 €"


@pytest.mark.parametrize("codec", ["hex", "rot13", "zlib", "idna", "unicode_escape"])
def test_a_codec_that_is_no_charset_is_not_used(codec: str) -> None:
    assert decode(a_file(b"abc \\x41 xn--a", codec)).text == "abc \\x41 xn--a"


def test_a_few_damaged_letters_show_as_such() -> None:
    content = (GERMAN * 20).encode() + b" damage \xff here"
    assert decode(a_file(content)).text.endswith("damage \ufffd here")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), id="picture"),
        pytest.param(b"PK\x03\x04rest", id="archive"),
        pytest.param(bytes(range(256)) * 20, id="bytes"),
        pytest.param(codecs.BOM_UTF8[:1] + b"\0" * 1000, id="zeros"),
    ],
)
def test_a_binary_file_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(Problem, match=r"“lake\.txt” is not a text.*Save it as"):
        read(a_file(content))


def test_an_encoding_that_cannot_be_told_is_refused() -> None:
    content = bytes(0x80 + (i * 37 + i // 3) % 0x80 for i in range(3000))
    with pytest.raises(Problem, match="UTF-8"):
        read(a_file(content))


@pytest.mark.parametrize("content", [b"", b" \n ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF8 + b"\r\n"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(Problem, match=r"empty|no text"):
        read(a_file(content))
