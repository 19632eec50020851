"""YAML front matter that every YAML reader takes for the strings it was made from."""

import json
import re
from collections.abc import Mapping, Sequence


class Raw(str):
    """YAML already."""

    __slots__ = ()


Value = str | int | Sequence[str] | Sequence[Mapping[str, str]]

# YAML allows none of these within quotation marks as they are; its escapes are JSON's.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def yaml_string(text: str) -> str:
    """Return ``text`` as a JSON string, which is a double-quoted YAML one on a single line."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def front_matter(fields: Mapping[str, Value]) -> str:
    """Return the block from ``---`` to ``---`` with a line end after it; fields that are empty are left out."""
    lines = ["---"]
    for name, value in fields.items():
        if isinstance(value, int):
            lines.append(f"{name}: {value}")
        elif isinstance(value, str):
            lines += [f"{name}: {yaml_string(value)}"] if value else []
        elif value:
            lines.append(f"{name}:")
            lines += [line for entry in value for line in _entry(entry)]
    return "\n".join([*lines, "---", ""])


def without_front_matter(text: str) -> str:
    """Return ``text`` after its front matter; all of it where there is none."""
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---\n")
    return text[end + len("\n---\n") :] if end >= 0 else text


def _entry(entry: str | Mapping[str, str]) -> list[str]:
    if isinstance(entry, Raw):
        return [f"  - {entry}"]
    if isinstance(entry, str):
        return [f"  - {yaml_string(entry)}"]
    lines = [f"{name}: {yaml_string(value)}" for name, value in entry.items() if value]
    return [("  - " if index == 0 else "    ") + line for index, line in enumerate(lines)]
