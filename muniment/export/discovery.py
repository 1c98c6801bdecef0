"""What crawlers read: `robots.txt`, and `sitemap.xml` where the site's address is known.

`robots.txt` forbids nothing: a crawler that may not read a page cannot read the `noindex` in it.
"""

from collections.abc import Iterable

from muniment.export.xml import DECLARATION, xml
from muniment.site import Site

SITEMAP = "sitemap.xml"


def discovery(site: Site, addresses: Iterable[str]) -> dict[str, bytes]:
    """The files for crawlers; `addresses` are the pages that search engines may list."""
    robots = "User-agent: *\nAllow: /\n"
    if not site.settings.url:
        return {"robots.txt": robots.encode()}
    robots += f"\nSitemap: {site.settings.url}{SITEMAP}\n"
    return {"robots.txt": robots.encode(), SITEMAP: sitemap(site, addresses).encode()}


def sitemap(site: Site, addresses: Iterable[str]) -> str:
    """The sitemap; the day of the last change only where a record's history tells it."""
    changed = {entry.address: max(days) for entry in site.entries.values() if (days := _days(entry))}
    lines = (
        f"<url><loc>{xml(site.settings.url + address)}</loc>"
        + (f"<lastmod>{changed[address]}</lastmod>" if address in changed else "")
        + "</url>"
        for address in sorted(addresses)
    )
    head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return DECLARATION + "\n".join([head, *lines, "</urlset>", ""])


def _days(entry: object) -> list[str]:
    history = entry.record.history  # type: ignore[attr-defined]
    return [one.date.last_day.isoformat() for one in history if one.date.last_day]
