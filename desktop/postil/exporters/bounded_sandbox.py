"""Jinja2's sandbox, in which each step of a template is weighed before it is taken."""

from collections.abc import Callable, Generator, Iterable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator
from jinja2.sandbox import ImmutableSandboxedEnvironment

from postil.domain.wording import say
from postil.exporters.bounding import MOST_PRINTED, Bounds, TooMuch


class _Weighing(CodeGenerator):
    """Has what is written as a list, a tuple or a dictionary, and what ``~`` joins, weighed."""

    def visit_Concat(self, node: nodes.Concat, frame: Any) -> None:  # noqa: N802
        self.write("environment.bounds.joined((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")

    def visit_List(self, node: nodes.List, frame: Any) -> None:  # noqa: N802
        self._weigh(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Any) -> None:  # noqa: N802
        self._weigh(super().visit_Dict, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Any) -> None:  # noqa: N802
        if node.ctx == "load":
            self._weigh(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def _weigh(self, visit: Callable[[Any, Any], None], node: nodes.Expr, frame: Any) -> None:
        self.write("environment.bounds.note(")
        visit(node, frame)
        self.write(")")


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "+", "%"})
    code_generator_class = _Weighing
    bounds: Bounds

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        calculate = super().call_binop
        return self.bounds.calculated(operator, left, right, lambda: calculate(context, operator, left, right))

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        call = super().call
        return __self.bounds.called(__obj, args, kwargs, lambda given: call(__context, __obj, *given, **kwargs))


def bounded(like: Environment, bounds: Bounds, printed: Callable[[str], str]) -> Environment:
    """Return an environment such as ``like`` whose templates keep within ``bounds``.

    ``printed`` marks what a macro or a block gives: it has been guarded piece by piece.
    """
    finish = like.finalize or str

    def finalize(value: object) -> str:
        return bounds.printed(finish(bounds.note(value)))

    def concat(pieces: Iterable[str]) -> str:
        return printed("".join(_short_enough(pieces)))

    environment = _Sandbox(
        loader=like.loader,
        autoescape=False,
        trim_blocks=like.trim_blocks,
        lstrip_blocks=like.lstrip_blocks,
        undefined=like.undefined,
        finalize=finalize,
    )
    environment.bounds = bounds
    environment.concat = concat  # pyright: ignore[reportAttributeAccessIssue]
    environment.filters.update({name: bounds.filtered(name, each) for name, each in like.filters.items()})
    return environment


def _short_enough(pieces: Iterable[str]) -> list[str]:
    kept: list[str] = []
    length = 0
    for piece in pieces:
        kept.append(piece)
        length += len(piece)
        if length > MOST_PRINTED:
            problem = TooMuch(say("That text is too long for a template."))
            if isinstance(pieces, Generator):
                # Raised there, it has its line.
                pieces.throw(problem)
            raise problem
    return kept
