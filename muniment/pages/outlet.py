"""The page of an outlet, in one form for all: what is printed about it, its documents, what they tell, its voice."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.pages.columns import COVERAGE
from muniment.pages.contexts import Context, PrintedForm, contexts, printed_forms
from muniment.pages.documents import DocumentRow, document_row
from muniment.pages.dossier import (
    Described,
    Silent,
    StatementGroup,
    descriptions,
    evidence,
    page_numbers,
    silence_claims,
    silences,
    statement_groups,
)
from muniment.pages.folds import Fold, FromDocument, by_document, fold
from muniment.pages.outlets import GROUPS, carried_by, published_by, republished_by, spoken_by, standing
from muniment.pages.page import Page, later, link
from muniment.pages.parts import (
    ChangeLine,
    Foot,
    Link,
    Mark,
    Numbers,
    Quotation,
    Sentence,
    changes,
    foot,
    marks,
    sentences,
)
from muniment.pages.rows import page_title
from muniment.pages.terms import own_terms
from muniment.pages.told import Course, course
from muniment.records.outlet import Outlet
from muniment.site import Entry, Site

MOST_TERMS = 12


class Field(Struct, frozen=True):
    """A field that every outlet has; `value` is empty where no document prints it."""

    label: str
    value: str
    basis: str
    marks: tuple[Mark, ...]


class OutletView(Struct, frozen=True):
    """The page of an outlet, from top to bottom."""

    name: str
    standing: Link
    meaning: str
    fields: tuple[Field, ...]
    summary: tuple[Sentence, ...]
    forms: tuple[PrintedForm, ...]
    published: tuple[DocumentRow, ...]
    republished: tuple[DocumentRow, ...]
    course: Course | None
    terms: Fold
    grid: str
    contents: tuple[Link, ...]
    silences: tuple[Silent, ...]
    statements: tuple[StatementGroup, ...]
    carried: tuple[StatementGroup, ...]
    descriptions: tuple[Described, ...]
    contexts: tuple[Context, ...]
    evidence: tuple[Quotation, ...]
    by_document: tuple[FromDocument, ...]
    history: tuple[ChangeLine, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """A page for each outlet."""
    for entry in site.of_type("outlet"):
        yield Page(entry.address, "pages/outlet.html", page_title(site, entry), later(_view, site, entry))


def _view(site: Site, entry: Entry) -> OutletView:
    outlet: Outlet = entry.record  # type: ignore[assignment]
    page, published, republished = entry.address, published_by(site, entry.id), republished_by(site, entry.id)
    spoken = spoken_by(site, entry.id)
    carried = tuple(claim for claim in carried_by(site, entry.id) if claim not in spoken)
    who = frozenset({entry.id, *(document.id for document in published)})
    numbers = page_numbers(site, entry.id, silence_claims(site, who), spoken, carried)
    key = standing(site, entry.id)
    told = course(site, page, entry.id)
    terms = own_terms(site, page, (document.id for document in published))
    noted, described = silences(site, page, who, numbers), descriptions(site, page, entry, numbers)
    parts = (
        ("Its documents", "#documents", published or republished),
        ("The course of events as it tells it", "#course", told),
        ("What it passes over", "#passed-over", told and (told.silent or told.unheld or noted)),
        ("Its words", "#words", terms),
        ("As a voice", "#statements", spoken),
        ("As a carrier", "#carried", carried),
        ("How documents describe it", "#described", described),
    )
    label, meaning = next((label, meaning) for group, label, meaning in GROUPS if group == key)
    passages = evidence(site, page, entry.id, numbers, (*spoken, *carried))
    return OutletView(
        name=entry.name,
        standing=Link(label, f"index.html#{key}"),
        meaning=meaning,
        fields=tuple(_fields(site, page, entry, numbers)),
        summary=sentences(site, page, entry.id, outlet.summary, numbers),
        forms=printed_forms(site, page, entry),
        published=tuple(document_row(site, page, document) for document in published),
        republished=tuple(document_row(site, page, document) for document in republished),
        course=told,
        terms=fold(terms, MOST_TERMS),
        grid=link(page, COVERAGE),
        contents=tuple(Link(text, href) for text, href, there in parts if there),
        silences=noted,
        statements=statement_groups(site, page, entry.id, spoken, numbers),
        carried=statement_groups(site, page, entry.id, carried, numbers),
        descriptions=described,
        contexts=contexts(site, page, entry.id),
        evidence=passages,
        by_document=by_document(passages),
        history=changes(outlet),
        foot=foot(site, page, entry.name, entry),
    )


def _fields(site: Site, page: str, entry: Entry, numbers: Numbers) -> Iterator[Field]:
    outlet: Outlet = entry.record  # type: ignore[assignment]
    for label, fact in (("Of itself", outlet.of_itself), ("Country", outlet.country), ("Owner", outlet.owner)):
        if fact:
            yield Field(label, fact.value, fact.basis or "", marks(site, page, entry.id, fact.claims, numbers))
        else:
            yield Field(label, "", "", ())
