"""The parts of a Word file that are always the same, and its properties."""

from collections.abc import Iterable

from postil.exporters.writable import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_OFFICE}.footnotes+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="document" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/><Relationship Id="core" '
    f'Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)


def core_properties(title: str, created: str) -> str:
    """Return the title and the time of a file; ``created`` in UTC, ISO 8601."""
    moment = f'<dcterms:created xsi:type="dcterms:W3CDTF">{escape(created)}</dcterms:created>' if created else ""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title>{moment}</cp:coreProperties>"
    )


FOOTNOTE_MARK = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
"""How the number of a footnote looks, in the text and below."""


def footnotes_of(notes: Iterable[tuple[int, str]]) -> str:
    """Return the part that holds the footnotes, each a number from 1 and its runs; none is one too."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    told = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f'<w:r>{FOOTNOTE_MARK}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p>'
        "</w:footnote>"
        for number, runs in notes
    )
    return (
        f'{_HEAD}<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{lines}{told}</w:footnotes>"
    )


def _style(name: str, named: str, paragraph: str = "", run: str = "", based: str = "Normal") -> str:
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    usual = ' w:default="1"' if name == "Normal" else ""
    told = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    shown = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="paragraph"{usual} w:styleId="{name}"><w:name w:val="{named}"/>{basis}<w:qFormat/>'
        f"{told}{shown}</w:style>"
    )


_REFERENCE = (
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


def _heading(level: int) -> str:
    size = {1: 32, 2: 28, 3: 26, 4: 24, 5: 22}[level]
    paragraph = f'<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"Heading{level}", f"heading {level}", paragraph, f'<w:b/><w:sz w:val="{size}"/>')


_DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/>'
    '<w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" '
    'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
)
STYLES = "".join(
    (
        f'{_HEAD}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
        _DEFAULTS,
        _style("Normal", "Normal", based=""),
        _style("Title", "Title", '<w:spacing w:after="240"/>', '<w:b/><w:sz w:val="40"/>'),
        *map(_heading, range(1, 6)),
        _style(
            "Quote",
            "Quote",
            '<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="B9A44C"/></w:pBdr><w:spacing w:after="0"/>'
            '<w:ind w:left="426"/>',
        ),
        _style("IntenseQuote", "Intense Quote", '<w:ind w:left="720"/>'),
        _style("ListParagraph", "List Paragraph", '<w:spacing w:after="40"/><w:ind w:left="426"/>'),
        _style(
            "Code",
            "Code",
            '<w:spacing w:after="0"/>',
            '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:sz w:val="20"/>',
        ),
        _style("FootnoteText", "footnote text", '<w:spacing w:after="40" w:line="240"/>', '<w:sz w:val="18"/>'),
        _REFERENCE,
        _style("About", "About", '<w:keepNext/><w:spacing w:before="240" w:after="40"/>', '<w:sz w:val="18"/>'),
        "</w:styles>",
    )
)
