from pathlib import Path

from resilience.calmly import command, make_library, require_calm


def test_a_damaged_library_is_read_into_a_new_one_and_what_is_lost_is_said(tmp_path: Path) -> None:
    path = make_library(tmp_path / "library", articles=2)
    content = bytearray(path.read_bytes())
    place = content.index(b"who?")
    content[place - 30 : place + 4] = bytes(34)
    path.write_bytes(content)
    assert command(path, "check").code == 1
    new = tmp_path / "new.postil"
    said = command(path, "recover", str(path), "--to", str(new))
    assert said.code == 0, said
    assert "2 articles and 2 highlights were read from" in said.out or "2 articles and 1 highlight" in said.out
    assert "lost or incomplete" in said.out
    assert said.err
    assert path.read_bytes() == bytes(content)
    assert command(new, "check").code == 0
    require_calm(command(path, "recover", str(path), "--to", str(new)), "already")


def test_of_a_sound_library_nothing_is_lost(tmp_path: Path) -> None:
    path = make_library(tmp_path / "library")
    said = command(path, "recover", str(path), "--to", str(tmp_path / "new.postil"))
    assert (said.code, said.err) == (0, "")
    assert "Nothing is lost." in said.out
