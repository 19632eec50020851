"""Colours mixed so that text on them stays readable: WCAG 2 contrast of at least 4.5."""

import functools
from collections.abc import Iterable

CONTRAST = 4.5
"""The least contrast of body text. Source: https://www.w3.org/TR/WCAG22/#contrast-minimum"""

Rgb = tuple[float, float, float]


@functools.cache
def parse(colour: str) -> Rgb:
    """Return the red, green and blue of ``#rrggbb``, 0 to 255; raises ValueError for anything else."""
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f"no colour: {colour}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def as_hex(rgb: Rgb) -> str:
    """Return ``rgb`` as ``#rrggbb``."""
    return "#" + "".join(f"{round(max(0.0, min(255.0, part))):02x}" for part in rgb)


def mix(under: Rgb, over: Rgb, weight: float) -> Rgb:
    """Return ``over`` laid on ``under`` with an opacity of ``weight``."""
    red, green, blue = (a + (b - a) * weight for a, b in zip(under, over, strict=True))
    return red, green, blue


def luminance(rgb: Rgb) -> float:
    """Return the relative luminance of WCAG 2, 0 to 1."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in rgb)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2, 1 to 21."""
    low, high = sorted((luminance(parse(one)), luminance(parse(other))))
    return (high + 0.05) / (low + 0.05)


def readable_fill(page: str, tones: Iterable[str], inks: Iterable[str], weight: float) -> str:
    """Return the ground of text that lies under one or more highlights.

    The tones are averaged and laid on ``page``, the denser the more of them there are, and then thinned until every
    one of ``inks`` keeps a contrast of 4.5, or what it has on the bare page where that is less.
    """
    layers = [parse(tone) for tone in tones]
    average: Rgb = (
        sum(layer[0] for layer in layers) / len(layers),
        sum(layer[1] for layer in layers) / len(layers),
        sum(layer[2] for layer in layers) / len(layers),
    )
    opacity = 1 - (1 - weight) ** (1 + 0.6 * (len(layers) - 1))
    needed = [(ink, min(CONTRAST, contrast(ink, page))) for ink in inks]
    while opacity > 0.02:
        fill = as_hex(mix(parse(page), average, opacity))
        if all(contrast(ink, fill) >= least for ink, least in needed):
            return fill
        opacity *= 0.92
    return page
