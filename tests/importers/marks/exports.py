"""Files in the shape of each program's own, with sentences of ours."""

import io
import json
import zipfile
from dataclasses import dataclass
from urllib.parse import quote

from postil.domain.sources import Source


@dataclass(frozen=True)
class Export:
    """A file of a program: how many marks it has, and words that one of them must hold."""

    name: str
    content: bytes
    marks: int
    telling: str = "Nobody answered"
    works: int = 1

    @property
    def source(self) -> Source:
        return Source("file", self.content, name=self.name, location=f"/home/anna/{self.name}")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return stream.getvalue()


READWISE = (
    "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,"
    "Document tags\n"
    '"Nobody answered, he said, ""six times"".",The third telegram,Anna Mondo,B0001,why?,pink,"doubt, .h1",page,12,'
    '2024-03-04 10:30:00+00:00,"archive,june"\n'
    'The second line\nof another one,The third telegram,Anna Mondo,B0001,,,,page,3,"March 4, 2024 10:31 PM",\n'
).replace("The second line\nof another one,", '"The second line\nof another one",')
READWISE_SIMPLE = (
    "Highlight,Title,Author,URL,Note,Location,Date\r\n"
    "Nobody answered,The third telegram,Anna Mondo,https://example.org/telegram,why?,12,2024-03-04\r\n"
)


def annotation(number: int, exact: str, **more: object) -> dict[str, object]:
    """Return one annotation as the API of Hypothesis gives it."""
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 0, "endOffset": 9},
        {"type": "TextPositionSelector", "start": 120 * number, "end": 120 * number + len(exact)},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": "to ***.\n", "suffix": ", he said"},
    ]
    return {
        "id": f"id{number}",
        "created": "2024-03-04T10:30:00.123456+00:00",
        "updated": "2024-03-05T10:30:00.123456+00:00",
        "user": "acct:anna@hypothes.is",
        "uri": "https://example.org/telegram",
        "text": "Why **not**?",
        "tags": ["doubt"],
        "document": {"title": ["The third telegram"]},
        "target": [{"source": "https://example.org/telegram", "selector": selectors if exact else []}],
        **more,
    }


HYPOTHESIS_API = {
    "total": 3,
    "rows": [annotation(1, "Nobody answered"), annotation(2, "", text="A note on the page")],
    "replies": [annotation(3, "", references=["id1"], text="Because", user="acct:ben@hypothes.is")],
}
HYPOTHESIS_EXPORT = {
    "export_date": "2024-04-01T00:00:00Z",
    "export_userid": "acct:anna@hypothes.is",
    "client_version": "1.2",
    "annotations": [annotation(1, "Nobody answered"), annotation(2, "he said")],
}

KOREADER = """-- /mnt/onboard/telegram.epub
return {
    ["annotations"] = {
        [1] = {
            ["chapter"] = "One",
            ["color"] = "green",
            ["datetime"] = "2024-03-04 10:30:00",
            ["datetime_updated"] = "2024-03-05 10:30:00",
            ["drawer"] = "lighten",
            ["note"] = "why \\"so\\"\\
and how",
            ["page"] = "/body/DocFragment[8]/body/p[4]/text().0",
            ["pageno"] = 24,
            ["pos0"] = "/body/DocFragment[8]/body/p[4]/text().0",
            ["text"] = "Nobody answered, he said",
        },
        [2] = {["datetime"] = "2024-03-04 10:31:00", ["page"] = 3, ["text"] = "in One"},
        [10] = {
            drawer = 'underscore', text = 'Second — \\228\\189\\160', ["chapter"] = [[One]],
            pageno = 0x1A, pboxes = {{ x = 1.5, y = -2e3 }},
        },
    },
    ["doc_props"] = {["authors"] = "Anna Mondo\\nBen Roe", ["title"] = "The third telegram"},
    ["stats"] = {["highlights"] = 2, ["pages"] = 300},
    ["is_open"] = true, ["none"] = nil,
}
"""
KOREADER_FORMER = """return {
    ["bookmarks"] = {
        [1] = {
            ["datetime"] = "2020-03-04 10:30:00", ["highlighted"] = true, ["notes"] = "Nobody answered, he said",
            ["page"] = "/body/p[1]", ["text"] = "my own note",
        },
        [2] = {
            ["datetime"] = "2020-03-04 10:40:00", ["highlighted"] = true, ["notes"] = "Another line",
            ["page"] = "/body/p[2]", ["text"] = "Page 13 Another line @ 2020-03-04 10:40:00",
        },
        [3] = {["datetime"] = "2020-03-04 10:45:00", ["page"] = "/body/p[3]", ["text"] = "in One"},
    },
    ["highlight"] = {
        [12] = {[1] = {["datetime"] = "2020-03-04 10:30:00", ["text"] = "Nobody answered, he said"}},
        [13] = {[1] = {["datetime"] = "2020-03-04 10:40:00", ["drawer"] = "lighten", ["text"] = "Another line"}},
    },
    ["doc_props"] = {["title"] = "The third telegram", ["authors"] = "Anna Mondo"},
}
"""
KOREADER_BOOK = {
    "title": "The third telegram",
    "author": "Anna Mondo",
    "file": "/mnt/telegram.epub",
    "number_of_pages": 300,
    "entries": [
        {
            "sort": "highlight",
            "page": 24,
            "time": 1709548200,
            "text": "Nobody answered, he said",
            "note": "why",
            "chapter": "One",
        },
        {"sort": "bookmark", "page": 25, "time": 1709548201, "text": "in One"},
    ],
}


