"""The claim: who says what, about which point, in which exact words of which document."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler

from muniment.records.base import TEXT, ClaimAddress, Claims, Date, Figure, Id, Many, Part, Ref, Term, Text

Stance = Literal["asserts", "denies", "doubts", "suggests", "finds-no-evidence", "states-unknown"]
"""How a voice stands to a statement. Only `asserts` and `denies` commit it."""


class Voice(Part):
    """Who speaks, or who carries what was said: a record, or an unnamed voice by its printed description."""

    is_: Annotated[str, Ref("actor", "outlet")] | None = Field(default=None, alias="is")
    """The actor or outlet that speaks."""
    printed: Text | None = None
    """How the document describes a voice that it does not name: "a US official who spoke to the AP"."""
    of: Annotated[str, Ref("actor", "outlet")] | None = None
    """The body that an unnamed voice speaks for, where the document says so."""


class _VoiceMark:
    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        named = {"anyOf": [{"required": ["is"]}, {"required": ["printed"]}]}
        return {"anyOf": [{"type": "string", "x-ref": ["actor", "outlet"]}, handler(schema) | named]}


def _voice(value: object) -> object:
    return {"is": value} if isinstance(value, str) else value


Speaker = Annotated[Voice, BeforeValidator(_voice), _VoiceMark()]


class Statement(Part):
    """One thing that a passage says about one point."""

    point: str
    """The point that it is about: a point of the vocabulary, or one that this record declares under `points`."""
    stance: Stance = "asserts"
    """How the voice stands to it."""
    answer: Many[str] = ()
    """The answer given: declared under the point's `answers`, or an actor or place where the point takes one."""
    value: Figure | None = None
    """The count given, for points that take a count."""
    date: Date | None = None
    """The date given, for points that take a date."""
    words: Text | None = None
    """The part of the quotation that says so, as a table cell prints it; the whole quotation where left out."""
    of: Annotated[str, Term("counted")] | None = None
    """Whom or what the figure counts. Figures of different people never conflict."""
    as_of: Date | None = None
    """The moment that the statement holds for."""
    hedge: Text | None = None
    """The word in the quotation that keeps it at a distance: "reportedly"."""
    about: ClaimAddress | None = None
    """The claim that this one answers."""
    note: Text | None = None
    """A note of ours."""


class Claim(Part):
    """One passage with the statements that hang on it."""

    document: Annotated[str, Ref("document")]
    """The document quoted."""
    quote: Text
    """Its exact words; `[...]` joins pieces in the document's order."""
    before: Text | None = None
    """Words that stand directly before the quotation, where the phrase occurs more than once."""
    after: Text | None = None
    """Words that stand directly after it, likewise."""
    by: Many[Speaker] = ()
    """Who says so; the document's author where left out."""
    via: Many[Speaker] = ()
    """The chain between the voice and the document, where it is printed: agency, read-out, other paper."""
    origin: Annotated[str, Ref("actor", "outlet", "document")] | None = None
    """The one announcement or body that several voices repeat; they then count once."""
    identity: Text | None = None
    """Why this passage is about this event, where it does not name it."""
    says: Annotated[tuple[Statement, ...], Field(min_length=1)]
    """What it says."""
    note: Text | None = None
    """A note of ours."""


ClaimsById = dict[Id, Claim]


class Answer(Part):
    """A possible answer to a point, coded once."""

    label: Text | None = None
    """The answer in words; left out where an actor or a place is the answer."""
    actor: Annotated[str, Ref("actor")] | None = None
    """The actor that is the answer."""
    place: Annotated[str, Ref("place")] | None = None
    """The place that is the answer."""


class _AnswerMark:
    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [TEXT, handler(schema) | {"minProperties": 1}]}


def _answer(value: object) -> object:
    return {"label": value} if isinstance(value, str) else value


Status = Literal["agreed", "compatible", "disputed", "single-origin", "revised"]


class Point(Part):
    """A point at issue: what is asked, and the answers that documents give."""

    label: Text | None = None
    """Its short name, for a point that the vocabulary does not have."""
    ask: Text | None = None
    """The question: "Whose bases were hit?"."""
    takes: Literal["count", "date", "place", "actor", "answer", "words"] | None = None
    """What its statements hold, for a point that the vocabulary does not have."""
    answers: dict[Id, Annotated[Answer, BeforeValidator(_answer), _AnswerMark()]] = {}
    """The answers given in the documents, each coded once."""
    exclusive: bool = True
    """Whether two different answers cannot both be true."""
    status: Status | None = None
    """The status, where the editors set it; computed where left out."""
    reason: Text | None = None
    """Why the editors set this status."""
    claims: Claims = ()
    """The claims that the reason stands on."""
