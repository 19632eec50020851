"""Long texts of our own making to measure on: paragraphs of varied sentences, names, dates, numbers, masks."""

import random


def phrases(listed: str) -> list[str]:
    """Return the phrases of ``listed``, separated by bars or line ends."""
    return listed.replace("\n", "|").split("|")


_SUBJECTS = phrases(
    """the council|the harbour office|a young surveyor|the editor of the paper|the second witness|her brother
the committee|the miller's widow|an officer of the guard|the school board|the railway company|the night watchman
his former partner|the archive|the orchestra|a group of students|the ministry|the lighthouse keeper|no historian
the translator|every member of the crew|the bank|the older of the two sisters|the delegation|the town physician"""
)
_VERBS = phrases(
    """refused to sign|had already sold|wrote a long letter about|never mentioned|was asked to examine|lost
carried away|did not believe in|published|argued for weeks over|quietly returned|kept a careful record of|burned
could not explain|described in three reports|bought at auction|promised to repair|hid|measured|misread|denied
agreed to publish|has since withdrawn|counted|waited for|complained about|paid for|left behind|sent home"""
)
_OBJECTS = phrases(
    """the map of the eastern valley|all the letters|a box of glass plates|the contract|the missing ledger
the bridge across the mill stream|his own diary|the flood of that spring|a set of borrowed instruments|the vote
the only copy of the treaty|twelve wagons of salt|the first edition|the winter timetable|an unsigned petition
the bells of the old church|her account of the journey|the price of bread|the quarry road|a debt of honour
the testimony of the ferryman|a painting nobody had seen|the new observatory|the rules of the society"""
)
_TAILS = phrases(
    """before the snow came|without a word to anyone|although the evidence pointed elsewhere|for reasons of his own
at the request of the mayor|as the newspapers noted the next day|in spite of the weather|to the surprise of the court
because nobody else would|while the others slept|under a false name|with the help of two neighbours|once too often
according to a note in the margin|and nothing more was heard of it|until the money ran out|after a short silence
which the family always disputed|when the river froze|on the advice of a lawyer|as far as anyone remembers"""
)
_OPENINGS = phrases(
    """By then|Some years later|In the same week|As it turned out|Curiously|According to the minutes|Meanwhile
Even so|In a second letter|For the first time|At dawn|To be fair|On the other side of the river|That evening"""
)
_MONTHS = phrases("January|February|March|April|May|June|July|August|September|October|November|December")
_COMMON = """the of and to a in is was he that it his her with as had for at on not be by she but from they were
which or have an all one so said this when there their them no would who if what we more out up him could been has"""
_SYLLABLES = phrases("ar|bel|cor|dan|el|fen|gar|hol|is|jor|kel|lun|mar|nor|ost|pel|quin|ras|sol|tev|ul|ver|wen|yar|zel")


def name(rng: random.Random) -> str:
    """Return an invented name, now and then a masked one."""
    if rng.random() < 0.08:
        return rng.choice(("**", "***"))
    return "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3))).capitalize()


def sentence(rng: random.Random) -> str:
    """Return one sentence of 40 to 250 characters."""
    subject = rng.choice(_SUBJECTS) if rng.random() < 0.6 else name(rng)
    parts = [f"{subject} {rng.choice(_VERBS)} {rng.choice(_OBJECTS)}"]
    if rng.random() < 0.5:
        parts.append(rng.choice(_TAILS))
    if rng.random() < 0.3:
        parts.append(f"near {name(rng)}, {rng.randint(2, 900)} miles from {name(rng)}")
    if rng.random() < 0.25:
        parts.append(f"on {rng.choice(_MONTHS)} {rng.randint(1, 28)}, {rng.randint(1820, 1990)}")
    text = " ".join(parts)
    if rng.random() < 0.3:
        text = f"{rng.choice(_OPENINGS)}, {text}"
    if rng.random() < 0.12:
        text = f'{text}; "{rng.choice(_VERBS)} {rng.choice(_OBJECTS)}", said {name(rng)}\'s café owner — à contre-cœur'
    return text[0].upper() + text[1:] + "."


class Lexicon:
    """Invented words, their frequencies falling as those of a language do."""

    def __init__(self, rng: random.Random, size: int = 4000) -> None:
        made = {"".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(size)}
        self._words = _COMMON.split() + sorted(made, key=lambda word: (len(word) + rng.random() * 6, word))
        self._weights = [1 / (rank + 3) for rank in range(len(self._words))]

    def sentence(self, rng: random.Random) -> str:
        """Return a sentence of 4 to 30 words, of no meaning."""
        words = rng.choices(self._words, self._weights, k=rng.randint(4, 30))
        for place in range(2, len(words) - 1):
            if rng.random() < 0.1:
                words[place] += rng.choice((",", ",", ";", " —"))
            elif rng.random() < 0.03:
                words[place] = str(rng.randint(2, 2000))
            elif rng.random() < 0.03:
                words[place] = name(rng)
        text = " ".join(words)
        return text[0].upper() + text[1:] + rng.choice("....?!")


def long_text(rng: random.Random, size: int) -> str:
    """Return a text of about ``size`` code points, its paragraphs separated by one newline.

    A quarter of its sentences are put together from a few dozen phrases and so read much alike.
    """
    lexicon = Lexicon(rng)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        count = rng.randint(1, 9)
        paragraph = " ".join(sentence(rng) if rng.random() < 0.25 else lexicon.sentence(rng) for _ in range(count))
        paragraphs.append(paragraph)
        length += len(paragraph) + 1
    return "\n".join(paragraphs)
