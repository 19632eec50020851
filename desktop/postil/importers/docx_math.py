"""Word's formulas as one line of text: what a reader would type of them.

Source: ECMA-376 Part 1, 22.1 (Math).
"""

from collections.abc import Callable
from typing import Any

from postil.importers.docx_package import child, short, value

_RAISED = str.maketrans("0123456789+-−=()nixy∘°′″", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱˣʸ°°′″")
_LOWERED = str.maketrans("0123456789+-−=()aexhklmnpstijr", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₓₕₖₗₘₙₚₛₜᵢⱼᵣ")
_UNSEEN = {0x2061: " ", 0x2062: "", 0x2063: "", 0x2064: ""}
_DEEPEST = 60


def formula(element: Any, depth: int = 0) -> str:
    """Return an ``m:oMath`` or ``m:oMathPara`` as text: "(a + b)/2", "x²", "√(2)", "∑_(i=1)^n"."""
    if depth > _DEEPEST:
        return "".join(element.itertext())
    parts: list[str] = []
    for inner in element:
        name = short(inner.tag)
        if name == "m:t":
            # Word puts unseen signs for "applied to" and "times" between its letters.
            parts.append((inner.text or "").translate(_UNSEEN))
        elif name in _SHAPES:
            parts.append(_SHAPES[name](inner, depth + 1))
        elif name == "m:oMath" and parts:
            parts.append("; " + formula(inner, depth + 1))
        elif not name.endswith("Pr"):
            parts.append(formula(inner, depth + 1))
    return "".join(parts)


def _part(element: Any, name: str, depth: int) -> str:
    inner = child(element, name)
    return "" if inner is None else formula(inner, depth)


def _held(text: str) -> str:
    """Return ``text`` in brackets unless it is one sign or word."""
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _raised(text: str) -> str:
    return text.translate(_RAISED) if text and all(ord(c) in _RAISED for c in text) else f"^{_held(text)}"


def _lowered(text: str) -> str:
    return text.translate(_LOWERED) if text and all(ord(c) in _LOWERED for c in text) else f"_{_held(text)}"


def _fraction(element: Any, depth: int) -> str:
    upper, lower = _part(element, "m:num", depth), _part(element, "m:den", depth)
    if value(child(child(element, "m:fPr"), "m:type"), "m:val") == "noBar":
        return f"({upper} {lower})"
    return f"{_held(upper)}/{_held(lower)}"


def _scripts(element: Any, depth: int) -> str:
    base, lower, upper = (_part(element, name, depth) for name in ("m:e", "m:sub", "m:sup"))
    text = (_lowered(lower) if lower else "") + (_raised(upper) if upper else "")
    return text + base if short(element.tag) == "m:sPre" else base + text


def _root(element: Any, depth: int) -> str:
    degree, inner = _part(element, "m:deg", depth), _part(element, "m:e", depth)
    return f"{_raised(degree) if degree else ''}√({inner})"


def _large(element: Any, depth: int) -> str:
    sign = value(child(child(element, "m:naryPr"), "m:chr"), "m:val") or "∫"
    lower, upper = _part(element, "m:sub", depth), _part(element, "m:sup", depth)
    scripts = (f"_{_held(lower)}" if lower else "") + (f"^{_held(upper)}" if upper else "")
    return f"{sign}{scripts} {_part(element, 'm:e', depth)}"


def _brackets(element: Any, depth: int) -> str:
    properties = child(element, "m:dPr")
    marks: list[str] = []
    for name, usual in (("m:begChr", "("), ("m:sepChr", "|"), ("m:endChr", ")")):
        mark = child(properties, name)
        marks.append(usual if mark is None else value(mark, "m:val"))
    return marks[0] + marks[1].join(formula(e, depth) for e in element if short(e.tag) == "m:e") + marks[2]


def _function(element: Any, depth: int) -> str:
    return f"{_part(element, 'm:fName', depth)} {_part(element, 'm:e', depth)}"


def _limit(element: Any, depth: int) -> str:
    sign = "_" if short(element.tag) == "m:limLow" else "^"
    return f"{_part(element, 'm:e', depth)}{sign}({_part(element, 'm:lim', depth)})"


def _accent(element: Any, depth: int) -> str:
    mark = value(child(child(element, "m:accPr"), "m:chr"), "m:val") or "\u0302"
    return _part(element, "m:e", depth) + mark


def _rows(element: Any, depth: int) -> str:
    rows = [e for e in element if short(e.tag) in {"m:mr", "m:e"}]
    return "; ".join(
        ", ".join(formula(cell, depth) for cell in row) if short(row.tag) == "m:mr" else formula(row, depth)
        for row in rows
    )


_SHAPES: dict[str, Callable[[Any, int], str]] = {
    "m:f": _fraction,
    "m:sSup": _scripts,
    "m:sSub": _scripts,
    "m:sSubSup": _scripts,
    "m:sPre": _scripts,
    "m:rad": _root,
    "m:nary": _large,
    "m:d": _brackets,
    "m:func": _function,
    "m:limLow": _limit,
    "m:limUpp": _limit,
    "m:acc": _accent,
    "m:m": _rows,
    "m:eqArr": _rows,
}
