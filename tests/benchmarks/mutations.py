"""Ways in which a text changes, with the truth about where every character of the old one went."""

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

Span = tuple[int, int]
_TORN = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """New text that stands for ``start..end`` of the old text; ``start < 0``: it stands for nothing there."""

    text: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Mutated:
    """A new text, and for each code point of it the old one it stands for, or -1."""

    text: str
    origins: list[int]


def truths(mutated: Mutated, spans: list[Span]) -> list[Span | None]:
    """Return where each of the old, disjoint ``spans`` is now, or None where less than a third of it is left.

    Of a span that was torn apart it is the part that holds the most.
    """
    owner: dict[int, int] = {place: index for index, (start, end) in enumerate(spans) for place in range(start, end)}
    parts: list[list[list[int]]] = [[] for _ in spans]
    for place, origin in enumerate(mutated.origins):
        index = owner.get(origin)
        if index is None:
            continue
        if not parts[index] or place - parts[index][-1][-1] > _TORN:
            parts[index].append([])
        parts[index][-1].append(place)
    found: list[Span | None] = []
    for (start, end), pieces in zip(spans, parts, strict=True):
        places = max(pieces, key=len, default=[])
        left = len({mutated.origins[place] for place in places})
        found.append((places[0], places[-1] + 1) if left * 3 >= end - start else None)
    return found