def _calibre(number: int, text: str, **more: object) -> dict[str, object]:
    return {
        "type": "highlight",
        "uuid": f"uuid{number}",
        "highlighted_text": text,
        "notes": "why?",
        "spine_index": number,
        "start_cfi": f"/2/4/{number * 2}/1:0",
        "end_cfi": f"/2/4/{number * 2}/1:9",
        "style": {"kind": "color", "type": "builtin", "which": "purple"},
        "timestamp": "2024-03-04T10:30:00.000Z",
        "toc_family_titles": ["Part", "One"],
        **more,
    }


OMNIVORE_LIST = [
    {
        "id": "0a",
        "slug": "the-third-telegram",
        "title": "The third telegram",
        "description": "",
        "author": "Anna Mondo",
        "url": "https://example.org/telegram",
        "state": "Archived",
        "labels": ["June", "doubt"],
        "savedAt": "2024-03-04T10:30:00.000Z",
        "updatedAt": "2024-03-04T10:30:00.000Z",
        "publishedAt": "2024-03-01T10:30:00.000Z",
    },
    {"id": "0b", "slug": "only-saved", "title": "Only saved", "url": "https://example.org/saved", "labels": []},
]
OMNIVORE = zipped(
    {
        "metadata_0_to_20.json": _json(OMNIVORE_LIST),
        "content/the-third-telegram.html": b'<div id="readability-page-1">'
        b"<p>On June 30, 1941, Comrade ** wrote to ***.</p>"
        b"<p>Nobody answered, he said, six times.</p><p>Then it rained.</p></div>",
        "highlights/the-third-telegram.md": b"A note on all of it\n\n\n\n> Nobody answered, he said \n\n"
        b"#doubt #to check\n\nWhy **not**?\n\n> On June 30, 1941,\n> Comrade ** wrote ",
    }
)
POCKET_CSV = (
    "title,url,time_added,tags,status\nThe third telegram,https://example.org/telegram,1709548200,june|doubt,unread\n"
)
POCKET_ANNOTATIONS = [
    {
        "url": "https://example.org/telegram",
        "title": "The third telegram",
        "highlights": [{"quote": "Nobody answered, he said", "created_at": 1709548200}],
    }
]
POCKET_HTML = (
    "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>"
    '<li><a href="https://example.org/telegram" time_added="1709548200" tags="june,doubt">The third telegram</a></li>'
    '<li><a href="javascript:alert(1)" time_added="1" tags="">No</a></li></ul></body></html>'
)
INSTAPAPER_CSV = (
    "URL,Title,Selection,Folder,Timestamp,Tags\n"
    'https://example.org/telegram,The third telegram,"Nobody answered, he said",June,1709548200,"[""doubt""]"\n'
    "https://example.org/saved,Only saved,,Unread,1709548200,[]\n"
)
INSTAPAPER_HTML = (
    "<html><head><title>Instapaper: Export</title></head><body><h1>Unread</h1><ol>"
    '<li><a href="https://example.org/telegram">The third telegram</a></ol></body></html>'
)
CSL_ITEM = {
    "id": "http://zotero.org/users/1/items/ABCD",
    "citation-key": "mondo1941",
    "type": "article-journal",
    "title": "The third telegram",
    "author": [{"family": "Mondo", "given": "Anna", "non-dropping-particle": "van"}, {"literal": "The Archive"}],
    "container-title": "Telegrams",
    "issued": {"date-parts": [[1941, "6", 30]]},
    "DOI": "10.1000/XYZ.12",
    "note": "tex.ids: other\nread twice",
}
BIBTEX = r"""% a list
@string{tel = {Telegrams}}
@article{mondo1941,
  author = {van Mondo, Anna and {The Archive} and Beno{\^i}t de la Roe},
  title = {The {third} telegram: \"Uber alles},
  journal = tel, year = 1941, month = jun, day = 30,
  doi = {https://doi.org/10.1000/XYZ.12}, keywords = {june, doubt}, annote = {read twice},
}
@book{roe2001, title = "Another", author = "Ben Roe", date = {2001-02-30}, isbn = {0-306-40615-2}}
@comment{nothing}
"""


