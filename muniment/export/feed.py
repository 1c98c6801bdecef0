"""Atom (RFC 4287): corrections, newest first. Only where the site's address is known: a feed is read elsewhere."""

from collections.abc import Iterator
from datetime import date

from muniment.export.file import DataFile
from muniment.export.iri import iri
from muniment.export.xml import DECLARATION, xml
from muniment.findings.history import Correction, corrections
from muniment.site import Site

FEED = "feed.xml"
LOG = "corrections.html"
MOST = 100
"""How many corrections the feed holds; the page holds all."""

_NO_DAY = date(1970, 1, 1)
"""Where the record holds no day at all: Atom wants one."""


def files(site: Site) -> Iterator[DataFile]:
    """The one feed, or none."""
    if site.settings.url:
        yield DataFile(FEED, lambda: feed(site).encode())


def feed(site: Site) -> str:
    """The feed as Atom."""
    chosen, found = site.settings, corrections(site)[:MOST]
    parts = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml(chosen.language)}">',
        f"<id>{xml(iri(site, FEED))}</id>",
        f"<title>{xml(f'{chosen.title}: corrections')}</title>",
        f"<subtitle>{xml(chosen.subtitle)}</subtitle>",
        f"<updated>{_moment(_newest(site))}</updated>",
        f"<author><name>{xml(chosen.credit or chosen.title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{xml(iri(site, FEED))}"/>',
        f'<link rel="alternate" type="text/html" href="{xml(iri(site, LOG))}"/>',
        *(_entry(site, one) for one in found),
        "</feed>",
        "",
    ]
    return DECLARATION + "\n".join(parts)


def _entry(site: Site, one: Correction) -> str:
    place, record = xml(iri(site, f"{LOG}#{one.anchor}")), xml(iri(site, one.entry.address))
    return (
        f"<entry><id>{place}</id><title>{xml(one.entry.name)}</title>"
        f"<updated>{_moment(one.change.date.last_day or _NO_DAY)}</updated>"
        f'<link rel="alternate" type="text/html" href="{record}"/>'
        f'<summary type="text">{xml(one.change.text)}</summary></entry>'
    )


def _newest(site: Site) -> date:
    """The day of the newest correction; before the first one, that of the newest document, so that no clock is read."""
    days = [one.change.date.last_day for one in corrections(site)]
    days = days or [entry.record.published.value.last_day for entry in site.of_type("document")]  # type: ignore[attr-defined]
    return max((day for day in days if day), default=_NO_DAY)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
