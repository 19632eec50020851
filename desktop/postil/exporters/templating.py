"""Templates in jinja2: the ones that come with Postil and those that readers make of them, in a sandbox.

Whatever a template prints is guarded for the readers of the format, unless a filter has done so already: a template
cannot print an article's text unguarded.
"""

import contextlib
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.resources import resource

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import CodeType, FrameType

    from jinja2 import Environment, Template, nodes

    from postil.exporters.bounding import Bounds

_OWN = "<template>"
LONGEST = 10.0
"""Seconds of computing that a template of the reader's own may take for one file; 10,000 highlights take half a one."""

_LOOKED = 256
"""Steps of a template between two looks at the clock; every so many of these, one at the memory."""
_WEIGHED = 16
_MISSING = re.compile(r"object' has no attribute '(\w+)'|^'(\w+)' is undefined")
_ALWAYS_KNOWN = frozenset({"self", "super", "caller", "kwargs", "varargs"})


class Guarded(str):
    """Text that readers of the format take for what it says; it is printed as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong with a template, in one sentence; ``line`` counts from 1."""

    line: int
    sentence: str


class TemplateProblem(Problem):
    """A template cannot be used; ``faults`` are in the order of its lines."""

    def __init__(self, faults: Iterable[TemplateFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        first = self.faults[0]
        super().__init__(
            "Nothing was written: line {line} of the template is wrong. {fault}", line=first.line, fault=first.sentence
        )


def built_in(name: str) -> str:
    """Return the text of a template that comes with Postil, to be copied and changed."""
    return resource("templates", name).read_text(encoding="utf-8")


def fill(
    name: str,
    own: str,
    values: Mapping[str, object],
    filters: Mapping[str, Callable[..., str]],
    guard: Callable[[str], str],
) -> str:
    """Return the template ``name``, or the reader's ``own`` where that is not "", filled with ``values``.

    ``guard`` is for what no filter has guarded. Raises TemplateProblem for the reader's own, whatever is wrong in it.
    """
    if own:
        return _fill_own(own, values, filters, guard)
    environment = _environment(guard, filters)
    code = _compiled(name, frozenset(filters))
    return environment.template_class.from_code(environment, code, dict(environment.globals)).render(values)


def faults_of(own: str, known: Iterable[str], filters: Iterable[str]) -> tuple[TemplateFault, ...]:
    """Return what can be seen to be wrong with a template without filling it: its grammar, names it cannot know."""
    from postil.exporters.bounded_sandbox import bounded
    from postil.exporters.bounding import Bounds

    environment = bounded(_environment(str, dict.fromkeys(filters, str)), Bounds(), Guarded)
    return _faults(environment, own, frozenset(known))


@cache
def _compiled(name: str, filters: frozenset[str]) -> "CodeType":
    """Compile a template once: an export of many files fills it for each."""
    environment = _environment(str, dict.fromkeys(filters, str))
    return environment.compile(built_in(name), name, name)


def _environment(guard: Callable[[str], str], filters: Mapping[str, Callable[..., str]]) -> "Environment":
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def finalize(value: object) -> str:
        if isinstance(value, Guarded):
            return value
        return guard(str(value)) if value is not None else ""

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=finalize,
    )
    # What a macro or a block gives has been guarded piece by piece.
    environment.concat = _joined  # pyright: ignore[reportAttributeAccessIssue]
    environment.filters.update(filters)
    return environment


def _joined(pieces: Iterable[str]) -> Guarded:
    return Guarded("".join(pieces))


def _fill_own(
    own: str, values: Mapping[str, object], filters: Mapping[str, Callable[..., str]], guard: Callable[[str], str]
) -> str:
    from jinja2 import TemplateError

    from postil.exporters.bounded_sandbox import bounded
    from postil.exporters.bounding import Bounds, TooMuch

    bounds = Bounds()
    environment = bounded(_environment(guard, filters), bounds, Guarded)
    # What is the same each time is computed already while the template is compiled.
    faults = _faults(environment, own, frozenset(values))
    if faults:
        raise TemplateProblem(faults)
    template: Template = environment.from_string(own)
    try:
        with _limited(bounds):
            return template.render(values)
    except (
        TooMuch,
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
        MemoryError,
    ) as error:
        line = _line_of(error)
        if line is None and not isinstance(error, TooMuch | MemoryError):
            raise
        raise TemplateProblem([TemplateFault(line or 1, _said(error))]) from error


@contextlib.contextmanager
def _limited(bounds: "Bounds") -> "Generator[None]":
    """Stop what takes more than LONGEST, or more memory than there is for it: a template can loop without printing.

    The interpreter tells of each line of a template and each call of a function; nothing else sees an empty loop.
    """
    from jinja2.exceptions import SecurityError

    end, steps = time.thread_time() + LONGEST, count(1)

    def trace(frame: "FrameType", event: str, argument: object) -> Any:
        del event, argument
        if not (step := next(steps)) % _LOOKED:
            if time.thread_time() > end:
                raise SecurityError(say("This takes too long; look for a loop that goes round too often."))
            if not step % (_LOOKED * _WEIGHED):
                bounds.look()
        return trace if frame.f_code.co_filename == _OWN else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def _faults(environment: "Environment", own: str, known: frozenset[str]) -> tuple[TemplateFault, ...]:
    from jinja2 import TemplateSyntaxError

    try:
        tree = environment.parse(own)
    except TemplateSyntaxError as error:
        return (TemplateFault(error.lineno, _said(error)),)
    found = _unknown_filters(tree, environment)
    for fault in found:
        # Names are looked for by compiling, which stops at the first of these.
        environment.filters.setdefault(fault.name, _stand_in)
        environment.tests.setdefault(fault.name, _stand_in)
    faults = [fault.told for fault in found] + _unknown_names(tree, known | _ALWAYS_KNOWN | set(environment.globals))
    if faults:
        return tuple(sorted(faults, key=lambda fault: fault.line))
    try:
        environment.compile(own)
    except TemplateSyntaxError as error:
        return (TemplateFault(error.lineno, _said(error)),)
    return ()


def _unknown_names(tree: "nodes.Template", known: frozenset[str]) -> list[TemplateFault]:
    from jinja2 import meta, nodes

    unknown = meta.find_undeclared_variables(tree) - known
    lines: dict[str, int] = {}
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            lines.setdefault(node.name, node.lineno)
    return [
        TemplateFault(line, say("There is nothing called “{name}” here.", name=name)) for name, line in lines.items()
    ]


def _stand_in(*given: object) -> Any:
    return given[0]


@dataclass(frozen=True, slots=True)
class _Unknown:
    name: str
    told: TemplateFault


def _unknown_filters(tree: "nodes.Template", environment: "Environment") -> list[_Unknown]:
    from jinja2 import nodes

    filters = [
        _Unknown(node.name, TemplateFault(node.lineno, say("There is no filter “{name}”.", name=node.name)))
        for node in tree.find_all(nodes.Filter)
        if node.name not in environment.filters
    ]
    tests = [
        _Unknown(node.name, TemplateFault(node.lineno, say("There is no test “{name}”.", name=node.name)))
        for node in tree.find_all(nodes.Test)
        if node.name not in environment.tests
    ]
    return filters + tests


def _line_of(error: BaseException) -> int | None:
    """Return the line of the reader's template that was being filled, None where the fault lies elsewhere."""
    trace, line = error.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _OWN:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _said(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return say("That number is too large for a template.")
    missing = _MISSING.search(str(error))
    if missing:
        return say("There is nothing called “{name}” here.", name=missing[1] or missing[2])
    message = " ".join(str(cast("object", getattr(error, "message", None)) or error).split())
    return message if message.endswith(".") else f"{message}."
