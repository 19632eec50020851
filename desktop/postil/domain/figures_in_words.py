"""A figure in words, as exactly as its text gives it: "more than 700,000", "about 3,000", "200 to 300"."""

import re

from postil.domain.entities import Quantity
from postil.domain.wording import say

_AT_LEAST, _AT_MOST, _LESS, _NEARLY = "at least {value}", "at most {value}", "less than {value}", "nearly {value}"
_TOLD = {
    "more than": "more than {value}",
    "over": "over {value}",
    "upwards of": "upwards of {value}",
    "less than": _LESS,
    "fewer than": _LESS,
    "under": "under {value}",
    "at least": _AT_LEAST,
    "no fewer than": _AT_LEAST,
    "no less than": _AT_LEAST,
    "not fewer than": _AT_LEAST,
    "not less than": _AT_LEAST,
    "at most": _AT_MOST,
    "no more than": _AT_MOST,
    "not more than": _AT_MOST,
    "up to": "up to {value}",
    "as many as": "as many as {value}",
    "nearly": _NEARLY,
    "almost": _NEARLY,
    "close to": "close to {value}",
}
"""What is told of a figure, by the words that lead to it in its text; all others make it "about"."""
_LEAD = re.compile(rf"(?:{'|'.join(_TOLD)})(?!\w)")


def figure_in_words(quantity: Quantity) -> str:
    """Return the number or range of a figure, with what the text says of how near it is; not what it counts."""
    value = _figure(quantity.value)
    if quantity.high != quantity.value:
        value = say("{low} to {high}", low=value, high=_figure(quantity.high))
    if not quantity.approximate:
        return value
    lead = _LEAD.match(" ".join(quantity.text.casefold().split()))
    return say(_TOLD[lead[0]] if lead else "about {value}", value=value)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
