"""PDFs that nobody here made: each comes in or is refused in a sentence, within 10 seconds and 500 MB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from postil.domain.problems import PasswordNeeded, Problem
from postil.importers import read
from postil.importers.files import load

SECONDS, MEGABYTES = 10, 500
# Two columns of a court, Arabic, Chinese, set downwards, turned, ligatures, a table, forms, links, broken, locked.
VARIED = (
    "issue11913", "ArabicCIDTrueType", "XiaoBiaoSong", "vertical", "hello_world_rotated", "copy_paste_ligatures",
    "bug2014080", "textfields", "extract_link", "poppler-395-0-fuzzed", "issue13447", "Pages-tree-refs", "bug1250079",
)  # fmt: skip
ALONE = """
import json, resource, sys
from postil.domain.problems import Problem
from postil.importers import read
from postil.importers.files import load
try:
    told = read(load(sys.argv[1])).title
except Problem as problem:
    told = str(problem)
print(json.dumps([told, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))
"""


@pytest.fixture(scope="module")
def collection(shared: Path) -> Path:
    folder = shared / "data" / "pdf"
    if not folder.is_dir():
        pytest.skip("the collection of PDFs is not among the shared material")
    return folder


def text_of(collection: Path, name: str) -> str:
    return read(load(collection / f"{name}.pdf")).document.text


@pytest.mark.parametrize("name", VARIED)
def test_a_strange_pdf_comes_in_or_is_refused_in_a_sentence(collection: Path, name: str) -> None:
    try:
        told = read(load(collection / f"{name}.pdf")).title
    except Problem as problem:
        told = str(problem)
        assert told.endswith(".")
    assert told.strip()


def test_arabic_is_in_logical_order(collection: Path) -> None:
    assert text_of(collection, "ArabicCIDTrueType").split("\n")[0] == "انواع الخطوط العربية"


def test_what_is_set_downwards_begins_at_the_right(collection: Path) -> None:
    assert text_of(collection, "vertical") == "あいうえお日本語"


def test_ligatures_are_letters(collection: Path) -> None:
    assert text_of(collection, "copy_paste_ligatures") == "abcdef ff fi fl ffi ffl ſt st ghijklmno".replace(" ", "")


def test_a_table_is_one(collection: Path) -> None:
    tables = [b for b in read(load(collection / "bug2014080.pdf")).document.blocks if b.kind == "table"]
    assert [table.text.split("\n")[1] for table in tables] == ["Monday\t23\t15"]


@pytest.mark.parametrize("name", ["issue3371", "issue6010_2", "pr6531_1"])
def test_what_is_locked_asks_for_a_password(collection: Path, name: str) -> None:
    with pytest.raises(PasswordNeeded, match="is locked"):
        read(load(collection / f"{name}.pdf"))


@pytest.mark.slow
def test_the_whole_collection_stays_within_time_and_memory(collection: Path) -> None:
    broken: list[str] = []
    for path in sorted(collection.glob("*.pdf")):
        command = [sys.executable, "-c", ALONE, str(path)]
        try:
            ended = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            broken.append(f"{path.name}: {error}")
            continue
        told, used = json.loads(ended.stdout.splitlines()[-1])
        if not told.strip() or used > MEGABYTES:
            broken.append(f"{path.name}: {used} MB, {told!r}")
    assert broken == []
