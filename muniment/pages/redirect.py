"""Pages at the former addresses of renamed records: a published address never dies."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.pages.page import Page, link
from muniment.pages.parts import Foot, Link, foot
from muniment.site import Site


class RedirectView(Struct, frozen=True):
    """Where the record is now."""

    former: str
    now: Link
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """A page for each former id of each record."""
    for entry in site.entries.values():
        for former in entry.record.former_ids:
            address = f"{entry.type}s/{former}.html"
            now = Link(entry.name, link(address, entry.address))
            yield Page(
                address,
                "pages/redirect.html",
                entry.name,
                RedirectView(former, now, foot(site, entry.address, entry.name, entry)),
            )
