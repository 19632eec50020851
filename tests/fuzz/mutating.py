"""Mutations that reach what lies within: one member of an archive is changed, not the bytes of the archive."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

Mutate = Callable[[bytes, int], bytes]
_WORD = re.compile(rb"[A-Za-z][A-Za-z0-9:_.-]{2,24}|</?[A-Za-z][A-Za-z0-9:]{0,20}|[%&\\@#][A-Za-z]{2,16};?")
_MOST_WORDS = 300


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the members of a small zip, {} where ``content`` is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            small = [member for member in file.infolist() if member.file_size < 200_000][:60]
            return {member.filename: file.read(member) for member in small}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return {}


def packed(members: dict[str, bytes]) -> bytes:
    """Return a zip of ``members``, none of them compressed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name[:200] or "a"), content)
    return stream.getvalue()


def mutated(content: bytes, most: int, seed: int, mutate: Mutate) -> bytes:
    """Return ``content`` changed by ``mutate``: mostly within a member where it is an archive."""
    chance = random.Random(seed)
    members = unpacked(content)
    if not members or chance.random() < 0.1:
        return mutate(content, most)
    names = list(members)
    # What an importer reads is XML; pictures and styles are tried more seldom.
    weights = [
        8 if name.endswith((".xml", ".opf", ".xhtml", ".html", ".ncx", ".rels", ".json")) else 1 for name in names
    ]
    name = chance.choices(names, weights)[0]
    if chance.random() < 0.05:
        members[name] = members[chance.choice(names)]
    elif chance.random() < 0.05:
        del members[name]
    elif chance.random() < 0.03:
        members[mutate(name.encode(), 60).decode("utf-8", "ignore")] = members.pop(name)
    else:
        members[name] = mutate(members[name], min(most, len(members[name]) + 400))
    changed = packed(members)
    return changed if len(changed) <= most else mutate(content, most)


def dictionary(seeds: list[bytes]) -> str:
    """Return a dictionary for libFuzzer of the words, tags and keys that the seeds are made of."""
    found: dict[bytes, int] = {}
    for seed in seeds:
        for content in (unpacked(seed) or {"": seed}).values():
            for word in _WORD.findall(content[:40_000]):
                found[word] = found.get(word, 0) + 1
    often = sorted(found, key=lambda word: (-found[word], word))[:_MOST_WORDS]
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in often)
