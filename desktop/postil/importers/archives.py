"""Zip files of strangers (EPUB, ODT, DOCX), read within bounds and in memory: nothing of them goes to the disk."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from postil.domain.problems import PasswordNeeded, Problem
from postil.domain.sources import Source
from postil.importers.encoding import naming

MOST_MEMBERS = 20_000
"""Archives of more files are refused; the largest books have a few thousand."""

LARGEST_MEMBER = 64 * 1024 * 1024
"""Bytes that one member may have when it is unpacked."""

LARGEST_TOTAL = 256 * 1024 * 1024
"""Bytes that may be unpacked of one archive."""

STEEPEST = 250
"""How many times larger than packed a member above STEEP_FROM may be; the most that deflate can do is 1,032."""

STEEP_FROM = 8 * 1024 * 1024

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
# The others need dictionaries of up to gigabytes, and neither EPUB nor the office formats allow them.
_METHODS = frozenset([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, IndexError)


@dataclass(slots=True)
class Archive:
    """An open zip file: its members by their cleaned names. Reading is bounded in all by LARGEST_TOTAL."""

    source: Source
    members: Mapping[str, zipfile.ZipInfo]
    _file: zipfile.ZipFile
    _folded: dict[str, str]
    _unpacked: int = 0

    def find(self, name: str) -> str:
        """Return the member that ``name`` means, by its exact name or else without regard to case; "" for none."""
        return name if name in self.members else self._folded.get(name.casefold(), "")

    def read(self, name: str) -> bytes:
        """Return the content of a member, found as ``find`` does; raises KeyError where there is none.

        Raises Problem where it is larger than Postil unpacks, is damaged, or needs a password.
        """
        found = self.find(name)
        if not found:
            raise KeyError(name)
        member = self.members[found]
        self._check_size(member)
        if member.flag_bits & _ENCRYPTED:
            raise PasswordNeeded(
                "{name} is locked with a password. Unpack it and pack it again without one, then import that.",
                name=naming(self.source),
            )
        self._unpacked += member.file_size
        if self._unpacked > LARGEST_TOTAL:
            raise too_large(self.source)
        if member.compress_type not in _METHODS:
            raise damaged(self.source)
        try:
            # zipfile gives no more than the declared size, and compares the checksum of that.
            return self._file.read(member)
        except _BROKEN as error:
            raise damaged(self.source) from error

    def check_sizes(self) -> None:
        """Look at what all members declare; for those who hand the archive on. Raises Problem as ``read`` does."""
        for member in self.members.values():
            self._check_size(member)
        if sum(member.file_size for member in self.members.values()) > LARGEST_TOTAL:
            raise too_large(self.source)

    def _check_size(self, member: zipfile.ZipInfo) -> None:
        steep = member.file_size > STEEP_FROM and member.file_size > STEEPEST * max(1, member.compress_size)
        if member.file_size > LARGEST_MEMBER or steep:
            raise too_large(self.source)


def open_archive(source: Source) -> Archive:
    """Open the zip file in ``source``; of members of one name the last counts, as in other programs.

    Raises Problem where it is none, is damaged or cut off, or has more than MOST_MEMBERS members.
    """
    # Each entry of the directory begins so: counted before a hundred thousand of them become objects.
    if source.content.count(_ENTRY) > MOST_MEMBERS:
        raise Problem(
            "{name} holds more than {number} files. Take out what you want to read and import that.",
            name=naming(source),
            number=f"{MOST_MEMBERS:,}",
        )
    try:
        file = zipfile.ZipFile(io.BytesIO(source.content))
    except _BROKEN as error:
        raise damaged(source) from error
    members: dict[str, zipfile.ZipInfo] = {}
    for member in file.infolist():
        name = clean_name(member.filename)
        if name and not member.is_dir():
            members[name] = member
    return Archive(source, MappingProxyType(members), file, {name.casefold(): name for name in members})


def clean_name(name: str) -> str:
    """Return a member's ``name`` with "/" between its parts, "" where it leads out of the archive or nowhere."""
    name = posixpath.normpath(name.replace("\\", "/").split("\0", 1)[0].lstrip("/"))
    return "" if name in {".", ".."} or name.startswith("../") else name


def resolve(base: str, reference: str) -> tuple[str, str]:
    """Return the member's name and the fragment that a relative URL ``reference`` in the member ``base`` means.

    The name is "" for an address with a scheme or host. As in a URL, ".." leads no higher than the archive's root.
    """
    try:
        parts = urlsplit(reference.strip())
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    fragment = unquote(parts.fragment)
    path = unquote(parts.path)
    if not path:
        return clean_name(base), fragment
    joined = posixpath.join("/", posixpath.dirname(base), path.replace("\\", "/"))
    return clean_name(posixpath.normpath("/" + joined.lstrip("/"))), fragment


def is_zip(content: bytes) -> bool:
    """Say whether ``content`` begins as a zip file does."""
    return content.startswith(b"PK\x03\x04")


def holds_member(content: bytes, name: str) -> bool:
    """Say whether the zip file ``content`` seems to have a member of this ``name``, without opening it."""
    return is_zip(content) and name.encode() in content


def declared_type(content: bytes) -> str:
    """Return the media type that a zip says in its first member, "mimetype", which is not compressed; else "".

    EPUB and OpenDocument say so what they are: https://www.w3.org/TR/epub-33/#sec-zip-container-mime
    """
    if not is_zip(content) or len(content) < 30:
        return ""
    method, size, name_length, extra = struct.unpack_from("<H8xI4xHH", content, 8)
    if method != zipfile.ZIP_STORED or content[30 : 30 + name_length] != b"mimetype":
        return ""
    start = 30 + name_length + extra
    # A zip written as a stream tells the size only behind the content.
    said = content[start : start + min(size or 200, 200)].partition(b"PK")[0]
    return said.decode("ascii", "replace").strip()


def damaged(source: Source) -> Problem:
    """Return the Problem of an archive that cannot be unpacked."""
    return Problem(
        "{name} is damaged or was cut off on its way here. Fetch or save it again and import that.",
        name=naming(source),
    )


def too_large(source: Source) -> Problem:
    """Return the Problem of an archive that would fill the memory."""
    return Problem(
        "{name} unpacks to far more than a text holds; it was not opened. Export its text in another program and "
        "import that.",
        name=naming(source),
    )
