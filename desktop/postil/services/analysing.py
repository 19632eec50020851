"""What is known of an article's people, places and dates: kept findings with the reader's judgements applied."""

from postil import analysis
from postil.analysis.messages import from_lines, to_lines
from postil.domain.entities import Analysis
from postil.domain.ids import now
from postil.domain.judgements import apply
from postil.domain.records import Judgement, Revision
from postil.storage.library import Library

__all__ = ["judged", "keep", "kept_findings", "kept_lines", "known_analysis", "read_kept", "to_lines"]


def kept_lines(library: Library, revision: Revision) -> str | None:
    """Return what this version of the analyser found in the revision's text, for ``from_lines``; None if not yet."""
    return library.analysis(revision.text_hash, analysis.VERSION)


def outdated_lines(library: Library, revision: Revision) -> str | None:
    """Return what an earlier version of the analyser found in the revision's text, for ``from_lines``, or None."""
    from postil.storage.unsearched import outdated_findings

    return outdated_findings(library, revision.text_hash, analysis.VERSION)


def kept_findings(library: Library, revision: Revision) -> Analysis | None:
    """Return what this version of the analyser found in the revision's text, without judgements; None if not yet."""
    kept = kept_lines(library, revision)
    return read_kept(kept) if kept is not None else None


def read_kept(lines: str) -> Analysis | None:
    """Return kept findings, or None where they cannot be read: they can be made anew."""
    try:
        return from_lines(lines)
    except ValueError:
        return None


def judged(library: Library, revision: Revision, findings: Analysis) -> Analysis:
    """Return the findings as the reader's judgements have them."""
    return apply(findings, judgements_on(library, revision), revision.document.text)


def judgements_on(library: Library, revision: Revision) -> tuple[Judgement, ...]:
    """Return the judgements that hold for a revision: those on every article, and those on places of its very text."""
    return tuple(each for each in library.judgements() if each.text_hash in {"", revision.text_hash})


def keep(library: Library, text_hash: str, version: str, lines: str) -> None:
    """Keep findings, as ``to_lines`` gives them, for the text with that hash."""
    library.keep_analysis(text_hash, version, lines, now())


def known_analysis(library: Library, revision: Revision, *, make: bool = False) -> Analysis | None:
    """Return the judged analysis of a revision, or None where there is none; ``make`` one then, which takes seconds."""
    findings = kept_findings(library, revision)
    if findings is None:
        if not make:
            return None
        findings = analysis.analyse(revision.document.text, revision.language)
        keep(library, revision.text_hash, findings.version, to_lines(findings))
    return judged(library, revision, findings)
