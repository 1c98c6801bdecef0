"""The page of an actor: its names, who it is, its part in events, its own words, and who else speaks of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from muniment.findings import accounts
from muniment.memo import remembered
from muniment.pages.contexts import Context, PrintedForm, contexts, printed_forms
from muniment.pages.dossier import (
    Described,
    Silent,
    StatementGroup,
    descriptions,
    evidence,
    page_numbers,
    silence_claims,
    silences,
    statement_groups,
)
from muniment.pages.outlets import spoken_by
from muniment.pages.page import Page, later, link
from muniment.pages.parts import (
    ChangeLine,
    Foot,
    Link,
    Mark,
    Numbers,
    Quotation,
    Sentence,
    changes,
    foot,
    marks,
    sentences,
    speaker,
)
from muniment.pages.rows import EventLine, event_line, events_by_date, page_title
from muniment.pages.ties import OfficeLine, RelationGroup, claims_of_others, holders, offices, relations
from muniment.records.actor import Actor
from muniment.records.event import Participant
from muniment.site import Entry, Site, SiteClaim

CONTESTED_ROLES = ("accused", "ordered")
"""Roles that one side ascribes to another: the page says who does."""


@dataclass(frozen=True, slots=True)
class Part:
    """An event in which the actor has a role, with the claims that say so.

    Of a contested role `voices` names who ascribes it, and `disputed` leads to the point where that is disputed.
    """

    event: EventLine
    voices: str
    disputed: Link
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """The events in which the actor has one role."""

    key: str
    label: str
    meaning: str
    events: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """The page of an actor, from top to bottom."""

    name: str
    name_is_ours: bool
    kind: Link
    forms: tuple[PrintedForm, ...]
    summary: tuple[Sentence, ...]
    offices: tuple[OfficeLine, ...]
    relations: tuple[RelationGroup, ...]
    roles: tuple[RoleGroup, ...]
    statements: tuple[StatementGroup, ...]
    silences: tuple[Silent, ...]
    descriptions: tuple[Described, ...]
    slips: tuple[PrintedForm, ...]
    contexts: tuple[Context, ...]
    evidence: tuple[Quotation, ...]
    history: tuple[ChangeLine, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """A page for each actor."""
    for entry in site.of_type("actor"):
        yield Page(entry.address, "pages/actor.html", page_title(site, entry), later(_view, site, entry))


def _view(site: Site, entry: Entry) -> ActorView:
    actor: Actor = entry.record  # type: ignore[assignment]
    page, who, spoken = entry.address, frozenset({entry.id}), spoken_by(site, entry.id)
    numbers = page_numbers(
        site,
        entry.id,
        _role_claims(site, entry.id),
        claims_of_others(site, entry.id),
        silence_claims(site, who),
        spoken,
    )
    forms = printed_forms(site, page, entry)
    return ActorView(
        name=entry.name,
        name_is_ours=entry.record.name_is_ours,
        kind=Link(site.vocabulary.actor_kinds[actor.kind].label, f"index.html#kind-{actor.kind}"),
        forms=forms,
        summary=sentences(site, page, entry.id, actor.summary, numbers),
        offices=(*offices(site, page, entry, numbers), *holders(site, page, entry, numbers)),
        relations=relations(site, page, entry, numbers),
        roles=tuple(_roles(site, page, entry.id, numbers)),
        statements=statement_groups(site, page, entry.id, spoken, numbers),
        silences=silences(site, page, who, numbers),
        descriptions=descriptions(site, page, entry, numbers),
        slips=tuple(form for form in forms if form.slip),
        contexts=contexts(site, page, entry.id),
        evidence=evidence(site, page, entry.id, numbers, spoken),
        history=changes(actor),
        foot=foot(site, page, entry.name, entry),
    )


def _roles(site: Site, page: str, actor: str, numbers: Numbers) -> Iterator[RoleGroup]:
    """The events by the actor's role in them, in order of time within a role."""
    taken = _parts(site).get(actor, ())
    for role, word in site.vocabulary.roles.items():
        found = tuple(_part(site, page, event, part, numbers) for event, part in taken if part.role == role)
        if found:
            yield RoleGroup(role, word.label, word.definition, found)


def _part(site: Site, page: str, event: Entry, part: Participant, numbers: Numbers) -> Part:
    claims = (site.claim(address, event.id) for address in part.claims)
    voices = dict.fromkeys(speaker(site, claim) for claim in claims if claim) if part.role in CONTESTED_ROLES else ()
    return Part(
        event_line(site, page, event),
        ", ".join(voices),
        _disputed(site, page, event, part),
        marks(site, page, event.id, part.claims, numbers),
    )


def _disputed(site: Site, page: str, event: Entry, part: Participant) -> Link:
    """The link to the point on who did it, where that is disputed and the part is about it; else without a target."""
    points = accounts(site, event.id) if part.role in CONTESTED_ROLES else ()
    found = next(
        (point for point in points if point.id == "responsibility" and point.status.status == "disputed"), None
    )
    return Link(found.label, link(page, f"{event.address}#point-{found.id}")) if found else Link("")


@remembered
def _parts(site: Site) -> dict[str, list[tuple[Entry, Participant]]]:
    """The parts that each actor has in events, in order of time."""
    found: dict[str, list[tuple[Entry, Participant]]] = {}
    for event in events_by_date(site):
        for part in event.record.participants:  # type: ignore[attr-defined]
            found.setdefault(part.actor, []).append((event, part))
    return found


def _role_claims(site: Site, actor: str) -> Iterator[SiteClaim]:
    """The claims that give the actor its roles, in the order of the events."""
    for event, part in _parts(site).get(actor, ()):
        yield from (claim for address in part.claims if (claim := site.claim(address, event.id)))
