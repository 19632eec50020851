"""What the reader decided about an entity, a mask or a date, in words."""

from collections.abc import Iterable

from postil.domain.dates_in_words import in_words
from postil.domain.dossier import name_of_key
from postil.domain.judgements import current_key
from postil.domain.records import Judgement
from postil.domain.wording import say
from postil.services.dossier import relatives

_OF_PLACES = frozenset({"identify", "same_mask", "date", "not_date"})


def about_entity(key: str, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that made an entity what it is now, whatever names it had before, oldest first."""
    everything = tuple(judgements)
    keys = {each for each in relatives(key, everything) if current_key(each, everything) == key} | {key}
    return tuple(
        each
        for each in everything
        if each.verdict not in _OF_PLACES
        and (each.subject in keys or (each.verdict in {"merge", "distinct"} and each.value in keys))
    )


def at_place(start: int, end: int, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements on the mask or date at a place (code points) of one text, oldest first."""
    place = f"{start}-{end}"
    return tuple(
        each
        for each in judgements
        if each.verdict in _OF_PLACES
        and ((each.start < end and start < each.end) or (each.verdict == "same_mask" and each.value == place))
    )


def sentence_of_judgement(judgement: Judgement) -> str:
    """Return a judgement as a sentence: "Called Stalin", "The same as Mao Zedong"."""
    name, other = name_of_key(judgement.subject), name_of_key(judgement.value)
    match judgement.verdict:
        case "rename":
            return say("{old} is called {name}", old=name, name=judgement.value)
        case "kind":
            return say("{name} is a {kind}", name=name, kind=say(judgement.value))
        case "merge":
            return say("{name} is the same as {other}", name=name, other=other)
        case "split":
            return say("One mention of {name} means {other}", name=name, other=judgement.value)
        case "add":
            return say("Words were marked as {name}", name=judgement.value)
        case "reject":
            return say("{name} is not shown", name=name)
        case "distinct":
            return say("{name} is not {other}", name=name or say("This"), other=other)
        case "identify":
            return say("The masked name is {name}", name=judgement.subject or other)
        case "same_mask":
            return say("It hides the same name as another mask")
        case "date":
            told = in_words(judgement.value)
            value = f"{judgement.value} ({told})" if told and told != judgement.value else judgement.value
            return say("The date is {value}", value=value)
        case "not_date":
            return say("These words are no date")
