"""Step 3: ids into records, quotations into passages, names into mentions. After it nothing is looked up by text."""

from collections.abc import Iterator, Mapping, Sequence, Set

from muniment.basemap import Basemap
from muniment.diagnostics import Problem, nearest
from muniment.memo import Memory
from muniment.mentions import Form, NameIndex, Reading
from muniment.parse import RESERVED_NAMES, Parsed, ParsedPage
from muniment.quotes import NotFound, find_quotation
from muniment.records.base import ClaimMark, Ref, Term
from muniment.records.document import Document
from muniment.records.names import Named
from muniment.records.vocabulary import Vocabulary
from muniment.settings import Settings
from muniment.site import Entry, Site, SiteClaim, frozen
from muniment.source import SourceFile
from muniment.together import each
from muniment.transcript import Transcript, transcribe

PART = 16
"""How many documents are one task."""
NO_PASSAGE = NotFound("", "", "")
"""Stands for the place of a quotation from a document that could not be read: that document has its own message."""


def resolve(
    settings: Settings,
    vocabulary: Vocabulary,
    parsed: Sequence[Parsed],
    pages: Sequence[ParsedPage],
    seeds: dict[str, SourceFile],
    basemaps: tuple[Basemap, ...] = (),
    memory: Memory | None = None,
) -> tuple[Site, tuple[Problem, ...]]:
    """The site that the records make, with a problem for each id, word and seed that does not exist."""
    memory = memory or Memory()
    problems = [*_repeated_ids(parsed)]
    entries = {p.id: Entry(p.id, p.type.name, p.record, p) for p in sorted(parsed, key=lambda p: p.id) if p.record}
    known = {p.id: p.type.name for p in parsed}
    transcripts, faults = _transcripts(entries, seeds, memory)
    problems += faults
    problems += _overlaps(entries)
    claims = {
        claim.address: claim for entry in entries.values() for claim in _claims(entry, entries, transcripts, memory)
    }
    forms = tuple(form for entry in entries.values() for form in _forms(entry))
    names = memory.ask("names", forms, lambda: NameIndex(forms))
    readings = _readings(names, transcripts, memory)
    unsound = frozenset(_unsound(entries, transcripts, known.keys() - entries.keys()))
    whole = all(p.record for p in parsed) and all(e.id in transcripts for e in entries.values() if e.type == "document")
    site = Site(
        settings,
        vocabulary,
        frozen(entries),
        frozen(transcripts),
        frozen(claims),
        names,
        frozen({id: reading.mentions for id, reading in readings.items()}),
        frozen({id: reading.printed for id, reading in readings.items()}),
        tuple(pages),
        unsound,
        whole,
        basemaps,
    )
    for entry in entries.values():
        seen = (entry.parsed, vocabulary, tuple(known.get(id) for id in entry.parsed.refers), _cited(entry, site))
        problems += memory.nothing_found(
            ("references", entry.id), seen, lambda entry=entry: _references(entry, site, known)
        )
    return site, tuple(problems)


def _unsound(entries: dict[str, Entry], transcripts: dict[str, Transcript], broken: Set[str]) -> Iterator[str]:
    """The records that name something missing or broken, or quote a document that does or that cannot be shown."""
    whole = {id for id in transcripts if entries[id].parsed.refers <= entries.keys()}
    for id, entry in entries.items():
        claims = entry.record.__dict__.get("claims", {}).values()
        quoted = {claim.document for claim in claims}
        answers = {key for claim in claims for statement in claim.says for key in statement.answer}
        if not (entry.parsed.refers <= entries.keys() and quoted <= whole) or answers & broken:
            yield id


def _repeated_ids(parsed: Sequence[Parsed]) -> Iterator[Problem]:
    first: dict[str, Parsed] = {}
    for one in sorted(parsed, key=lambda p: p.file.path):
        other = first.setdefault(one.id.casefold(), one)
        if other is not one:
            yield Problem(
                one.file.path,
                0,
                0,
                "repeated-id",
                f"The id {one.id!r} is also that of {other.file.path}.",
                "Rename one of the two files: an id names one record, of whatever type.",
            )
    addresses: dict[tuple[str, str], Parsed] = {}
    for one in parsed:
        formers = one.record.former_ids if one.record else ()
        for index, former in enumerate(formers):
            if former in RESERVED_NAMES or former in formers[:index]:
                fault = "reserved" if former in RESERVED_NAMES else "here twice"
                yield one.problem(("former_ids", index), "bad-id", f"{former!r} is {fault}.", "Remove it here.")
                continue
            if former in first and first[former].type == one.type:
                yield one.problem(
                    ("former_ids", index),
                    "repeated-id",
                    f"{former!r} is the id of {first[former].file.path}.",
                    "Remove it here.",
                )
            elif addresses.setdefault((one.type.name, former), one) is not one:
                yield one.problem(
                    ("former_ids", index),
                    "repeated-id",
                    f"{former!r} is also a former id of {addresses[one.type.name, former].id}.",
                    "Remove one of the two.",
                )


def _transcripts(
    entries: Mapping[str, Entry], seeds: Mapping[str, SourceFile], memory: Memory
) -> tuple[dict[str, Transcript], list[Problem]]:
    """The text of each document that has one, by its id, and what is wrong with the others."""
    asked = {
        ("transcript", entry.id): (entry.parsed, seeds.get(entry.record.seed))
        for entry in entries.values()
        if isinstance(entry.record, Document)
    }
    made = memory.ask_each(asked, lambda new: each(new, PART, lambda name: _transcript(entries[name[1]], seeds)))
    found = dict(zip((id for _, id in asked), made, strict=True))
    return (
        {id: transcript for id, (transcript, _) in found.items() if transcript},
        [problem for _, faults in found.values() for problem in faults],
    )


