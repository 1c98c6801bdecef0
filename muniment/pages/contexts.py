"""Where documents name a record: a line of context from each, and the forms of the name that they print."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from muniment.memo import remembered
from muniment.mentions import Mention
from muniment.pages.page import link
from muniment.pages.parts import BLOCK_NAMES, Link
from muniment.quotes import Passage
from muniment.records.document import Document
from muniment.records.names import Named
from muniment.site import Entry, Site
from muniment.text import plain_name
from muniment.transcript import Block, Transcript

BEFORE, AROUND = 72, 150
"""How many characters of context stand before a name, and on both sides together, at most."""


class Context(Struct, frozen=True):
    """A document that names a record, with the words around one of the places where readers may see them."""

    document: Link
    when: str
    at: Link | None
    before: str
    name: str
    after: str
    lang: str
    elsewhere: tuple[Link, ...]


class PrintedForm(Struct, frozen=True):
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


class _Seen(Struct, frozen=True):
    """A mention that readers may see: its block, the stretch of text shown around it, the anchor that leads there."""

    mention: Mention
    block: Block
    start: int
    end: int
    anchor: str


def _context(site: Site, page: str, entry: Entry, found: tuple[Mention, ...]) -> Context:
    document: Document = entry.record  # type: ignore[assignment]
    transcript, address = site.transcripts[entry.id], link(page, entry.address)
    seen = tuple(_visible(site, entry.id, transcript, found))
    to_document, when = Link(document.label, address), document.published.value.english
    if not seen:
        return Context(to_document, when, None, "", "", "", "", ())
    told = next((one for one in seen if one.block.number), seen[0])
    mention, text = told.mention, transcript.text
    lang = told.block.lang or document.language
    before = _tail(text[told.start : mention.start])
    return Context(
        to_document,
        when,
        Link(_place_name(told.block), f"{address}#{told.anchor}"),
        before,
        text[mention.start : mention.end],
        _head(text[mention.end : told.end], AROUND - len(before)),
        lang if lang != site.settings.language else "",
        _elsewhere(address, seen, told.block) if len(seen) > 1 else (),
    )


def _visible(site: Site, document: str, transcript: Transcript, found: tuple[Mention, ...]) -> Iterator[_Seen]:
    """The mentions that readers may see, each with what is shown around it."""
    access = site.access(document)
    for mention in found if access != "citation" else ():
        block = transcript.block_at(mention.start)
        if access == "full":
            yield _Seen(mention, block, block.start, block.end, block.anchor)
        elif shown := _quoted_around(site, document, mention):
            yield _Seen(mention, block, *shown)


def _quoted_around(site: Site, document: str, mention: Mention) -> tuple[int, int, str] | None:
    """The stretch of the first quotation that holds a mention, and its anchor."""
    for claim in site.claims_from(document):
        for start, end in claim.passage.spans if isinstance(claim.passage, Passage) else ():
            if start <= mention.start and mention.end <= end:
                return start, end, claim.anchor
    return None


def _elsewhere(address: str, seen: tuple[_Seen, ...], told: Block) -> tuple[Link, ...]:
    """The other paragraphs of the document that name the record."""
    places: dict[str, Link] = {}
    for one in seen:
        if one.block is not told and one.block.anchor not in places:
            places[one.block.anchor] = Link(_place_name(one.block), f"{address}#{one.anchor}")
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
