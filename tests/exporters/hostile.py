"""Strings that some reader of Markdown takes for something else."""

import json
import random
import re
from pathlib import Path

from hypothesis import strategies as st

from postil.domain.text import canonical

OWN = r"""
:<;;x $  y $  z
***;;5*3*2;;(**) said (**);;“**”;;"***";;[[a]];;[[a|b]];;<b>x</b>;;$x$ and $y$;;$20 and $30;;$$;;`a`;;`` ` ``
^id;;---;;> a;;1. a
1) a;;12.;;+ a;;- a;;* a;;:::;;::: note;;{{x}};;{% x %};;#;;# a;;#tag;;see #tag/one;;C#;;===;;=;;&amp;;;&#35
;&#35 x;;&copy y
<http://a.b>;;:smile:;;:+1:;;at 12:30:45;;http://a.b/_c_*d*;;<p>http://a.b</p>;;www.a.b/_x_;;[^1];;[^1]: a
*[HTML]: x;;a--b;;a---b
wait... what....;;"q" 'r' don't;;"a "b" c";;Mr. X, e.g. Dr. Y;;@foo;;a@b.c;;(@foo);;(@) x;;(a) b;;(iv) c
ϴ.;;я) x;;(é) c
A.  b;;I. b;;#. x
: def;;~ def;;H~2~O;;~~x~~;;~~~;;x^2^;;^[note];;==x==;;a == b;;%%x%%;;100 %;;text ^block-id;;![[x]];;![x](y)
\alpha \begin{x}
| a\ ;;a\;;\*;;\`;;| a | b |;;snake_case __init__ _x_;;é_é_;;  four;;    code;;a  b   c;; |;;<!-- x;;<?php
]]>;;<div>;;+---+
- - -;;___;;{#id};;# x {#id};;{: .x};;\(x\);;x < y > z;;<3;;AT&T;;שלום (**) עולם;;x*y;;'twas ';;" x ";;!;;..
--;;Table: x;;% x
"""


def own() -> list[str]:
    """Return our own strings, alone and several together, with tabs and no-break spaces at every place."""
    alone = [part for line in OWN.strip().split("\n") for part in line.split(";;")]
    spaces = [
        f"{a}x{b}y{c}"
        for s in (" ", "\t", "\N{NO-BREAK SPACE}", "  ", "\u3000")
        for a, b, c in ((s, s, s), ("", s, ""))
    ]
    together = ["\n".join(alone[first : first + 4]) for first in range(0, len(alone), 4)]
    return _canonical([*alone, *spaces, *together, "a\n:<", "$\tx$", "a\n\nb", "\na", "a\n", "a\n\n\n***"])


def published(shared: Path) -> list[str]:
    """Return every example of the CommonMark specification, both sides, and the list of naughty strings."""
    specification = (shared / "data" / "commonmark" / "spec.txt").read_text(encoding="utf-8")
    examples = re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", specification, re.MULTILINE | re.DOTALL)
    strings = [side.replace("→", "\t") for example in examples for side in example]
    naughty = json.loads((shared / "data" / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    return _canonical([*strings, *naughty])


def generated(number: int, seed: int = 1) -> list[str]:
    """Return that many strings of marks, of our own pieces and of any signs at all, the same for each seed."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < number:
        pool = chance.choice((_MARKS, _WORDS, None))
        length = chance.randint(1, 25 if pool is _MARKS else 8)
        signs = (chance.choice(pool) if pool else _any_sign(chance) for _ in range(length))
        found.update(dict.fromkeys(_canonical(["".join(signs)])))
    return list(found)


def _any_sign(chance: random.Random) -> str:
    highest = chance.choice((0x7F, 0x24F, 0x7FF, 0xFFFF, 0x10FFFF))
    sign = chr(chance.randint(1, highest))
    return "x" if "\ud800" <= sign <= "\udfff" else sign


def _canonical(strings: list[str]) -> list[str]:
    return [text for text in dict.fromkeys(map(canonical, strings)) if text]


_PIECES = [piece for line in OWN.strip().split("\n") for piece in line.split(";;")]
_MARKS = [*"\\`*_{}[]()<>#+-.!|~^$=%@:;&\"',/?", " ", "  ", "\t", "\n", "a", "b1", "é", "\N{NO-BREAK SPACE}"]
_WORDS = [*_PIECES, " ", "\n", "x", "word "]
anything = st.text(min_size=1, max_size=60)
marks = st.lists(st.sampled_from(_MARKS), min_size=1, max_size=25).map("".join)
pieces = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map("".join)
quotation = st.one_of(anything, marks, pieces).map(canonical).filter(bool)
"""Canonical texts, most of them full of marks."""
