"""Whether a sentence speaks of what is still to come: a Monday of the news is the last one or the next."""

import re

_AHEAD = re.compile(
    r"\b(?:will|shall|would|scheduled|due|plans?|planned|planning|expected|expects?|until|next(?! to\b)|coming|upcoming"
    r"|begins?|starts?|opens?|ends|expires?|resumes?|meets?|faces|retires?|to be|(?:is|are) to|set to|ready to|going to"
    r"|hopes? to"
    r"|intends?|can|could|slated|postponed|deadline|tomorrow|goe?s? to|takes? (?:place|effect|office))\b"
    r"|\b(?:by|for) (?:early |late )?$",
    re.IGNORECASE,
)
_JUST_PAST = re.compile(
    r"(?<!\bbe )(?<!\bbeen )(?<!\bbeing )\b(?:said|says|told [A-Z]?\w+|was|were|had|did|met|held|came|went|took"
    r"|left|began|fell|rose|won|lost|broke|made|gave|shot|struck|died|wrote"
    r"|(?!scheduled|expected|planned|slated|postponed|delayed|needed|rescheduled)\w{2,}ed)"
    r" (?:(?:here|late|early|on|in [A-Z]\w+) ){0,3}$"
)
_GOES_ON = re.compile(r"[^.;\n]{0,60}?\b(?:will|shall|(?:is|are) (?:to|expected|due|scheduled))\b")
_OPENS = re.compile(r"\s*(?:(?:But|And|Also|Then|Late|Early|Next|On|on|late|early),?\s+)*")
_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|St|Lt|Co|Jr|Sr|No))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt|Rev|Hon|Inc|Ltd|Maj|Adm))"
    r"(?<!\b(?:Capt|Prof|Corp))[.!?][\"”’']?\s+|\n"
)
_REACH = 160


_SURELY = re.compile(
    r"\b(?:will|shall|would|scheduled|due|plans?|expected|until|next(?! to\b)|coming|to be|set for)\b|\b(?:by|for) $",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:was|were|been) \w+ (?:here )?(?:on |in )?$")


def is_told(text: str, start: int) -> bool:
    """Tell whether the words right before ``start`` say that something happened then: "were seized on"."""
    words = _sentence(text, start)
    return (_TOLD.search(words) or _JUST_PAST.search(words)) is not None and _SURELY.search(words) is None


def looks_ahead(text: str, start: int, end: int, *, surely: bool = False) -> bool:
    """Tell whether the sentence around the date at ``start``..``end`` speaks of the future, by the words before it.

    ``surely`` leaves out present tenses, which may tell of either.
    """
    sentence = _sentence(text, start)
    if _JUST_PAST.search(sentence):
        return False
    ahead = (_SURELY if surely else _AHEAD).search(sentence)
    if ahead is not None:
        return not (ahead.group().startswith(("for", "by")) and text.startswith(("'s", "’s"), end))
    return _OPENS.fullmatch(sentence) is not None and _GOES_ON.match(text, end) is not None


def _sentence(text: str, start: int) -> str:
    """Return the words of the sentence before ``start``."""
    near = text[max(0, start - _REACH) : start]
    stops = list(_STOP.finditer(near))
    return near[stops[-1].end() :] if stops else near
