"""Names against documents: each printed form is printed somewhere, and each belongs to one record."""

from collections.abc import Iterator, Mapping, Set

from muniment.diagnostics import Problem
from muniment.records.names import Named
from muniment.site import Entry, Site
from muniment.text import is_word, plain_name


def verify_names(site: Site) -> Iterator[Problem]:
    """A problem for each name that no document prints, each repeated one, each of two records without a rule."""
    printed = frozenset().union(*site.printed.values())
    for entry in site.of_type("actor", "place", "outlet"):
        yield from _printed(entry, printed, site.printed)
    yield from _shared(site)


def _printed(entry: Entry, printed: Set[str], by_document: Mapping[str, Set[str]]) -> Iterator[Problem]:
    record: Named = entry.record  # type: ignore[assignment]
    seen = {plain_name(record.name)}
    for path, text in [(("name",), record.name), *((("names", n), name.text) for n, name in enumerate(record.names))]:
        if not any(map(is_word, plain_name(text))):
            yield entry.parsed.problem(
                path,
                "name-empty",
                f"The name {text!r} holds no letter and no digit.",
                "Type the name as a document prints it.",
            )
    if not record.name_is_ours and plain_name(record.name) not in printed:
        yield entry.parsed.problem(
            ("name",),
            "name-not-printed",
            f"No document prints {record.name!r}.",
            "Use a printed form as the display name; where the documents print none, add name_is_ours: true.",
        )
    for index, name in enumerate(record.names):
        plain = plain_name(name.text)
        if plain in seen:
            yield entry.parsed.problem(
                ("names", index),
                "repeated-name",
                f"{name.text!r} is here already, in this or another spelling of its case or apostrophes.",
                "Remove it.",
            )
        seen.add(plain)
        if not name.search_only and plain not in printed:
            yield entry.parsed.problem(
                ("names", index),
                "name-not-printed",
                f"No document prints {name.text!r}.",
                "Check its spelling, or mark it search_only: true if it helps searching.",
            )
        for position, document in enumerate(name.only_in):
            if document in by_document and plain not in by_document[document]:
                yield entry.parsed.problem(
                    ("names", index, "only_in", position),
                    "name-not-printed",
                    f"{document} does not print {name.text!r}.",
                    "Remove the document here.",
                )


def _shared(site: Site) -> Iterator[Problem]:
    for _, forms in site.names.shared():
        for form in forms:
            rivals = [
                f
                for f in forms
                if f.record != form.record and (not f.only_in or not form.only_in or f.only_in & form.only_in)
            ]
            if not rivals or (form.search_only and all(f.search_only for f in rivals)):
                continue
            entry = site.entries[form.record]
            record: Named = entry.record  # type: ignore[assignment]
            index = next((i for i, name in enumerate(record.names) if name.text == form.text), None)
            path = ("name",) if index is None else ("names", index)
            others = " and ".join(sorted({f.record for f in rivals}))
            yield entry.parsed.problem(
                path,
                "shared-name",
                f"{form.text!r} is also a name of {others}.",
                "Say for each where it holds: {is: …, only_in: [documents]}, different documents for each.",
            )
