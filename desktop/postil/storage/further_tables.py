"""The tables of records that the first page does not need."""

from collections.abc import Mapping

from postil.domain.further_records import (
    ArticleNote,
    Claim,
    Collection,
    EntityNote,
    ExportedFile,
    Figure,
    Fold,
    Judgement,
    Link,
    Membership,
    SavedSearch,
)
from postil.domain.removed_marks import RemovedMark
from postil.storage.tables import Row, Table, plain


def _encode_fold(fold: Fold) -> Row:
    return [fold.id, fold.site, fold.rule, fold.words, int(fold.folded), fold.created]


def _decode_fold(row: Row, _tags: tuple[str, ...]) -> Fold:
    return Fold(row[0], row[1], row[2], row[3], bool(row[4]), row[5])


def _encode_exported(file: ExportedFile) -> Row:
    return [file.id, file.format, file.options, file.parts, int(file.watched), file.written]


def _decode_exported(row: Row, _tags: tuple[str, ...]) -> ExportedFile:
    return ExportedFile(row[0], row[1], row[2], row[3], bool(row[4]), row[5])


FURTHER_TABLES: Mapping[type, Table] = {
    ArticleNote: plain(ArticleNote, "article_notes", "id", "body", "created", "modified"),
    Figure: plain(Figure, "figures", "id", "url", "media_type", "content"),
    Judgement: plain(
        Judgement,
        "judgements",
        "id",
        "verdict",
        "subject",
        "value",
        "article_id",
        "text_hash",
        "start",
        "end",
        "created",
        "reason",
        "confidence",
    ),
    Claim: plain(Claim, "claims", "id", "status", "judge", "reason", "number", "created", "modified"),
    Link: plain(Link, "links", "id", "relation", "source_id", "target_id", "reason", "created"),
    Fold: Table("folds", ("id", "site", "rule", "words", "folded", "created"), _encode_fold, _decode_fold),
    Collection: plain(Collection, "collections", "id", "name", "created"),
    Membership: plain(Membership, "memberships", "id", "article_id", "collection_id", "created"),
    SavedSearch: plain(SavedSearch, "saved_searches", "id", "name", "query", "created"),
    ExportedFile: Table(
        "exported_files",
        ("id", "format", "options", "parts", "watched", "written"),
        _encode_exported,
        _decode_exported,
    ),
    RemovedMark: plain(RemovedMark, "removed_marks", "id", "removed"),
    EntityNote: plain(EntityNote, "entity_notes", "id", "body", "wikidata", "viaf", "created", "modified"),
}
