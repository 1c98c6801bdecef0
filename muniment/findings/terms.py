"""Terms: the words by which documents call or describe the events, actors, places and outlets of the record."""

from msgspec import Struct

from muniment.memo import remembered
from muniment.records.claim import Statement
from muniment.site import CLAIM_OWNERS, Site, SiteClaim

CALLED = "term"
DESCRIBED = "description"


class Term(Struct, frozen=True):
    """Words of a passage that call or describe the record `of`; `called` tells the first from the second."""

    of: str
    words: str
    called: bool
    claim: SiteClaim
    statement: Statement


@remembered
def terms(site: Site) -> tuple[Term, ...]:
    """Every term, by record, in the order of its file."""
    return tuple(
        Term(entry.id, statement.words or claim.claim.quote, statement.point == CALLED, claim, statement)
        for entry in site.of_type(*CLAIM_OWNERS)
        for claim, _, statement in site.statements(entry.id)
        if statement.point in (CALLED, DESCRIBED)
    )


@remembered
def terms_of_document(site: Site) -> dict[str, tuple[Term, ...]]:
    """The terms that each document uses in its own words, no other voice speaking, in the order of its text."""
    found: dict[str, list[Term]] = {}
    for term in terms(site):
        if not term.claim.claim.by:
            found.setdefault(term.claim.claim.document, []).append(term)
    places = {claim.address: place for document in found for place, claim in enumerate(site.claims_from(document))}
    return {id: tuple(sorted(own, key=lambda term: places.get(term.claim.address, 0))) for id, own in found.items()}
