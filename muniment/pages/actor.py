"""The page of an actor: its names, who it is, its part in events, its own words, and who else speaks of it."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.memo import remembered
from muniment.pages.contexts import PrintedForm, contexts, printed_forms
from muniment.pages.deeds import Standing, deed_claims, standings
from muniment.pages.dossier import (
    described_by,
    evidence,
    page_numbers,
    silence_claims,
    silences,
    statement_groups,
)
from muniment.pages.ego import Companion, Ego, ego, together_with
from muniment.pages.elsewhere import Lead, anywhere
from muniment.pages.folds import Fold, FromDocument, by_document, fold
from muniment.pages.outlets import spoken_by
from muniment.pages.page import Page, later, link
from muniment.pages.parts import (
    ChangeLine,
    Foot,
    Link,
    Numbers,
    Quotation,
    Sentence,
    changes,
    foot,
    sentences,
)
from muniment.pages.rows import EventLine, event_line, events_by_date, page_title, plural
from muniment.pages.ties import (
    OfficeLine,
    Related,
    Saying,
    claims_of_others,
    holders,
    offices,
    relations,
    sayings,
)
from muniment.records.actor import Actor
from muniment.records.event import Participant
from muniment.site import Entry, Site, SiteClaim

LENGTHS = {"role": 8, "statements": 6, "silences": 4, "described": 8, "contexts": 8, "forms": 8}
"""How many entries of each list stand open."""


class Part(Struct, frozen=True):
    """An event in which the actor has a role, with who says so."""

    event: EventLine
    sayings: tuple[Saying, ...]


class RoleGroup(Struct, frozen=True):
    """The events in which the actor has one role that is no act."""

    key: str
    label: str
    meaning: str
    count: str
    events: Fold


class ActorView(Struct, frozen=True):
    """The page of an actor, from top to bottom."""

    name: str
    name_is_ours: bool
    kind: Link
    forms: Fold
    summary: tuple[Sentence, ...]
    offices: tuple[OfficeLine, ...]
    holders: tuple[OfficeLine, ...]
    relations: tuple[Related, ...]
    ego: Ego | None
    together: tuple[Companion, ...]
    network: str
    deeds: tuple[Standing, ...]
    elsewhere: tuple[Lead, ...]
    roles: tuple[RoleGroup, ...]
    statements: Fold
    silences: Fold
    descriptions: Fold
    slips: tuple[PrintedForm, ...]
    contexts: Fold
    evidence: tuple[Quotation, ...]
    by_document: tuple[FromDocument, ...]
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
        deed_claims(site, entry.id),
        _role_claims(site, entry.id),
        claims_of_others(site, entry.id),
        silence_claims(site, who),
        spoken,
    )
    forms = printed_forms(site, page, entry)
    related = relations(site, page, entry, numbers)
    found = standings(site, page, entry.id, numbers)
    passages = evidence(site, page, entry.id, numbers, spoken)
    return ActorView(
        name=entry.name,
        name_is_ours=entry.record.name_is_ours,
        kind=Link(site.vocabulary.actor_kinds[actor.kind].label, f"index.html#kind-{actor.kind}"),
        forms=fold(forms, LENGTHS["forms"]),
        summary=sentences(site, page, entry.id, actor.summary, numbers),
        offices=offices(site, page, entry, numbers),
        holders=holders(site, page, entry, numbers),
        relations=related,
        ego=ego(site, page, entry, related),
        together=together_with(site, page, entry),
        network=link(page, f"network.html?actor={entry.id}#picture"),
        deeds=found,
        elsewhere=() if found else anywhere(site, page, entry.id),
        roles=tuple(_roles(site, page, entry.id, numbers)),
        statements=fold(statement_groups(site, page, entry.id, spoken, numbers), LENGTHS["statements"]),
        silences=fold(silences(site, page, who, numbers), LENGTHS["silences"]),
        descriptions=fold(described_by(site, page, entry, numbers), LENGTHS["described"]),
        slips=tuple(form for form in forms if form.slip),
        contexts=fold(contexts(site, page, entry.id), LENGTHS["contexts"]),
        evidence=passages,
        by_document=by_document(passages),
        history=changes(actor),
        foot=foot(site, page, entry.name, entry),
    )


def _roles(site: Site, page: str, actor: str, numbers: Numbers) -> Iterator[RoleGroup]:
    """The events by the actor's role in them, in order of time within a role; acts stand apart, by whose word."""
    taken = _parts(site).get(actor, ())
    for role, word in site.vocabulary.roles.items():
        found = tuple(_part(site, page, event, part, numbers) for event, part in taken if part.role == role)
        if found and not word.act:
            count = plural(len(found), "event")
            yield RoleGroup(role, word.label, word.definition, count, fold(found, LENGTHS["role"]))


def _part(site: Site, page: str, event: Entry, part: Participant, numbers: Numbers) -> Part:
    claims = tuple(claim for address in part.claims if (claim := site.claim(address, event.id)))
    return Part(event_line(site, page, event), sayings(site, page, claims, numbers))


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
