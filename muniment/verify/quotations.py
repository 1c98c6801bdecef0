"""Quotations against documents: the words stand there, once, and what is cut from them stands in them."""

from collections.abc import Iterator

from muniment.diagnostics import Problem
from muniment.quotes import NotFound, find_words, without_marks
from muniment.site import Entry, Site, SiteClaim

MOST_WORDS = 60


def verify_quotation(site: Site, entry: Entry, claim: SiteClaim) -> Iterator[Problem]:
    """What is wrong with a claim's quotation, its `words` and its hedges."""
    if isinstance(claim.passage, NotFound):
        if claim.passage.code:
            fault = claim.passage
            message = (
                f"{fault.message[:-1]} ({claim.claim.document})."
                if claim.claim.document in site.entries
                else fault.message
            )
            yield entry.parsed.problem(claim.path("quote"), fault.code, message, fault.hint)
        return
    if (count := len(claim.claim.quote.split())) > MOST_WORDS:
        yield entry.parsed.problem(
            claim.path("quote"),
            "quotation-long",
            f"The quotation has {count} words.",
            f"Quote at most {MOST_WORDS}: what carries the statements.",
            "warning",
        )
    for index, statement in enumerate(claim.claim.says):
        for key in ("words", "hedge"):
            words = getattr(statement, key)
            if words and not find_words(claim.claim.quote, words):
                marked = find_words(claim.claim.quote, without_marks(words))
                yield entry.parsed.problem(
                    claim.path("says", index, key),
                    "words-not-in-quotation",
                    f"{words!r} is not part of the quotation.",
                    "Leave out the quotation marks." if marked else "Copy the words from quote:, whole words only.",
                )
    for position, slip in enumerate(getattr(entry.record, "slips", ())):
        if site.claim(slip.claim, entry.id) is claim and not find_words(claim.claim.quote, slip.words):
            yield entry.parsed.problem(
                ("slips", position, "words"),
                "words-not-in-quotation",
                f"{slip.words!r} is not part of that claim's quotation.",
                "Copy the words from its quote:.",
            )
