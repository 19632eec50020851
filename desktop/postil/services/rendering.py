"""Shows a note: the reader's Markdown as HTML that is safe to show and that Qt's rich text understands."""

import functools
import html
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from postil.domain.citing import Citation, Cluster, parse
from postil.domain.text import canonical
from postil.domain.wording import say

if TYPE_CHECKING:
    from markdown import Markdown

    from postil.services.formatting import Formatted

Cite = Callable[[str], str | None]
"""Gives the short plain citation of a key, ``Author, “Title”, Site, 2024``, or None for a key not known."""

# fmt: off
_TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span",
    "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
})
_SWALLOWED = frozenset({
    "applet", "embed", "iframe", "math", "noembed", "noframes", "noscript", "object", "script", "style", "svg",
    "template", "textarea", "title", "xmp",
})
# fmt: on
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"align"},
    "th": {"align"},
}
_SCHEMES = frozenset({"http", "https", "mailto", "postil"})
_ADDRESS = re.compile(r"(?:https?|mailto|postil):|#", re.IGNORECASE)
# A browser ignores these within a scheme, and so hides "java\nscript:" from who only looks.
_IGNORED = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*) ?/?>')
_LINK = re.compile(r'<a(?: [a-z]+="[^"]*")*>.*?</a>', re.DOTALL)
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
# Canonical text holds no noncharacters: these can stand for a citation and nothing else.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_PLACE = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_MORE_ESCAPED = "\"$%',/:;<=>?@^|~"


def render(note_markdown: str, *, cite: Cite, formatted: "Formatted | None" = None, pending: bool = False) -> str:
    """Return ``note_markdown`` as HTML for a preview, its citations shown formatted and unknown keys marked.

    Links go to http, https, mailto and postil alone; a picture becomes a link under its alternative text, so that
    nothing is loaded. A citation is a ``span`` of class ``citation`` or ``citation-unknown``: as in ``formatted``,
    which has one for each cluster, or, without it, in plain words; while it is ``pending``, as it is typed. Those that
    a style puts in notes stand below, numbered. Never raises.
    """
    source = canonical(note_markdown)
    clusters = parse(source)
    converted = _convert(_with_places(source, clusters))
    if pending:
        shown = [_show_typed(source, cluster, cite) for cluster in clusters]
    elif formatted is not None and len(formatted.clusters) == len(clusters):
        return _with_formatted(_sanitise(converted), clusters, formatted, cite)
    else:
        shown = [_show(cluster, cite) for cluster in clusters]
    return _PLACE.sub(lambda match: shown[int(match[1])], _sanitise(converted))


def _with_formatted(converted: str, clusters: tuple[Cluster, ...], formatted: "Formatted", cite: Cite) -> str:
    """Return HTML with each cluster as a style has it; what belongs in notes goes to its end."""
    shown: list[str] = []
    notes: list[str] = []
    numbered: list[str] = []
    for place, (cluster, given) in enumerate(zip(clusters, formatted.clusters, strict=True)):
        parts = [f'<span class="citation">{clean_citation(given)}</span>'] if given else []
        if given and formatted.notes:
            notes.append(clean_citation(given))
            named = cluster.citations[0].key if cluster.in_text else ""
            numbered += [] if named else [str(place)]
            author = html.escape((cite(named) or named).partition(",")[0]) if named else ""
            parts = [f'<span class="citation">{author}<sup>{len(notes)}</sup></span>']
        parts += [_unknown(each.key) for each in cluster.citations if cite(each.key) is None]
        shown.append(" ".join(parts))
    if numbered:
        # The number of a note stands at the word before it.
        converted = re.sub(rf"\s+(?={_OPEN}(?:{'|'.join(numbered)}){_CLOSE})", "", converted)
    below = "".join(f'<p class="citation-note"><sup>{place}</sup> {note}</p>' for place, note in enumerate(notes, 1))
    return _PLACE.sub(lambda match: shown[int(match[1])], converted) + below


def clean_citation(formatted: str) -> str:
    """Return a citation or entry as an engine made it without what could run, load or style: titles are hostile."""
    import nh3

    bare = re.sub(r"</div>\s*<div[^>]*>", " ", formatted)
    return " ".join(nh3.clean(bare, tags={"b", "em", "i", "strong", "sub", "sup"}, attributes={}).split())


