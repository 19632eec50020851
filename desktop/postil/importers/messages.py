"""What goes between Postil and the process that reads sources: records as lists of their fields' values, in order.

Both ends are the same Postil, so that a field that is added to a record travels by itself.
"""

import functools
import json
import operator
import types
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, BinaryIO, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from postil.domain.document import Block, Document
from postil.domain.foreign import ForeignWork
from postil.domain.quiet import without_collecting
from postil.domain.sources import Imported, Source
from postil.importers.frames import read_frame, write_frame

_EMPTY = Document(())

Why = Literal["problem", "unknown", "password", "memory", "mistake"]
T = TypeVar("T")
Decoder = Callable[[Any, list[bytes]], Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a source gives no article: one sentence.

    ``why`` is "problem" for what an importer says, "unknown" where none knows its form, "password" where one is needed,
    "memory" where that ran out, and "mistake" where Postil itself is wrong: ``report`` then names the code, and none of
    the reader's words.
    """

    sentence: str
    why: Why = "problem"
    report: str = ""


@dataclass(frozen=True, slots=True)
class Works:
    """The works with their highlights that a file of another program holds."""

    works: tuple[ForeignWork, ...]


Reply = Imported | Works | Refusal


def write_source(stream: BinaryIO, source: Source) -> None:
    """Write ``source`` as a frame and flush it."""
    parts: list[bytes] = []
    write_frame(stream, [_encode(source, parts)], parts)


def read_source(stream: BinaryIO) -> Source | None:
    """Return the next source, None at the end of the stream; raises ValueError where there is something else."""
    frame = read_frame(stream)
    if frame is None:
        return None
    lines, parts = frame
    return _decoded(Source, lines[0], parts)


def write_reply(stream: BinaryIO, reply: Reply) -> None:
    """Write ``reply`` as a frame and flush it; raises OverflowError where that is too much."""
    parts: list[bytes] = []
    if isinstance(reply, Refusal):
        write_frame(stream, [["refusal", _encode(reply, parts)]], parts)
        return
    if isinstance(reply, Works):
        write_frame(stream, [["works", None], *(_encode(work, parts) for work in reply.works)], parts)
        return
    # A line for each block: one JSON text of a book could not be read without holding the interpreter up.
    head = ["imported", _encode(replace(reply, document=_EMPTY), parts)]
    rows = (_encode_block(block, parts) for block in reply.document.blocks)
    write_frame(stream, [head, *rows], parts)


def read_reply(stream: BinaryIO) -> Reply | None:
    """Return the next reply, None at the end of the stream; raises ValueError where there is something else."""
    frame = read_frame(stream)
    if frame is None:
        return None
    (head, *rows), parts = frame
    named = _json(head)
    if not isinstance(named, list) or len(cast("list[Any]", named)) != 2:
        raise ValueError("not a reply")
    kind, value = cast("list[Any]", named)
    if kind == "refusal":
        return _of_type(Refusal, value, parts)
    if kind == "works":
        with without_collecting():
            return Works(tuple(_decoded(ForeignWork, row, parts) for row in rows))
    if kind != "imported":
        raise ValueError(f"no kind of reply: {kind!r}")
    imported = _of_type(Imported, value, parts)
    with without_collecting():
        blocks = tuple(_decoded(Block, row, parts) for row in rows)
    return replace(imported, document=Document(blocks))


def _encode(value: object, parts: list[bytes]) -> object:
    if isinstance(value, bytes):
        parts.append(value)
        # The first part of the frame is the lines themselves.
        return len(parts) - 1
    if isinstance(value, tuple):
        return [_encode(each, parts) for each in cast("tuple[object, ...]", value)]
    if is_dataclass(value) and not isinstance(value, type):
        return [_encode(each, parts) for each in _values_of(type(value))(value)]
    return value


def _encode_block(block: Block, parts: list[bytes]) -> object:
    """Return a block as ``_encode`` does, only its kind and text where it has nothing else: a book is made of those."""
    return [block.kind, block.text] if block == Block(block.kind, block.text) else _encode(block, parts)


@functools.cache
def _values_of(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the values of all fields of a record."""
    first, *others = (field.name for field in fields(kind))
    get = operator.attrgetter(first, *others)
    return get if others else lambda record: (get(record),)


def _json(line: bytes) -> object:
    try:
        return json.loads(line.decode())
    except RecursionError as error:
        raise ValueError("JSON within JSON without end") from error


def _decoded(kind: type[T], line: bytes, parts: list[bytes]) -> T:
    return _of_type(kind, _json(line), parts)


def _of_type(kind: type[T], value: object, parts: list[bytes]) -> T:
    return _decoder(kind)(value, parts)


@functools.cache
def _decoder(kind: Any) -> Decoder:
    """Return what makes a value of ``kind`` of JSON's; it raises ValueError where that does not fit."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return functools.partial(_record, kind, [_decoder(hints[field.name]) for field in fields(kind)])
    if origin is tuple and len(arguments) == 2 and arguments[1] is ...:
        return functools.partial(_row, _decoder(arguments[0]))
    if origin is tuple:
        return functools.partial(_fixed, [_decoder(each) for each in arguments])
    if origin is Literal:
        return functools.partial(_choice, frozenset(arguments))
    if origin in {Union, types.UnionType} and len(arguments) == 2 and types.NoneType in arguments:
        (other,) = (each for each in arguments if each is not types.NoneType)
        return functools.partial(_optional, _decoder(other))
    if kind is bytes:
        return _part
    if kind in {str, int, float, bool}:
        return functools.partial(_plain, kind)
    raise TypeError(f"no way to send {kind!r}")


def _list(value: Any, length: int | None = None) -> list[Any]:
    if not isinstance(value, list) or (length is not None and len(cast("list[Any]", value)) != length):
        raise ValueError("a list was expected")
    return cast("list[Any]", value)


def _record(kind: type, decoders: list[Decoder], value: Any, parts: list[bytes]) -> Any:
    values = _list(value)
    if len(values) > len(decoders):
        raise ValueError("too many fields")
    try:
        # Those that are left out at the end have their defaults.
        return kind(*[decode(each, parts) for decode, each in zip(decoders, values, strict=False)])
    except TypeError as error:
        raise ValueError("too few fields") from error


def _row(decode: Decoder, value: Any, parts: list[bytes]) -> tuple[Any, ...]:
    return tuple(decode(each, parts) for each in _list(value))


def _fixed(decoders: list[Decoder], value: Any, parts: list[bytes]) -> tuple[Any, ...]:
    values = _list(value, len(decoders))
    return tuple(decode(each, parts) for decode, each in zip(decoders, values, strict=True))


def _choice(allowed: frozenset[str], value: Any, parts: list[bytes]) -> str:
    del parts
    if not isinstance(value, str) or value not in allowed:
        raise ValueError("a choice was expected")
    return value


def _optional(decode: Decoder, value: Any, parts: list[bytes]) -> Any:
    return None if value is None else decode(value, parts)


def _part(value: Any, parts: list[bytes]) -> bytes:
    if not isinstance(value, int) or not 0 <= value < len(parts):
        raise ValueError("the number of a part was expected")
    return parts[value]


def _plain(kind: type, value: Any, parts: list[bytes]) -> Any:
    del parts
    # JSON has True and False for what Python counts among the whole numbers.
    if type(value) is not kind:
        raise ValueError(f"{kind.__name__} was expected")
    return value
