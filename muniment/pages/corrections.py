"""The page of corrections: every published change of every record, newest first."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.export.feed import FEED
from muniment.findings.history import corrections
from muniment.pages.page import Page, later, link
from muniment.pages.parts import Foot, Link, entry_link, foot
from muniment.site import Site

ADDRESS = "corrections.html"
TITLE = "Corrections"


class CorrectionLine(Struct, frozen=True):
    """A correction, its permanent place on the page, and the record that it is of."""

    anchor: str
    date: str
    iso: str
    text: str
    record: Link


class CorrectionsView(Struct, frozen=True):
    """All corrections; `feed` is empty where the site's address is not known, `repository` likewise."""

    title: str
    lines: tuple[CorrectionLine, ...]
    feed: str
    repository: str
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/corrections.html", TITLE, later(view, site))


def view(site: Site) -> CorrectionsView:
    """All that the page shows."""
    lines = (
        CorrectionLine(
            one.anchor,
            one.change.date.english,
            one.change.date.iso,
            one.change.text,
            entry_link(site, ADDRESS, one.entry.id),
        )
        for one in corrections(site)
    )
    feed = link(ADDRESS, FEED) if site.settings.url else ""
    return CorrectionsView(TITLE, tuple(lines), feed, site.settings.repository, foot(site, ADDRESS, TITLE))
