"""How much a reader's template may make: each step that could make much of little is weighed before it is taken.

What one step makes is bounded by ``MOST_JOINED``; what all of them keep, by what the process grows meanwhile.
"""

import operator
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import Any, cast

from jinja2.utils import Namespace

from postil.domain.wording import say

MOST_JOINED = 10_000_000
"""Signs of the longest text that one step of a template may make; a book of 650,000 words has four million."""
MOST_PRINTED = 50_000_000
MOST_GROWN = 200 * 2**20
"""Bytes that the process may grow by while a template is filled."""

_MOST_REPEATED = 1_000_000
_MOST_KEPT = 500_000
_MOST_NESTED = 20_000
_WIDEST = 10_000
_MOST_BITS = 10_000
_NOTED = 10_000
_LOOKED = 8_000_000
_CONTAINERS = (list, tuple, dict, set, frozenset)
_HOLDERS = (*_CONTAINERS, Namespace)
_kept_in = operator.attrgetter("_Namespace__attrs")
_WIDTH = re.compile(r"\d{5,}")
# Widths that are given beside the text: "%*d" and "{:{}}".
_WIDTH_BESIDE = re.compile(r"%[^a-zA-Z%]*\*|\{[^{}]*:[^{}]*\{")


class TooMuch(Exception):
    """A step of a template would make too much; its text is a sentence."""


class Bounds:
    """Weighs what one filling of a template makes; every method raises TooMuch."""

    def __init__(self) -> None:
        self._printed = 0
        self._made = 0
        self._at_first = grown()

    def look(self) -> None:
        """See how much the process has grown."""
        self._made = 0
        if grown() - self._at_first > MOST_GROWN:
            raise _too_long()

    def note(self, value: Any) -> Any:
        """Return what a step has made."""
        if isinstance(value, str):
            if len(value) > _NOTED:
                _check(len(value))
                self._count(len(value))
        elif isinstance(value, _HOLDERS):
            self._count(8 * _weight(value)[0])
        return cast("Any", value)

    def printed(self, text: str) -> str:
        """Return what the template prints next."""
        self._printed += len(text)
        if self._printed > MOST_PRINTED:
            raise _too_long()
        return text

    def joined(self, parts: Iterable[object]) -> str:
        """Return parts that are put together by ``~``."""
        texts = [each if isinstance(each, str) else str(self.note(each)) for each in parts]
        _check(sum(map(len, texts)))
        return self.note("".join(texts))

    def calculated(self, sign: str, left: Any, right: Any, calculate: Callable[[], Any]) -> Any:
        """Return what becomes of two values by an operator."""
        if isinstance(left, str | bytes) and sign == "%":
            _check_form(str(left), cast("tuple[Any, ...]", right) if isinstance(right, tuple) else (right,))
        elif sign == "**" and _bits(left) * abs(right if isinstance(right, int) else 1) > _MOST_BITS:
            raise _too_large()
        elif sign == "*":
            _check_product(left, right)
        elif sign == "+":
            _check(
                sum(
                    len(cast("Sequence[object]", each))
                    for each in (left, right)
                    if isinstance(each, str | list | tuple)
                )
            )
        return self.note(calculate())

    def called(
        self, method: Any, given: Sequence[Any], named: Mapping[str, Any], call: Callable[[Sequence[Any]], Any]
    ) -> Any:
        """Return what a call gives; a method of a text is weighed by its name."""
        # A text's “format” comes wrapped by the sandbox.
        method = getattr(method, "__wrapped__", method)
        owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
        if isinstance(owner, str):
            given = [_whole(each) for each in given] if name == "join" else given
            _check_method(owner, name, (*given, *named.values()))
        elif name == "generate_lorem_ipsum":
            _check(2_000 * _largest((*given, *named.values())))
        return self.note(call(given))

    def filtered(self, name: str, filter_: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter that is weighed before and after."""
        check = _FILTERS.get(name)

        @wraps(filter_)
        def weighed(*given: Any, **named: Any) -> Any:
            # Some are given the environment or the context first.
            first = 1 if hasattr(filter_, "jinja_pass_arg") else 0
            value = given[first] if len(given) > first else ""
            if name == "join":
                value = _whole(value)
                given = (*given[:first], value, *given[first + 1 :])
            if isinstance(value, Namespace):
                self.note(value)
            if check is not None:
                check(value, (*given[first + 1 :], *named.values()))
            return self.note(filter_(*given, **named))

        return weighed

    def _count(self, size: int) -> None:
        self._made += size
        if self._made > _LOOKED:
            self.look()


def grown() -> int:
    """Return the bytes of memory that the process has, 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def _weight(value: Any) -> tuple[int, int]:
    """Return how many values and letters there are in a container.

    What it holds twice is counted twice, for so it would be printed and compared.
    """
    kept = letters = seen = 0
    waiting = [value]
    while waiting:
        each: Any = waiting.pop()
        # A namespace keeps what it was given in a dictionary.
        held = cast("Any", each if isinstance(each, _CONTAINERS) else _kept_in(each))
        kept += len(held)
        seen += 1
        if kept > _MOST_KEPT or seen > _MOST_NESTED:
            raise _too_long()
        items: Iterable[Any] = chain.from_iterable(held.items()) if hasattr(held, "items") else held
        for item in items:
            if isinstance(item, str):
                letters += len(item)
            elif isinstance(item, _HOLDERS):
                waiting.append(item)
        if letters > MOST_PRINTED:
            raise _too_long()
    return kept, letters


def _whole(value: Any) -> Any:
    """Return what is made while it is read as a list, which has a length."""
    return list(cast("Iterable[object]", value)) if isinstance(value, Iterator) else value


def _check_product(left: Any, right: Any) -> None:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, str | bytes | list | tuple) and isinstance(other, int):
            if other > _MOST_REPEATED:
                raise _too_large()
            # Each place of a list takes as much as eight letters.
            _check(len(cast("Sequence[object]", one)) * other * (1 if isinstance(one, str | bytes) else 8))
    if _bits(left) + _bits(right) > _MOST_BITS:
        raise _too_large()


