"""A folder of notes for Obsidian: one for each article, entity and cited work, and an index; all linked.

Sources: https://help.obsidian.md/links, /callouts, /properties, /tags
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from postil import __version__
from postil.domain.citing import format_reference
from postil.domain.dossier import viaf_address, wikidata_address
from postil.domain.entities import ENTITY_KINDS, Entity
from postil.domain.problems import Problem
from postil.domain.records import CslItem
from postil.domain.wording import say
from postil.exporters import notes
from postil.exporters.arranging import arranged
from postil.exporters.collected import Collected, CollectedArticle
from postil.exporters.escaping import escape_inline
from postil.exporters.flavours import FOR_OBSIDIAN
from postil.exporters.front_matter import Value, front_matter
from postil.exporters.markdown import MarkdownExporter
from postil.exporters.markdown_cards import Shaper
from postil.exporters.options import ExportOptions, MadeFile
from postil.exporters.parts import opaque, unmarked
from postil.exporters.properties import properties_of, property_faults
from postil.exporters.sections import NamedThing, cited_items, kind_name, title_of
from postil.exporters.templating import TemplateFault
from postil.exporters.writing import file_name

ARTICLES, ENTITIES, SOURCES = "Articles", "Entities", "Sources"
INDEX = "Postil index"

_ARTICLE_NOTES = MarkdownExporter(FOR_OBSIDIAN)


@dataclass(frozen=True, slots=True)
class ObsidianExporter:
    """Writes a folder of linked notes."""

    name: str = field(default="obsidian")
    extension: str = field(default="md")
    is_text: bool = field(default=True)
    in_folder: bool = field(default=True)

    @property
    def label(self) -> str:
        """The name in the export window."""
        return say(FOR_OBSIDIAN.label)

    @property
    def template(self) -> str:
        """The template of an article's note."""
        return FOR_OBSIDIAN.template

    def faults(self, template: str) -> tuple[TemplateFault, ...]:
        """Return what can be seen to be wrong with a template of an article's note, by line."""
        return _ARTICLE_NOTES.faults(template)

    def make(
        self, collected: Collected, options: ExportOptions, *, exported: str, printer: object = None
    ) -> tuple[MadeFile, ...]:
        """Return the notes, each read back; raises ExportMismatch, and Problem where Obsidian would not take one."""
        del printer
        shown = arranged(collected, options)
        links = _links(shown)
        shaper = Shaper(FOR_OBSIDIAN, links=links, works=shown.works)
        articles = [self._article(each, collected, options, exported, links) for each in collected.articles]
        entities = [_entity_note(each, shown, shaper, exported) for each in _entities(shown.articles).values()]
        sources = [_source_note(each, shaper, exported) for each in _sources(shown)]
        return (*articles, *entities, *sources, _index(shown, shaper, exported))

    def _article(
        self,
        article: CollectedArticle,
        collected: Collected,
        options: ExportOptions,
        exported: str,
        links: Mapping[str, str],
    ) -> MadeFile:
        one = Collected((article,), collected.works, collected.entity_notes)
        _check_properties(properties_of(one, "obsidian", exported), title_of(article))
        name = links[f"article:{article.article.id}"]
        return _ARTICLE_NOTES.make_file(
            one, options, exported=exported, name=f"{name}.md", key=article.article.id, links=links
        )


def _links(shown: Collected) -> dict[str, str]:
    """Return the note of each article, entity and source, without its ending; no two names differ by case alone.

    What was written into the folder before keeps its name there, and that name is nobody else's.
    """
    names = shown.names
    taken = {name.rpartition("/")[2].casefold() for name in names.values()}
    links: dict[str, str] = {}
    for article in shown.articles:
        path = names.get(article.article.id) or _free(ARTICLES, title_of(article), taken)
        links[f"article:{article.article.id}"] = links[f"source:{article.item.key}"] = path
    for key, entity in _entities(shown.articles).items():
        links[key] = names.get(key) or _free(ENTITIES, entity.name, taken)
    for item in _sources(shown):
        key = f"source:{item.key}"
        links[key] = names.get(key) or _free(SOURCES, item.key, taken)
    return links


def _free(folder: str, title: str, taken: set[str]) -> str:
    number = 1
    while True:
        told = title if number == 1 else f"{title[:120]} ({number})"
        name = file_name(told, "md").removesuffix(".md")
        if name.casefold() not in taken:
            taken.add(name.casefold())
            return f"{folder}/{name}"
        number += 1


