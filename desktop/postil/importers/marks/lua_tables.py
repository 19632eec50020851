"""Lua tables of constants, as programs save their settings: read, never run.

``return {…}`` with nested tables, strings in every quotation, numbers, booleans and nil; a call, an operator, a
variable or a function is refused. Source: https://www.lua.org/manual/5.1/manual.html#2.1 and #2.5.7
"""

import re
from dataclasses import dataclass, field

LuaTable = dict[str | int | float | bool, object]

_SKIPPED = re.compile(r"(?:\s++|--\[\[.*?\]\]|--(?!\[\[)[^\n]*+)*+", re.DOTALL)
_NUMBER = re.compile(r"-?(?:0[xX][0-9a-fA-F]{1,16}|(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:[eE][+-]?\d{1,3})?)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONG = re.compile(r"\[(=*)\[\n?(.*?)\]\1\]", re.DOTALL)
_PLAIN = {'"': re.compile(r'[^"\\\n]*'), "'": re.compile(r"[^'\\\n]*")}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\n": "\n"}
_CODE = re.compile(r"\\(\d{1,3})")
_WORDS: dict[str, object] = {"true": True, "false": False, "nil": None}
_DEEPEST = 200
_MOST = 5_000_000


class NotALuaTable(ValueError):
    """The text is no table of constants."""


@dataclass(slots=True)
class _Open:
    """A table that is being read; ``key`` waits for its value, None stands for the next number."""

    table: LuaTable = field(default_factory=LuaTable)
    key: object = None
    following: int = 1


def read_lua(text: str) -> LuaTable:
    """Return the table that ``text`` returns; raises NotALuaTable where it is anything else."""
    if len(text) > 50 * _MOST:
        raise NotALuaTable
    place = _skip(text, 0)
    if text.startswith("return", place):
        place = _skip(text, place + 6)
    if not text.startswith("{", place):
        raise NotALuaTable
    return _Reader(text, place + 1).read()


@dataclass(slots=True)
class _Reader:
    text: str
    place: int
    stack: list[_Open] = field(default_factory=lambda: [_Open()])

    def read(self) -> LuaTable:
        """Walk the text with a stack of its own, so that no nesting exhausts Python's."""
        while True:
            self.place = _skip(self.text, self.place)
            present = self.stack[-1]
            if self.text.startswith("}", self.place):
                self.place += 1
                self.stack.pop()
                if not self.stack:
                    return present.table
                self._put(present.table)
                continue
            present.key = self._key()
            if self.text.startswith("{", self.place):
                self.place += 1
                if len(self.stack) >= _DEEPEST:
                    raise NotALuaTable
                self.stack.append(_Open())
            else:
                self._put(self._constant())

    def _put(self, value: object) -> None:
        present = self.stack[-1]
        if present.key is None:
            present.table[present.following] = value
            present.following += 1
        elif isinstance(present.key, str | int | float) and value is not None:
            present.table[present.key] = value
        self.place = _skip(self.text, self.place)
        if self.text.startswith((",", ";"), self.place):
            self.place += 1
        elif not self.text.startswith("}", self.place):
            raise NotALuaTable

    def _key(self) -> object:
        """Read ``["key"] =``, ``[1] =`` or ``key =``; None where a value stands for itself."""
        start = self.place
        if self.text.startswith("[", start) and not _LONG.match(self.text, start):
            self.place = _skip(self.text, start + 1)
            key = self._constant()
            self.place = _skip(self.text, self.place)
            self._expect("]")
            self.place = _skip(self.text, self.place)
            self._expect("=")
            self.place = _skip(self.text, self.place)
            return key
        name = _NAME.match(self.text, start)
        if name and name[0] not in _WORDS:
            self.place = _skip(self.text, name.end())
            self._expect("=")
            self.place = _skip(self.text, self.place)
            return name[0]
        return None

    def _expect(self, sign: str) -> None:
        if not self.text.startswith(sign, self.place):
            raise NotALuaTable
        self.place += 1

    def _constant(self) -> object:
        text, place = self.text, self.place
        if text[place : place + 1] in {'"', "'"}:
            return self._string(text[place])
        long = _LONG.match(text, place)
        if long:
            self.place = long.end()
            return long[2]
        number = _NUMBER.match(text, place)
        if number:
            self.place = number.end()
            return _number(number[0])
        word = _NAME.match(text, place)
        if word and word[0] in _WORDS:
            self.place = word.end()
            return _WORDS[word[0]]
        raise NotALuaTable

    def _string(self, quote: str) -> str:
        parts: list[str] = []
        pending = bytearray()
        place = self.place + 1
        while True:
            run = _PLAIN[quote].match(self.text, place)
            if run and run[0]:
                _flush(parts, pending)
                parts.append(run[0])
                place = run.end()
            sign = self.text[place : place + 1]
            if sign == quote:
                _flush(parts, pending)
                self.place = place + 1
                return "".join(parts)
            if sign != "\\" or place + 1 >= len(self.text):
                raise NotALuaTable
            code = _CODE.match(self.text, place)
            if code:
                # Bytes: several of them may be one letter.
                pending.append(min(int(code[1]), 255))
                place = code.end()
                continue
            _flush(parts, pending)
            escaped = self.text[place + 1]
            parts.append(_ESCAPES.get(escaped, escaped))
            place += 2


def _flush(parts: list[str], pending: bytearray) -> None:
    if pending:
        parts.append(pending.decode("utf-8", "replace"))
        pending.clear()


def _number(printed: str) -> int | float:
    if "x" in printed.lower():
        return int(printed, 16)
    try:
        return int(printed)
    except ValueError:
        return float(printed)


def _skip(text: str, place: int) -> int:
    match = _SKIPPED.match(text, place)
    return match.end() if match else place
