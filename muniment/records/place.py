"""Places: where things happened or are said to have happened."""

from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from muniment.records.base import Part, Record, Ref, Sentence, Term, Text
from muniment.records.claim import ClaimsById
from muniment.records.names import Named


def _degrees(value: object) -> float:
    try:
        return float(Decimal(str(value)))
    except (InvalidOperation, ValueError):
        raise PydanticCustomError(
            "degrees", "Degrees are expected here.", {"hint": "Type decimal degrees, such as 33.31."}
        ) from None


Degrees = Annotated[float, BeforeValidator(_degrees), WithJsonSchema({"type": ["string", "number"]})]


class Coordinates(Part):
    """Where a place lies on the map: apparatus of ours, with its origin and its radius."""

    lat: Annotated[Degrees, Field(ge=-90, le=90)]
    """Latitude in decimal degrees, WGS 84."""
    lon: Annotated[Degrees, Field(ge=-180, le=180)]
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
