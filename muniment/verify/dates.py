"""Dates and facts: each stands on a claim or says its basis; none is more precise than what it stands on."""

from collections.abc import Iterator

from muniment.dates import Edtf
from muniment.diagnostics import Problem
from muniment.records.base import Fact
from muniment.records.event import Event
from muniment.site import Entry, Site
from muniment.strict_yaml import Path


def verify_dates(site: Site, entry: Entry) -> Iterator[Problem]:
    """What is wrong with a record's facts, above all its date."""
    for key in ("date", "place", "of_itself", "country", "owner"):
        fact = getattr(entry.record, key, None)
        if isinstance(fact, Fact) and not fact.claims and not fact.basis:
            yield entry.parsed.problem(
                (key,),
                "fact-without-claim",
                f"The {key} stands on nothing.",
                "Add claims:, or basis: where it is inferred.",
            )
    if isinstance(entry.record, Event):
        yield from _date(site, entry, entry.record)
        yield from _as_of(entry, entry.record)


def _date(site: Site, entry: Entry, event: Event) -> Iterator[Problem]:
    if not event.date or event.date.basis or not event.date.claims:
        return
    coded = [s.date for a in event.date.claims if (c := site.claim(a, entry.id)) for s in c.claim.says if s.date]
    path: Path = ("date", "is")
    if not coded:
        yield entry.parsed.problem(
            path,
            "date-without-claim",
            "None of the claims named gives a date.",
            "Name a claim with a statement on date:, or give the basis.",
        )
    elif not any(_bears(date, event.date.value) for date in coded):
        given = ", ".join(date.raw for date in coded)
        yield entry.parsed.problem(
            path,
            "date-too-precise",
            f"The date is more precise than its claims ({given}), or another one.",
            "Use the claim's date, or say in basis: how it was worked out.",
        )


def _bears(date: Edtf, fact: Edtf) -> bool:
    """Whether a date that a claim gives is as precise as the fact, and lies within it."""
    return date.within(fact)


def _as_of(entry: Entry, event: Event) -> Iterator[Problem]:
    if event.kind != "situation":
        return
    for id, claim in event.claims.items():
        for index, statement in enumerate(claim.says):
            if statement.value and not statement.as_of:
                yield entry.parsed.problem(
                    ("claims", id, "says", index),
                    "missing-as-of",
                    "A figure of a standing matter needs its moment.",
                    "Add as_of: with the date that it holds for.",
                )
