"""Where documents name a record: a line of context from each, and the forms of the name that they print."""

from collections.abc import Mapping
from dataclasses import dataclass

from muniment.memo import remembered
from muniment.mentions import Mention
from muniment.pages.page import link
from muniment.pages.parts import BLOCK_NAMES, Link
from muniment.quotes import Passage
from muniment.records.document import Document
from muniment.records.names import Named
from muniment.site import Entry, Site
from muniment.text import plain_name
from muniment.transcript import Block

BEFORE, AROUND = 72, 150
"""How many characters of context stand before a name, and on both sides together, at most."""


@dataclass(frozen=True, slots=True)
class Context:
    """A document that names a record, with the words around one of the places where readers may see them."""

    document: Link
    when: str
    at: Link | None
    before: str
    name: str
    after: str
    lang: str
    elsewhere: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form of a name as documents print it, with the documents; `slip` says what is wrong with a misprint."""

    text: str
    lang: str
    slip: str
    documents: tuple[Link, ...]


def contexts(site: Site, page: str, record: str) -> tuple[Context, ...]:
    """A line from every document that names the record, oldest first."""
    return tuple(_context(site, page, entry, found) for entry, found in _naming(site).get(record, ()))


def printed_forms(site: Site, page: str, entry: Entry) -> tuple[PrintedForm, ...]:
    """Every form of the record's name that documents print, the display name first, then by how many print it."""
    known = {plain_name(name.text): name for name in entry.record.names}
    forms: dict[str, dict[str, Entry]] = {}
    shown: dict[str, str] = {plain_name(entry.name): entry.name, **{key: name.text for key, name in known.items()}}
    for document, found in _naming(site).get(entry.id, ()):
        text = site.transcripts[document.id].text
        for mention in found:
            forms.setdefault(plain_name(text[mention.start : mention.end]), {})[document.id] = document
    order = sorted(forms, key=lambda key: (key != plain_name(entry.name), -len(forms[key]), key))
    return tuple(_form(page, entry.record, shown[key], known.get(key), forms[key].values()) for key in order)


def _form(page: str, record: Named, text: str, name, documents) -> PrintedForm:
    links = tuple(Link(document.record.label, link(page, document.address)) for document in documents)
    return PrintedForm(text, (name and name.lang) or "", (name and name.slip) or "", links)


@remembered
def _naming(site: Site) -> Mapping[str, list[tuple[Entry, tuple[Mention, ...]]]]:
    """For each record the documents that name it, oldest first, with the places."""
    naming: dict[str, list[tuple[Entry, tuple[Mention, ...]]]] = {}
    for document in by_publication(site):
        found: dict[str, list[Mention]] = {}
        for mention in site.mentions.get(document.id, ()):
            found.setdefault(mention.record, []).append(mention)
        for record, mentions in found.items():
            naming.setdefault(record, []).append((document, tuple(mentions)))
    return naming


@remembered
def by_publication(site: Site) -> tuple[Entry, ...]:
    """The documents, oldest first."""
    return tuple(sorted(site.of_type("document"), key=lambda entry: (entry.record.published.value.sort_key, entry.id)))


def _context(site: Site, page: str, entry: Entry, found: tuple[Mention, ...]) -> Context:
    document: Document = entry.record  # type: ignore[assignment]
    transcript = site.transcripts[entry.id]
    seen = [(mention, place) for mention in found if (place := _visible(site, entry.id, mention))]
    to_document = Link(document.label, link(page, entry.address))
    if not seen:
        return Context(to_document, document.published.value.english, None, "", "", "", "", ())
    mention, (start, end, anchor) = next((s for s in seen if transcript.block_at(s[0].start).number), seen[0])
    block = transcript.block_at(mention.start)
    lang = block.lang or document.language
    foreign = lang if lang != site.settings.language else ""
    before = _tail(transcript.text[start : mention.start])
    after = _head(transcript.text[mention.end : end], AROUND - len(before))
    at = Link(_place_name(block), link(page, f"{entry.address}#{anchor}"))
    return Context(
        to_document,
        document.published.value.english,
        at,
        before,
        transcript.text[mention.start : mention.end],
        after,
        foreign,
        _elsewhere(site, page, entry, seen, block),
    )


def _visible(site: Site, document: str, mention: Mention) -> tuple[int, int, str] | None:
    """The stretch that readers may see around a mention, and the anchor that leads there."""
    access = site.access(document)
    if access == "full":
        block = site.transcripts[document].block_at(mention.start)
        return block.start, block.end, block.anchor
    if access == "quotes":
        for claim in site.claims_from(document):
            for start, end in claim.passage.spans if isinstance(claim.passage, Passage) else ():
                if start <= mention.start and mention.end <= end:
                    return start, end, claim.anchor
    return None


def _elsewhere(site: Site, page: str, entry: Entry, seen, told: Block) -> tuple[Link, ...]:
    """The other paragraphs of the document that name the record."""
    transcript = site.transcripts[entry.id]
    places: dict[str, Link] = {}
    for mention, (_, _, anchor) in seen:
        block = transcript.block_at(mention.start)
        if block != told:
            places.setdefault(block.anchor, Link(_place_name(block), link(page, f"{entry.address}#{anchor}")))
    return tuple(places.values())


def _place_name(block: Block) -> str:
    return f"¶ {block.number}" if block.number else BLOCK_NAMES[block.role]


def _tail(text: str) -> str:
    """The last words of a text, from a whole word on."""
    if len(text) <= BEFORE:
        return text
    return "… " + text[-BEFORE:].partition(" ")[2]


def _head(text: str, most: int) -> str:
    """The first words of a text, up to a whole word."""
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0] + " …"