def assemble(pieces: list[Piece]) -> Mutated:
    """Join pieces; a replacement's characters stand for those of the old span, spread evenly."""
    texts: list[str] = []
    origins: list[int] = []
    for piece in pieces:
        texts.append(piece.text)
        length, width = len(piece.text), piece.end - piece.start
        if piece.start < 0:
            origins += [-1] * length
        elif width == length:
            origins += range(piece.start, piece.end)
        elif length:
            spread = [piece.start + place * width // length for place in range(length)]
            origins += spread
    return Mutated("".join(texts), origins)


def substitute(text: str, pattern: str, replace: Callable[[re.Match[str]], str | None]) -> list[Piece]:
    """Return the pieces of ``text`` with matches of ``pattern`` replaced, those excepted for which None is given."""
    pieces: list[Piece] = []
    place = 0
    for found in re.finditer(pattern, text):
        new = replace(found)
        if new is None:
            continue
        pieces.append(Piece(text[place : found.start()], place, found.start()))
        pieces.append(Piece(new, found.start(), found.end()))
        place = found.end()
    pieces.append(Piece(text[place:], place, len(text)))
    return pieces


def paragraphs(text: str) -> list[Piece]:
    """Return the paragraphs with the newline that ends each."""
    return [Piece(found.group(), *found.span()) for found in re.finditer(r".*\n|.+", text)]


def insert_paragraphs(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """Put new paragraphs before three in ten."""
    pieces: list[Piece] = []
    for piece in paragraphs(text):
        if rng.random() < 0.3:
            pieces.append(Piece(fresh() + "\n"))
        pieces.append(piece)
    return assemble(pieces)


def delete_paragraphs(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """Take three in ten away."""
    return assemble([piece for piece in paragraphs(text) if rng.random() >= 0.3])


def shuffle_paragraphs(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """Bring them all into another order."""
    pieces = paragraphs(text)
    rng.shuffle(pieces)
    return assemble(pieces)


def _typos(rate: float) -> "Mutation":
    def mutate(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
        pieces: list[Piece] = []
        for place, character in enumerate(text):
            kind = rng.random() / rate
            other = rng.choice("abcdefghijklmnopqrstuvwxyz")
            if kind >= 1 or character == "\n":
                pieces.append(Piece(character, place, place + 1))
            elif kind < 0.5:
                pieces.append(Piece(other, place, place + 1))
            elif kind < 0.75:
                pieces.append(Piece(character + other, place, place + 1))
        return assemble(pieces)

    return mutate


def vary_white_space(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """Double spaces, no-break spaces, line ends within paragraphs, empty lines between them."""
    kinds = ("  ", "\u00a0", "\n", " \n ", "\t")
    return assemble(
        substitute(
            text,
            r"\s",
            lambda found: "\n\n" if found.group() == "\n" else rng.choice(kinds) if rng.random() < 0.4 else None,
        )
    )


def vary_quotation_marks(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """Curl quotation marks and apostrophes, and change the dashes."""
    marks = {'"': rng.choice("“”„«»"), "'": "’", "—": "–", "-": "‐", "“": '"', "”": '"', "’": "'", "–": "—"}
    return assemble(substitute(text, "[\"'—“”’–-]", lambda found: marks[found.group()]))


def decompose(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """NFD."""
    return assemble(substitute(text, r"[^\x00-\x7f]", lambda found: unicodedata.normalize("NFD", found.group())))


def hyphenate_softly(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """Soft hyphens in long words."""
    return assemble(
        substitute(
            text,
            r"(?<=[a-z]{2})[a-z](?=[a-z]{2})",
            lambda found: "\u00ad" + found.group() if rng.random() < 0.4 else None,
        )
    )


def reflow(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """Lines of about 60 with words broken at their ends, and a running head with a page number every 30 lines."""
    pieces: list[Piece] = []
    column, lines = 0, 0
    head = "  ".join(fresh().split()[:4]).upper()
    for found in re.finditer(r"(\s+)|(\S+)", text):
        word, (start, end) = found.group(), found.span()
        if word.isspace():
            pieces.append(Piece("\n" if "\n" in word else " ", start, end))
            column = 0 if "\n" in word else column + 1
            continue
        if column + len(word) > 60:
            cut = len(word) // 2
            page = f"\n{head} {lines // 30}\n" if lines % 30 == 29 else "\n"
            if len(word) > 6 and word.isalpha() and rng.random() < 0.6:
                pieces += [
                    Piece(word[:cut], start, start + cut),
                    Piece("-" + page),
                    Piece(word[cut:], start + cut, end),
                ]
                column = len(word) - cut
            else:
                pieces += [Piece(page), Piece(word, start, end)]
                column = len(word)
            lines += 1
        else:
            pieces.append(Piece(word, start, end))
            column += len(word)
    return assemble(pieces)


def swap_words(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """Put other words for one in twelve."""
    pool = fresh().split() + fresh().split()
    return assemble(
        substitute(text, r"[^\W_]+", lambda found: rng.choice(pool).strip('.,;"') if rng.random() < 0.08 else None)
    )


def insert_clause(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """A clause in the midst of every quote of three words or more."""
    cuts: list[int] = []
    for start, end in spans:
        gaps = [start + found.start() for found in re.finditer(r"(?<=\w) (?=\w)", text[start:end])]
        if len(gaps) >= 2:
            cuts.append(gaps[len(gaps) // 2])
    pieces: list[Piece] = []
    place = 0
    for cut in sorted(cuts):
        clause = " ".join(fresh().split()[1 : rng.randint(4, 10)])
        pieces += [Piece(text[place:cut], place, cut), Piece(f", {clause},")]
        place = cut
    pieces.append(Piece(text[place:], place, len(text)))
    return assemble(pieces)


def _elsewhere(
    rng: random.Random, text: str, spans: list[Span], extra: list[str], replaced: dict[int, Piece]
) -> Mutated:
    """Put ``extra`` into other places between words, and what ``replaced`` says for the spans that begin there."""
    free = [found.start() for found in re.finditer(r"(?<=[.]) (?=\w)", text)]
    covered = {place for start, end in spans for place in range(max(0, start - 60), end + 60)}
    free = [place for place in free if place not in covered] or [len(text)]
    inserts: dict[int, list[str]] = {}
    for (start, end), words in zip(spans, extra, strict=True):
        away = [place for place in rng.sample(free, min(len(free), 20)) if not start - 800 < place < end + 800]
        inserts.setdefault(away[0] if away else free[-1], []).append(words)
    ends = dict(spans)
    pieces: list[Piece] = []
    place = 0
    for stop in sorted({*inserts, *replaced}):
        pieces.append(Piece(text[place:stop], place, stop))
        place = stop
        pieces += [Piece(" " + words) for words in inserts.get(stop, ())]
        if stop in replaced:
            pieces.append(replaced[stop])
            place = ends[stop]
    pieces.append(Piece(text[place:], place, len(text)))
    return assemble(pieces)


def add_decoys(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """A copy of every quote to the letter somewhere else; half of the true ones have one word changed."""
    replaced: dict[int, Piece] = {}
    for start, end in spans:
        words = [found.span() for found in re.finditer(r"\w+", text[start:end])]
        if rng.random() < 0.5 and len(words) >= 3:
            first, last = rng.choice(words)
            other = text[start : start + first] + rng.choice(fresh().split()).strip(".,") + text[start + last : end]
            replaced[start] = Piece(other, start, end)
    return _elsewhere(rng, text, spans, [text[start:end] for start, end in spans], replaced)


def leave_lookalikes(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """Every quote gone; somewhere else one that reads like it, a fifth of its words changed."""
    extra: list[str] = []
    for start, end in spans:
        words = text[start:end].split(" ")
        for _ in range(max(1, len(words) // 5)):
            words[rng.randrange(len(words))] = rng.choice(fresh().split())
        extra.append(" ".join(words))
    return _elsewhere(rng, text, spans, extra, {start: Piece("") for start, _ in spans})


def edit_all_over(rng: random.Random, text: str, spans: list[Span], fresh: Callable[[], str]) -> Mutated:
    """Paragraphs deleted, inserted and moved, words swapped and typos in 2 of a hundred letters, all at once."""
    pieces = [piece for piece in paragraphs(text) if rng.random() >= 0.15]
    for _ in range(len(pieces) // 8):
        pieces.insert(rng.randrange(len(pieces)), pieces.pop(rng.randrange(len(pieces))))
        pieces.insert(rng.randrange(len(pieces)), Piece(fresh() + "\n"))
    first = assemble(pieces)
    for mutate in (swap_words, _typos(0.02)):
        second = mutate(rng, first.text, [], fresh)
        first = Mutated(second.text, [first.origins[origin] if origin >= 0 else -1 for origin in second.origins])
    return first


Mutation = Callable[[random.Random, str, list[Span], Callable[[], str]], Mutated]
MUTATIONS: dict[str, Mutation] = {
    "paragraphs inserted": insert_paragraphs,
    "paragraphs deleted": delete_paragraphs,
    "paragraphs shuffled": shuffle_paragraphs,
    "typos 2 %": _typos(0.02),
    "typos 5 %": _typos(0.05),
    "white space": vary_white_space,
    "quotation marks": vary_quotation_marks,
    "NFD": decompose,
    "soft hyphens": hyphenate_softly,
    "reflowed, running heads": reflow,
    "words swapped": swap_words,
    "clause in the quote": insert_clause,
    "verbatim decoy elsewhere": add_decoys,
    "gone, lookalike left": leave_lookalikes,
    "all at once": edit_all_over,
}


def choose_spans(rng: random.Random, text: str, count: int) -> list[Span]:
    """Return up to ``count`` disjoint spans: words, phrases, sentences, paragraphs, masks, in order."""
    edges = [found.span() for found in re.finditer(r"[^\W_]+|\*+", text)]
    spans: list[Span] = []
    for _ in range(count):
        index = rng.randrange(len(edges))
        start, end = edges[index]
        kind = rng.random()
        if 0.1 <= kind < 0.55:
            last = edges[min(len(edges) - 1, index + rng.randint(2, 12))][1]
            line = text.find("\n", start)
            end = min(last, line) if line >= 0 else last
        elif kind < 0.85:
            start = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1)
            stop = re.compile(r"[.?!]|(?=\n)").search(text, end)
            end = stop.end() if stop else end
        elif kind < 0.93:
            start = text.rfind("\n", 0, start) + 1
            stop = text.find("\n", end)
            end = stop if stop >= 0 else len(text)
        elif kind < 0.96:
            end = edges[min(len(edges) - 1, index + rng.randint(30, 80))][1]
        else:
            masks = [span for span in edges if text[span[0]] == "*"]
            start, end = rng.choice(masks) if masks else (start, end)
        spans.append((start, end))
    kept: list[Span] = []
    for start, end in sorted(set(spans)):
        if (not kept or start > kept[-1][1] + 1) and end > start and text[start:end].strip():
            kept.append((start, end))
    return kept
