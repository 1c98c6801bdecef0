"""Figures, as an event page prints them: each count with who gives it and in which words, drawn where counts differ."""

from collections.abc import Sequence

from msgspec import Struct

from muniment.counts import Count as CountValue
from muniment.draw.strip import Bar, Extent, Strip, strip
from muniment.findings import Account, Figures, PointAccounts
from muniment.pages.parts import DocumentLine, Link, said, speaker, voices
from muniment.site import Site


class Count(Struct, frozen=True):
    """One count in a group: who counts, what, in which words; `bar` where it is drawn, None for words alone."""

    who: tuple[Link, ...]
    document: DocumentLine
    english: str
    words: tuple[str, ...]
    href: str
    hedge: str
    as_of: str
    bar: Bar | None


class FigureGroup(Struct, frozen=True):
    """The counts of one group of people or things at one point; `strip` is drawn where they differ."""

    point: str
    href: str
    of: str
    range: str
    strip: Strip | None
    counts: tuple[Count, ...]


def figure_group(
    site: Site, page: str, documents: dict[str, DocumentLine], points: Sequence[PointAccounts], group: Figures
) -> FigureGroup:
    """One group of counts."""
    values = [one.statement.value for one in group.accounts if one.statement.value]
    drawn = strip([_extent(value) for value in values]) if group.differ else None
    bars = iter(drawn.bars if drawn else ())
    return FigureGroup(
        point=next(point.label for point in points if point.id == group.point),
        href=f"#point-{group.point}",
        of=site.vocabulary.counted[group.of].label if group.of else "",
        range=_range(group),
        strip=drawn,
        counts=tuple(
            _count(site, page, documents, one, next(bars, None) if one.statement.value else None)
            for one in group.accounts
        ),
    )


def _extent(value: CountValue) -> Extent:
    return Extent(value.least, value.most, value.about, value.raw.startswith("<"))


def _range(group: Figures) -> str:
    """The lowest and the highest count in words, or that they are the same; empty for one count or words alone."""
    if len(group.accounts) == 1 or not group.lowest:
        return ""
    low, high = (
        group.lowest[0].statement.value,
        max((a.statement.value for a in group.highest), key=lambda value: value.most is None),
    )
    if low.numbers != high.numbers:
        return f"from {low.english} to {high.english}"
    same = not group.differ and all(one.statement.value for one in group.accounts)
    return f"the same in {len(group.accounts)} accounts" if same else ""


def _count(site: Site, page: str, documents: dict[str, DocumentLine], account: Account, bar: Bar | None) -> Count:
    statement = account.statement
    said_here = said(site, page, account.claim, statement)
    return Count(
        who=voices(site, page, account.claim) or (Link(speaker(site, account.claim)),),
        document=documents[account.claim.claim.document],
        english=statement.value.english if statement.value else "in words",
        words=said_here.words,
        href=said_here.href,
        hedge=said_here.hedge,
        as_of=said_here.as_of,
        bar=bar,
    )
