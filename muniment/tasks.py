"""What is left to do, printed: how far the documents are covered, what is open in them, what the record lacks."""

import json
from collections.abc import Iterator, Sequence

from msgspec import to_builtins

from muniment.diagnostics import printable
from muniment.findings.coverage import DocumentCoverage, Tally, tally
from muniment.findings.suggestions import KINDS, Suggestion
from muniment.site import Site

SUGGESTED = {
    "paragraph": ("Paragraphs without a claim", "cite their words in a claim, or give the reason under uncited"),
    "number": ("Numbers that no claim over them holds", "add the statement, or give the reason under set_aside"),
    "speech": ("Speeches that no claim cites", "cite them, or give the reason under set_aside"),
    "name": ("Names that no record knows", "make a record, add the form to one, or set them aside with the reason"),
    "place": ("Events without a place", "add place, where a document gives one"),
    "origin": ("Points of core events with a single origin", "look for another voice in the documents held"),
    "link": ("Actors that no event, relation or claim names", "name them where they act or speak"),
    "coordinates": ("Places without coordinates", "add coordinates with their origin and radius"),
}
"""For each kind of suggestion, its heading and what to do."""
HEADS = ("paragraphs", "cited", "reason", "open", "share", "numbers", "speeches", "names")
"""The columns of the coverage table: the paragraphs first, then what else is open."""
FEWEST = 20
"""So many characters of a document's id are shown, however narrow the terminal."""


def coverage_table(found: Sequence[DocumentCoverage], width: int) -> str:
    """What each document's body has in the record, and what is open in it, one document a line."""
    tallies = [*((one.document, tally((one,))) for one in found), ("in all", tally(found))]
    rows = [("document", HEADS), *((name, _cells(one)) for name, one in tallies)]
    longest = max(len(name) for name, _ in rows)
    gap = 2 if longest + sum(len(head) + 2 for head in HEADS) <= width else 1
    first = max(FEWEST, min(longest, width - sum(len(head) + gap for head in HEADS)))
    return "\n".join(_columns(name, cells, first, gap) for name, cells in rows)


def coverage_json(found: Sequence[DocumentCoverage]) -> str:
    """The coverage of each document with all that is open in it, and of all in numbers, for a program."""
    documents = [to_builtins(one) | {"percent": tally((one,)).percent} for one in found]
    total = to_builtins(tally(found)) | {"percent": tally(found).percent}
    return json.dumps({"documents": documents, "in_all": total}, indent=2, ensure_ascii=False)


def open_lines(site: Site, found: Sequence[DocumentCoverage], width: int) -> Iterator[str]:
    """Everything that is open, one thing a line, with its document and paragraph."""
    for one in found:
        transcript = site.transcripts[one.document]
        for block in transcript.paragraphs:
            if block.number in one.uncovered:
                yield cut(f"{one.document}#{block.anchor} paragraph: {transcript.block_text(block)}", width)
        for item in one.open:
            yield cut(f"{one.document}#p{item.paragraph} {item.kind}: {item.words}", width)


def suggestion_text(found: Sequence[Suggestion], form: str, width: int) -> str:
    """What is missing, as JSON, or by kind with what to do and one thing a line."""
    if form == "json":
        return json.dumps([to_builtins(one) for one in found], indent=2, ensure_ascii=False)
    parts = [_suggested(kind, [one for one in found if one.kind == kind], width) for kind in KINDS]
    many = f"{len(found)} suggestion{'' if len(found) == 1 else 's'}. None is an error."
    return "\n".join([*(part for part in parts if part), many if found else "Nothing to suggest."])


def cut(text: str, width: int) -> str:
    """A text on one line of so many characters, with a sign where it goes on."""
    text = printable(text)
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _suggested(kind: str, found: Sequence[Suggestion], width: int) -> str:
    if not found:
        return ""
    title, remedy = SUGGESTED[kind]
    rows = [cut(f"  {one.record}{'#' if one.at else ''}{one.at}: {one.words}", width) for one in found]
    return "\n".join([f"{title}: {len(found)}", f"  → {remedy}", *rows, ""])


def _columns(name: str, cells: Sequence[str], first: int, gap: int) -> str:
    row = "".join(f"{cell:>{len(head) + gap}}" for head, cell in zip(HEADS, cells, strict=True))
    return f"{cut(name, first):<{first}}{row}"


def _cells(one: Tally) -> tuple[str, ...]:
    counts = (one.paragraphs, one.cited, one.reasons, one.uncovered)
    return (*map(str, counts), f"{one.percent}%", *map(str, (one.numbers, one.speeches, one.names)))
