"""Accounts compared, as an event page prints them: the table of points and documents, and the figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from muniment.counts import Count as CountValue
from muniment.findings import Account, Figures, PointAccounts, top
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
    speaker,
    status_view,
    voices,
)
from muniment.site import Entry, Site


@dataclass(frozen=True, slots=True)
class Cell:
    """What one document says on one point; nothing where it is silent."""

    document: DocumentLine
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A point with its status and a cell for each document."""

    id: str
    label: str
    ask: str
    status: StatusView
    reason_marks: tuple[Mark, ...]
    cells: tuple[Cell, ...]
    silent: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """One count in a group: who counts, what, in which words; and where it is drawn, from 0 to 100.

    A count with an open end ("at least 25") is drawn from `start` on without an end.
    """

    who: tuple[Link, ...]
    document: DocumentLine
    english: str
    numeric: bool
    words: tuple[str, ...]
    href: str
    hedge: str
    as_of: str
    start: float
    end: float
    open_end: bool
    about: bool


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The counts of one group of people or things at one point; drawn where they differ."""

    point: str
    href: str
    of: str
    differ: bool
    range: str
    counts: tuple[Count, ...]


def row(site: Site, entry: Entry, point: PointAccounts, documents: dict[str, DocumentLine], counted: Numbers) -> Row:
    found: dict[str, list[Said]] = {id: [] for id in documents}
    for one in point.accounts:
        claim = one.claim
        found[claim.claim.document].append(said(site, entry.address, claim, one.statement, counted[claim.address]))
    return Row(
        id=f"point-{point.id}",
        label=point.label,
        ask=point.ask,
        status=status_view(point.status),
        reason_marks=marks(site, entry.address, entry.id, point.point.claims, counted),
        cells=tuple(Cell(documents[id], tuple(told)) for id, told in found.items()),
        silent=tuple(documents[id] for id in point.silent),
    )


def tally(points: Sequence[PointAccounts]) -> str:
    """How many points have which status, in a phrase."""
    found = [point.status.status for point in points if point.status.coded]
    if not found:
        return "No point is coded: the words stand side by side"
    parts = [f"{found.count(key)} {label.lower()}" for key, label in STATUS_LABELS.items() if key in found]
    return f"{len(found)} points: {', '.join(parts)}" if len(found) != 1 else f"1 point: {parts[0]}"


def figure_group(
    site: Site, page: str, documents: dict[str, DocumentLine], points: Sequence[PointAccounts], group: Figures
) -> FigureGroup:
    label = next(point.label for point in points if point.id == group.point)
    scale = _scale(group.accounts)
    return FigureGroup(
        point=label,
        href=f"#point-{group.point}",
        of=site.vocabulary.counted[group.of].label if group.of else "",
        differ=group.differ,
        range=_range(group),
        counts=tuple(_count(site, page, documents, account, scale) for account in group.accounts),
    )


def _range(group: Figures) -> str:
    """The lowest and the highest count in words; empty where they are the same number."""
    low, high = (
        group.lowest[0].statement.value,
        max((a.statement.value for a in group.highest), key=lambda value: value.most is None),
    )
    return f"from {low.english} to {high.english}" if low.numbers != high.numbers else ""


def _scale(found: Sequence[Account]) -> tuple[int, int]:
    """The lowest and the highest number in a group of counts."""
    values = [account.statement.value for account in found if account.statement.value]
    return min(value.least for value in values), max(top(value) for value in values)


def _count(
    site: Site, page: str, documents: dict[str, DocumentLine], account: Account, scale: tuple[int, int]
) -> Count:
    statement, value = account.statement, account.statement.value
    start, end = _drawn(value, scale) if value else (0.0, 0.0)
    said_here = said(site, page, account.claim, statement)
    document = documents[account.claim.claim.document]
    return Count(
        who=voices(site, page, account.claim) or (Link(speaker(site, account.claim)),),
        document=document,
        english=value.english if value else "in words",
        numeric=value is not None,
        words=said_here.words,
        href=said_here.href,
        hedge=said_here.hedge,
        as_of=said_here.as_of,
        start=start,
        end=end,
        open_end=value is not None and value.most is None,
        about=value is not None and value.about,
    )


def _drawn(value: CountValue, scale: tuple[int, int]) -> tuple[float, float]:
    """Where a count begins and ends on a line of 100 that holds the scale."""
    low, high = scale

    def place(number: int) -> float:
        return round(10 + 70 * (number - low) / (high - low), 1) if high > low else 45.0

    return place(value.least), 100.0 if value.most is None else place(value.most)
