"""What is not known: what the editors note, with what would settle it; and apart from it, what is computed."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from muniment.findings import PointAccounts, origin_label
from muniment.findings.unsettled import single_origin, uncommitted
from muniment.pages.disputes import Given, given, who
from muniment.pages.folds import some
from muniment.pages.page import Page, later, link
from muniment.pages.parts import Foot, Link, foot
from muniment.pages.passages import passages
from muniment.pages.rows import EventLine, event_line, events_by_date, plural
from muniment.records.event import Event, Unknown
from muniment.site import Entry, Site

ADDRESS = "unknowns.html"
TITLE = "What is not known"
ORDER = ("core", "secondary", "background")


class Question(Struct, frozen=True):
    """An open question of the editors, what would settle it, and the passages that leave it open."""

    text: str
    settle: str
    passages: tuple[Link, ...]


class EventQuestions(Struct, frozen=True):
    """An event with its open questions."""

    event: EventLine
    count: str
    questions: tuple[Question, ...]


class Part(Struct, frozen=True):
    """The events of one importance that have open questions."""

    anchor: str
    label: str
    count: str
    events: tuple[EventQuestions, ...]


class OpenPoint(Struct, frozen=True):
    """A point that nobody asserts or denies, with everything said on it."""

    event: EventLine
    label: str
    ask: str
    href: str
    who: str
    accounts: tuple[Given, ...]


class LonePoint(Struct, frozen=True):
    """A point on which all goes back to one origin, with a passage of it."""

    point: Link
    origin: str
    passage: Link


class LonePoints(Struct, frozen=True):
    """The points of an event that rest on one origin each."""

    event: EventLine
    count: str
    points: tuple[LonePoint, ...]


class Bare(Struct, frozen=True):
    """An event that lacks a date or a place in the record, with its first passage."""

    event: EventLine
    passage: Link


class UnknownsView(Struct, frozen=True):
    """What is not known: written by the editors, then computed."""

    title: str
    count: str
    parts: tuple[Part, ...]
    open: tuple[OpenPoint, ...]
    undated: tuple[Bare, ...]
    unplaced: tuple[Bare, ...]
    lone: tuple[LonePoints, ...]
    lone_count: str
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/unknowns.html", TITLE, later(view, site))


def view(site: Site) -> UnknownsView:
    """All that the page shows."""
    events = events_by_date(site)
    parts = tuple(_part(site, key, [e for e in events if e.record.importance == key]) for key in ORDER)
    core = [event for event in events if event.record.importance == "core"]
    lone = tuple(_lone(site, event, found) for event in core if (found := single_origin(site, event.id)))
    questions = sum(len(event.questions) for part in parts for event in part.events)
    asked = sum(len(part.events) for part in parts)
    return UnknownsView(
        TITLE,
        f"{plural(questions, 'open question')} on {plural(asked, 'event')}",
        tuple(part for part in parts if part.events),
        tuple(_open(site, event, point) for event in events for point in uncommitted(site, event.id)),
        tuple(_bare(site, event) for event in events if not event.record.date),
        tuple(_bare(site, event) for event in events if not event.record.place),
        lone,
        plural(sum(len(one.points) for one in lone), "point"),
        foot(site, ADDRESS, TITLE),
    )


def _part(site: Site, key: str, events: Iterable[Entry]) -> Part:
    asked = tuple(_asked(site, event) for event in events if event.record.unknowns)  # type: ignore[attr-defined]
    labels = {"core": "Core events", "secondary": "Secondary events", "background": "Background"}
    return Part(key, labels[key], plural(sum(len(one.questions) for one in asked), "question"), asked)


def _asked(site: Site, entry: Entry) -> EventQuestions:
    event: Event = entry.record  # type: ignore[assignment]
    questions = tuple(_question(site, entry, unknown) for unknown in event.unknowns)
    return EventQuestions(event_line(site, ADDRESS, entry), plural(len(questions), "question"), questions)


def _question(site: Site, entry: Entry, unknown: Unknown) -> Question:
    return Question(unknown.text, unknown.settle, _passages(site, entry.id, unknown.claims))


def _passages(site: Site, owner: str, addresses: Iterable[str]) -> tuple[Link, ...]:
    found = (site.claim(address, owner) for address in addresses)
    return passages(site, ADDRESS, (claim for claim in found if claim))


def _open(site: Site, event: Entry, point: PointAccounts) -> OpenPoint:
    href = link(ADDRESS, f"{event.address}#point-{point.id}")
    accounts = tuple(given(site, ADDRESS, account) for account in point.accounts)
    return OpenPoint(event_line(site, ADDRESS, event), point.label, point.ask, href, some(map(who, accounts)), accounts)


def _lone(site: Site, event: Entry, found: tuple[PointAccounts, ...]) -> LonePoints:
    points = tuple(_lone_point(site, event, point) for point in found)
    return LonePoints(event_line(site, ADDRESS, event), plural(len(points), "point"), points)


def _lone_point(site: Site, event: Entry, point: PointAccounts) -> LonePoint:
    claim = point.accounts[0].claim
    (passage,) = _passages(site, event.id, (claim.address,))
    target = Link(point.label, link(ADDRESS, f"{event.address}#point-{point.id}"))
    return LonePoint(target, origin_label(site, claim), passage)


def _bare(site: Site, event: Entry) -> Bare:
    claim = site.claims_of(event.id)[0]
    (passage,) = _passages(site, event.id, (claim.address,))
    return Bare(event_line(site, ADDRESS, event), passage)
