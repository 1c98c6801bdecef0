"""The status of a point: how the accounts of it stand to each other. Computed; the editors may set it with a reason.

- disputed: two statements cannot both be true, or one denies what another asserts;
- single-origin: everything said goes back to one voice, author or announcement;
- agreed: two or more origins say the same, and nobody says otherwise;
- compatible: they say different things that can all be true;
- in-words: the statements are words alone, and nothing is computed;
- revised: one voice changed its account; only editors set this.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal

from msgspec import Struct

from muniment.records.claim import Point, Statement, Status

COMMITTED = ("asserts", "denies")


IN_WORDS = "in-words"
"""Stands for a status where statements are words alone: how they stand to each other is not computed."""


class StatusFinding(Struct, frozen=True):
    """A status with the computed one beside it, and the origins counted."""

    status: Status | Literal["in-words"]
    computed: Status | Literal["in-words"]
    reason: str
    origins: int

    @property
    def coded(self) -> bool:
        """Whether the point has a status at all."""
        return self.status != IN_WORDS

    @property
    def set_by_editors(self) -> bool:
        """Whether the editors set it."""
        return bool(self.reason)


def status(point: Point, takes: str, said: Sequence[tuple[str, Statement]]) -> StatusFinding:
    """The status of a point on which each origin said each statement."""
    computed = IN_WORDS if takes == "words" else _computed(point, said)
    return StatusFinding(point.status or computed, computed, point.reason or "", len({origin for origin, _ in said}))


def conflicts(point: Point, said: Sequence[tuple[str, Statement]]) -> Iterator[tuple[int, int]]:
    """The pairs of statements, by position, that cannot both be true."""
    for (i, (_, one)), (j, (_, other)) in combinations(enumerate(said), 2):
        if one.stance in COMMITTED and other.stance in COMMITTED and _excludes(point, one, other):
            yield i, j


def _computed(point: Point, said: Sequence[tuple[str, Statement]]) -> Status:
    if next(conflicts(point, said), None):
        return "disputed"
    if len({origin for origin, _ in said}) == 1:
        return "single-origin"
    return "agreed" if _same(said) else "compatible"


def _excludes(point: Point, one: Statement, other: Statement) -> bool:
    if one.stance != other.stance:
        return _denies(one, other)
    if one.stance == "denies" or one.of != other.of or not _same_moment(one, other):
        return False
    if one.value and other.value:
        return not one.value.overlaps(other.value)
    if one.date and other.date:
        return not one.date.overlaps(other.date)
    return bool(point.exclusive and one.answer and other.answer and not set(one.answer) & set(other.answer))


def _denies(one: Statement, other: Statement) -> bool:
    if one.answer and other.answer:
        return bool(set(one.answer) & set(other.answer))
    if one.value and other.value:
        return one.of == other.of and one.value == other.value
    return bool(one.date and other.date and one.date.overlaps(other.date))


def _same_moment(one: Statement, other: Statement) -> bool:
    return not (one.as_of and other.as_of) or one.as_of.overlaps(other.as_of)


def _same(said: Sequence[tuple[str, Statement]]) -> bool:
    """Whether two origins say the same of the same people, and nobody commits to anything else of them.

    Statements that commit nobody ("not reported") do not count against it; words alone are never taken to agree.
    """
    groups: dict[tuple, dict[str, set]] = {}
    for origin, one in said:
        if one.stance in COMMITTED:
            content = (one.stance, tuple(sorted(one.answer)), one.value, one.date and one.date.raw)
            groups.setdefault((one.of, one.as_of and one.as_of.raw), {}).setdefault(origin, set()).add(content)
    contents = [set().union(*origins.values()) for origins in groups.values()]
    coded = all(any(part for part in content[1:]) for found in contents for content in found)
    alike = all(len(found) == 1 for found in contents)
    return coded and alike and any(len(origins) > 1 for origins in groups.values())
