"""``make csl-suite DIR=FOLDER``: citations measured against the public CSL test suite, which is not here.

Source of the format: https://github.com/citation-style-language/test-suite (README) and citeproc-js's manual.
"""

# ruff: noqa: T201
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_OPENING = re.compile(r"^.*>>=+\s*([A-Z0-9-]+)\s*=+>>.*$")
_CLOSING = re.compile(r"^.*<<=+\s*([A-Z0-9-]+)\s*=+<<.*$")
_JSON = frozenset({
    "INPUT", "INPUT2", "CITATION-ITEMS", "CITATIONS", "BIBENTRIES", "BIBSECTION", "ABBREVIATIONS", "OPTIONS",
    "LANGPARAMS", "MULTIAFFIX",
})  # fmt: skip
WANTED = 95.0
"""Percent of the fixtures that are to come out to the letter."""

RUNNER = r"""
postil.fixture = function (told) {
    var given = JSON.parse(told), items = {}, ids = [], abbreviations = { "default": new CSL.AbbreviationSegments() };
    function learn(list) {
        items = {}; ids = [];
        list.forEach(function (item) { items[item.id] = item; ids.push(item.id); });
    }
    learn(given.INPUT);
    var system = {
        retrieveItem: function (id) { return items[id]; },
        retrieveLocale: function (language) { return postil.locales[language] || false; },
        getAbbreviation: function (list, into, jurisdiction, category, key) {
            if (!into[jurisdiction]) { into[jurisdiction] = new CSL.AbbreviationSegments(); }
            var known = abbreviations[jurisdiction] || abbreviations["default"];
            var found = known[category] && known[category][key];
            if (found) { into[jurisdiction][category][key] = found; }
            return jurisdiction;
        }
    };
    var options = given.OPTIONS || {};
    Object.keys(options).forEach(function (name) { system[name] = options[name]; });
    if (options.variableWrapper) {
        system.variableWrapper = function (asked, before, text, after) {
            if (asked.context === "citation" && asked.variableNames[0] === "title" && asked.itemData.URL
                    && asked.position === "first") {
                text = '<a href="' + asked.itemData.URL + '">' + text + "</a>";
            } else if (asked.context === "citation" && asked.position !== "first"
                    && asked.variableNames[0] === "first-reference-note-number") {
                text = "<b>" + text + "</b>";
            }
            return before + text + after;
        };
    }
    if (given.ABBREVIATIONS) {
        Object.keys(given.ABBREVIATIONS).forEach(function (place) {
            var kinds = given.ABBREVIATIONS[place], kept = abbreviations[place] = new CSL.AbbreviationSegments();
            Object.keys(kinds).forEach(function (kind) {
                kept[kind] = kept[kind] || {};
                Object.keys(kinds[kind]).forEach(function (key) {
                    kept[kind][key] = kinds[kind][key];
                });
            });
        });
    }
    var engine = new CSL.Engine(system, given.tree);
    engine.fun.dateparser.addDateParserMonths(given.months);
    Object.keys(options).forEach(function (name) {
        if (name !== "variableWrapper") { engine.opt.development_extensions[name] = options[name]; }
    });
    var modes = given.MODE.split("-"), mode = modes[0], header = modes.indexOf("header") > 0;
    ["rtf", "plain", "asciidoc", "xslfo"].forEach(function (format) {
        if (modes.indexOf(format) > 0) { engine.setOutputFormat(format); }
    });
    if (modes.indexOf("suppress_trailing_punctuation") > 0) {
        engine.citation.opt.suppressTrailingPunctuation = true;
    }
    var languages = { persons: ["translit"], institutions: ["translit"], titles: ["translit", "translat"],
        journals: ["translit"], publishers: ["translat"], places: ["translat"] };
    Object.keys(given.LANGPARAMS || {}).forEach(function (name) {
        var value = given.LANGPARAMS[name];
        if (name !== "langs") {
            languages[name] = value;
        } else {
            if (value.translat) { engine.setLangTagsForCslTranslation(value.translat); }
            if (value.translit) { engine.setLangTagsForCslTransliteration(value.translit); }
        }
    });
    engine.setLangPrefsForCites(languages);
    if (given.MULTIAFFIX) { engine.setLangPrefsForCiteAffixes(given.MULTIAFFIX); }
    var unsorted = modes.indexOf("nosort") > 0;
    if (given.BIBENTRIES) {
        given.BIBENTRIES.forEach(function (some) { engine.updateItems(some, unsorted); });
    } else if (!given.CITATIONS) {
        engine.updateItems(ids, unsorted);
    }
    var shown = "";
    if (given["CITATION-ITEMS"] || !given.CITATIONS) {
        var cited = given["CITATION-ITEMS"];
        if (!cited) { cited = [engine.registry.reflist.map(function (item) { return { id: item.id }; })]; }
        shown = cited.map(function (each) { return engine.makeCitationCluster(each); }).join("\n");
    } else {
        var texts = {}, order = [], last = {};
        var update = function () {
            given.CITATIONS.forEach(function (each) {
                var told = engine.processCitationCluster(each[0], each[1], each[2])[1];
                order = each[1].map(function (pair) { return pair[0]; }).concat([each[0].citationID],
                    each[2].map(function (pair) { return pair[0]; }));
                last = {};
                told.forEach(function (one) {
                    texts[one[2]] = one[1];
                    last[one[2]] = true;
                    if (order.indexOf(one[2]) < 0) { order.push(one[2]); }
                });
            });
        };
        update();
        if (given.INPUT2) { learn(given.INPUT2); update(); }
        shown = order.filter(function (id) { return texts[id] !== undefined; }).map(function (id, place) {
            return (last[id] ? ">>" : "..") + "[" + place + "] " + texts[id];
        }).join("\n");
    }
    if (mode === "bibliography") {
        var listed = given.BIBSECTION ? engine.makeBibliography(given.BIBSECTION) : engine.makeBibliography();
        if (header) {
            return Object.keys(listed[0]).map(function (key) { return [key, listed[0][key]]; }).sort()
                .map(function (pair) { return pair[0] + ": " + pair[1]; }).join("\n").trim();
        }
        return listed[0].bibstart + listed[1].join("") + listed[0].bibend;
    }
    return shown;
};
"""
MONTHS = ["ocak", "Şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık",
    "bahar", "yaz", "sonbahar", "kış"]  # fmt: skip


