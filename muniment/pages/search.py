"""The search page: the form and the places that `search.js` fills; the indexes for readers without script."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.pages.page import Page, later
from muniment.pages.parts import Foot, Link, foot
from muniment.site import Site

ADDRESS = "search.html"
TITLE = "Search"
INDEXES = (
    ("Events in order of time", "events/index.html"),
    ("Timeline by day", "timeline.html"),
    ("Actors A–Z", "actors/index.html"),
    ("Places", "places/index.html"),
    ("Documents, oldest first", "documents/index.html"),
    ("Outlets A–Z", "outlets/index.html"),
    ("Where accounts differ", "differences.html"),
)


class SearchView(Struct, frozen=True):
    """The form's labels and the indexes."""

    title: str
    indexes: tuple[Link, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/search.html", TITLE, later(view, site))


def view(site: Site) -> SearchView:
    """All that the page shows."""
    return SearchView(TITLE, tuple(Link(text, target) for text, target in INDEXES), foot(site, ADDRESS, TITLE))
