"""Accounts compared, as an event page prints them: where each point stands, and each point voice by voice."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from muniment.findings import Account, PointAccounts, origin_label
from muniment.pages.parts import (
    STATUS_LABELS,
    DocumentLine,
    Link,
    Mark,
    Numbers,
    Said,
    StatusView,
    marks,
    said,
    status_view,
)
from muniment.pages.silences import SilenceLine, SilencePlace, places
from muniment.site import Entry, Site

SHORT = 24
"""An event with no more statements than this has every point open."""
FIRST = 6
"""Of a longer one, the first points are open, up to this many statements; and all that are disputed or revised."""
GIST = 4
"""How many different answers the closed fold of a point names."""


class Cell(Struct, frozen=True):
    """What one document says on one point; nothing where it is silent."""

    document: DocumentLine
    said: tuple[Said, ...]


class Telling(Struct, frozen=True):
    """A statement with the document that holds it."""

    document: DocumentLine
    said: Said


class VoiceCard(Struct, frozen=True):
    """What one origin says on a point, in every document in which it is heard."""

    label: str
    tellings: tuple[Telling, ...]


class Row(Struct, frozen=True):
    """A point with its status, what documents say (`cells`) and what voices say (`voices`), and who is silent.

    `gist` names the different answers given; `open` tells whether the point is unfolded when the page opens.
    """

    id: str
    label: str
    ask: str
    status: StatusView
    reason_marks: tuple[Mark, ...]
    cells: tuple[Cell, ...]
    voices: tuple[VoiceCard, ...]
    silences: tuple[SilencePlace, ...]
    gist: str
    open: bool


class Standing(Struct, frozen=True):
    """The points of one status."""

    status: StatusView
    points: tuple[Link, ...]


def rows(
    site: Site,
    entry: Entry,
    points: Sequence[PointAccounts],
    documents: dict[str, DocumentLine],
    counted: Numbers,
    noted: Sequence[SilenceLine],
) -> tuple[Row, ...]:
    """Every point of an event."""
    unfolded = set(_unfolded(points))
    return tuple(_row(site, entry, one, documents, counted, noted, one.id in unfolded) for one in points)


def voice_cards(
    site: Site, entry: Entry, found: Sequence[Account], documents: dict[str, DocumentLine], counted: Numbers
) -> tuple[VoiceCard, ...]:
    """Statements by origin, each origin where it is first heard."""
    by_origin: dict[str, list[Account]] = {}
    for one in found:
        by_origin.setdefault(one.origin, []).append(one)
    return tuple(
        VoiceCard(
            origin_label(site, told[0].claim),
            tuple(_telling(site, entry, one, documents, counted) for one in told),
        )
        for told in by_origin.values()
    )


def standings(found: Sequence[Row]) -> tuple[Standing, ...]:
    """The points by status, the disputed ones first."""
    by_status: dict[str, list[Row]] = {}
    for one in found:
        by_status.setdefault(one.status.key, []).append(one)
    return tuple(
        Standing(by_status[key][0].status, tuple(Link(one.label, f"#{one.id}") for one in by_status[key]))
        for key in STATUS_LABELS
        if key in by_status
    )


def tally(found: Sequence[Standing]) -> str:
    """How many points have which status, in a phrase; those in their words are counted too."""
    total = sum(len(one.points) for one in found)
    parts = ", ".join(f"{len(one.points)} {one.status.label.lower()}" for one in found)
    return f"{total} point{'s' if total != 1 else ''}: {parts}" if total else "No passage is coded"


def _unfolded(points: Sequence[PointAccounts]) -> Iterator[str]:
    short = sum(len(point.accounts) for point in points) <= SHORT
    seen = 0
    for point in points:
        seen += len(point.accounts)
        if short or seen <= FIRST or point.status.status in ("disputed", "revised"):
            yield point.id


def _row(
    site: Site,
    entry: Entry,
    point: PointAccounts,
    documents: dict[str, DocumentLine],
    counted: Numbers,
    noted: Sequence[SilenceLine],
    unfolded: bool,
) -> Row:
    cells: dict[str, list[Said]] = {id: [] for id in documents}
    for one in point.accounts:
        told = said(site, entry.address, one.claim, one.statement, counted[one.claim.address])
        cells[one.claim.claim.document].append(told)
    voices = voice_cards(site, entry, point.accounts, documents, counted)
    return Row(
        id=f"point-{point.id}",
        label=point.label,
        ask=point.ask,
        status=status_view(point.status),
        reason_marks=marks(site, entry.address, entry.id, point.point.claims, counted),
        cells=tuple(Cell(documents[id], tuple(told)) for id, told in cells.items()),
        voices=voices,
        silences=places(
            noted,
            point.id,
            [documents[id] for id in point.silent],
            [documents[id] for id, told in cells.items() if told],
        ),
        gist=_gist([one for card in voices for one in card.tellings]),
        open=unfolded,
    )


def _telling(site: Site, entry: Entry, one: Account, documents: dict[str, DocumentLine], counted: Numbers) -> Telling:
    number = counted[one.claim.address]
    return Telling(documents[one.claim.claim.document], said(site, entry.address, one.claim, one.statement, number))


def _gist(told: Sequence[Telling]) -> str:
    """The different answers in the order in which they are shown, or how many passages there are in words."""
    answers = list(dict.fromkeys(_answer(one.said) for one in told if one.said.coded))
    if not answers:
        return f"{len(told)} passage{'s' if len(told) != 1 else ''} in words"
    more = len(answers) - GIST
    return " · ".join(answers[:GIST]) + (f" · and {more} more" if more > 0 else "")


def _answer(one: Said) -> str:
    return ": ".join(part for part in (one.of, one.coded) if part)
