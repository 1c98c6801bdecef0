"""What the server answers to an editor who asks from an open page: the claim on the words selected, who cites them."""

from msgspec import Struct

from muniment import cite
from muniment.quotes import NotFound, find_quotation
from muniment.quotes import cut as words_of
from muniment.serve.places import Place, Places
from muniment.serve.selected import Refused, Selected
from muniment.site import Site, SiteClaim
from muniment.verify.quotations import MOST_WORDS

TWO_PARAGRAPHS = "The selection runs over {} paragraphs. A quotation stands in one: select words of a single paragraph."
LEFT_OUT = "The selection runs over words that this page leaves out. Select words that stand together."
ONE_WORD = "This is a single word. Select at least two, and enough to show who or what is meant."
NOT_APART = "These words stand more than once in the document; nothing beside them sets this place apart. Select more."
NO_QUOTATION = "No quotation can be made of these words. Select others, from the start of a word to the end of one."
WIDENED = "The selection began or ended inside a word; the claim quotes the whole word."
LONG = "The quotation has {} words; check warns above {}. Quote what carries the statements."
REASONS = {"quotation-empty": ONE_WORD, "quotation-too-short": ONE_WORD, "quotation-repeated": NOT_APART}


class Citing(Struct, frozen=True):
    """A claim whose passage shares words with the selection: its record, its words, its page and its line."""

    record: str
    type: str
    claim: str
    words: str
    href: str
    place: Place


class Cited(Struct, frozen=True):
    """Who cites the words selected, in the order of the passages."""

    citing: tuple[Citing, ...]


class ClaimToBe(Struct, frozen=True):
    """The claim on the words selected, as YAML to paste; where they stand, what to know, and who cites them already."""

    yaml: str
    where: str
    seed: Place
    notes: tuple[str, ...]
    citing: tuple[Citing, ...]


def cited(site: Site, places: Places, base: str, selected: Selected) -> Cited:
    """The claims on the words selected; `base` is the path under which the site stands."""
    found = cite.citing_claims(site, selected.document, selected.start, selected.end)
    return Cited(tuple(_citing(site, places, base, claim) for claim in found))


def claim(site: Site, places: Places, base: str, selected: Selected) -> ClaimToBe | Refused:
    """The claim to be on exactly the words selected, or why there can be none."""
    if selected.blocks > 1:
        return Refused(TWO_PARAGRAPHS.format(selected.blocks))
    if not selected.whole:
        return Refused(LEFT_OUT)
    found = cite.claim_at(site, selected.document, selected.start, selected.end)
    if reason := _unusable(site, found):
        return Refused(reason)
    seed = site.entries[found.document].record.seed  # type: ignore[attr-defined]
    return ClaimToBe(
        found.yaml() + "\n",
        f"{found.document}#{found.anchor}",
        places.at(f"seeds/{seed}", found.line),
        tuple(_notes(selected, found)),
        tuple(_citing(site, places, base, site.claims[address]) for address in found.cited_by),
    )


def _unusable(site: Site, found: cite.Found) -> str:
    """Why the verifier would not find the quotation at the place that is meant; empty where it does."""
    passage = find_quotation(site.transcripts[found.document], found.quote, found.before, found.after)
    if isinstance(passage, NotFound):
        return REASONS.get(passage.code, NO_QUOTATION)
    start, end = found.span
    return "" if start <= passage.spans[0][0] and passage.spans[-1][1] <= end else NOT_APART


def _notes(selected: Selected, found: cite.Found) -> list[str]:
    """What the editor should know of the claim."""
    many = len(found.quote.split())
    widened = [WIDENED] if found.span != (selected.start, selected.end) else []
    return widened + ([LONG.format(many, MOST_WORDS)] if many > MOST_WORDS else [])


def _citing(site: Site, places: Places, base: str, claim: SiteClaim) -> Citing:
    entry = site.entries[claim.owner]
    return Citing(
        entry.name,
        entry.type,
        claim.id,
        words_of(site.transcripts[claim.claim.document], claim.passage),  # type: ignore[arg-type]
        f"{base}{entry.address}#{claim.own_anchor}",
        places.of(entry, *claim.path()),  # type: ignore[arg-type]
    )
