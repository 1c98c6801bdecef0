"""Names: the forms in which documents print an actor, a place or an outlet, and search spellings of ours."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, StringConstraints

from muniment.records.base import TEXT, FilledMark, Language, Many, Part, Ref, Text

LONGEST = 300
NameText = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST, strip_whitespace=True), FilledMark()]


class Name(Part):
    """One form of a name."""

    text: NameText = Field(alias="is")
    """The name as printed."""
    lang: Language | None = None
    """Its language, where it is not English: fa, ar."""
    search_only: bool = False
    """A spelling of ours that no document prints: it helps searching and is never displayed."""
    only_in: Many[Annotated[str, Ref("document")]] = ()
    """The documents in which this form means this record, where it could mean another."""
    exact_case: bool = False
    """Whether capital and small letters must match: "IS", "US"."""
    slip: Text | None = None
    """What is wrong with it, where a document misprints the name."""


class _NameMark:
    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [TEXT | {"maxLength": LONGEST}, handler(schema)]}


def _name(value: object) -> object:
    return {"is": value} if isinstance(value, str) else value


AnyName = Annotated[Name, BeforeValidator(_name), _NameMark()]


class Named(Part):
    """What actors, places and outlets have in common."""

    name: NameText
    """The display name: the commonest English form in the documents."""
    names: tuple[AnyName, ...] = ()
    """Every other printed form, and spellings for search."""
    name_is_ours: bool = False
    """Whether the display name is a description of ours, because no document prints a name: pages say so."""
    name_only_in: Many[Annotated[str, Ref("document")]] = ()
    """The documents in which the display name means this record, where it could mean another."""
    not_in: tuple[NameText, ...] = ()
    """Phrases that hold one of the names and mean something else."""
