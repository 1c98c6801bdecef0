"""Where accounts differ: the disputed points of an event, the answers given and who gives each."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.findings import Account, PointAccounts, accounts, conflicts
from muniment.findings.unsettled import denied
from muniment.pages.folds import some
from muniment.pages.page import link
from muniment.pages.parts import STANCE_WORDS, DocumentLine, Said, StatusView, coded, document_line, said, status_view
from muniment.pages.rows import author_name, plural
from muniment.site import Entry, Site


class Given(Struct, frozen=True):
    """One account: the statement, the document, and its author where no other voice speaks."""

    said: Said
    author: str
    document: DocumentLine


class Side(Struct, frozen=True):
    """One answer to a point, with everyone who gives it; `of` says whom a count counts."""

    answer: str
    of: str
    stance: str
    accounts: tuple[Given, ...]


class DisputedPoint(Struct, frozen=True):
    """A point on which accounts cannot all be true: the answers that conflict, and those given beside them.

    `kind` is the vocabulary's word for what is asked; empty for a question of this event alone. `gist` tells how many
    answers there are and who gives them.
    """

    anchor: str
    kind: str
    label: str
    ask: str
    href: str
    status: StatusView
    against: tuple[Side, ...]
    beside: tuple[Side, ...]
    pair: tuple[Given, ...]
    gist: str


def disputed_points(site: Site, page: str, event: Entry) -> tuple[DisputedPoint, ...]:
    """The disputed points of an event, in the order of its page."""
    found = (point for point in accounts(site, event.id) if point.status.status == "disputed")
    return tuple(_point(site, page, event, point) for point in found)


def differing_points(site: Site, page: str, event: Entry) -> tuple[DisputedPoint, ...]:
    """The disputed and the revised points of an event, in the order of its page."""
    found = (point for point in accounts(site, event.id) if point.status.status in ("disputed", "revised"))
    return tuple(_point(site, page, event, point) for point in found)


def denied_points(site: Site, page: str, event: Entry) -> tuple[DisputedPoint, ...]:
    """The points that somebody denies though they are not disputed: the denials, and beside them what else is said."""
    return tuple(_denied(site, page, event, point) for point in denied(site, event.id))


def given(site: Site, page: str, account: Account) -> Given:
    """One account with its document and its author."""
    document = account.claim.claim.document
    return Given(
        said(site, page, account.claim, account.statement),
        author_name(site, document),
        document_line(site, page, document),
    )


def _point(site: Site, page: str, event: Entry, point: PointAccounts) -> DisputedPoint:
    pairs = tuple(conflicts(point.point, [(account.origin, account.statement) for account in point.accounts]))
    conflicting = {index for pair in pairs for index in pair}
    groups = _groups(site, event, point)
    against = tuple(_side(site, page, point, group) for group in groups if conflicting.intersection(group))
    beside = tuple(_side(site, page, point, group) for group in groups if not conflicting.intersection(group))
    if not against:
        against, beside = beside, ()
    return _view(site, page, event, point, against, beside, _pair(site, page, point, pairs))


def _denied(site: Site, page: str, event: Entry, point: PointAccounts) -> DisputedPoint:
    sides = tuple(_side(site, page, point, group) for group in _groups(site, event, point))
    denials = tuple(side for side in sides if side.stance == STANCE_WORDS["denies"])
    return _view(site, page, event, point, denials, tuple(side for side in sides if side not in denials), ())


def _view(
    site: Site,
    page: str,
    event: Entry,
    point: PointAccounts,
    against: tuple[Side, ...],
    beside: tuple[Side, ...],
    pair: tuple[Given, ...],
) -> DisputedPoint:
    known = site.vocabulary.points.get(point.id)
    return DisputedPoint(
        f"{event.id}--{point.id}",
        known.label if known else "",
        point.label,
        point.ask,
        link(page, f"{event.address}#point-{point.id}"),
        status_view(point.status),
        against,
        beside,
        pair,
        f"{plural(len(against) + len(beside), 'answer')}: {some(map(who, _accounts(against, beside)))}",
    )


def _accounts(*sides: tuple[Side, ...]) -> Iterator[Given]:
    return (one for some_sides in sides for side in some_sides for one in side.accounts)


def who(one: Given) -> str:
    """Who gives an account: its voice, or the author of its document."""
    return " and ".join(voice.text for voice in one.said.voice) or one.author


def _groups(site: Site, event: Entry, point: PointAccounts) -> tuple[list[int], ...]:
    """The accounts of a point, by their place, together where they give one answer."""
    groups: dict[tuple[str, str, str | None], list[int]] = {}
    for index, account in enumerate(point.accounts):
        key = (account.statement.stance, coded(site, event.id, account.statement), account.statement.of)
        groups.setdefault(key, []).append(index)
    return tuple(groups.values())


def _side(site: Site, page: str, point: PointAccounts, group: list[int]) -> Side:
    told = tuple(given(site, page, point.accounts[index]) for index in group)
    first = told[0].said
    return Side(first.coded, first.of, first.stance, told)


def _pair(site: Site, page: str, point: PointAccounts, pairs: tuple[tuple[int, int], ...]) -> tuple[Given, ...]:
    """One example of two accounts that conflict: from two documents where there are such, the shortest words."""
    if not pairs:
        return ()
    pair = min(pairs, key=lambda pair: _plainness(*(point.accounts[i] for i in pair)))
    return tuple(given(site, page, point.accounts[i]) for i in pair)


def _plainness(one: Account, other: Account) -> tuple[bool, int]:
    return one.claim.claim.document == other.claim.claim.document, len(one.words) + len(other.words)
