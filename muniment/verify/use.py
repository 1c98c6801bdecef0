"""Every claim is used: by a sentence, a fact, a part, a link; or its statements stand in the accounts compared."""

from collections.abc import Iterator

from muniment.diagnostics import Problem
from muniment.records.base import ClaimMark
from muniment.records.event import Event
from muniment.site import Entry, Site


def verify_use(site: Site, entry: Entry) -> Iterator[Problem]:
    """A problem for each claim of a record that nothing on the site shows.

    An event shows every statement among its accounts; of other records only claims that a sentence, office,
    relation or fact names, or whose point is one that their pages list, are shown.
    """
    if isinstance(entry.record, Event):
        return
    named = {site.claim(m.text, entry.id) for m in entry.parsed.marked if isinstance(m.mark, ClaimMark)}
    for claim in site.claims_of(entry.id):
        if claim not in named and not any(s.point in LISTED_POINTS for s in claim.claim.says):
            yield entry.parsed.problem(
                claim.path(),
                "unused-claim",
                f"Nothing uses the claim {claim.id!r}.",
                "Name it under claims: of a sentence, an office or a relation, or remove it.",
                key=True,
            )


LISTED_POINTS = ("description", "history", "term")
"""Points that the pages of actors, places and outlets list without being named elsewhere."""
