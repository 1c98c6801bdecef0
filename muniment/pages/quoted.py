"""What documents say, as pages print it: statements, statuses of points, claims in full."""

from msgspec import Struct

from muniment.findings import StatusFinding, answer_label
from muniment.pages.cited import ClaimCite, claim_cite
from muniment.pages.foot import line_link
from muniment.pages.links import DocumentLine, Link, carriers, claim_link, document_line, passage_link, voices
from muniment.pages.marks import Numbers
from muniment.pages.page import link
from muniment.quotes import GAP, Passage, cut
from muniment.records.claim import Statement
from muniment.records.document import Document
from muniment.site import Site, SiteClaim

STATUS_LABELS = {
    "disputed": "Disputed",
    "compatible": "Compatible",
    "agreed": "Agreed",
    "single-origin": "Single origin",
    "revised": "Revised",
    "in-words": "In their words",
}
STATUS_MEANINGS = {
    "disputed": "Two accounts cannot both be true, or one denies the other.",
    "compatible": "The accounts say different things that can all be true.",
    "agreed": "Two or more origins say the same, and nobody says otherwise.",
    "single-origin": "Everything said goes back to one voice, author or announcement.",
    "revised": "One voice changed its account.",
    "in-words": "Words side by side: how they stand to each other is not computed.",
}
STANCE_WORDS = {
    "asserts": "",
    "denies": "denies",
    "doubts": "doubts",
    "suggests": "suggests",
    "finds-no-evidence": "found no evidence",
    "states-unknown": "says it is not known",
}
CODED_STANCES = {
    "asserts": "",
    "denies": "denied: ",
    "doubts": "doubted: ",
    "suggests": "suggested: ",
    "finds-no-evidence": "no evidence found for: ",
    "states-unknown": "not known: ",
}
BLOCK_NAMES = {
    "letterhead": "letterhead",
    "byline": "byline",
    "title": "title",
    "dateline": "dateline",
    "heading": "heading",
    "caption": "caption",
    "about-the-author": "note on the author",
}


class StatusView(Struct, frozen=True):
    """How the accounts of a point stand to each other: the key of its shape, its word, what it means, why."""

    key: str
    label: str
    meaning: str
    reason: str
    computed: str
    origins: int


class Said(Struct, frozen=True):
    """One statement: who says it (empty for the document's author), how, in which words, and how it is coded."""

    voice: tuple[Link, ...]
    via: tuple[Link, ...]
    stance: str
    words: tuple[str, ...]
    href: str
    coded: str
    hedge: str
    of: str
    as_of: str
    note: str
    number: int


class Coded(Struct, frozen=True):
    """A statement as the list of claims prints it: the point, its stance, the coded content, the words."""

    point: str
    href: str
    stance: str
    coded: str
    words: tuple[str, ...]
    note: str


class Quotation(Struct, frozen=True):
    """A claim in full. `pieces` are the document's own words, in order; between them something is left out."""

    number: int
    anchor: str
    claim: str
    pieces: tuple[str, ...]
    lang: str
    voice: tuple[Link, ...]
    via: tuple[Link, ...]
    document: DocumentLine
    href: str
    where: str
    says: tuple[Coded, ...]
    identity: str
    note: str
    record: Link
    edit: str
    cite: ClaimCite | None


def status_view(finding: StatusFinding) -> StatusView:
    """A status as pages print it."""
    computed = STATUS_LABELS[finding.computed] if finding.set_by_editors and finding.computed != finding.status else ""
    return StatusView(
        finding.status,
        STATUS_LABELS[finding.status],
        STATUS_MEANINGS[finding.status],
        finding.reason,
        computed,
        finding.origins,
    )


def said(site: Site, page: str, claim: SiteClaim, statement: Statement, number: int = 0) -> Said:
    """One statement of a claim, as a table cell prints it."""
    return Said(
        voice=voices(site, page, claim),
        via=carriers(site, page, claim),
        stance=STANCE_WORDS[statement.stance],
        words=pieces(statement.words or claim.claim.quote),
        href=passage_link(site, page, claim),
        coded=coded(site, claim.owner, statement),
        hedge=statement.hedge or "",
        of=counted(site, statement),
        as_of=statement.as_of.english if statement.as_of else "",
        note=statement.note or "",
        number=number,
    )


