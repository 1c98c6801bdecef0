"""Addresses in data: whole ones where the site's address is known, else relative to the file that holds them."""

from muniment.addresses import relative
from muniment.site import Site, SiteClaim


def iri(site: Site, target: str, file: str = "data/record.json") -> str:
    """The address of `target`, a path from the site's root, as the file at the path `file` gives it."""
    if site.settings.url:
        return site.settings.url + target
    path, mark, fragment = target.partition("#")
    return relative(file.rpartition("/")[0], path) + mark + fragment


def claim_address(site: Site, claim: SiteClaim) -> str:
    """The path from the site's root of a claim, on its record's page."""
    return f"{site.entries[claim.owner].address}#{claim.own_anchor}"


def passage_address(site: Site, claim: SiteClaim) -> str:
    """The path from the site's root of a claim's passage, on its document's page."""
    return f"{site.entries[claim.claim.document].address}#{claim.anchor}"


def beside(address: str, ending: str) -> str:
    """The path of the file that stands beside a page and holds its data: `events/x.html` has `events/x.json`."""
    return address.removesuffix(".html") + ending
