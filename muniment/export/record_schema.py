"""The JSON Schema of the JSON files, made from the models of the records and their descriptions."""

import types
import typing
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from muniment.counts import Count
from muniment.dates import Edtf
from muniment.described import described
from muniment.export.objects import LOCATING, WORKSHEET
from muniment.records import RECORD_TYPES
from muniment.records.base import Part
from muniment.records.claim import Claim, Statement
from muniment.records.document import Document, Lines

VERSION = "1.0"
"""Rises in its first part when a field changes its meaning or goes, in its second when one is added."""
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
DATE = {
    "description": "A date: EDTF as typed, in words, and the first and last day that it allows.",
    "type": "object",
    "properties": {
        "edtf": TEXT,
        "words": TEXT,
        "first_day": {"type": ["string", "null"], "format": "date"},
        "last_day": {"type": ["string", "null"], "format": "date"},
    },
    "required": ["edtf", "words", "first_day", "last_day"],
    "additionalProperties": False,
}
COUNT = {
    "description": "A count: as typed (>=25 is at least 25), in words, its ends; null where no upper end is given.",
    "type": "object",
    "properties": {
        "typed": TEXT,
        "words": TEXT,
        "least": {"type": "integer"},
        "most": {"type": ["integer", "null"]},
        "about": {"type": "boolean"},
    },
    "required": ["typed", "words", "least", "most", "about"],
    "additionalProperties": False,
}
COMPUTED_POINT = {
    "description": "How the accounts of a point stand to each other: computed, or set by the editors with a reason.",
    "type": "object",
    "properties": {
        "point": TEXT,
        "label": TEXT,
        "takes": TEXT,
        "status": TEXT,
        "set_by_editors": {"type": "boolean"},
        "computed_status": TEXT,
        "origins": {"type": "integer", "description": "How many origins speak to it."},
        "silent": TEXTS | {"description": "Documents that tell the event and say nothing on this point."},
    },
    "additionalProperties": False,
}
BLOCK = {
    "description": "A part of a document's text; the anchor is its address on the document's page.",
    "type": "object",
    "properties": {"anchor": TEXT, "role": TEXT, "text": TEXT, "lang": TEXT},
    "required": ["anchor", "role", "text"],
    "additionalProperties": False,
}
CLAIM_EXTRAS = {
    "address": TEXT | {"description": "Its permanent name: the record's id, a slash, its own id."},
    "page": TEXT | {"description": "Where it stands on its record's page, from the site's root."},
    "passage": TEXT | {"description": "Where its passage stands on the document's page, from the site's root."},
    "paragraph": TEXT | {"description": "The anchor of the paragraph in which the passage begins."},
    "quote": TEXT | {"description": "The words as the document prints them; [...] joins pieces."},
    "computed": {
        "type": "object",
        "description": "The voice, author or announcement that it goes back to, as a key and in words.",
        "properties": {"origin": TEXT, "origin_words": TEXT},
        "additionalProperties": False,
    },
}
Defs = dict[str, dict[str, Any]]


def record_schema() -> dict[str, Any]:
    """The schema of the whole record; `$defs` holds that of each record's own file."""
    defs: Defs = {"date": DATE, "count": COUNT, "block": BLOCK, "computed-point": COMPUTED_POINT}
    lists = {
        kind.folder: {"type": "array", "items": {"$ref": f"#/$defs/{kind.name}"}, "description": kind.model.__doc__}
        for kind in RECORD_TYPES
    }
    for kind in RECORD_TYPES:
        defs[kind.name] = _record(kind.name, kind.model, defs)
    head = ("title", "subtitle", "statement", "language", "licence", "url")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Muniment record, version {VERSION}",
        "type": "object",
        "properties": {"format": {"const": "muniment-record"}, "version": {"const": VERSION}}
        | {name: TEXT for name in head}
        | {"vocabulary": {"type": "object", "description": "The closed lists: words with labels and definitions."}}
        | lists,
        "required": ["format", "version", "title", "vocabulary", *lists],
        "additionalProperties": False,
        "$defs": defs,
    }


def _record(name: str, model: type[Part], defs: Defs) -> dict[str, Any]:
    schema = _object(model, defs, WORKSHEET)
    own = {"type": {"const": name}, "id": TEXT, "name": TEXT, "page": TEXT}
    schema["properties"] = own | {k: v for k, v in schema["properties"].items() if k not in own}
    if model is Document:
        schema["properties"]["claims"] = TEXTS | {"description": "The addresses of the claims that rest on it."}
        schema["properties"]["text"] = {"type": "array", "items": {"$ref": "#/$defs/block"}}
    else:
        points = {"type": "array", "items": {"$ref": "#/$defs/computed-point"}}
        schema["properties"]["computed"] = {"type": "object", "properties": {"points": points}}
    schema["required"] = [*own]
    return schema


def _object(model: type[Part], defs: Defs, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    texts = described(model)
    properties = {
        field.alias or name: _of(field.annotation, defs) | ({"description": texts[name]} if name in texts else {})
        for name, field in model.model_fields.items()
        if name not in without
    }
    if model is Claim:
        properties = CLAIM_EXTRAS | properties
        properties["says"] = {"type": "array", "items": _of(Statement, defs), "description": "What it says."}
    if model is Statement:
        properties["answer_words"] = TEXTS | {"description": "The answers in words."}
    return {
        "description": (model.__doc__ or "").split("\n")[0],
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _of(hint: Any, defs: Defs) -> dict[str, Any]:
    """The schema of a type as the files hold it."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return _of(arguments[0], defs)
    if origin in (typing.Union, types.UnionType):
        return _of(next(one for one in arguments if one is not type(None)), defs)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0], defs)}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": _of(arguments[1], defs)}
    if isinstance(hint, type) and issubclass(hint, Part):
        return _part(hint, defs)
    plain = {Edtf: {"$ref": "#/$defs/date"}, Count: {"$ref": "#/$defs/count"}, Lines: TEXT, str: TEXT}
    numbers = {int: {"type": "integer"}, float: {"type": "number"}, bool: {"type": "boolean"}}
    return dict((plain | numbers)[hint])


def _part(model: type[Part], defs: Defs) -> dict[str, Any]:
    if "[" in model.__name__:
        return _object(model, defs)
    name = model.__name__.lower()
    if name not in defs:
        defs[name] = {}
        defs[name] |= _object(model, defs, LOCATING if model is Claim else frozenset())
    return {"$ref": f"#/$defs/{name}"}
