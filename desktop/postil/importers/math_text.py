"""A formula in MathML on one line: "(a+b)/2", "x^2", "√(y)".

Source: https://www.w3.org/TR/mathml-core/
"""

from typing import Any

from postil.importers.lxml_parsing import local_name

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SILENT = frozenset(["annotation", "annotation-xml"])


def formula_text(formula: Any) -> str:
    """Return the formula of a ``math`` element, or of one within it, on one line."""
    name = local_name(formula)
    if name in _SILENT:
        return ""
    parts = [formula_text(child) for child in formula]
    if not parts:
        return " ".join((formula.text or "").split())
    if name in {"msup", "mover"} and len(parts) == 2:
        return parts[0] + _script(parts[1], _RAISED, "^")
    if name in {"msub", "munder"} and len(parts) == 2:
        return parts[0] + _script(parts[1], _LOWERED, "_")
    if name in {"msubsup", "munderover"} and len(parts) == 3:
        return parts[0] + _script(parts[1], _LOWERED, "_") + _script(parts[2], _RAISED, "^")
    if name == "mfrac" and len(parts) == 2:
        return f"{_held(parts[0])}/{_held(parts[1])}"
    if name == "msqrt":
        return f"√({''.join(parts)})"
    if name == "mroot" and len(parts) == 2:
        return f"{_script(parts[1], _RAISED, '')}√({parts[0]})"
    return "".join(parts)


def _script(text: str, table: dict[int, int], mark: str) -> str:
    small = text and all(ord(character) in table for character in text)
    return text.translate(table) if small else f"{mark}{_held(text)}"


def _held(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"
