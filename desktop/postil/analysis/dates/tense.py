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


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence around the date at ``start``..``end`` speaks of the future, by the words before it."""
    near = text[max(0, start - _REACH) : start]
    stops = list(_STOP.finditer(near))
    sentence = near[stops[-1].end() :] if stops else near
    if _JUST_PAST.search(sentence):
        return False
    ahead = _AHEAD.search(sentence)
    if ahead is not None:
        return not (ahead.group().startswith(("for", "by")) and text.startswith(("'s", "’s"), end))
    return _OPENS.fullmatch(sentence) is not None and _GOES_ON.match(text, end) is not None
