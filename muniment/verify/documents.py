"""Document records against their slices: what is said to be printed is printed, what is inferred says why."""

from collections.abc import Iterator

from muniment.diagnostics import Problem
from muniment.findings.coverage import document_coverage
from muniment.records.document import Document, Printed
from muniment.site import Entry, Site
from muniment.text import plain_quotation
from muniment.transcript import Transcript


def verify_document(site: Site, entry: Entry) -> Iterator[Problem]:
    """What is wrong with a document's metadata."""
    if not isinstance(entry.record, Document):
        return
    transcript = site.transcripts.get(entry.id)
    for key in ("outlet", "republisher", "published", "republished"):
        fact: Printed | None = getattr(entry.record, key)
        if not fact:
            continue
        if not fact.printed and not fact.basis:
            yield entry.parsed.problem(
                (key,),
                "fact-without-claim",
                f"Nothing says where the value of {key!r} is from.",
                "Add printed: with the words of the slice, or basis: with the reason.",
            )
        if fact.printed and transcript and not _prints(transcript, fact.printed):
            yield entry.parsed.problem(
                (key, "printed"),
                "not-printed",
                f"{fact.printed!r} does not stand in the slice.",
                "Copy the words from the seed, or give basis: instead.",
            )
    if not transcript:
        return
    if not _prints(transcript, entry.record.title):
        yield entry.parsed.problem(
            ("title",),
            "not-printed",
            "The title does not stand in the slice.",
            "Copy it from the seed, markup left out.",
        )
    for index, author in enumerate(entry.record.authors):
        if not _prints(transcript, author):
            yield entry.parsed.problem(
                ("authors", index),
                "not-printed",
                f"The author {author!r} does not stand in the slice.",
                "Copy the name from the seed.",
            )
    if entry.record.about_author and not _prints(transcript, entry.record.about_author):
        yield entry.parsed.problem(
            ("about_author",), "not-printed", "These words do not stand in the slice.", "Copy them from the seed."
        )
    yield from _reasons(site, entry)


def _reasons(site: Site, entry: Entry) -> Iterator[Problem]:
    """A problem for each reason given for something that needs none, or that is not there."""
    record: Document = entry.record  # type: ignore[assignment]
    if not (record.uncited or record.set_aside):
        return
    found = document_coverage(site, entry.id)
    for index, row in enumerate(record.uncited):
        if row.paragraph > found.paragraphs:
            yield entry.parsed.problem(
                ("uncited", index),
                "no-such-paragraph",
                f"There is no paragraph {row.paragraph}; the body has {found.paragraphs}.",
                "Use the number printed beside the paragraph.",
            )
        elif row.paragraph in found.cited:
            yield entry.parsed.problem(
                ("uncited", index),
                "needless-reason",
                f"Paragraph {row.paragraph} is cited by a claim.",
                "Remove the row.",
            )
    for index, words in enumerate(found.needless):
        if words:
            yield entry.parsed.problem(
                ("set_aside", index),
                "needless-reason",
                f"{words!r} is not open in this document.",
                "Remove the row, or copy the words from: python build.py coverage --open",
            )


def _prints(transcript: Transcript, words: str) -> bool:
    return plain_quotation(words) in transcript.folded.text.replace("\n", " ")
