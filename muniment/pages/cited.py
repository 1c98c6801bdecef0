"""How to cite a claim: in words, as files for programs, and its passage by the words alone."""

from msgspec import Struct

from muniment.export.bibliography import KINDS
from muniment.export.citations import of_claim
from muniment.export.fragments import fragment_address
from muniment.export.iri import beside
from muniment.pages.links import Link
from muniment.pages.page import link
from muniment.site import Site, SiteClaim


class ClaimCite(Struct, frozen=True):
    """The citation of a claim; `key` finds it in the files, `by_words` leads to its passage without an anchor."""

    key: str
    plain: str
    files: tuple[Link, ...]
    by_words: str


def claim_cite(site: Site, page: str, claim: SiteClaim) -> ClaimCite:
    """How to cite a claim, on the page of its record."""
    citation, fragment = of_claim(site, claim), fragment_address(site, claim)
    files = tuple(Link(name, link(page, beside(page, ending))) for ending, name, _ in KINDS)
    return ClaimCite(citation.key, citation.plain, files, link(page, fragment) if fragment else "")
