"""The page of an actor: its names, who it is, its part in events, its own words, and who else speaks of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from muniment.pages.contexts import Context, PrintedForm, contexts, printed_forms
from muniment.pages.dossier import Described, Silent, StatementGroup, descriptions, evidence, page_numbers, silence_claims, silences, statement_groups
from muniment.pages.outlets import spoken_by
from muniment.pages.page import Page
from muniment.pages.parts import ChangeLine, Foot, Link, Mark, Numbers, Quotation, Sentence, changes, entry_link, foot, marks, sentences
from muniment.pages.rows import EventLine, by_date, event_line, page_title
from muniment.records.actor import Actor, Office
from muniment.site import Entry, Site, SiteClaim


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office with the body that it is an office of, or with the person who holds it."""

    title: str
    other: Link | None
    as_of: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another actor with the claims that say how it is related."""

    actor: Link
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The actors to which this one stands in one way."""

    label: str
    actors: tuple[Related, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An event in which the actor has a role, with the claims that say so."""

    event: EventLine
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
    kind: Link
    forms: tuple[PrintedForm, ...]
    summary: tuple[Sentence, ...]
    offices: tuple[OfficeLine, ...]
    holders: tuple[OfficeLine, ...]
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
        yield Page(entry.address, "pages/actor.html", page_title(site, entry), _view(site, entry))


def _view(site: Site, entry: Entry) -> ActorView:
    actor: Actor = entry.record  # type: ignore[assignment]
    page, who, spoken = entry.address, frozenset({entry.id}), spoken_by(site, entry.id)
    numbers = page_numbers(site, entry.id, _role_claims(site, entry.id), _claims_of_others(site, entry.id), silence_claims(site, who), spoken)
    forms = printed_forms(site, page, entry)
    return ActorView(
        name=entry.name,
        kind=Link(site.vocabulary.actor_kinds[actor.kind].label, f"index.html#kind-{actor.kind}"),
        forms=forms,
        summary=sentences(site, page, entry.id, actor.summary, numbers),
        offices=tuple(_office(site, page, entry.id, office, office.of, numbers) for office in actor.offices),
        holders=tuple(_office(site, page, other.id, office, other.id, numbers) for other, office in _held(site, entry.id)),
        relations=tuple(_relations(site, page, entry, numbers)),
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


def _office(site: Site, page: str, owner: str, office: Office, other: str | None, numbers: Numbers) -> OfficeLine:
    return OfficeLine(office.title, entry_link(site, page, other) if other else None, office.as_of.english if office.as_of else "",
                      marks(site, page, owner, office.claims, numbers))


def _held(site: Site, body: str) -> Iterator[tuple[Entry, Office]]:
    """The offices of a body, with those who hold them."""
    for other in site.of_type("actor"):
        for office in other.record.offices:
            if office.of == body:
                yield other, office


def _relations(site: Site, page: str, entry: Entry, numbers: Numbers) -> Iterator[RelationGroup]:
    """The relations that the record states, and those that other records state to it under their inverse labels."""
    for key, word in site.vocabulary.actor_relations.items():
        own = tuple(Related(entry_link(site, page, r.to), marks(site, page, entry.id, r.claims, numbers)) for r in entry.record.relations if r.relation == key)
        others = tuple(Related(entry_link(site, page, other.id), marks(site, page, other.id, r.claims, numbers))
                       for other in site.of_type("actor") for r in other.record.relations if r.to == entry.id and r.relation == key)
        yield from (RelationGroup(label, found) for label, found in ((word.label, own), (word.inverse, others)) if found)


def _roles(site: Site, page: str, actor: str, numbers: Numbers) -> Iterator[RoleGroup]:
    """The events by the actor's role in them, in order of time within a role."""
    events = by_date(site.of_type("event"))
    for role, word in site.vocabulary.roles.items():
        found = tuple(Part(event_line(site, page, event), marks(site, page, event.id, part.claims, numbers))
                      for event in events for part in event.record.participants if (part.actor, part.role) == (actor, role))
        if found:
            yield RoleGroup(role, word.label, word.definition, found)


def _role_claims(site: Site, actor: str) -> Iterator[SiteClaim]:
    for event in by_date(site.of_type("event")):
        for part in event.record.participants:
            if part.actor == actor:
                yield from _claims(site, event.id, part.claims)


def _claims_of_others(site: Site, actor: str) -> Iterator[SiteClaim]:
    """The claims of other actors' records that say how these stand to the actor."""
    for other in site.of_type("actor"):
        for office in other.record.offices:
            if office.of == actor:
                yield from _claims(site, other.id, office.claims)
        for relation in other.record.relations:
            if relation.to == actor:
                yield from _claims(site, other.id, relation.claims)


def _claims(site: Site, owner: str, addresses: tuple[str, ...]) -> Iterator[SiteClaim]:
    yield from (claim for address in addresses if (claim := site.claim(address, owner)))
