"""Records as plain values: what JSON can say, with dates and counts spelled out and claims by their full address."""

from collections.abc import Mapping

from muniment.counts import Count
from muniment.dates import Edtf
from muniment.records.base import Part
from muniment.records.document import Lines

CLAIM_FIELDS = frozenset(("claims", "claim", "about"))
"""Fields that hold addresses of claims, within their own record without its id."""


def plain(value: object, owner: str) -> object:
    """A value of the record `owner` as lists, mappings, texts and numbers; what is empty is left out."""
    if isinstance(value, Part):
        return part(value, owner)
    if isinstance(value, Edtf):
        return date(value)
    if isinstance(value, Count):
        return count(value)
    if isinstance(value, Mapping):
        return {key: plain(one, owner) for key, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one, owner) for one in value]
    return str(value) if isinstance(value, Lines) else value


def part(value: Part, owner: str, without: frozenset[str] = frozenset()) -> dict[str, object]:
    """The fields of a part of a record that are not empty, under the names that editors type."""
    found: dict[str, object] = {}
    for name, field in type(value).model_fields.items():
        one = getattr(value, name)
        if one is None or one == () or one == {} or name in without:
            continue
        found[field.alias or name] = _addressed(one, owner) if name in CLAIM_FIELDS else plain(one, owner)
    return found


def date(value: Edtf) -> dict[str, object]:
    """A date: as typed (EDTF), in words, and the first and last day that it allows; an open end is null."""
    first, last = value.first_day, value.last_day
    return {
        "edtf": value.raw,
        "words": value.english,
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
    }


def count(value: Count) -> dict[str, object]:
    """A count: as typed, in words, and its ends; no upper end is null."""
    return {
        "typed": value.raw,
        "words": value.english,
        "least": value.least,
        "most": value.most,
        "about": value.about,
    }


def full_address(address: str, owner: str) -> str:
    """The address of a claim with the id of its record."""
    return address if "/" in address else f"{owner}/{address}"


def _addressed(value: object, owner: str) -> object:
    if isinstance(value, str):
        return full_address(value, owner)
    if isinstance(value, tuple):
        return [full_address(one, owner) for one in value]
    return plain(value, owner)
