"""A figure in words, as exactly as its text gives it: "more than 700,000", "about 3,000", "200 to 300"."""

import re

from postil.domain.entities import Quantity
from postil.domain.wording import say

_LEADS = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+){0,2}")


def figure_in_words(quantity: Quantity) -> str:
    """Return the number or range of a figure, with what the text says of how near it is; not what it counts."""
    value = _figure(quantity.value)
    if quantity.high != quantity.value:
        value = say("{low} to {high}", low=value, high=_figure(quantity.high))
    return _led(" ".join(quantity.text.casefold().split()), value) if quantity.approximate else value


def _led(text: str, value: str) -> str:
    found = _LEADS.match(text)
    words = found[0].split() if found else []
    # The longest first: "no less than" is not "less than", and "at" alone leads to nothing.
    for number in range(len(words), 0, -1):
        match " ".join(words[:number]):
            case "more than":
                return say("more than {value}", value=value)
            case "over":
                return say("over {value}", value=value)
            case "upwards of":
                return say("upwards of {value}", value=value)
            case "less than" | "fewer than":
                return say("less than {value}", value=value)
            case "under":
                return say("under {value}", value=value)
            case "at least" | "no fewer than" | "no less than" | "not fewer than" | "not less than":
                return say("at least {value}", value=value)
            case "at most" | "no more than" | "not more than":
                return say("at most {value}", value=value)
            case "up to":
                return say("up to {value}", value=value)
            case "as many as":
                return say("as many as {value}", value=value)
            case "nearly" | "almost":
                return say("nearly {value}", value=value)
            case "close to":
                return say("close to {value}", value=value)
            case _:
                continue
    return say("about {value}", value=value)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
