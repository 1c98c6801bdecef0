"""Origins: claims that go back to one announcement, one voice or one author count once."""

from muniment.records.claim import Claim
from muniment.records.document import Document
from muniment.site import Site, SiteClaim


def origin(site: Site, claim: SiteClaim) -> str:
    """The key of the origin of a claim: the announcement or body that editors name, else the voices, else the author.

    Two articles by one author are one origin, and so are unsigned ones of one outlet or ones that share their text.
    """
    return _stated(claim.claim) or _author(site, claim)


def origin_label(site: Site, claim: SiteClaim) -> str:
    """The origin of a claim in words."""
    stated = claim.claim
    if stated.origin:
        return site.entries[stated.origin].name
    if stated.by:
        return " and ".join(site.entries[voice.is_].name if voice.is_ else voice.printed or "" for voice in stated.by)
    return author_label(site, stated.document)


def author_label(site: Site, document: str) -> str:
    """Whose word a document's own assertions are: its authors, else its outlet, else the document."""
    record: Document = site.entries[document].record  # type: ignore[assignment]
    if record.authors:
        return " and ".join(record.authors)
    return site.entries[record.outlet.value].name if record.outlet else f"the author of “{record.title}”"


def _stated(claim: Claim) -> str:
    if claim.origin:
        return claim.origin
    return "+".join(sorted(voice.is_ or f"{voice.of or ''}:{voice.printed}" for voice in claim.by))


def _author(site: Site, claim: SiteClaim) -> str:
    record: Document = site.entries[claim.claim.document].record  # type: ignore[assignment]
    if record.authors:
        return "author:" + "+".join(record.authors)
    if record.outlet:
        return record.outlet.value
    return "document:" + min([claim.claim.document, *record.shares_text_with])
