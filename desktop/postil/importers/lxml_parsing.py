"""The one place that speaks to lxml's parser, which has no types."""

# pyright: reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import re
from dataclasses import dataclass
from typing import Any

# Every tag, as a whole and at once: possessive, so that the search takes a time in proportion to the page.
_TAG = re.compile(
    r"""<([a-zA-Z][^\s/>]*+)((?:[\s/]++(?:[^\s=>/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+)?+)*+)>?+"""
)
_MOST_ATTRIBUTES = 500
# What no XML may hold: with one in an attribute's name, lxml cannot name that attribute. They carry no letter anyway.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_NUMBERED = re.compile(r"&#(?:0*([0-9]{1,9})(?![0-9])|[xX]0*([0-9a-fA-F]{1,8})(?![0-9a-fA-F]));?")
# Elements without content that libxml2 does not know as such: it would put all that follows into them.
_VOID = re.compile(
    r"""<(embed|source|track|wbr|bgsound|keygen)\b((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)(?<!/)>""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """An lxml tree; ``too_deep`` says that the parser gave up at elements nested more than 255 deep.

    ``well_formed`` says whether XML was that from its first to its last tag.
    """

    root: Any
    too_deep: bool
    well_formed: bool = True


def parse_html(markup: str) -> Parsed | None:
    """Return the tree of ``markup``, without comments and processing instructions; None where it holds no element.

    Entities are not expanded into more, nothing is loaded, and lxml's own bounds on depth and size hold.
    """
    from lxml import etree, html

    markup = _VOID.sub(r"<\1\2 />", _without_monstrous_tags(_fit(markup)))
    parser: Any = html.HTMLParser(
        encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root: Any = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return Parsed(root, any("depth" in entry.message.lower() for entry in parser.error_log))


def _without_monstrous_tags(markup: str) -> str:
    """Strip tags of more than 500 attributes bare: libxml2 takes minutes over thousands of them."""
    if not any(_is_monstrous(match) for match in _TAG.finditer(markup)):
        return markup
    return _TAG.sub(lambda match: _bare(match) if _is_monstrous(match) else match.group(), markup)


def _is_monstrous(tag: "re.Match[str]") -> bool:
    start, end = tag.span(2)
    return end - start > 2 * _MOST_ATTRIBUTES and len(tag.group(2).split()) > _MOST_ATTRIBUTES


def _bare(tag: "re.Match[str]") -> str:
    # What looks like a tag may be a comparison within a script, whose end must not go.
    return f"<{tag.group(1)}>" + ("</script>" if "</script" in tag.group().lower() else "")


MOST_MARKUP = 2_000_000
"""XML with more tags and attributes than this is not parsed; a book of a million words has about 300,000."""

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")


def parse_xml(markup: str) -> Parsed | None:
    """Return the tree of XML ``markup``, as much of it as is well-formed; None where that is no element, or too much.

    Comments and processing instructions are left out. No entity is expanded (it stays as it was written), no DTD read,
    nothing loaded, and lxml's bounds on depth and size hold.
    """
    from lxml import etree

    markup = _DECLARATION.sub("", _fit(markup).removeprefix("\ufeff"), count=1)
    if markup.count("<") + markup.count("=") > MOST_MARKUP:
        return None
    parser: Any = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Any = etree.fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    if root is None:
        return None
    _spell_out(root, etree.Entity)
    errors: list[tuple[str, str]] = [(error.level_name, error.message.lower()) for error in parser.error_log]
    too_deep = any("depth" in message for _, message in errors)
    return Parsed(root, too_deep, well_formed=not any(level == "FATAL" for level, _ in errors))


def _fit(markup: str) -> str:
    """Return ``markup`` without what no XML may hold, spelled out or not: lxml would give it, but take it not."""
    if "&#" in markup:
        markup = _NUMBERED.sub(_allowed, markup)
    return _FORBIDDEN.sub("", markup.replace("\f", " ").replace("\v", " "))


def _allowed(reference: "re.Match[str]") -> str:
    decimal, hexadecimal = reference.groups()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    # https://www.w3.org/TR/xml/#charsets
    allowed = code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return reference.group() if allowed else "\ufffd"


def local_name(element: Any) -> str:
    """Return the name of an XML element without its namespace, in lower case."""
    name: str = element.tag
    return name.rpartition("}")[2].lower()


def take_out(element: Any) -> None:
    """Take ``element`` out of its tree and leave the text behind it in its place."""
    _replace_by_text(element, "")


def _spell_out(root: Any, entities: Any) -> None:
    for entity in list(root.iter(entities)):
        _replace_by_text(entity, entity.text)


def _replace_by_text(element: Any, text: str) -> None:
    parent = element.getparent()
    if parent is None:
        return
    text += element.tail or ""
    if text:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + text
        else:
            previous.tail = (previous.tail or "") + text
    element.tail = None
    parent.remove(element)


def to_html(element: Any) -> str:
    """Return ``element`` as HTML."""
    from lxml import etree

    text: str = etree.tostring(element, method="html", encoding="unicode")
    return text
