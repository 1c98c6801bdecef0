"""The record as tables: what the CSV files and the database hold. Lists stand in tables of their own."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from muniment.dates import Edtf
from muniment.export import table_rows as rows
from muniment.export.table_rows import Cell
from muniment.memo import remembered
from muniment.site import Site


class Column(Struct, frozen=True):
    """A column: `type` is string, integer, number or boolean; `of` is the table whose `id` it refers to."""

    name: str
    description: str
    type: str = "string"
    of: str = ""


class Table(Struct, frozen=True):
    """A table; the first `key` columns together are its primary key; `search` are the columns of the text search."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: int
    search: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def date_columns(name: str, what: str) -> tuple[Column, ...]:
    """The columns of a date: as typed, in words, and its ends."""
    return (
        Column(name, f"{what} (EDTF)"),
        Column(f"{name}_words", f"{what}, in words"),
        Column(f"{name}_first", "The first day that this date allows; empty where its beginning is open"),
        Column(f"{name}_last", "The last day that this date allows; empty where its end is open"),
    )


ID = Column("id", "The id of the record, frozen once published")
PAGE = Column("page", "The page of the record, from the site's root")
RECORD = Column("record", "The record, of any type")
NUMBER = Column("number", "The position in its list, from 1", "integer")
EVENT = Column("event", "The event", of="events")

