"""Zip files of strangers are read within bounds, and refused in a sentence beyond them."""

import io
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.domain.problems import PasswordNeeded, Problem
from postil.domain.sources import Source
from postil.importers import archives
from postil.importers.archives import clean_name, declared_type, holds_member, open_archive, resolve


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for name, content in members:
            file.writestr(name, content)
    return packed.getvalue()


def of(content: bytes) -> Source:
    return Source("file", content, "lake.epub", "/home/anna/lake.epub")


def test_a_member_is_found_by_its_name_in_any_case() -> None:
    archive = open_archive(of(zipped(("OEBPS/Lake.xhtml", b"The lake"))))
    assert archive.read("OEBPS/Lake.xhtml") == archive.read("oebps/lake.XHTML") == b"The lake"
    with pytest.raises(KeyError):
        archive.read("lake.xhtml")


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("a/b.txt", "a/b.txt"),
        ("a\\b.txt", "a/b.txt"),
        ("./a//b.txt", "a/b.txt"),
        ("a/../b.txt", "b.txt"),
        ("/etc/passwd", "etc/passwd"),
        ("../b.txt", ""),
        ("a/../../b.txt", ""),
        ("..\\..\\b.txt", ""),
        ("..", ""),
        (".", ""),
        ("", ""),
        ("a.txt\0.png", "a.txt"),
    ],
)
def test_no_name_leads_out_of_the_archive(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned


@given(st.text(alphabet="./\\ab%2e#:?\0", max_size=30), st.text(alphabet="./ab", max_size=10))
def test_no_reference_leads_out_of_the_archive(reference: str, base: str) -> None:
    name, _ = resolve(base, reference)
    assert not name.startswith("/")
    assert ".." not in name.split("/")


@pytest.mark.parametrize(
    ("reference", "member", "fragment"),
    [
        ("two.xhtml#p1", "text/two.xhtml", "p1"),
        ("../images/a%20b.png", "images/a b.png", ""),
        ("#p1", "text/one.xhtml", "p1"),
        ("/images/a.png", "images/a.png", ""),
        ("../../../etc/passwd", "etc/passwd", ""),
        ("..\\images\\a.png", "images/a.png", ""),
        ("https://example.org/two.xhtml", "", ""),
        ("//example.org/two.xhtml", "", ""),
        ("file:///etc/passwd", "", ""),
        ("javascript:alert(1)", "", ""),
        ("http://[", "", ""),
    ],
)
def test_a_reference_means_a_member_of_the_archive(reference: str, member: str, fragment: str) -> None:
    found = resolve("text/one.xhtml", reference)
    assert found[0] == member
    assert not member or found[1] == fragment


def test_members_that_lead_out_are_none() -> None:
    archive = open_archive(of(zipped(("../out.txt", b"out"), ("in.txt", b"in"))))
    assert list(archive.members) == ["in.txt"]


def test_of_two_members_of_one_name_the_last_counts() -> None:
    assert open_archive(of(zipped(("a", b"first"), ("a", b"second")))).read("a") == b"second"


def test_a_bomb_is_not_unpacked() -> None:
    archive = open_archive(of(zipped(("bomb", b"\0" * (archives.STEEP_FROM + 1)))))
    with pytest.raises(Problem, match=r"“lake.epub” unpacks to far more"):
        archive.read("bomb")
    with pytest.raises(Problem, match="far more"):
        archive.check_sizes()


def test_a_member_that_declares_too_little_is_damaged() -> None:
    content = zipped(("a", b"x" * 1000))
    directory = content.index(b"PK\x01\x02")
    lying = content[: directory + 24] + (10).to_bytes(4, "little") + content[directory + 28 :]
    with pytest.raises(Problem, match="damaged"):
        open_archive(of(lying)).read("a")


def test_all_that_is_unpacked_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_TOTAL", 2500)
    archive = open_archive(of(zipped(("a", b"x" * 1000))))
    archive.read("a")
    archive.read("a")
    with pytest.raises(Problem, match="far more"):
        archive.read("a")


def test_an_archive_of_too_many_members_is_refused_before_it_is_opened() -> None:
    with pytest.raises(Problem, match=r"more than 20,000 files"):
        open_archive(of(b"PK\x03\x04" + b"PK\x01\x02" * 20_001))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_an_archive_that_was_cut_off_is_refused(share: float) -> None:
    content = zipped(("a", bytes(range(256)) * 8), ("b", b"b"))
    with pytest.raises(Problem, match="damaged or was cut off"):
        open_archive(of(content[: int(len(content) * share)]))


def test_a_member_with_a_wrong_checksum_is_damaged() -> None:
    content = zipped(("a", b"The lake rose."), method=zipfile.ZIP_STORED).replace(b"The lake", b"The fire")
    with pytest.raises(Problem, match="damaged"):
        open_archive(of(content)).read("a")


def test_a_locked_member_asks_for_its_password() -> None:
    content = bytearray(zipped(("a", b"The lake rose.")))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(PasswordNeeded, match=r"“lake.epub” is locked"):
        open_archive(of(bytes(content))).read("a")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_needs_much_memory_is_not_unpacked(method: int) -> None:
    with pytest.raises(Problem, match="damaged"):
        open_archive(of(zipped(("a", b"The lake rose."), method=method))).read("a")


@given(st.binary(max_size=300), st.integers(0, 200))
def test_any_bytes_are_an_archive_or_a_problem(noise: bytes, place: int) -> None:
    good = zipped(("mimetype", b"application/epub+zip"), ("a", b"The lake rose."))
    for content in (b"PK\x03\x04" + noise, good[:place] + noise + good[place:], good[:place] + noise):
        declared_type(content)
        try:
            archive = open_archive(of(content))
            archive.check_sizes()
            read = [archive.read(name) for name in archive.members]
        except Problem as problem:
            read = [str(problem).encode()]
        assert all(isinstance(one, bytes) for one in read)


def test_a_zip_says_in_its_first_member_what_it_is() -> None:
    kind = ("mimetype", b"application/epub+zip")
    assert declared_type(zipped(kind, ("a", b"a"), method=zipfile.ZIP_STORED)) == "application/epub+zip"
    assert declared_type(zipped(("a", b"a"), kind, method=zipfile.ZIP_STORED)) == ""
    assert declared_type(b"PK\x03\x04") == declared_type(b"") == ""
    assert holds_member(zipped(("META-INF/container.xml", b"")), "META-INF/container.xml")
    assert not holds_member(b"META-INF/container.xml", "META-INF/container.xml")
