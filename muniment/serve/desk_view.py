"""What the editor's desk shows: what is wrong, how far each document is covered, what the record lacks.

The counts are those that `check`, `coverage` and `suggest` print: nothing is computed here but the view.
"""

from collections import Counter
from collections.abc import Mapping
from textwrap import dedent

from msgspec import Struct

from muniment.diagnostics import Problem, errors
from muniment.findings.coverage import DocumentCoverage, Tally, coverage, tally
from muniment.pages.links import Link
from muniment.pages.page import link
from muniment.report import excerpt, place_of, texts_by_path
from muniment.serve.left import ADDRESS, Kind, kinds, left
from muniment.serve.places import Places
from muniment.site import Site
from muniment.source import Sources

TITLE = "Editor’s desk"


class Wrong(Struct, frozen=True):
    """A problem: its place in a file, what is wrong there, the offending line with a sign under it, what to do."""

    place: Link
    severity: str
    code: str
    message: str
    excerpt: str
    hint: str


class Bar(Struct, frozen=True):
    """The paragraphs of a document as the three parts of a bar 100 long."""

    cited: str
    reasons: str
    open: str
    reasons_at: str
    open_at: str


class DocumentRow(Struct, frozen=True):
    """A document with its coverage in numbers and as a bar; `left` leads to all that it may help with, counted."""

    id: str
    name: Link
    tally: Tally
    bar: Bar
    left: Link


class DeskView(Struct, frozen=True):
    """All that the desk shows. `stale`: the newest files have errors, and all but these is as it was before them."""

    title: str
    wrong: tuple[Wrong, ...]
    state: str
    stale: bool
    documents: tuple[DocumentRow, ...]
    total: DocumentRow
    kinds: tuple[Kind, ...]
    count: int


def view(site: Site, before: Site | None, problems: tuple[Problem, ...], sources: Sources, places: Places) -> DeskView:
    """The desk over a site, the site of the save before it, and what is wrong with the files as they are now."""
    covered, texts = coverage(site), texts_by_path(sources)
    many = Counter(document for one in left(site) for document in one.documents)
    return DeskView(
        TITLE,
        tuple(_wrong(problem, texts, places) for problem in problems),
        _state(problems),
        bool(errors(problems)),
        tuple(_row(site, one, many[one.document]) for one in covered),
        DocumentRow("", Link("In all"), tally(covered), _bar(tally(covered)), Link("")),
        kinds(site, before or site, places),
        len(left(site)),
    )


def _state(problems: tuple[Problem, ...]) -> str:
    wrong = len(errors(problems))
    counts = [(wrong, "error"), (len(problems) - wrong, "warning")]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)


def _wrong(problem: Problem, texts: Mapping[str, str], places: Places) -> Wrong:
    lines = dedent("\n".join(excerpt(problem, texts)))
    place = Link(place_of(problem), places.at(problem.path, problem.line, problem.column).href)
    return Wrong(place, problem.severity, problem.code, problem.message, lines, problem.hint)


def _row(site: Site, found: DocumentCoverage, many: int) -> DocumentRow:
    entry, counts = site.entries[found.document], tally((found,))
    name = Link(entry.record.label, link(ADDRESS, entry.address))  # type: ignore[attr-defined]
    there = Link(f"{many} left", f"?document={entry.id}#left") if many else Link("")
    return DocumentRow(entry.id, name, counts, _bar(counts), there)


def _bar(counts: Tally) -> Bar:
    parts = [100 * part / (counts.paragraphs or 1) for part in (counts.cited, counts.reasons, counts.uncovered)]
    cited, reasons, still_open = parts
    return Bar(*(f"{number:.2f}" for number in (cited, reasons, still_open, cited, cited + reasons)))
