"""Who is said to be behind an event, party by party; and what each source calls it."""

from collections.abc import Sequence

from msgspec import Struct

from muniment.findings import Account, PointAccounts, answer_label
from muniment.findings.grid import NAMING
from muniment.pages.compared import VoiceCard, voice_cards
from muniment.pages.parts import DocumentLine, Link, Numbers, entry_link
from muniment.pages.silences import SilenceLine
from muniment.records.claim import Answer
from muniment.site import Entry, Site

BEHIND = ("responsibility", "authority")
"""The points on who did something, or ordered it."""
CALLED = NAMING[0]
"""The point on what something is called."""


class Position(Struct, frozen=True):
    """One party said to be behind an event: who says what of it, what it says itself, and how it is silent."""

    party: Link
    others: tuple[VoiceCard, ...]
    own: tuple[VoiceCard, ...]
    silences: tuple[SilenceLine, ...]


class Behind(Struct, frozen=True):
    """One of the points on who is behind an event, with each party named."""

    label: str
    ask: str
    href: str
    parties: tuple[Position, ...]


def behind(
    site: Site,
    entry: Entry,
    points: Sequence[PointAccounts],
    documents: dict[str, DocumentLine],
    counted: Numbers,
    noted: Sequence[SilenceLine],
) -> tuple[Behind, ...]:
    """Each point on who is behind the event, with the parties in the order in which documents name them."""
    return tuple(
        Behind(
            point.label,
            point.ask,
            f"#point-{point.id}",
            tuple(_position(site, entry, point, key, documents, counted, noted) for key in _answers(point)),
        )
        for point in points
        if point.id in BEHIND and _answers(point)
    )


def called(
    site: Site,
    entry: Entry,
    points: Sequence[PointAccounts],
    documents: dict[str, DocumentLine],
    counted: Numbers,
) -> tuple[VoiceCard, ...]:
    """What each source calls the event."""
    found = [one for point in points if point.id == CALLED for one in point.accounts]
    return voice_cards(site, entry, found, documents, counted)


def _answers(point: PointAccounts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for one in point.accounts for key in one.statement.answer))


def _position(
    site: Site,
    entry: Entry,
    point: PointAccounts,
    key: str,
    documents: dict[str, DocumentLine],
    counted: Numbers,
    noted: Sequence[SilenceLine],
) -> Position:
    answer: Answer | None = point.point.answers.get(key)
    actor = answer.actor if answer else key if key in site.entries else None
    own = [one for one in point.accounts if actor and _speaks(one, actor)]
    others = [one for one in point.accounts if key in one.statement.answer and one not in own]
    link = entry_link(site, entry.address, actor) if actor else Link("")
    return Position(
        Link(answer_label(site, entry.id, point.id, key), link.href),
        voice_cards(site, entry, others, documents, counted),
        voice_cards(site, entry, own, documents, counted),
        tuple(one for one in noted if actor and one.point.href == f"#point-{point.id}" and one.who.href == link.href),
    )


def _speaks(one: Account, actor: str) -> bool:
    return any(actor in (voice.is_, voice.of) for voice in one.claim.claim.by)
