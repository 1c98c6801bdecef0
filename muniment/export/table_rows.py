"""The rows of the tables, one function a table; None is an empty cell."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from muniment.dates import Edtf
from muniment.export.iri import claim_address, passage_address
from muniment.export.objects import paragraph, quoted_words
from muniment.export.plain import date, full_address
from muniment.export.voices import voice_words
from muniment.findings import accounts, answer_label, origin_label
from muniment.findings.deeds import deeds_in
from muniment.records.base import Part
from muniment.records.claim import Statement
from muniment.records.names import Named
from muniment.records.vocabulary import Entry as Word
from muniment.site import Entry, Site, SiteClaim

Cell = str | int | float | bool | None
SENTENCES = ("summary", "abstract", "silences", "unknowns", "slips")
FACTS = ("date", "place", "of_itself", "country", "owner")
STANDING = (*SENTENCES, "participants", "links", "relations", "offices")


class Day(Struct, frozen=True):
    """The four cells of a date that may be missing."""

    value: Edtf | None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """As typed, in words, the first and the last day."""
        return tuple(date(self.value).values()) if self.value else (None,) * 4  # type: ignore[return-value]


Row = tuple[Cell | Day, ...]
Rows = Iterator[Row]


def outlets(site: Site) -> Rows:
    for entry in site.of_type("outlet"):
        yield entry.id, entry.name, entry.address


def documents(site: Site) -> Rows:
    for entry in site.of_type("document"):
        one = entry.record
        yield (
            entry.id,
            one.title,
            one.label,
            "; ".join(one.authors) or None,
            one.outlet.value if one.outlet else None,
            Day(one.published.value),
            bool(one.published.basis),
            one.republisher.value if one.republisher else None,
            one.language,
            one.genre,
            site.access(entry.id),
            entry.address,
        )


def paragraphs(site: Site) -> Rows:
    """Only of documents that readers see in full."""
    for entry in site.of_type("document"):
        transcript = site.transcripts.get(entry.id)
        if transcript and site.access(entry.id) == "full":
            for block in transcript.blocks:
                yield entry.id, block.anchor, block.role, block.lang, transcript.block_text(block)


def actors(site: Site) -> Rows:
    for entry in site.of_type("actor"):
        yield entry.id, entry.name, entry.record.kind, entry.address


def places(site: Site) -> Rows:
    for entry in site.of_type("place"):
        one, at = entry.record, entry.record.coordinates
        where = (at.lat, at.lon, at.radius_km, at.origin) if at else (None,) * 4
        yield entry.id, entry.name, one.kind, one.parent, *where, one.precision, entry.address


def names(site: Site) -> Rows:
    for entry in site.of_type("actor", "place", "outlet"):
        record: Named = entry.record  # type: ignore[assignment]
        yield entry.id, 1, record.name, None, False, None
        for number, name in enumerate(record.names, start=2):
            yield entry.id, number, name.text, name.lang, name.search_only, name.slip


def events(site: Site) -> Rows:
    for entry in site.of_type("event"):
        one = entry.record
        yield (
            entry.id,
            one.title,
            one.kind,
            one.importance,
            Day(one.date.value if one.date else None),
            one.date.basis if one.date else None,
            one.place.basis if one.place else None,
            entry.address,
        )


def event_places(site: Site) -> Rows:
    for entry in site.of_type("event"):
        for number, place in enumerate(entry.record.place.value if entry.record.place else (), start=1):
            yield entry.id, number, place


def claims(site: Site) -> Rows:
    for claim in _claims(site):
        yield (
            claim.address,
            claim.owner,
            claim.claim.document,
            paragraph(site, claim) or None,
            quoted_words(site, claim.address),
            voice_words(site, claim),
            origin_label(site, claim),
            claim.claim.identity,
            claim.claim.note,
            claim_address(site, claim),
            passage_address(site, claim),
        )


def voices(site: Site) -> Rows:
    for claim in _claims(site):
        for part in ("by", "via"):
            for number, voice in enumerate(getattr(claim.claim, part), start=1):
                yield claim.address, part, number, voice.is_, voice.printed, voice.of


def statements(site: Site) -> Rows:
    for claim in _claims(site):
        for number, one in enumerate(claim.claim.says, start=1):
            yield _statement(site, claim, number, one)


def points(site: Site) -> Rows:
    for entry in site.of_type("event"):
        for one in accounts(site, entry.id):
            found = one.status
            yield (
                entry.id,
                one.id,
                one.label,
                one.ask or None,
                found.status,
                found.computed,
                found.reason or None,
                found.origins,
            )


def participants(site: Site) -> Rows:
    for entry in site.of_type("event"):
        standing = {deed.number: deed.standing for deed in deeds_in(site, entry)}
        for number, one in enumerate(entry.record.participants, start=1):
            yield entry.id, number, one.actor, one.role, standing.get(number)


def links(site: Site) -> Rows:
    for entry in site.of_type("event"):
        for number, one in enumerate(entry.record.links, start=1):
            yield entry.id, number, one.to, one.relation, one.basis


def relations(site: Site) -> Rows:
    for entry in site.of_type("actor"):
        for number, one in enumerate(entry.record.relations, start=1):
            yield entry.id, number, one.to, one.relation


def offices(site: Site) -> Rows:
    for entry in site.of_type("actor"):
        for number, one in enumerate(entry.record.offices, start=1):
            yield entry.id, number, one.title, one.of, Day(one.as_of)


def sentences(site: Site) -> Rows:
    for entry, part, number, one in _parts(site, SENTENCES):
        yield entry.id, part, number, getattr(one, "text", None) or one.words, _detail(part, one)


def evidence(site: Site) -> Rows:
    for entry in site.entries.values():
        for part in FACTS:
            fact = getattr(entry.record, part, None)
            yield from _standing(entry, part, 1, fact.claims if fact else ())
    for entry, part, number, one in _parts(site, STANDING):
        yield from _standing(entry, part, number, (one.claim,) if part == "slips" else one.claims)


def vocabulary(site: Site) -> Rows:
    for name in type(site.vocabulary).model_fields:
        words = getattr(site.vocabulary, name)
        if isinstance(words, dict):
            for word, one in words.items():
                if isinstance(one, Word):
                    yield name, word, one.label, one.definition


def corrections(site: Site) -> Rows:
    for entry in site.entries.values():
        for number, one in enumerate(entry.record.history, start=1):
            yield entry.id, number, Day(one.date), one.text


def _claims(site: Site) -> Iterable[SiteClaim]:
    return site.claims.values()


def _statement(site: Site, claim: SiteClaim, number: int, one: Statement) -> Row:
    answers = (answer_label(site, claim.owner, one.point, key) for key in one.answer)
    value = one.value
    return (
        claim.address,
        number,
        one.point,
        one.stance,
        "; ".join(one.answer) or None,
        "; ".join(answers) or None,
        value.raw if value else None,
        value.least if value else None,
        value.most if value else None,
        Day(one.date),
        one.words,
        one.of,
        Day(one.as_of),
        one.hedge,
        full_address(one.about, claim.owner) if one.about else None,
        one.note,
    )


def _parts(site: Site, fields: Iterable[str]) -> Iterator[tuple[Entry, str, int, Part]]:
    """Every item of the lists of these names in all records, with its position."""
    for entry in site.entries.values():
        for part in fields:
            for number, one in enumerate(getattr(entry.record, part, ()), start=1):
                yield entry, part, number, one


def _standing(entry: Entry, part: str, number: int, claims: Iterable[str]) -> Rows:
    for address in dict.fromkeys(full_address(claim, entry.id) for claim in claims):
        yield entry.id, part, number, address


def _detail(part: str, one: Part) -> str | None:
    if part == "silences":
        return f"{one.who}: {one.kind}" + (f" ({one.point})" if one.point else "")  # type: ignore[attr-defined]
    return getattr(one, {"unknowns": "settle", "slips": "note"}.get(part, ""), None)