def _readings(names: NameIndex, transcripts: Mapping[str, Transcript], memory: Memory) -> dict[str, Reading]:
    """The names in each document, by its id."""
    asked = {("names", id): (names, transcript) for id, transcript in transcripts.items()}
    made = memory.ask_each(
        asked, lambda new: each(new, PART, lambda name: names.read(transcripts[name[1]].text, name[1]))
    )
    return dict(zip(transcripts, made, strict=True))


def _transcript(entry: Entry, seeds: Mapping[str, SourceFile]) -> tuple[Transcript | None, tuple[Problem, ...]]:
    document: Document = entry.record  # type: ignore[assignment]
    if document.seed not in seeds:
        hint = nearest(document.seed, seeds) or "Put the file there, or name one that is there."
        return None, (
            entry.parsed.problem(("seed",), "missing-seed", f"There is no file seeds/{document.seed}.", hint),
        )
    transcript, faults = transcribe(document, seeds[document.seed])
    return transcript, tuple(
        entry.parsed.problem(("layout", f.row, f.key) if f.row is not None else (f.key,), f.code, f.message, f.hint)
        for f in faults
    )


def _overlaps(entries: dict[str, Entry]) -> Iterator[Problem]:
    """A problem for each document whose slice begins before the one above it in the same seed has ended."""
    documents = sorted(
        (e for e in entries.values() if isinstance(e.record, Document)),
        key=lambda e: (e.record.seed, e.record.lines.first),
    )
    for above, below in zip(documents, documents[1:], strict=False):
        if above.record.seed == below.record.seed and below.record.lines.first <= above.record.lines.last:
            message = f"The slice {below.record.lines} overlaps that of {above.id} ({above.record.lines})."
            yield below.parsed.problem(
                ("lines",), "slice-overlap", message, "Give each line of a seed to one document."
            )


def _claims(
    entry: Entry, entries: dict[str, Entry], transcripts: dict[str, Transcript], memory: Memory
) -> tuple[SiteClaim, ...]:
    """The claims of a record whose documents are there."""
    claims = entry.record.__dict__.get("claims")
    if not claims:
        return ()
    quoted = dict.fromkeys(claim.document for claim in claims.values())
    seen = (entry.parsed, tuple((id, id in entries and entries[id].type, transcripts.get(id)) for id in quoted))
    return memory.ask(("claims", entry.id), seen, lambda: tuple(_placed(entry, entries, transcripts)))


def _placed(entry: Entry, entries: dict[str, Entry], transcripts: dict[str, Transcript]) -> Iterator[SiteClaim]:
    for id, claim in entry.record.__dict__.get("claims", {}).items():
        if claim.document not in entries or entries[claim.document].type != "document":
            continue
        transcript = transcripts.get(claim.document)
        passage = find_quotation(transcript, claim.quote, claim.before, claim.after) if transcript else NO_PASSAGE
        yield SiteClaim(entry.id, id, claim, passage)


def _forms(entry: Entry) -> Iterator[Form]:
    record = entry.record
    if isinstance(record, Named):
        yield Form(entry.id, record.name, frozenset(record.name_only_in), search_only=record.name_is_ours)
        for name in record.names:
            yield Form(entry.id, name.text, frozenset(name.only_in), name.exact_case, name.search_only)
        for phrase in record.not_in:
            yield Form(None, phrase)


def _cited(entry: Entry, site: Site) -> tuple[object, ...]:
    """What there is under each claim address that a record names."""
    owners = dict.fromkeys(
        m.text.rpartition("/")[0] for m in entry.parsed.marked if isinstance(m.mark, ClaimMark) and "/" in m.text
    )
    return tuple((id, site.claims_of(id) if id in site.entries else None) for id in (entry.id, *owners))


def _references(entry: Entry, site: Site, known: dict[str, str]) -> Iterator[Problem]:
    for mention in entry.parsed.marked:
        if isinstance(mention.mark, Ref):
            yield from _reference(entry, mention, known)
        elif isinstance(mention.mark, Term) and (mention.mark.of, mention.text) not in site.vocabulary:
            words = getattr(site.vocabulary, mention.mark.of)
            yield entry.parsed.problem(
                mention.path,
                "unknown-word",
                f"{mention.text!r} is not in the list {mention.mark.of} of content/vocabulary.yaml.",
                nearest(mention.text, words) or "Add it there, or use one of its words.",
            )
        elif isinstance(mention.mark, ClaimMark) and site.claim(mention.text, entry.id) is None:
            owner, _, id = mention.text.rpartition("/")
            there = site.entries.get(owner or entry.id)
            if (there or owner not in known) and id not in getattr(there.record if there else None, "claims", ()):
                claims = [
                    c.id if c.owner == entry.id else c.address
                    for c in site.claims.values()
                    if c.owner in (entry.id, owner)
                ]
                yield entry.parsed.problem(
                    mention.path,
                    "unknown-claim",
                    f"There is no claim {mention.text!r}.",
                    nearest(mention.text, claims) or "Name a claim of this record, or record-id/claim-id of another.",
                )


def _reference(entry: Entry, mention, known: dict[str, str]) -> Iterator[Problem]:
    found = known.get(mention.text)
    if found in mention.mark.to:
        return
    wanted = " or ".join(mention.mark.to)
    candidates = [id for id, type in known.items() if type in mention.mark.to]
    message = (
        f"{mention.text!r} is a record of type {found}, not {wanted}."
        if found
        else f"There is no {wanted} {mention.text!r}."
    )
    hint = (
        nearest(mention.text, candidates)
        or f"Name {'the' if found else 'another'} {wanted}{' that is meant' if found else ', or create its record'}."
    )
    yield entry.parsed.problem(mention.path, "unknown-id", message, hint)
