"""Pages of running text: `content/pages/*.md`. Links to records are typed `[text](event:rockets-on-k1)`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from muniment.diagnostics import Problem, nearest
from muniment.findings.coverage import DocumentCoverage, coverage, tally
from muniment.pages.page import Page, later
from muniment.pages.parts import Foot, Link, entry_link, foot
from muniment.parse import ParsedPage
from muniment.records import RECORD_TYPES
from muniment.site import Site

LINK = re.compile(r"(?<=\]\()<?([^\s)>]+)>?(?=[\s)])")
"""The target of a Markdown link."""
OUTSIDE = ("https://", "http://", "mailto:", "#")
TYPES = {kind.name: kind.folder for kind in RECORD_TYPES}


class CoverageRow(Struct, frozen=True):
    """How many paragraphs of a document claims cite, how many have a reason instead, how many are still open."""

    document: Link
    paragraphs: int
    cited: int
    reasons: int
    uncovered: int
    share: str


class CoverageTable(Struct, frozen=True):
    """The coverage of each document and of all; under the reasons given, how often each."""

    rows: tuple[CoverageRow, ...]
    total: CoverageRow
    reasons: tuple[tuple[str, str, int], ...]


class MarkdownView(Struct, frozen=True):
    """The page's title and its text in Markdown, the targets of its links resolved; what the build adds below it."""

    title: str
    text: str
    coverage: CoverageTable | None
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """A page for each Markdown file."""
    for page in site.pages:
        yield Page(f"{page.id}.html", "pages/markdown_page.html", page.title, later(_view, site, page))


def _view(site: Site, page: ParsedPage) -> MarkdownView:
    address = f"{page.id}.html"
    text = LINK.sub(lambda found: target(found[1]), page.text)
    table = coverage_table(site, address) if "coverage" in page.shows else None
    return MarkdownView(page.title, text, table, foot(site, address, page.title, file=page.file.path))


def coverage_table(site: Site, address: str) -> CoverageTable:
    """How much of each document the record holds, for the page at an address."""
    found = coverage(site)
    counts = Counter(reason for one in found for _, reason in one.reasons)
    words = ((word, entry) for word, entry in site.vocabulary.coverage_reasons.items() if counts[word])
    return CoverageTable(
        rows=tuple(_row(entry_link(site, address, one.document), (one,)) for one in found),
        total=_row(Link("In all"), found),
        reasons=tuple((entry.label, entry.definition, counts[word]) for word, entry in words),
    )


def _row(name: Link, found: Sequence[DocumentCoverage]) -> CoverageRow:
    all = tally(found)
    share = f"{all.percent}%" if all.paragraphs else ""
    return CoverageRow(name, all.paragraphs, all.cited, all.reasons, all.uncovered, share)


def problems(site: Site, addresses: frozenset[str]) -> Iterator[Problem]:
    """A problem for each link of a Markdown page that leads to no page of the site."""
    for page in site.pages:
        for found in LINK.finditer(page.text):
            address = target(found[1]).partition("#")[0]
            if found[1].startswith(OUTSIDE) or address in addresses:
                continue
            before = page.text[: found.start(1)]
            line, column = page.first_line + before.count("\n"), found.start(1) - before.rfind("\n")
            yield Problem(
                page.file.path,
                line,
                column,
                "broken-link",
                f"The link {found[1]!r} leads to no page.",
                _hint(site, found[1], addresses),
            )


def target(typed: str) -> str:
    """The address that a link names: `event:ID` is `events/ID.html`, anything else stays as it is."""
    type, colon, rest = typed.partition(":")
    if not colon or type not in TYPES:
        return typed
    id, mark, fragment = rest.partition("#")
    return f"{TYPES[type]}/{id}.html{mark}{fragment}"


def _hint(site: Site, typed: str, addresses: frozenset[str]) -> str:
    type, colon, id = typed.partition(":")
    if colon and type in TYPES:
        return nearest(id, [entry.id for entry in site.of_type(type)]) or f"Name a record of content/{TYPES[type]}/."
    return (
        nearest(typed, addresses)
        or "Type event:ID, actor:ID, place:ID, outlet:ID, document:ID, or the address of a page."
    )
