"""What every record is made of: ids and references, dates and counts, facts with their claims, sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from muniment import counts, dates
from muniment.counts import Count
from muniment.dates import Edtf
from muniment.strict_yaml import Path

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]


class FilledMark:
    """Tells editors' programs that white space alone is no text."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return handler(schema) | FILLED


FILLED = {"pattern": r"\S"}
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), FilledMark()]
TEXT = {"type": "string", "minLength": 1} | FILLED
"""What editors' programs are told of a text."""


class Part(BaseModel):
    """A mapping in a record: closed, strictly typed, frozen."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text as the id of a record: `to` names the record types that may stand there."""

    to: tuple[str, ...]

    def __init__(self, *to: str) -> None:
        object.__setattr__(self, "to", to)

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return handler(schema) | {"x-ref": list(self.to)}


@dataclass(frozen=True, slots=True)
class Term:
    """Marks a text as a word of the vocabulary's list `of`."""

    of: str

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return handler(schema) | {"x-term": self.of}


class ClaimMark:
    """Marks a text as the address of a claim: `claim-id` within its own record, else `record-id/claim-id`."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return handler(schema) | {"x-claim": True}


class ManyMark:
    """Lets an editor type one value where a list is meant."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many.get("items", {}), many]}


class SomeMark:
    """Tells editors' programs that an empty list will not do; the check has a message of its own for it."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        one, many = handler(schema)["anyOf"]
        return {"anyOf": [one, many | {"minItems": 1}]}


def _many(value: object) -> object:
    return value if isinstance(value, tuple) else (value,)


def _date(value: object) -> Edtf:
    if not isinstance(value, str | int) or isinstance(value, bool):
        hint = 'Type 2020-01-03, 2020-01 or 2020; a choice of days in quotation marks: "[2020-01-03..2020-01-05]".'
        raise PydanticCustomError("date", "A date is expected here.", {"hint": hint})
    try:
        return dates.parse(str(value))
    except dates.DateError as error:
        raise PydanticCustomError("date", "{reason}", {"reason": error.message, "hint": error.hint}) from None


def _count(value: object) -> Count:
    if not isinstance(value, str | int):
        raise PydanticCustomError("count", "A count is expected here.", {"hint": counts.HINT})
    try:
        return counts.parse(value)
    except counts.CountError as error:
        raise PydanticCustomError("count", "{reason}", {"reason": error.message, "hint": error.hint}) from None


Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], Field(min_length=1), BeforeValidator(_many), ManyMark()]
DATE = {
    "type": ["string", "integer"],
    "pattern": dates.PATTERN,
    "minimum": 1000,
    "maximum": 9999,
    "description": "An EDTF date: 2020-01-03, 2020-01, 2020; 2020-03-17/2020-03-24 lasted; "
    "[2020-03-17..2020-03-24] is some day of these.",
}
FIGURE = {"type": ["string", "integer"], "pattern": counts.PATTERN, "minimum": 0, "description": counts.HINT}
Date = Annotated[Edtf, PlainValidator(_date), WithJsonSchema(DATE)]
Figure = Annotated[Count, PlainValidator(_count), WithJsonSchema(FIGURE)]
ClaimAddress = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$"), ClaimMark()]
Claims = Annotated[
    tuple[ClaimAddress, ...],
    BeforeValidator(_many),
    ManyMark(),
    Field(description="The claims that this stands on."),
]
SomeClaims = Annotated[Many[ClaimAddress], Field(description="The claims that this stands on.")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Fact(Part, Generic[Item]):
    """A value with the claims that it stands on, and the basis where it is inferred."""

    value: Item = Field(alias="is")
    """The value."""
    claims: Claims = ()
    """The claims that it stands on."""
    basis: Text | None = None
    """Why this value, where it is inferred rather than printed."""


class Sentence(Part):
    """One sentence of ours with the claims that it stands on."""

    text: Text
    """The sentence. Numbers and names in it must occur in the claims."""
    claims: Annotated[Claims, SomeMark()]
    """The claims that it stands on."""


class Change(Part):
    """A line of the history of corrections."""

    date: Date
    """The day of the change."""
    text: Text
    """What changed, and why."""


class Record(Part):
    """What every record has beside its own fields."""

    former_ids: Many[Id] = ()
    """Ids under which this record was published before; their addresses redirect here."""
    history: tuple[Change, ...] = ()
    """Published corrections, newest last."""


class Mention(Struct, frozen=True):
    """A marked text found in a record: the way to it, its text, and its mark (Ref, Term or ClaimMark)."""

    path: Path
    text: str
    mark: Ref | Term | ClaimMark


def marked(record: Part) -> Iterator[Mention]:
    """Every id, vocabulary word and claim address that a record holds, with the way to each."""
    yield from _in_part(record, ())


class _Marks(Struct, frozen=True):
    """The marks of a text itself, of the items of a list, of the keys of a mapping."""

    own: tuple[Ref | Term | ClaimMark, ...] = ()
    item: "_Marks | None" = None
    keys: tuple[Ref | Term | ClaimMark, ...] = ()


def _in_part(part: Part, path: Path) -> Iterator[Mention]:
    values = part.__dict__
    for name, key, marks in _fields(type(part)):
        if (value := values[name]) or value == "":
            yield from _in_value(value, marks, (*path, key))


def _in_value(value: object, marks: _Marks, path: Path) -> Iterator[Mention]:
    if isinstance(value, Part):
        yield from _in_part(value, path)
    elif isinstance(value, str):
        for mark in marks.own:
            yield Mention(path, value, mark)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _in_value(item, marks.item or _Marks(), (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, Part):
                yield from _in_part(item, (*path, key))
            for mark in marks.keys:
                yield Mention((*path, key), key, mark)


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, str, _Marks], ...]:
    """The fields of a model that can hold marked texts: name, key in the file, marks."""
    hints = get_type_hints(model, include_extras=True)
    bound = ((name, info.alias or name, _bound(hints[name], model)) for name, info in model.model_fields.items())
    return tuple((name, key, _marks_of(hint)) for name, key, hint in bound if _can_hold(hint))


def _can_hold(hint: object) -> bool:
    """Whether a value of this hint is, or holds, a marked text."""
    found = _marks_of(hint)
    return bool(found.own or found.keys or (found.item and found.item.own)) or holds_part(hint)


def holds_part(hint: object) -> bool:
    """Whether a value of this hint is, or holds, a mapping of a record."""
    if isinstance(hint, type):
        return issubclass(hint, Part)
    return any(holds_part(inner) for inner in get_args(hint))


def _marks_of(hint: object) -> _Marks:
    item = _item_hint(hint)
    return _Marks(_marks(hint), _marks_of(item) if item is not None else None, _key_marks(hint))


def _bound(hint: object, model: type[Part]) -> object:
    """The hint of a generic model's field with its type variable filled in."""
    arguments = model.__pydantic_generic_metadata__["args"]
    return arguments[0] if isinstance(hint, TypeVar) and arguments else hint


def _unwrapped(hint: object) -> tuple[object, ...]:
    """A hint's alternatives without None, each as Annotated where it is."""
    if get_origin(hint) is Annotated or not get_args(hint) or get_origin(hint) in (tuple, dict):
        return (hint,)
    return tuple(option for option in get_args(hint) if option is not type(None))


def _marks(hint: object) -> tuple[Ref | Term | ClaimMark, ...]:
    found = []
    for option in _unwrapped(hint):
        if get_origin(option) is Annotated:
            found += [mark for mark in option.__metadata__ if isinstance(mark, Ref | Term | ClaimMark)]
            found += _marks(option.__origin__)
    return tuple(found)


def _item_hint(hint: object) -> object:
    for option in _unwrapped(hint):
        inner = option.__origin__ if get_origin(option) is Annotated else option
        if get_origin(inner) is tuple:
            return get_args(inner)[0]
        if inner is not option:
            return _item_hint(inner)
    return None


def _key_marks(hint: object) -> tuple[Ref | Term | ClaimMark, ...]:
    for option in _unwrapped(hint):
        inner = option.__origin__ if get_origin(option) is Annotated else option
        if get_origin(inner) is dict:
            return _marks(get_args(inner)[0])
    return ()
