"""The one place that speaks to mammoth, which has no types: a rewritten Word file in, HTML out."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false

import io
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from postil.importers.docx_numbers import DEEPEST
from postil.importers.docx_package import PREFIXES

_ROLES = ("H1", "H2", "H3", "H4", "H5", "H6", "Title", "Quote", "Code")
_DECLARED = " ".join(
    f'xmlns:{prefix}="{uri}"' for uri, prefix in PREFIXES.items() if prefix in {"w", "r", "wp", "a", "pic"}
)
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STUMBLES = (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError)


def to_html(document: str, notes: Mapping[str, str], addresses: list[str], sources: list[str]) -> str | None:
    """Return the HTML of a text written by BodyWriter, None where mammoth stumbles.

    ``notes`` hold the insides of "footnotes" and "endnotes"; ``addresses`` are where the links ``a1``, ``a2`` … lead;
    ``sources`` become the ``src`` of the pictures ``p1``, ``p2`` …. Nothing is loaded.
    """
    import mammoth

    @mammoth.images.img_element
    def picture(image: Any) -> dict[str, str]:
        with image.open() as file:
            source: bytes = file.read()
        return {"src": source.decode()}

    try:
        result: Any = mammoth.convert_to_html(
            io.BytesIO(_packed(document, notes, addresses, sources)),
            convert_image=picture,
            style_map=_style_map(),
            include_default_style_map=False,
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except _STUMBLES:
        return None
    markup: str = result.value
    return markup


def _packed(document: str, notes: Mapping[str, str], addresses: list[str], sources: list[str]) -> bytes:
    """Return a Word file of no more than what is read of one."""
    related = [("styles", "styles"), ("numbering", "numbering"), *((name, name) for name in notes)]
    shared = "".join(
        f'<Relationship Id="a{number}" Type="{_RELATED}/hyperlink" Target={quoteattr(address)} TargetMode="External"/>'
        for number, address in enumerate(addresses, 1)
    ) + "".join(
        f'<Relationship Id="p{number}" Type="{_RELATED}/image" Target="media/p{number}.png"/>'
        for number in range(1, len(sources) + 1)
    )
    own = "".join(f'<Relationship Id="{i}" Type="{_RELATED}/{n}" Target="{n}.xml"/>' for i, n in related)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="png" ContentType="image/png"/></Types>',
        "_rels/.rels": _relations(
            f'<Relationship Id="d" Type="{_RELATED}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {_DECLARED}><w:body>{document}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(own + shared),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
    }
    for name, inside in notes.items():
        parts[f"word/{name}.xml"] = f"<w:{name} {_DECLARED}>{inside}</w:{name}>"
        parts[f"word/_rels/{name}.xml.rels"] = _relations(shared)
    for number, source in enumerate(sources, 1):
        parts[f"word/media/p{number}.png"] = source
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part.encode("utf-8", "replace"))
    return content.getvalue()


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _styles() -> str:
    paragraphs = "".join(
        f'<w:style w:type="paragraph" w:styleId="{role}"><w:name w:val="{role}"/></w:style>' for role in _ROLES
    )
    code = '<w:style w:type="character" w:styleId="Code"><w:name w:val="Code"/></w:style>'
    return f"<w:styles {_DECLARED}>{paragraphs}{code}</w:styles>"


def _numbering() -> str:
    levels = "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="bullet"/></w:lvl>' for level in range(DEEPEST))
    number = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    return f'<w:numbering {_DECLARED}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{number}</w:numbering>'


def _style_map() -> str:
    lines = [f"p.H{level} => h{level}:fresh" for level in range(1, 7)]
    lines += ["p.Title => h1.title:fresh", "p.Quote => blockquote > p:fresh", r"p.Code => pre:separator('\n')"]
    lines.append("r.Code => code")
    for depth in range(DEEPEST):
        lines.append(f"p:unordered-list({depth + 1}) => {'ul > li > ' * depth}ul > li:fresh")
    return "\n".join(lines)