def _show_typed(source: str, cluster: Cluster, cite: Cite) -> str:
    unknown = [_unknown(each.key) for each in cluster.citations if cite(each.key) is None]
    typed = html.escape(source[cluster.start : cluster.end])
    return unknown[0] if len(unknown) == len(cluster.citations) == 1 else f'<span class="citation">{typed}</span>'


def _with_places(source: str, clusters: tuple[Cluster, ...]) -> str:
    parts: list[str] = []
    position = 0
    for number, cluster in enumerate(clusters):
        parts += [source[position : cluster.start], f"{_OPEN}{number}{_CLOSE}"]
        position = cluster.end
    return "".join([*parts, source[position:]])


def _show(cluster: Cluster, cite: Cite) -> str:
    cited = "; ".join(_show_one(citation, cite) for citation in cluster.citations)
    return cited if cluster.in_text else f"({cited})"


def _show_one(citation: Citation, cite: Cite) -> str:
    known = cite(citation.key)
    shown = _unknown(citation.key) if known is None else f'<span class="citation">{html.escape(known)}</span>'
    prefix = f"{html.escape(citation.prefix)} " if citation.prefix else ""
    after = [html.escape(part) for part in (citation.locator, citation.suffix) if part]
    return prefix + ", ".join([shown, *after])


def _unknown(key: str) -> str:
    hint = html.escape(say("No work in the library has the key “{key}”.", key=key))
    return f'<span class="citation-unknown" title="{hint}"><u>@{html.escape(key)}?</u></span>'


def _convert(source: str) -> str:
    return _converter().reset().convert(source)


@functools.cache
def _converter() -> "Markdown":
    """Return the converter; making one takes longer than a note of usual length takes to convert."""
    import markdown

    converter = markdown.Markdown(
        extensions=["tables", "fenced_code", "sane_lists", "footnotes"],
        extension_configs={"tables": {"use_align_attribute": True}},
    )
    converter.ESCAPED_CHARS = [*converter.ESCAPED_CHARS, *_MORE_ESCAPED]
    _keep_escaped_ampersands(converter)
    return converter


def _keep_escaped_ampersands(converter: "Markdown") -> None:
    r"""Let ``\&amp;`` show as ``&amp;``: once unescaped, the serializer would take it for a character reference."""
    from xml.etree.ElementTree import Element

    from markdown.inlinepatterns import InlineProcessor

    class EscapedAmpersand(InlineProcessor):
        def handleMatch(  # noqa: N802 - markdown's name
            self,
            m: re.Match[str],
            data: str,  # noqa: ARG002 - markdown gives it by name
        ) -> tuple[Element | str | None, int | None, int | None]:
            return self.md.htmlStash.store("&amp;"), m.end(0) - 2, m.end(0)

    converter.inlinePatterns.register(EscapedAmpersand(r"(?<!\\)(?:\\\\)*\\&", converter), "escaped_ampersand", 185)


def _sanitise(converted: str) -> str:
    """Return ``converted`` without what could run, load or style: pictures become links before the last cleaning."""
    import nh3

    if "<img" in converted.lower() or "<image" in converted.lower():
        pictures = {**_ATTRIBUTES, "img": {"src", "alt"}}
        converted = nh3.clean(
            converted, tags={*_TAGS, "img"}, clean_content_tags=set(_SWALLOWED), attributes=pictures, link_rel=None
        )
        converted = _LINK.sub(lambda link: _IMAGE.sub(_alternative, link[0]), converted)
        converted = _IMAGE.sub(_linked_alternative, converted)
    return nh3.clean(
        converted,
        tags=set(_TAGS),
        clean_content_tags=set(_SWALLOWED),
        attributes=_ATTRIBUTES,
        attribute_filter=_safe_attribute,
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )


def _safe_attribute(_tag: str, attribute: str, value: str) -> str | None:
    if attribute != "href":
        return value
    return value if _ADDRESS.match(_IGNORED.sub("", value)) else None


def _alternative(image: re.Match[str]) -> str:
    attributes = dict(_ATTRIBUTE.findall(image[1]))
    return attributes.get("alt") or html.escape(say("picture"))


def _linked_alternative(image: re.Match[str]) -> str:
    attributes = dict(_ATTRIBUTE.findall(image[1]))
    alternative = _alternative(image)
    return f'<a href="{attributes["src"]}">{alternative}</a>' if attributes.get("src") else alternative
