"""Documents: a slice of a seed file, what each of its lines is, and what is printed or inferred about it."""

import re
from typing import Annotated, Generic, Literal, TypeVar

from msgspec import Struct
from pydantic import Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from muniment.records.base import Date, Language, Many, Part, Record, Ref, Sentence, Term, Text

Value = TypeVar("Value")
Role = Literal["letterhead", "byline", "title", "dateline", "heading", "caption", "paragraph", "about-the-author"]
Access = Literal["full", "quotes", "citation"]


class Lines(Struct, frozen=True):
    """Lines `first` to `last` of a seed file, both included, counted from 1."""

    first: int
    last: int

    def __contains__(self, line: int) -> bool:
        return self.first <= line <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def _lines(value: object) -> Lines:
    form = re.fullmatch(r"([1-9][0-9]{0,6})(?:-([1-9][0-9]{0,6}))?", str(value), re.ASCII)
    if not form or isinstance(value, bool):
        raise PydanticCustomError("lines", "Line numbers are expected here.", {"hint": "Type 23 or 23-105."})
    first, last = int(form[1]), int(form[2] or form[1])
    if last < first:
        raise PydanticCustomError(
            "lines", "The first line stands after the last one.", {"hint": f"Type {last}-{first}."}
        )
    return Lines(first, last)


LINES = {
    "type": ["string", "integer"],
    "pattern": "^[1-9][0-9]{0,6}(-[1-9][0-9]{0,6})?$",
    "minimum": 1,
    "maximum": 9_999_999,
}
LineNumbers = Annotated[Lines, PlainValidator(_lines), WithJsonSchema(LINES)]


class Printed(Part, Generic[Value]):
    """A value about a document: printed in it, or inferred with its basis."""

    value: Value = Field(alias="is")
    """The value."""
    printed: Text | None = None
    """The words of the slice that print it."""
    basis: Text | None = None
    """Why this value, where it is inferred: it is then marked as inferred."""


class Layout(Part):
    """What some lines of the slice are, where they are not each a paragraph of the body."""

    lines: LineNumbers
    """The line, or first and last line, in the seed file."""
    role: Role = Field(alias="is")
    """What these lines are."""
    join: Literal["space", "nothing"] | None = None
    """For one block broken over several lines: what to put where the lines were broken."""
    lang: Language | None = None
    """The language of these lines, where it differs from the document's."""
    note: Text | None = None
    """Why, where it is not plain."""


class Uncited(Part):
    """A paragraph that no claim cites, and why none needs to."""

    paragraph: Annotated[int, Field(ge=1)]
    """Its number on the document's page."""
    reason: Annotated[str, Term("coverage_reasons")]
    """Why: a word of the vocabulary's list coverage_reasons."""
    note: Text | None = None
    """What it holds, in our words, where the reason alone does not say."""


class SetAside(Part):
    """A number, a quoted speech or a name in the body that no record accounts for, and why none needs to."""

    words: Text
    """The words, as `coverage` lists them."""
    reason: Annotated[str, Term("coverage_reasons")]
    """Why: a word of the vocabulary's list coverage_reasons."""
    paragraph: Annotated[int, Field(ge=1)] | None = None
    """The paragraph meant, where the words stand in several; every one where left out."""


class Document(Record):
    """One article: a slice of a seed file with its metadata."""

    title: Text
    """The title as printed."""
    label: Text
    """A short name for tables and citations: "Stern, 3 March 2020"."""
    seed: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    """The file in `seeds/`."""
    lines: LineNumbers
    """The slice: first and last line in the seed file."""
    body: LineNumbers
    """The lines of the body: each line that is not blank is a paragraph, unless `layout` says otherwise."""
    markup: Literal["plain", "escaped", "markdown"] = "plain"
    """How the seed is written: plain text, with backslash escapes, or Markdown."""
    layout: tuple[Layout, ...] = ()
    """What the other lines are; lines that were broken and are joined."""
    authors: tuple[Text, ...] = ()
    """The authors as printed."""
    about_author: Text | None = None
    """What the document prints about its author."""
    outlet: Printed[Annotated[str, Ref("outlet")]] | None = None
    """The outlet that published it first."""
    republisher: Printed[Annotated[str, Ref("outlet")]] | None = None
    """The outlet that republished it, where the copy we hold is theirs."""
    published: Printed[Date]
    """When it was first published."""
    republished: Printed[Date] | None = None
    """When it was republished."""
    language: Language
    """The language of the body."""
    genre: Annotated[str, Term("genres")]
    """The genre: news report, commentary, analysis …"""
    access: Access | None = None
    """Whether the site shows the full text, the quoted passages or the citation; the site's default where left out."""
    rights: Text | None = None
    """What is known of the rights, where more can be said than that they are the owner's."""
    shares_text_with: Many[Annotated[str, Ref("document")]] = ()
    """Documents that share paragraphs with this one."""
    abstract: tuple[Sentence, ...] = ()
    """A short neutral abstract of ours."""
    uncited: tuple[Uncited, ...] = ()
    """Paragraphs that no claim cites, each with its reason."""
    set_aside: tuple[SetAside, ...] = ()
    """Numbers, speeches and names that no record accounts for, each with its reason."""
