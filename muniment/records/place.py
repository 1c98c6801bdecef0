"""Places: where things happened or are said to have happened."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from muniment.records.base import Part, Record, Ref, Sentence, Term, Text
from muniment.records.claim import ClaimsById
from muniment.records.names import Named

_DECIMALS = r"(\.[0-9]+)?"
_NINETY = rf"^-?([1-8]?[0-9]{_DECIMALS}|90(\.0+)?)$"
_HALF_TURN = rf"^-?(([1-9]?[0-9]|1[0-7][0-9]){_DECIMALS}|180(\.0+)?)$"


def _degrees(value: object) -> float:
    if isinstance(value, bool) or not re.fullmatch(rf"-?[0-9]+{_DECIMALS}", str(value), re.ASCII):
        raise PydanticCustomError(
            "degrees", "Degrees are expected here.", {"hint": "Type decimal degrees, such as 33.31."}
        )
    return float(str(value))


def _told(most: int, pattern: str) -> WithJsonSchema:
    """What editors' programs are told: some read decimal degrees as a number, others as a text."""
    return WithJsonSchema({"type": ["string", "number"], "minimum": -most, "maximum": most, "pattern": pattern})


Latitude = Annotated[float, BeforeValidator(_degrees), Field(ge=-90, le=90), _told(90, _NINETY)]
Longitude = Annotated[float, BeforeValidator(_degrees), Field(ge=-180, le=180), _told(180, _HALF_TURN)]


class Coordinates(Part):
    """Where a place lies on the map: apparatus of ours, with its origin and its radius."""

    lat: Latitude
    """Latitude in decimal degrees, WGS 84."""
    lon: Longitude
    """Longitude in decimal degrees, WGS 84."""
    radius_km: Annotated[int, Field(ge=0, le=5000)]
    """How far off the true place may lie, or how far the area reaches, in kilometres."""
    origin: Text
    """Where the coordinates are from: a named gazetteer, or the editors' approximate reading."""


class Place(Named, Record):
    """A place, from a building to a region."""

    kind: Annotated[str, Term("place_kinds")]
    """The kind of place."""
    parent: Annotated[str, Ref("place")] | None = None
    """The larger place that it lies in."""
    precision: Text | None = None
    """How precise the place is, in words: "the base", "somewhere in the province"."""
    coordinates: Coordinates | None = None
    """Where it lies on the map."""
    summary: tuple[Sentence, ...] = ()
    """What the documents say of the place itself."""
    claims: ClaimsById = {}
    """Passages about the place itself."""
