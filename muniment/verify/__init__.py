"""Step 4: what the record says against itself and against the documents. Finds problems and changes nothing."""

from collections.abc import Iterator

from muniment.diagnostics import Problem
from muniment.records.base import ClaimMark
from muniment.site import Entry, Site
from muniment.verify.dates import verify_dates
from muniment.verify.documents import verify_document
from muniment.verify.links import verify_links
from muniment.verify.lock import verify_lock
from muniment.verify.names import verify_names
from muniment.verify.neutrality import verify_neutrality
from muniment.verify.quotations import verify_quotation
from muniment.verify.released import verify_released
from muniment.verify.sentences import verify_sentences
from muniment.verify.statements import verify_statements
from muniment.verify.use import verify_use

__all__ = ["around", "verify", "verify_lock", "verify_record", "verify_released", "verify_together"]


def verify(site: Site) -> Iterator[Problem]:
    """Every problem of the site: quotations, statements, sentences, dates, names, and claims that nothing uses.

    Of a record that names something missing or broken only the quotations are looked at: the rest would only repeat
    that one mistake in other words.
    """
    for entry in site.entries.values():
        yield from verify_record(site, entry)
    yield from verify_together(site)


def verify_record(site: Site, entry: Entry) -> Iterator[Problem]:
    """Every problem of one record."""
    for claim in site.claims_of(entry.id):
        yield from verify_quotation(site, entry, claim)
    yield from verify_document(site, entry)
    if entry.id not in site.unsound:
        yield from verify_links(site, entry)
        yield from verify_statements(site, entry)
        yield from verify_sentences(site, entry)
        yield from verify_dates(site, entry)
        yield from verify_use(site, entry)
        yield from verify_neutrality(site, entry)


def around(site: Site, entry: Entry) -> tuple[object, ...]:
    """All that `verify_record` looks at for one record: the record, those that it names, and those that these name."""
    claims = [claim for owner in _owners(site, entry) for claim in site.claims_of(owner)]
    answers = {key for claim in claims for statement in claim.claim.says for key in statement.answer}
    near = {*entry.parsed.refers, *answers, *(claim.owner for claim in claims), *_larger_places(site, entry)}
    far = {id for one in near if one in site.entries for id in site.entries[one].parsed.refers}
    seen = ((id, site.entries[id].parsed, site.transcripts.get(id)) for id in near | far if id in site.entries)
    of_document = (site.transcripts.get(entry.id), site.claims_from(entry.id), site.mentions.get(entry.id))
    return entry.parsed, entry.id in site.unsound, site.vocabulary, site.names, tuple(claims), of_document, tuple(seen)


def _owners(site: Site, entry: Entry) -> Iterator[str]:
    """The records whose claims a record names, itself among them."""
    cited = (m.text.rpartition("/")[0] for m in entry.parsed.marked if isinstance(m.mark, ClaimMark))
    yield from (id for id in dict.fromkeys((entry.id, *cited)) if id in site.entries)


def _larger_places(site: Site, entry: Entry) -> set[str]:
    found: set[str] = set()
    parent = entry.record.__dict__.get("parent")
    while parent and parent not in found and parent in site.entries:
        found.add(parent)
        parent = site.entries[parent].record.__dict__.get("parent")
    return found


def verify_together(site: Site) -> Iterator[Problem]:
    """Every problem that shows only when all records are seen."""
    if site.whole:
        yield from verify_names(site)
