"""Writing exports over files that are there: what the reader wrote in them is kept, and a copy of them as they were."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from postil.domain.edits import Change, Edit
from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.domain.records import ExportedFile
from postil.domain.wording import say
from postil.exporters.collected import address
from postil.exporters.merge_diff import replaced_whole, unified
from postil.exporters.merging import RESTLESS, Merged, described, merge
from postil.exporters.options import ExportOptions, MadeFile
from postil.exporters.parts import Written, cut, file_hash, pack, unpack
from postil.exporters.writing import write_bytes
from postil.storage.library import Library

State = Literal["new", "same", "own", "touched", "foreign"]
"""Of a file: not there; says already what it would say; as Postil wrote it; the reader wrote in it; not Postil's."""

KEPT = 10
"""Copies of one file, as it was before an export, that are kept."""

OWN = 4096
"""Bytes at the beginning of a file in which an export names its article."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What an export would make of one file.

    ``present`` are its bytes, None where it is not there. ``merged`` is what it will be; None for a file that is no
    text, or that is written as it was made. ``can_merge``: what the reader wrote in it can be kept.
    """

    path: Path
    state: State
    made: MadeFile
    options: ExportOptions
    present: bytes | None
    merged: Merged | None
    can_merge: bool

    @property
    def content(self) -> bytes:
        """The bytes that will be written."""
        if self.state in {"touched", "same"} and self.can_merge and self.merged is not None:
            return self.merged.text.encode()
        return self.made.content

    @property
    def is_conflict(self) -> bool:
        """Whether the reader and the library changed the same part, so that a look at it is due."""
        if self.state in {"touched", "foreign"} and not self.can_merge:
            return True
        return self.state == "foreign" or (self.merged is not None and self.merged.number("news") > 0)

    @property
    def is_text(self) -> bool:
        """Whether what would change can be shown."""
        return self.merged is not None or _decoded(self.made.content) is not None

    def diff(self) -> str:
        """Return what would change, as ``diff -u`` says it; "" for nothing, or for what is no text."""
        if self.state == "same" or not self.is_text:
            return ""
        return unified(self.merged or replaced_whole("", self.made.text), str(self.path))


@dataclass(frozen=True, slots=True)
class Carried:
    """A file that an export was written to, and how it stood before."""

    path: Path
    state: State


def plan(library: Library, path: Path, made: MadeFile, options: ExportOptions) -> Rewriting:
    """Return what writing ``made`` to ``path`` means for what stands there; raises Problem where it cannot be read."""
    present = _read(path)
    if present is None:
        return Rewriting(path, "new", made, options, None, None, can_merge=bool(made.marked))
    record = library.get(ExportedFile, file_id(path))
    written = unpack(record.parts) if record else None
    # A name can be that of another article's file, which is still the reader's own.
    is_anothers = is_of_another(written, made) and not is_export_of(present, made.key)
    # One format over another is no renewal, though nobody wrote in the file.
    is_other = record is not None and record.format != options.format
    is_own = written is not None and written.file == file_hash(present) and not is_anothers and not is_other
    is_ours = (record is not None and not is_anothers) or is_export_of(present, made.key)
    text = _decoded(present)
    if present == made.content:
        return Rewriting(path, "same", made, options, present, None, can_merge=False)
    if not made.marked or text is None or not is_ours:
        state: State = "own" if is_own else "touched" if is_ours and not is_other else "foreign"
        whole = replaced_whole(text, made.text) if text is not None and _decoded(made.content) is not None else None
        return Rewriting(path, state, made, options, present, whole, can_merge=False)
    merged = merge(text, cut(made.marked), written)
    if not merged.is_news:
        state = "same"
    elif is_own and not merged.is_touched:
        state = "own"
    else:
        state = "touched"
    return Rewriting(path, state, made, options, present, merged, can_merge=True)


def wholly(planned: Rewriting) -> Rewriting:
    """Return the plan to write a file anew, without what the reader wrote in it."""
    text = _decoded(planned.present or b"")
    is_text = text is not None and _decoded(planned.made.content) is not None
    merged = replaced_whole(text or "", planned.made.text) if is_text else None
    state: State = planned.state if planned.state in {"new", "foreign"} else "own"
    if planned.present == planned.made.content:
        state = "same"
    return replace(planned, state=state, merged=merged, can_merge=False)


