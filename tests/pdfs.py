"""Small PDFs that tests make: a letter is half as wide as its size is high, one of Chinese as wide as high."""

import hashlib
import textwrap
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 600, 800
_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


@dataclass(frozen=True)
class Set:
    """Letters set at ``x`` from the left and ``y`` from the top of a page, in points; ``face`` is a font's name.

    A face with "Bold", "Italic" or "Mono" in its name is that; one with "Vertical" sets its letters downwards.
    """

    x: float
    y: float
    text: str
    size: float = 10
    face: str = "Body"
    turn: str = "1 0 0 1"

    @property
    def right(self) -> float:
        return self.x + len(self.text) * self.size / 2


@dataclass(frozen=True)
class Drawn:
    """A picture of red, green or other pixels in a rectangle of the page, counted from its lower left."""

    x: float
    y: float
    width: float
    height: float
    pixels: int = 64


@dataclass(frozen=True)
class Linked:
    """A link over a rectangle, counted from the page's lower left."""

    x: float
    y: float
    width: float
    height: float
    address: str


Thing = Set | Drawn | Linked


@dataclass
class Pdf:
    """A PDF in the making; ``content()`` gives its bytes."""

    pages: list[list[Thing]] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    labels: str = ""
    outline: list[tuple[str, int]] = field(default_factory=list)
    password: str = ""
    xmp: str = ""
    language: str = ""

    def page(self, *things: Thing | Iterable[Thing]) -> "Pdf":
        """Add a page; lists of things are taken apart."""
        flat: list[Thing] = []
        for thing in things:
            if isinstance(thing, Set | Drawn | Linked):
                flat.append(thing)
            else:
                flat.extend(thing)
        self.pages.append(flat)
        return self

    def content(self) -> bytes:
        """Return the whole file."""
        return _Writer(self).write()


def prose(text: str, x: float = 60, y: float = 100, width: float = 480, size: float = 10) -> list[Set]:
    """Return ``text`` in lines of ``width``, 1.2 sizes apart."""
    rows = textwrap.wrap(text, int(width / size * 2), break_on_hyphens=False, break_long_words=False)
    return lines(rows, x, y, size)


def lines(rows: Sequence[str], x: float = 60, y: float = 100, size: float = 10, face: str = "Body") -> list[Set]:
    """Return ``rows`` below each other, 1.2 sizes apart."""
    return [Set(x, y + index * 1.2 * size, row, size, face) for index, row in enumerate(rows)]


def below(things: Sequence[Set], gap: float = 24) -> float:
    """Return a height below ``things``."""
    return things[-1].y + gap


