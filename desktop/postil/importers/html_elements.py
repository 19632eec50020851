"""HTML's elements by what an importer does with them.

Source: https://html.spec.whatwg.org/#elements-3
"""

from postil.domain.document import SpanKind

# fmt: off
BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
])
"""Elements that begin and end a block."""

DROPPED = frozenset([
    "annotation", "annotation-xml", "applet", "audio", "base", "bgsound", "button", "canvas", "datalist", "embed",
    "frame", "frameset", "head", "iframe", "input", "link", "map", "meta", "meter", "noframes", "noscript",
    "object", "option", "param", "progress", "rp", "script", "select", "source", "style", "svg", "template",
    "textarea", "title", "track", "video",
])
"""Elements that never reach an article, with all that is in them."""

INLINE = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "mark", "math", "q", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
])
"""Elements within running text."""
# fmt: on

KNOWN = BLOCKS | DROPPED | INLINE | frozenset(["col", "colgroup"])
"""All elements; what stands between angle brackets and is none of these is text."""

SPANS: dict[str, SpanKind] = {
    "em": "emphasis",
    "i": "emphasis",
    "dfn": "emphasis",
    "cite": "emphasis",
    "strong": "strong",
    "b": "strong",
    "dt": "strong",
    "code": "code",
    "tt": "code",
    "kbd": "code",
    "samp": "code",
}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
FRAMES = frozenset(["ul", "ol", "menu", "dir", "blockquote"])
"""Lists and quotations: what is in them is a list item or a quotation."""