def _check_method(text: str, name: str, values: Sequence[Any]) -> None:
    match name:
        case "ljust" | "rjust" | "center" | "zfill":
            _check_number(_largest(values))
        case "expandtabs":
            _check(text.count("\t") * max(8, _largest(values)) + len(text))
        case "replace":
            _check_replaced(text, values)
        case "join":
            if values and isinstance(values[0], Sequence):
                _check_joined(cast("Sequence[object]", values[0]), (text,))
        case "translate":
            table: Any = values[0] if values else ()
            texts: Iterable[Any] = table.values() if hasattr(table, "values") else table
            _check(len(text) * max((len(each) for each in texts if isinstance(each, str)), default=1))
        case "format" | "format_map":
            _check_form(text, values)
        case _:
            return


def _check_form(form: str, values: Sequence[Any]) -> None:
    if any(int(width) > _WIDEST for width in _WIDTH.findall(form)):
        raise _too_large()
    if _WIDTH_BESIDE.search(form) and _largest(values) > _WIDEST:
        raise _too_large()
    longest = max(map(_length, values), default=0)
    _check(len(form) + max(form.count("%"), form.count("{")) * longest)


def _check_replaced(value: Any, values: Sequence[Any]) -> None:
    text, old, new = str(value), *(str(each) for each in (*values, "", "")[:2])
    _check(len(text) + (text.count(old) * len(new) if len(new) > len(old) else 0))


def _check_joined(value: Any, values: Sequence[Any]) -> None:
    if isinstance(value, Sequence):
        between = max((len(each) for each in values if isinstance(each, str)), default=0)
        _check(len(cast("Sequence[object]", value)) * between)


def _check_width(value: Any, values: Sequence[Any]) -> None:
    del value
    _check_number(_largest(values))


def _check_indented(value: Any, values: Sequence[Any]) -> None:
    widest = max((len(each) for each in values if isinstance(each, str)), default=_largest(values))
    _check_number(widest)
    _check((str(value).count("\n") + 1) * widest)


def _check_wrapped(value: Any, values: Sequence[Any]) -> None:
    between = max((len(each) for each in values if isinstance(each, str)), default=0)
    _check(len(str(value)) * between)


def _check_precision(value: Any, values: Sequence[Any]) -> None:
    del value
    if _largest(values) > 300:
        raise _too_large()


_FILTERS: Mapping[str, Callable[[Any, Sequence[Any]], None]] = {
    "center": _check_width,
    "batch": _check_width,
    "slice": _check_width,
    "indent": _check_indented,
    "tojson": _check_indented,
    "format": lambda value, values: _check_form(str(value), values),
    "join": _check_joined,
    "replace": _check_replaced,
    "round": _check_precision,
    "wordwrap": _check_wrapped,
}


def _length(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if not isinstance(value, _HOLDERS):
        return 0
    kept, letters = _weight(value)
    return 8 * kept + letters


def _largest(values: Iterable[Any]) -> int:
    return max((abs(each) for each in values if isinstance(each, int)), default=0)


def _bits(value: Any) -> int:
    return value.bit_length() if isinstance(value, int) else 0


def _check(length: int) -> None:
    if length > MOST_JOINED:
        raise _too_long()


def _check_number(number: int) -> None:
    if number > _MOST_REPEATED:
        raise _too_large()


def _too_long() -> TooMuch:
    return TooMuch(say("That text is too long for a template."))


def _too_large() -> TooMuch:
    return TooMuch(say("That number is too large for a template."))
