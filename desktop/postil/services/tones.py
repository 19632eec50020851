"""Which of the library's six tones a colour of another program becomes.

| printed | tone |
|---|---|
| yellow, gold, and every colour that is not known, grey, or none | yellow |
| red, pink, magenta, coral | red |
| green, lime, olive, mint | green |
| blue, cyan, teal, turquoise, aqua | blue |
| purple, violet, lavender, indigo | purple |
| orange, brown, amber, peach | orange |
| #rrggbb, rgb(…) | by hue in degrees: red to 18, orange to 43, yellow to 70, green to 165, blue to 245, purple to 300 |

Pink and magenta go to red, as the tone nearest to what readers of paper mean by them.
"""

import colorsys
import re

USUAL = "yellow"
_NAMES = {
    "yellow": "yellow gold lemon",
    "red": "red pink magenta fuchsia coral rose crimson",
    "green": "green lime olive mint",
    "blue": "blue cyan teal turquoise aqua azure navy",
    "purple": "purple violet lavender indigo mauve",
    "orange": "orange brown amber peach",
}
_TONES = {name: tone for tone, names in _NAMES.items() for name in names.split()}
_HUES = ((18, "red"), (43, "orange"), (70, "yellow"), (165, "green"), (245, "blue"), (300, "purple"), (361, "red"))
_HEX = re.compile(r"#?([0-9a-f]{6})(?:[0-9a-f]{2})?|#([0-9a-f])([0-9a-f])([0-9a-f])", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})", re.IGNORECASE)
_FADED = 0.08
"""Saturation below which a colour is a grey."""


def tone_of(printed: str) -> str:
    """Return the tone that a colour becomes: a name, ``#ffd400``, ``rgb(255, 212, 0)``; "yellow" for all else."""
    printed = printed.strip()[:100]
    red_green_blue = _components(printed)
    if red_green_blue is None:
        words = re.findall(r"[a-z]+", printed.casefold())
        return next((_TONES[word] for word in words if word in _TONES), USUAL)
    hue, _, saturation = colorsys.rgb_to_hls(*(part / 255 for part in red_green_blue))
    if saturation < _FADED or max(red_green_blue) - min(red_green_blue) < 16:
        return USUAL
    return next(tone for limit, tone in _HUES if hue * 360 < limit)


def _components(printed: str) -> tuple[int, int, int] | None:
    match = _HEX.fullmatch(printed)
    if match and match[1]:
        return int(match[1][:2], 16), int(match[1][2:4], 16), int(match[1][4:], 16)
    if match:
        return int(match[2] * 2, 16), int(match[3] * 2, 16), int(match[4] * 2, 16)
    match = _RGB.match(printed)
    return (min(int(match[1]), 255), min(int(match[2]), 255), min(int(match[3]), 255)) if match else None
