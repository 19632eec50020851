"""Values out of JSON that anybody may have written: of the kind wanted, or empty."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeGuard

Fields = Mapping[str, object]

NOTHING: Fields = {}
_LONGEST = 1_000_000


def is_list(value: object) -> TypeGuard[list[object]]:
    """Say whether ``value`` is a list."""
    return isinstance(value, list)


def is_object(value: object) -> TypeGuard[Fields]:
    """Say whether ``value`` is an object."""
    return isinstance(value, dict)


def fields(value: object) -> Fields:
    """Return ``value`` where it is an object, else an empty one."""
    return value if is_object(value) else NOTHING


def items(value: object) -> list[object]:
    """Return ``value`` where it is a list, else an empty one."""
    return value if is_list(value) else []


def objects(value: object) -> Iterator[Fields]:
    """Give the objects in the list ``value``."""
    return (each for each in items(value) if is_object(each))


def many(value: object) -> list[object]:
    """Return what JSON-LD lets stand alone or in a list, as a list."""
    if value is None:
        return []
    return value if is_list(value) else [value]


def words(value: object) -> str:
    """Return ``value`` as text: a string stripped, a number as it is written, "" for anything else."""
    if isinstance(value, str):
        return value[:_LONGEST].strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if abs(value) < 1e18 else ""


def first(source: Fields, *names: str) -> str:
    """Return the first of these fields that says something."""
    return next((said for name in names if (said := words(source.get(name)))), "")


def whole(value: object, otherwise: int = -1) -> int:
    """Return ``value`` where it is a whole number that can be a place, else ``otherwise``."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**40:
        return otherwise
    return value


def strings(value: object) -> tuple[str, ...]:
    """Return the texts in the list ``value``."""
    return tuple(said for each in items(value) if (said := words(each)))


def digest(*parts: str) -> str:
    """Return a short name for what has none: 16 hexadecimal digits of what tells it from others, white space aside."""
    folded = "\x1f".join(" ".join(part.split()).casefold() for part in parts)
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:16]


def told_apart(keys: Iterable[str]) -> list[str]:
    """Return ``keys`` with ``-2``, ``-3`` … behind those that stood before, so that each is there once."""
    seen: dict[str, int] = {}
    told: list[str] = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        told.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return told