class _Writer:
    def __init__(self, made: Pdf) -> None:
        self._made = made
        self._objects: list[bytes] = []
        self._key = b""
        self._encryption = ""

    def write(self) -> bytes:
        catalogue, pages = self._reserve(), self._reserve()
        if self._made.password:
            self._encrypt()
        fonts = self._fonts({thing.face for page in self._made.pages for thing in page if isinstance(thing, Set)})
        numbers = [self._page(page, pages, fonts) for page in self._made.pages]
        kids = " ".join(f"{number} 0 R" for number in numbers)
        self._put(pages, f"<< /Type /Pages /Count {len(numbers)} /Kids [{kids}] >>")
        entries = f"<< /Type /Catalog /Pages {pages} 0 R"
        if self._made.labels:
            entries += f" /PageLabels << /Nums [{self._made.labels}] >>"
        if self._made.language:
            entries += f" /Lang {self._string(self._made.language, catalogue)}"
        if self._made.xmp:
            entries += f" /Metadata {self._stream('/Type /Metadata /Subtype /XML', self._made.xmp.encode())} 0 R"
        if self._made.outline:
            entries += f" /Outlines {self._outline(numbers)} 0 R"
        self._put(catalogue, entries + " >>")
        info = self._reserve()
        number = info
        strings = " ".join(f"/{name} {self._string(value, number)}" for name, value in self._made.info.items())
        self._put(info, f"<< {strings} >>")
        return self._file(catalogue, info)

    def _file(self, catalogue: int, info: int) -> bytes:
        content = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
        places: list[int] = []
        for number, body in enumerate(self._objects, start=1):
            places.append(len(content))
            content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        start = len(content)
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        trailer = f"<< /Size {len(places) + 1} /Root {catalogue} 0 R /Info {info} 0 R {self._encryption} >>"
        end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n"
        return content + end.encode()

    def _reserve(self) -> int:
        self._objects.append(b"null")
        return len(self._objects)

    def _put(self, number: int, body: str | bytes) -> None:
        self._objects[number - 1] = body.encode("latin-1") if isinstance(body, str) else body

    def _add(self, body: str | bytes) -> int:
        number = self._reserve()
        self._put(number, body)
        return number

    def _stream(self, entries: str, content: bytes) -> int:
        number = self._reserve()
        hidden = self._hide(content, number)
        self._put(number, f"<< {entries} /Length {len(hidden)} >>\nstream\n".encode() + hidden + b"\nendstream")
        return number

    def _string(self, value: str, number: int) -> str:
        return "<" + self._hide(b"\xfe\xff" + value.encode("utf-16-be"), number).hex() + ">"

    def _fonts(self, faces: Iterable[str]) -> Mapping[str, int]:
        rows = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(256)]
        parts = [rows[start : start + 64] for start in range(0, 256, 64)]
        ranges = "\n".join(f"{len(part)} beginbfrange\n{chr(10).join(part)}\nendbfrange" for part in parts)
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{ranges}\nendcmap end end"
        )
        unicode = self._stream("", cmap.encode())
        numbers: dict[str, int] = {}
        for face in sorted(faces):
            flags = 1 if "Mono" in face else 4
            described = self._add(
                f"<< /Type /FontDescriptor /FontName /{face} /Flags {flags} /FontBBox [0 -200 1000 800] "
                "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
            )
            child = self._add(
                f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{face} /FontDescriptor {described} 0 R /DW 500 "
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                f"/W [{0x2E80} {0x9FFF} 1000] >>"
            )
            encoding = "Identity-V" if "Vertical" in face else "Identity-H"
            numbers[face] = self._add(
                f"<< /Type /Font /Subtype /Type0 /BaseFont /{face} /Encoding /{encoding} "
                f"/DescendantFonts [{child} 0 R] /ToUnicode {unicode} 0 R >>"
            )
        return numbers

    def _page(self, things: Sequence[Thing], parent: int, fonts: Mapping[str, int]) -> int:
        drawn: list[str] = []
        pictures: list[int] = []
        links: list[int] = []
        for thing in things:
            if isinstance(thing, Set):
                code = thing.text.encode("utf-16-be").hex()
                place = f"{thing.turn} {thing.x:g} {HEIGHT - thing.y:g}"
                drawn.append(f"BT /{thing.face} {thing.size:g} Tf {place} Tm <{code}> Tj ET")
            elif isinstance(thing, Drawn):
                row = bytes(range(thing.pixels)) * 3
                size = f"/Width {thing.pixels} /Height {thing.pixels} /ColorSpace /DeviceRGB /BitsPerComponent 8"
                entries = f"/Type /XObject /Subtype /Image {size} /Filter /FlateDecode"
                pictures.append(self._stream(entries, zlib.compress(row * thing.pixels)))
                matrix = f"{thing.width:g} 0 0 {thing.height:g} {thing.x:g} {thing.y:g}"
                drawn.append(f"q {matrix} cm /P{len(pictures) - 1} Do Q")
            else:
                rect = f"{thing.x:g} {thing.y:g} {thing.x + thing.width:g} {thing.y + thing.height:g}"
                number = self._reserve()
                address = "<" + self._hide(thing.address.encode(), number).hex() + ">"
                self._put(number, f"<< /Type /Annot /Subtype /Link /Rect [{rect}] /A << /S /URI /URI {address} >> >>")
                links.append(number)
        stream = self._stream("", "\n".join(drawn).encode())
        used = " ".join(f"/{face} {number} 0 R" for face, number in fonts.items())
        shown = " ".join(f"/P{index} {number} 0 R" for index, number in enumerate(pictures))
        annotations = " ".join(f"{number} 0 R" for number in links)
        return self._add(
            f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {stream} 0 R "
            f"/Resources << /Font << {used} >> /XObject << {shown} >> >> /Annots [{annotations}] >>"
        )

    def _outline(self, pages: Sequence[int]) -> int:
        root = self._reserve()
        numbers = [self._reserve() for _ in self._made.outline]
        for index, (title, page) in enumerate(self._made.outline):
            entries = f"/Title {self._string(title, numbers[index])} /Parent {root} 0 R /Dest [{pages[page]} 0 R /Fit]"
            if index:
                entries += f" /Prev {numbers[index - 1]} 0 R"
            if index + 1 < len(numbers):
                entries += f" /Next {numbers[index + 1]} 0 R"
            self._put(numbers[index], f"<< {entries} >>")
        self._put(root, f"<< /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R /Count {len(numbers)} >>")
        return root

    def _encrypt(self) -> None:
        """Take up the 40-bit RC4 of ISO 32000-1, 7.6.3, which every reader of PDFs knows."""
        padded = (self._made.password.encode("latin-1") + _PAD)[:32]
        owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
        identity, permissions = b"0123456789abcdef", -4
        seed = padded + owner + permissions.to_bytes(4, "little", signed=True) + identity
        self._key = hashlib.md5(seed).digest()[:5]
        user = _rc4(self._key, _PAD)
        body = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P {permissions} >>"
        self._encryption = f"/Encrypt {self._add(body)} 0 R /ID [<{identity.hex()}> <{identity.hex()}>]"

    def _hide(self, content: bytes, number: int) -> bytes:
        if not self._key:
            return content
        return _rc4(hashlib.md5(self._key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], content)


def _rc4(key: bytes, content: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