LAYOUT: tuple[tuple[str, str, tuple[Column, ...], int, tuple[str, ...], Callable], ...] = (
    (
        "outlets",
        "Who publishes the documents, and who is quoted by them",
        (ID, Column("name", "The name"), PAGE),
        1,
        (),
        rows.outlets,
    ),
    (
        "documents",
        "The documents; each is cut from a file in seeds/ and belongs to its owner",
        (
            ID,
            Column("title", "The title as printed"),
            Column("label", "A short name for tables and citations"),
            Column("authors", "The authors as printed, joined by “; ”"),
            Column("outlet", "The outlet that published it first", of="outlets"),
            *date_columns("published", "When it was first published"),
            Column("published_inferred", "Whether that date is inferred rather than printed", "boolean"),
            Column("republisher", "The outlet whose copy we hold, where it is another", of="outlets"),
            Column("language", "The language of the body"),
            Column("genre", "The genre, a word of the vocabulary"),
            Column("access", "What readers see: full, quotes or citation"),
            PAGE,
        ),
        1,
        (),
        rows.documents,
    ),
    (
        "paragraphs",
        "The text of the documents that readers see in full, block by block",
        (
            Column("document", "The document", of="documents"),
            Column("anchor", "The address of the block on the document's page"),
            Column("role", "What the block is: paragraph, title, heading, caption …"),
            Column("lang", "Its language, where it is not the document's"),
            Column("text", "Its text"),
        ),
        2,
        ("text",),
        rows.paragraphs,
    ),
    (
        "actors",
        "Persons, groups, bodies and states",
        (ID, Column("name", "The display name"), Column("kind", "The kind, a word of the vocabulary"), PAGE),
        1,
        (),
        rows.actors,
    ),
    (
        "places",
        "Where things happened or are said to have happened; coordinates are ours and approximate",
        (
            ID,
            Column("name", "The display name"),
            Column("kind", "The kind, a word of the vocabulary"),
            Column("parent", "The larger place that it lies in", of="places"),
            Column("latitude", "Decimal degrees, WGS 84", "number"),
            Column("longitude", "Decimal degrees, WGS 84", "number"),
            Column("radius_km", "How far off the true place may lie, or how far the area reaches", "integer"),
            Column("coordinates_origin", "Where the coordinates are from"),
            Column("precision", "How precise the place is, in words"),
            PAGE,
        ),
        1,
        (),
        rows.places,
    ),
    (
        "names",
        "Every printed form of a name, and spellings of ours that only help searching",
        (
            RECORD,
            NUMBER,
            Column("name", "The form of the name"),
            Column("lang", "Its language, where a record says so"),
            Column("search_only", "Whether no document prints it", "boolean"),
            Column("slip", "What is wrong with it, where a document misprints the name"),
        ),
        2,
        ("name",),
        rows.names,
    ),
    (
        "events",
        "What happened, is said to have happened, or stood for a time",
        (
            ID,
            Column("title", "The headline of its page"),
            Column("kind", "The kind, a word of the vocabulary"),
            Column("importance", "core, secondary or background"),
            *date_columns("date", "When"),
            Column("date_basis", "Why this date, where it is inferred"),
            Column("place_basis", "Why these places, where they are inferred"),
            PAGE,
        ),
        1,
        ("title",),
        rows.events,
    ),
    (
        "event_places",
        "The places of each event",
        (EVENT, NUMBER, Column("place", "The place", of="places")),
        2,
        (),
        rows.event_places,
    ),
    (
        "claims",
        "Who says what: each passage that the record quotes, with its exact words",
        (
            Column("id", "The permanent name: the id of the record, a slash, its own id"),
            Column("record", "The record that it is about"),
            Column("document", "The document quoted", of="documents"),
            Column("paragraph", "The block of the document in which the passage begins"),
            Column("quote", "The words as the document prints them; [...] joins pieces"),
            Column("voice", "Who says so, in words; the document's author where no other voice is named"),
            Column("origin", "The voice, author or announcement that it goes back to (computed), in words"),
            Column("identity", "Why the passage is about this record, where it does not name it"),
            Column("note", "A note of ours"),
            Column("page", "Where it stands on its record's page, from the site's root"),
            Column("passage", "Where its passage stands on the document's page, from the site's root"),
        ),
        1,
        ("quote",),
        rows.claims,
    ),
    (
        "voices",
        "Who speaks in a claim (by), and who carried it to the document (via)",
        (
            Column("claim", "The claim", of="claims"),
            Column("part", "by: who speaks; via: the chain between the voice and the document"),
            NUMBER,
            Column("record", "The actor or outlet that speaks"),
            Column("printed", "How the document describes a voice that it does not name"),
            Column("speaks_for", "The body that an unnamed voice speaks for"),
        ),
        3,
        (),
        rows.voices,
    ),
    (
        "statements",
        "What each claim says, point by point. Counts of different sources are never to be added up",
        (
            Column("claim", "The claim", of="claims"),
            NUMBER,
            Column("point", "The point that it is about"),
            Column("stance", "asserts, denies, doubts, suggests, finds-no-evidence or states-unknown"),
            Column("answer", "The answer given, joined by “; ”"),
            Column("answer_words", "The answer in words, joined by “; ”"),
            Column("value", "The count as typed: >=25 is at least 25, ~25 about 25"),
            Column("value_least", "The lowest number that the count allows", "integer"),
            Column("value_most", "The highest; empty where no upper end is given", "integer"),
            *date_columns("date", "The date given"),
            Column("words", "The part of the quotation that says so"),
            Column("of", "Whom or what the figure counts, a word of the vocabulary"),
            *date_columns("as_of", "The moment that it holds for"),
            Column("hedge", "The word in the quotation that keeps it at a distance"),
            Column("about", "The claim that it answers", of="claims"),
            Column("note", "A note of ours"),
        ),
        2,
        (),
        rows.statements,
    ),
    (
        "points",
        "The points of each event and how the accounts stand to each other (computed, or set by the editors)",
        (
            EVENT,
            Column("point", "The point"),
            Column("label", "Its name"),
            Column("ask", "What is asked"),
            Column("status", "agreed, compatible, disputed, single-origin, revised, in-words"),
            Column("computed_status", "The status as computed"),
            Column("reason", "Why the editors set another one"),
            Column("origins", "How many origins speak to it", "integer"),
        ),
        2,
        (),
        rows.points,
    ),
    (
        "participants",
        "The actors of each event in their roles",
        (
            EVENT,
            NUMBER,
            Column("actor", "The actor", of="actors"),
            Column("role", "The role"),
            Column("standing", "Of an act, by whose word: own, through (who speaks for it), others, accused"),
        ),
        2,
        (),
        rows.participants,
    ),
    (
        "links",
        "How events stand to other events",
        (
            EVENT,
            NUMBER,
            Column("to", "The other event", of="events"),
            Column("relation", "This event is its …"),
            Column("basis", "Why, where no claim says so in words"),
        ),
        2,
        (),
        rows.links,
    ),
    (
        "relations",
        "How actors stand to other actors",
        (
            Column("actor", "The actor", of="actors"),
            NUMBER,
            Column("to", "The other actor", of="actors"),
            Column("relation", "This actor is its …"),
        ),
        2,
        (),
        rows.relations,
    ),
    (
        "offices",
        "Offices and ranks of actors, as a document gives them",
        (
            Column("actor", "The actor", of="actors"),
            NUMBER,
            Column("title", "The office in the document's words"),
            Column("of", "The body that it is an office of", of="actors"),
            *date_columns("as_of", "When it was held"),
        ),
        2,
        (),
        rows.offices,
    ),
    (
        "sentences",
        "What we write: summaries, abstracts, silences, unknowns and slips of the sources",
        (
            RECORD,
            Column("part", "summary, abstract, silences, unknowns or slips"),
            NUMBER,
            Column("text", "The sentence"),
            Column("detail", "Of a silence who and which kind, of an unknown what would settle it, of a slip our note"),
        ),
        3,
        ("text",),
        rows.sentences,
    ),
    (
        "evidence",
        "The claims on which each fact and sentence of ours stands",
        (
            RECORD,
            Column("part", "The table or field that stands on it: date, place, summary, participants …"),
            NUMBER,
            Column("claim", "The claim", of="claims"),
        ),
        4,
        (),
        rows.evidence,
    ),
    (
        "vocabulary",
        "The words of the closed lists",
        (
            Column("list", "The list"),
            Column("word", "The word"),
            Column("label", "How pages print it"),
            Column("definition", "What it means"),
        ),
        2,
        (),
        rows.vocabulary,
    ),
    (
        "corrections",
        "Published corrections",
        (RECORD, NUMBER, *date_columns("date", "The day of the change"), Column("text", "What changed, and why")),
        2,
        (),
        rows.corrections,
    ),
)


@remembered
def tables(site: Site) -> tuple[Table, ...]:
    """Every table with its rows, those that others refer to first."""
    return tuple(
        Table(name, description, columns, key, search, tuple(_flat(one) for one in found(site)))
        for name, description, columns, key, search, found in LAYOUT
    )


def _flat(row: tuple[Cell | Edtf | None, ...]) -> tuple[Cell, ...]:
    return tuple(_cells(row))


def _cells(row: tuple) -> Iterator[Cell]:
    """The cells of a row; `rows.Day` stands for the four of a date."""
    for cell in row:
        if isinstance(cell, rows.Day):
            yield from cell.cells
        else:
            yield cell