@dataclass
class Outcome:
    """How many fixtures there were, and those that came out otherwise: name to what was wanted and what came."""

    total: int = 0
    wrong: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])

    @property
    def right(self) -> int:
        """How many came out to the letter."""
        return self.total - len(self.wrong)

    @property
    def percent(self) -> float:
        """Their share."""
        return 100 * self.right / self.total if self.total else 0.0


def read_fixture(text: str) -> dict[str, Any]:
    """Return the sections of a fixture, those in JSON as values; text outside of sections is left out."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in text.replace("\r\n", "\n").split("\n"):
        if section:
            closing = _CLOSING.match(line)
            if closing and closing[1] == section:
                section = ""
            else:
                found[section].append(line)
        elif opening := _OPENING.match(line):
            section = opening[1]
            found[section] = []
    texts = {name: "\n".join(lines) for name, lines in found.items()}
    return {name: json.loads(text) if name in _JSON and text.strip() else text for name, text in texts.items()}


def measure(folder: Path) -> Outcome:
    """Run every fixture in ``folder``."""
    outcome = Outcome()
    for name, wanted, came in _run(folder):
        outcome.total += 1
        if came != wanted:
            outcome.wrong[name] = (wanted, came)
    return outcome


def _run(folder: Path) -> Iterator[tuple[str, str, str]]:
    from postil.domain.problems import Problem
    from postil.services.styles import engine_file, locales
    from postil.session.citeproc import Citeproc

    file = engine_file()
    if file is None:
        raise SystemExit("citeproc-js was not fetched: run make install with a network.")
    engine: Citeproc | None = None
    for number, path in enumerate(sorted(folder.rglob("*.txt"))):
        given = read_fixture(path.read_text("utf-8"))
        if not {"MODE", "RESULT", "CSL", "INPUT"} <= given.keys():
            continue
        if engine is None or number % 100 == 0:
            engine = Citeproc(file)
            engine.evaluate(RUNNER, "runner")
            for language in locales():
                engine.learn_locale_for(language)
        try:
            came = _formatted(engine, given)
        except (Problem, ValueError) as error:
            came = f"ERROR {error}"
        yield path.stem, _bare(given["RESULT"]), _bare(came)


def _formatted(engine: Any, given: Mapping[str, Any]) -> str:
    from xml.etree import ElementTree

    from postil.services.styles import tree_of

    try:
        tree = tree_of(ElementTree.fromstring(given["CSL"].strip()))
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    told = {**given, "MODE": given["MODE"].strip(), "tree": tree, "months": MONTHS}
    return engine.run("fixture", json.dumps(told))


def _bare(text: str) -> str:
    return text.strip().replace("\r\n", "\n")


def main(arguments: list[str]) -> int:
    """Print the figure, and the names of the fixtures that came out otherwise."""
    if not arguments or not Path(arguments[0]).is_dir():
        print("Give a folder of the suite's .txt fixtures: make csl-suite DIR=FOLDER")
        return 2
    outcome = measure(Path(arguments[0]))
    for name, (wanted, came) in outcome.wrong.items():
        print(f"{name}\n  wanted: {wanted[:160]!r}\n  came:   {came[:160]!r}")
    print(f"{outcome.right} of {outcome.total} fixtures: {outcome.percent:.1f} % (asked for: {WANTED:.0f} %)")
    return 0 if outcome.percent >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
