"""Frames between two processes: JSON lines, with all bytes beside them. Nothing that is read is ever run.

A frame is a number of parts, the length of each in bytes, and the parts; the first is the lines, in UTF-8.
"""

import json
import re
import struct
from collections.abc import Iterable, Sequence
from typing import BinaryIO

MOST_BYTES = 768 * 1024 * 1024
"""The largest frame, in bytes: a source and the folder beside it, or an article with all of its pictures."""

MOST_PARTS = 50_000

_NUMBER = struct.Struct(">Q")


def write_frame(stream: BinaryIO, rows: Iterable[object], parts: Sequence[bytes]) -> None:
    """Write ``rows``, each a line of JSON, and ``parts`` as a frame; raises OverflowError where that is too much."""
    lines = _encoded("\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows))
    whole = [lines, *parts]
    if sum(map(len, whole)) > MOST_BYTES or len(whole) > MOST_PARTS:
        raise OverflowError("too much for one frame")
    stream.write(_NUMBER.pack(len(whole)))
    stream.writelines(_NUMBER.pack(len(part)) for part in whole)
    stream.writelines(whole)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[list[bytes], list[bytes]] | None:
    """Return the lines and the parts of the next frame, None at the end; raises ValueError for anything else."""
    first = stream.read(_NUMBER.size)
    if not first:
        return None
    (number,) = _unpacked(first)
    if not 1 <= number <= MOST_PARTS:
        raise ValueError("not a frame")
    lengths = [_unpacked(stream.read(_NUMBER.size))[0] for _ in range(number)]
    if sum(lengths) > MOST_BYTES:
        raise ValueError("too large a frame")
    lines, *parts = [_read_exactly(stream, length) for length in lengths]
    return lines.split(b"\n"), parts


def _encoded(lines: str) -> bytes:
    try:
        return lines.encode()
    except UnicodeEncodeError:
        # Half of a character, which JSON may spell and no file can hold.
        return re.sub("[\ud800-\udfff]", "\ufffd", lines).encode()


def _unpacked(number: bytes) -> tuple[int, ...]:
    if len(number) != _NUMBER.size:
        raise ValueError("a frame that is cut off")
    return _NUMBER.unpack(number)


def _read_exactly(stream: BinaryIO, length: int) -> bytes:
    content = stream.read(length)
    if len(content) != length:
        raise ValueError("a frame that is cut off")
    return content
