"""What a reader types into CSL's other fields, and back: names by the line, dates in EDTF, all else as text."""

from collections.abc import Mapping
from typing import cast

from postil.domain.csl import DATES, NAMES, Json, date_object, edtf_of, fault_of, name_object, names_of
from postil.domain.problems import Problem
from postil.services.bibliography import read_authors, write_authors


def typed(name: str, value: object) -> str:
    """Return a field's value as a reader types it, names separated by semicolons; "" where it cannot be typed."""
    if name in NAMES:
        return "; ".join(write_authors(names_of(value)).split("\n"))
    if name in DATES:
        date = edtf_of(value)
        said = cast("dict[str, object]", value) if isinstance(value, dict) else {}
        return date or str(said.get("literal", ""))
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def read_typed(name: str, text: str) -> object:
    """Return what is typed as CSL-JSON has it, "" for nothing; raises Problem where CSL has no such field."""
    text = text.strip()
    if not text:
        return ""
    value: object = text
    if name in NAMES:
        value = [name_object(each) for each in read_authors(text.replace(";", "\n"))]
    elif name in DATES:
        value = date_object(text)
    fault = fault_of(name, value)
    if fault:
        raise Problem("{fault}", fault=fault)
    return value


def changed_more(before: Mapping[str, object], texts: Mapping[str, str]) -> Json:
    """Return a record's other fields with those of ``texts`` as they are typed; one typed as it was stays as it is.

    Raises Problem where CSL has no such field.
    """
    after = dict(before)
    for name, text in texts.items():
        if name in before and typed(name, before[name]) == text.strip():
            continue
        value = read_typed(name, text)
        if value:
            after[name] = value
        else:
            after.pop(name, None)
    return after