def zotero_note() -> str:
    told = {
        "attachmentURI": "http://zotero.org/users/1/items/PDF1",
        "annotationKey": "ANN1",
        "color": "#2ea8e5",
        "pageLabel": "12",
        "citationItem": {"uris": ["http://zotero.org/users/1/items/ABCD"], "locator": "12"},
    }
    known = [{"uris": ["http://zotero.org/users/1/items/ABCD"], "itemData": CSL_ITEM}]
    return (
        f'<div data-citation-items="{quote(json.dumps(known))}" data-schema-version="9"><h1>Annotations</h1>'
        f'<p><span class="highlight" data-annotation="{quote(json.dumps(told))}">“Nobody answered, he said”</span> '
        '<span class="citation" data-citation="%7B%7D">(<span class="citation-item">Mondo, 1941, p. 12</span>)</span> '
        "why <em>so</em> &lt;b&gt;?</p><p>On the whole: “good”</p></div>"
    )


def web_annotation(**more: object) -> dict[str, object]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "created": "2024-03-04T10:30:00Z",
        "body": [
            {"type": "TextualBody", "value": "<p>why <b>not</b></p>", "format": "text/html", "purpose": "commenting"},
            {"type": "TextualBody", "value": "doubt", "purpose": "tagging"},
        ],
        "target": {
            "source": "https://example.org/telegram",
            "selector": {
                "type": "CssSelector",
                "value": "#main",
                "refinedBy": [
                    {"type": "TextQuoteSelector", "exact": "Nobody answered", "prefix": "***.\n", "suffix": ", he"},
                    {"type": "TextPositionSelector", "start": 62, "end": 77},
                ],
            },
        },
        **more,
    }


RANGE = {
    "type": "RangeSelector",
    "startSelector": {"type": "TextQuoteSelector", "exact": "Nobody answered", "suffix": ", he said, six"},
    "endSelector": {"type": "TextQuoteSelector", "exact": ", he said", "suffix": ", six times"},
}
OBSIDIAN = [
    {
        "url": "https://example.org/telegram",
        "highlights": [
            {
                "text": "<p>Nobody <em>answered</em>, he said</p>",
                "timestamp": "2024-03-04T10:30:00.000Z",
                "notes": ["why?"],
            },
            {"text": "one\n\ntwo &amp; three", "timestamp": "2024-03-04T10:31:00.000Z"},
        ],
    }
]
OBSIDIAN_STORED = {
    "https://example.org/telegram": {
        "url": "https://example.org/telegram",
        "title": "The third telegram",
        "highlights": [{"id": "1709548200000", "xpath": "/p", "content": "Nobody answered", "type": "text"}],
    }
}

CLIPPINGS = (
    "\ufeffThe third telegram (Mondo, Anna)\n- Your Highlight on page 3 | Location 10-12 | Added on Monday, "
    "March 4, 2024 10:15:32 PM\n\nNobody answered, he said\n==========\n"
    "The third telegram (Mondo, Anna)\n- Your Note on page 3 | Location 12 | Added on Monday, March 4, 2024 "
    "10:16:32 PM\n\n"
    "why?\n==========\n"
    "The third telegram (Mondo, Anna)\n- Your Bookmark on page 4 | Location 14 | Added on Monday, March 4, 2024 "
    "10:17:32 PM"
    "\n\n\n==========\n"
)

RIS = """TY  - JOUR
AU  - Mondo, Anna
TI  - The third telegram
JO  - Telegrams
PY  - 2024/03/04
DO  - 10.1000/XYZ.12
ER  -

TY  - BOOK
AU  - Roe, Richard
TI  - The fourth telegram
PB  - Press
PY  - 2025
ER  -
"""

