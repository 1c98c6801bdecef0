"""Step 4: what the record says against itself and against the documents. Finds problems and changes nothing."""

from collections.abc import Iterator

from muniment.diagnostics import Problem
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

__all__ = ["verify", "verify_lock", "verify_record", "verify_released", "verify_together"]


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


def verify_together(site: Site) -> Iterator[Problem]:
    """Every problem that shows only when all records are seen."""
    if site.whole:
        yield from verify_names(site)