def carry_out(library: Library, planned: Rewriting, *, when: str = "", watched: bool = False) -> ExportedFile:
    """Write the file, having kept what stood there, and return what to remember of it; raises Problem.

    A file that says already what it would say is left as it is. One that was changed since it was planned stops it.
    """
    if _read(planned.path) != planned.present:
        raise Problem(
            "“{file}” was changed just now by another program, and was left as it is. Export again.", file=planned.path
        )
    content = planned.content if planned.state != "same" else planned.present or planned.made.content
    if planned.state != "same":
        if planned.present is not None:
            keep(library.path, planned.path, planned.present, when or now())
        write_bytes(planned.path, content)
    before = library.get(ExportedFile, file_id(planned.path))
    if planned.state == "same" and before is not None:
        # The time of the export in the file is that of the last one that had something to say.
        return replace(
            before,
            options=planned.options.to_json(),
            watched=watched or before.watched,
            parts=_as_it_stands(before.parts, planned),
        )
    if planned.can_merge and planned.merged is not None:
        parts = planned.merged.parts
    else:
        parts = described(cut(planned.made.marked)) if planned.made.marked else ()
    packed = pack(Written(file_hash(content), parts, planned.made.key))
    return ExportedFile(
        file_id(planned.path), planned.options.format, planned.options.to_json(), packed, watched, when or now()
    )


def remember(library: Library, files: Iterable[ExportedFile]) -> Edit:
    """Return the Edit that keeps what was written; it is no step of undo."""
    changes = [Change(library.get(ExportedFile, file.id), file) for file in files]
    return Edit(say("Export"), tuple(each for each in changes if each.before != each.after))


def keep(library: Path, path: Path, content: bytes, when: str) -> Path:
    """Keep a copy of a file that is about to be written over, and return where.

    The copies lie beside the library, in ``NAME-replaced``; of each file the newest ten are kept.
    """
    folder = kept_folder(library)
    place = hashlib.sha256(file_id(path).encode()).hexdigest()[:8]
    name = f"{path.stem[:60]}.{place}"
    number, kept = 1, folder / f"{name}.{_stamp(when)}{path.suffix}"
    try:
        folder.mkdir(exist_ok=True)
        while kept.exists() and kept.read_bytes() != content:
            number += 1
            kept = folder / f"{name}.{_stamp(when)}-{number:02}{path.suffix}"
        write_bytes(kept, content)
        older = sorted(each for each in folder.iterdir() if f".{place}." in each.name)
        for each in older[:-KEPT]:
            each.unlink()
    except OSError as error:
        raise Problem(
            "“{file}” was left as it is, because no copy of it could be kept in {folder}: make that folder writable.",
            file=path,
            folder=folder,
        ) from error
    return kept


def kept_folder(library: Path) -> Path:
    """Return the folder in which copies of files lie as they were before an export."""
    return library.with_name(f"{library.stem}-replaced")


def file_id(path: Path) -> str:
    """Return the id of a file's record: its absolute path; raises Problem where that cannot be kept as text."""
    told = str(path.expanduser().absolute())
    if any("\ud800" <= character <= "\udfff" for character in told):
        raise Problem(
            "“{name}” lies under a name that is not in UTF-8, so that Postil could not know it again; choose another "
            "place.",
            name=path.name.encode(errors="replace").decode(),
        )
    return told


def is_of_another(written: Written | None, made: MadeFile) -> bool:
    """Return whether what is remembered of a file is of another article (or other key) than ``made``."""
    return written is not None and bool(written.key and made.key) and written.key != made.key


def is_export_of(content: bytes, key: str) -> bool:
    """Return whether a file's beginning names what it is an export of."""
    beginning = content[:OWN]
    return bool(key) and any(mark.encode() in beginning for mark in (f'"{key}"', address(key)))


def _as_it_stands(parts: str, planned: Rewriting) -> str:
    """Return what to remember of a file that says already what it would say: it may have been written unremembered."""
    before, made = unpack(parts), planned.made
    if before is None or planned.present is None or not made.marked:
        return parts
    if planned.present == made.content:
        now = described(cut(made.marked))
    elif planned.merged is not None:
        known = {part.id: part for part in before.parts if part.id in RESTLESS}
        now = tuple(known.get(part.id, part) for part in planned.merged.parts)
    else:
        return parts
    if {part.id: part for part in now} == {part.id: part for part in before.parts}:
        return parts
    return pack(Written(file_hash(planned.present), now, made.key))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Problem("“{file}” cannot be read, so it was left as it is: choose another name.", file=path) from error


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _stamp(when: str) -> str:
    return when.replace(":", "-")