EXPORTS: dict[str, Export] = {
    "readwise": Export("readwise-data.csv", READWISE.encode(), 2),
    "readwise with a mark": Export("readwise-data.csv", b"\xef\xbb\xbf" + READWISE.encode(), 2),
    "readwise, what it takes in": Export("highlights.csv", READWISE_SIMPLE.encode(), 1),
    "hypothesis api": Export("search.json", _json(HYPOTHESIS_API), 1),
    "hypothesis one": Export("annotation.json", _json(annotation(1, "Nobody answered")), 1),
    "hypothesis client": Export("export.json", _json(HYPOTHESIS_EXPORT), 2),
    "kindle": Export("My Clippings.txt", CLIPPINGS.replace("\n", "\r\n").encode(), 1),
    "koreader": Export("metadata.epub.lua", KOREADER.encode(), 2),
    "koreader formerly": Export("metadata.epub.lua", KOREADER_FORMER.encode(), 2),
    "koreader json": Export(
        "telegram.json", _json({**KOREADER_BOOK, "created_on": 1709548200, "version": "json/1"}), 1
    ),
    "koreader json of several": Export(
        "all.json", _json({"created_on": 1709548200, "version": "json/1", "documents": [KOREADER_BOOK]}), 1
    ),
    "calibre viewer": Export(
        "The third telegram - highlights.json",
        _json(
            {
                "version": 1,
                "type": "calibre_highlights",
                "highlights": [
                    _calibre(2, "Second"),
                    _calibre(1, "Nobody answered"),
                    _calibre(3, "Gone", removed=True),
                ],
            }
        ),
        2,
    ),
    "calibre browser": Export(
        "annotations.calibre_annotation_collection",
        b"\xef\xbb\xbf"
        + _json(
            {
                "version": 1,
                "type": "calibre_annotation_collection",
                "annotations": [
                    _calibre(1, "Nobody answered", book_id=15),
                    {"book_id": 15, "annotation": _calibre(2, "Another")},
                    {"type": "bookmark", "title": "here", "book_id": 15},
                ],
            }
        ),
        2,
    ),
    "omnivore": Export("omnivore.zip", OMNIVORE, 2, works=2),
    "pocket zip": Export(
        "pocket.zip",
        zipped({"part_000000.csv": POCKET_CSV.encode(), "annotations/part_000000.json": _json(POCKET_ANNOTATIONS)}),
        1,
    ),
    "pocket annotations": Export("part_000000.json", _json(POCKET_ANNOTATIONS), 1),
    "pocket csv": Export("part_000000.csv", POCKET_CSV.encode(), 0),
    "pocket html": Export("ril_export.html", POCKET_HTML.encode(), 0),
    "instapaper": Export("instapaper-export.csv", INSTAPAPER_CSV.encode(), 1, works=2),
    "instapaper html": Export("instapaper-export.html", INSTAPAPER_HTML.encode(), 0),
    "csl-json": Export("My Library.json", _json([CSL_ITEM]), 0),
    "csl-json items": Export("My Library.json", _json({"items": [CSL_ITEM]}), 0),
    "ris": Export("library.ris", RIS.encode(), 0, works=2),
    "bibtex": Export("library.bib", BIBTEX.encode(), 0, works=2),
    "zotero note": Export("Annotations.html", zotero_note().encode(), 1),
    "web annotation": Export("anno.jsonld", _json(web_annotation()), 1),
    "web annotations": Export(
        "annos.json", _json([web_annotation(), web_annotation(id="http://example.org/anno2")]), 2
    ),
    "web annotation range": Export(
        "anno.jsonld", _json(web_annotation(target={"source": "https://example.org/t", "selector": RANGE})), 1
    ),
    "web annotation collection": Export(
        "collection.json",
        _json(
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "type": "AnnotationCollection",
                "label": "Mine",
                "first": {"type": "AnnotationPage", "items": [web_annotation()]},
            }
        ),
        1,
    ),
    "web annotation page": Export("page.json", _json({"type": "AnnotationPage", "items": [web_annotation()]}), 1),
    "obsidian": Export("obsidian-web-clipper-highlights.json", _json(OBSIDIAN), 2),
    "obsidian stored": Export("highlights.json", _json(OBSIDIAN_STORED), 1),
}