def coded(site: Site, owner: str, statement: Statement) -> str:
    """What a statement is coded as, in words: the answers, the count or the date; empty where words are all.

    What is not asserted never reads like an assertion: "denied: the Harbour Office".
    """
    content = _content(site, owner, statement)
    return f"{CODED_STANCES[statement.stance]}{content}" if content else ""


def _content(site: Site, owner: str, statement: Statement) -> str:
    if statement.value:
        return statement.value.english
    if statement.date:
        return statement.date.english
    return "; ".join(answer_label(site, owner, statement.point, key) for key in statement.answer)


def counted(site: Site, statement: Statement) -> str:
    """Whom or what a statement's figure counts, in words."""
    return site.vocabulary.counted[statement.of].label if statement.of else ""


def quotation(site: Site, page: str, claim: SiteClaim, number: int, own: bool = True) -> Quotation:
    """A claim in full; `own` tells whether the page is that of the claim's record."""
    transcript = site.transcripts.get(claim.claim.document)
    placed = transcript is not None and isinstance(claim.passage, Passage)
    entry = site.entries[claim.owner]
    return Quotation(
        number=number,
        anchor=claim.own_anchor if own else f"cited-{claim.anchor}",
        claim=claim.address,
        pieces=pieces(cut(transcript, claim.passage) if placed else claim.claim.quote),  # type: ignore[arg-type]
        lang=_lang(site, claim),
        voice=voices(site, page, claim),
        via=carriers(site, page, claim),
        document=document_line(site, page, claim.claim.document),
        href=passage_link(site, page, claim),
        where=_where(site, claim),
        says=tuple(_coded(site, page, claim, statement) for statement in claim.claim.says),
        identity=claim.claim.identity or "",
        note=claim.claim.note or "",
        record=Link("") if own else Link(entry.name, claim_link(site, page, claim)),
        edit=line_link(site, entry, claim.path()) if own else "",
        cite=claim_cite(site, page, claim) if own else None,
    )


def quotations(site: Site, page: str, owner: str, numbers: Numbers) -> tuple[Quotation, ...]:
    """Every numbered claim of a page in full, in order."""
    claims = (site.claims[address] for address in numbers)
    return tuple(quotation(site, page, claim, numbers[claim.address], claim.owner == owner) for claim in claims)


def pieces(words: str) -> tuple[str, ...]:
    """The pieces of a quotation that `[...]` joins."""
    return tuple(piece.strip() for piece in words.replace("[…]", GAP).split(GAP))


def _lang(site: Site, claim: SiteClaim) -> str:
    """The language of a passage where it is not that of our own text."""
    document: Document = site.entries[claim.claim.document].record  # type: ignore[assignment]
    lang = document.language
    if isinstance(claim.passage, Passage) and claim.claim.document in site.transcripts:
        lang = site.transcripts[claim.claim.document].block_at(claim.passage.spans[0][0]).lang or lang
    return "" if lang == site.settings.language else lang


def _where(site: Site, claim: SiteClaim) -> str:
    if not isinstance(claim.passage, Passage) or claim.claim.document not in site.transcripts:
        return ""
    block = site.transcripts[claim.claim.document].block_at(claim.passage.spans[0][0])
    return f"paragraph {block.number}" if block.number else BLOCK_NAMES[block.role]


def _coded(site: Site, page: str, claim: SiteClaim, statement: Statement) -> Coded:
    declared, entry = site.point(claim.owner, statement.point)
    label = declared.label or (entry.label if entry else statement.point)
    event = site.entries[claim.owner]
    href = link(page, f"{event.address}#point-{statement.point}") if event.type == "event" else ""
    content = [": ".join(part for part in (counted(site, statement), coded(site, claim.owner, statement)) if part)]
    content += [f"as of {statement.as_of.english}"] if statement.as_of else []
    content += [f"“{statement.hedge}”"] if statement.hedge else []
    return Coded(
        label,
        href,
        STANCE_WORDS[statement.stance],
        " · ".join(part for part in content if part),
        pieces(statement.words) if statement.words else (),
        statement.note or "",
    )