def _entities(articles: Iterable[CollectedArticle]) -> dict[str, Entity]:
    """Return the entities by key, each under the fullest of its names."""
    found: dict[str, Entity] = {}
    for article in articles:
        for entity in article.analysis.entities if article.analysis else ():
            known = found.get(entity.key)
            if known is None or len(entity.name) > len(known.name):
                found[entity.key] = entity
    return dict(sorted(found.items()))


def _sources(shown: Collected) -> tuple[CslItem, ...]:
    own = {article.item.key for article in shown.articles}
    return tuple(item for item in cited_items(shown) if item.key not in own)


def _entity_note(entity: Entity, shown: Collected, shaper: Shaper, exported: str) -> MadeFile:
    note = shown.entity_notes.get(entity.key)
    named = [
        (article, here)
        for article in shown.articles
        for here in (article.analysis.entities if article.analysis else ())
        if here.key == entity.key
    ]
    printed = dict.fromkeys(" ".join(each.text.split()) for _, here in named for each in here.mentions)
    path = shaper.links[entity.key]
    fields: dict[str, Value] = {
        "entity": entity.key,
        "kind": entity.kind,
        "aliases": [name for name in printed if name and name != path.rpartition("/")[2]],
        "wikidata": wikidata_address(note.wikidata) if note and note.wikidata else "",
        "viaf": viaf_address(note.viaf) if note and note.viaf else "",
        "exported": exported,
        "postil": __version__,
    }
    _check_properties(fields, entity.name)
    parts = [f"# {escape_inline(entity.name)}"]
    if note and note.body.strip():
        parts += [f"## {say('Note')}", opaque(notes.contain(note.body.strip(), 2))]
    parts.append(f"## {say('Named in')}")
    parts.append(_listed(((_article_link(shaper, article), len(here.mentions)) for article, here in named)))
    return _made(path, entity.key, fields, parts)


def _source_note(item: CslItem, shaper: Shaper, exported: str) -> MadeFile:
    fields: dict[str, Value] = {
        "citation-key": item.key,
        "title": " ".join(item.title.split()),
        "authors": [str(name) for name in item.authors],
        "type": item.type,
        "published": item.published,
        "url": item.url,
        "exported": exported,
        "postil": __version__,
    }
    _check_properties(fields, item.key)
    parts = [f"# {escape_inline(item.title or item.key)}", escape_inline(format_reference(item))]
    if item.url:
        parts.append(shaper.link(item.url))
    return _made(shaper.links[f"source:{item.key}"], f"source:{item.key}", fields, parts)


def _index(shown: Collected, shaper: Shaper, exported: str) -> MadeFile:
    fields: dict[str, Value] = {"index": "postil", "exported": exported, "postil": __version__}
    parts = [f"# {say('Index')}", f"## {say('Articles')}"]
    parts.append(_listed((_article_link(shaper, each), len(each.highlights)) for each in shown.articles))
    entities = _entities(shown.articles)
    for kind in ENTITY_KINDS:
        named = [NamedThing(each.key, each.name, 0) for each in entities.values() if each.kind == kind]
        if named:
            parts += [f"## {kind_name(kind)}", "\n".join(f"- {shaper.named(each)}" for each in named)]
    sources = _sources(shown)
    if sources:
        parts += [f"## {say('Sources')}", "\n".join(f"- {shaper.source(item.key)}" for item in sources)]
    return _made(INDEX, "index", fields, parts)


def _article_link(shaper: Shaper, article: CollectedArticle) -> str:
    return shaper.named(NamedThing(f"article:{article.article.id}", title_of(article), 0))


def _listed(rows: Iterable[tuple[str, int]]) -> str:
    return "\n".join(f"- {link} ({number})" for link, number in rows)


def _made(path: str, key: str, fields: Mapping[str, Value], parts: Iterable[str]) -> MadeFile:
    marked = "\n\n".join([front_matter(fields).rstrip("\n"), *_filled(parts)]) + "\n"
    return MadeFile(f"{path}.md", unmarked(marked).encode(), key, marked)


def _filled(parts: Iterable[str]) -> Iterator[str]:
    return (part for part in parts if part)


def _check_properties(fields: Mapping[str, Value], title: str) -> None:
    wrong = property_faults(fields)
    if wrong:
        raise Problem(
            "Nothing was written: Obsidian would not take the property “{property}” of “{title}”.",
            property=wrong[0],
            title=title,
        )
