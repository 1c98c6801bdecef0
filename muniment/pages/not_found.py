"""The page for addresses that do not exist: `404.html`. Its links start at the site's root: it works at any depth."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.pages.page import Page
from muniment.pages.parts import Foot, Link
from muniment.site import Site

ADDRESS = "404.html"
TITLE = "There is no page here"
DOORS = (
    ("All events", "events/index.html"),
    ("All documents", "documents/index.html"),
    ("All actors", "actors/index.html"),
    ("All places", "places/index.html"),
)


class NotFoundView(Struct, frozen=True):
    """The page's heading and the ways on from it."""

    title: str
    doors: tuple[Link, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    doors = tuple(Link(text, site.settings.base_path + target) for text, target in DOORS)
    yield Page(
        ADDRESS,
        "pages/not_found.html",
        TITLE,
        NotFoundView(TITLE, doors, Foot()),
    )
