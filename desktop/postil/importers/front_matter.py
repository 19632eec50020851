"""The few lines between ``---`` at the top of a Markdown file: read as plain keys and values, never executed."""

import json
import re
from dataclasses import dataclass

_FENCE = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"([A-Za-z][\w .\-]{0,60}?)[ \t]*:(?:[ \t]+(.*))?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
_LONGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The entries of a front matter, keys in lower case, each with its values and the lines it stood in."""

    entries: tuple[tuple[str, tuple[str, ...], str], ...]
    body: str

    def get(self, *keys: str) -> tuple[str, tuple[str, ...], str] | None:
        """Return key, values and printed lines of the first of ``keys`` that is there and says something."""
        for key in keys:
            for entry in self.entries:
                if entry[0] == key and any(entry[1]):
                    return entry
        return None


def read_front_matter(text: str) -> FrontMatter:
    """Split ``text`` into front matter and body; where the first lines are none, all of it is body.

    Understood are ``key: value``, quoted values, ``[a, b]`` and ``- item`` lines. Anything else is passed over.
    """
    match = _FENCE.match(text[:_LONGEST])
    if match is None:
        return FrontMatter((), text)
    entries: list[tuple[str, list[str], list[str]]] = []
    for line in match.group(1).split("\n"):
        entry = _ENTRY.match(line)
        item = _ITEM.match(line)
        if entry:
            entries.append((entry.group(1).strip().lower(), _values(entry.group(2) or ""), [line.strip()]))
        elif item and entries:
            entries[-1][1].extend(_values(item.group(1)))
            entries[-1][2].append(line.strip())
    if not entries and match.group(1).strip():
        # Two rules with prose between them.
        return FrontMatter((), text)
    frozen = tuple((key, tuple(values), "\n".join(lines)) for key, values, lines in entries)
    return FrontMatter(frozen, text[match.end() :])


def _values(raw: str) -> list[str]:
    raw = raw.strip()
    if raw.startswith("[") and raw.endswith("]"):
        return [
            value for part in re.findall(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^,]+", raw[1:-1]) for value in _values(part)
        ]
    if raw[:1] == '"':
        quoted = re.match(r'"(?:[^"\\]|\\.)*"', raw)
        if quoted:
            try:
                loaded: object = json.loads(quoted.group())
            except ValueError:
                return [quoted.group()[1:-1]]
            return [loaded] if isinstance(loaded, str) else []
    if raw[:1] == "'":
        quoted = re.match(r"'(?:[^']|'')*'", raw)
        if quoted:
            return [quoted.group()[1:-1].replace("''", "'")]
    raw = re.sub(r"\s+#.*$", "", raw)
    return [] if raw in {"", "~", "null", "|", ">", "|-", ">-"} else [raw]
