"""Silences: who does not say what, and which kind of silence it is, where it is and in a list."""

from collections.abc import Sequence

from msgspec import Struct

from muniment.findings import PointAccounts
from muniment.pages.parts import DocumentLine, Link, Mark, Numbers, entry_link, marks
from muniment.site import Entry, Site

SILENCES = {
    "denies": "Denies",
    "declines-to-say": "Declines to say",
    "does-not-mention": "Does not mention",
    "no-document": "No document held",
}


class SilenceLine(Struct, frozen=True):
    """Who does not say what; `key` and `kind` are the kind of silence, `point` leads to the point that it is about."""

    anchor: str
    who: Link
    key: str
    kind: str
    point: Link
    text: str
    marks: tuple[Mark, ...]


class SilencePlace(Struct, frozen=True):
    """Those who are silent on one point in one way; each leads to the sentence about it, or to the document."""

    key: str
    kind: str
    who: tuple[Link, ...]


def silences(site: Site, entry: Entry, points: Sequence[PointAccounts], counted: Numbers) -> tuple[SilenceLine, ...]:
    """The silences that an event's record notes, in its order."""
    known = {point.id for point in points}
    return tuple(
        SilenceLine(
            f"silence-{number}",
            _who(site, entry.address, one.who),
            one.kind,
            SILENCES[one.kind],
            Link(_label(site, entry, one.point), f"#point-{one.point}" if one.point in known else ""),
            one.text,
            marks(site, entry.address, entry.id, one.claims, counted),
        )
        for number, one in enumerate(entry.record.silences, start=1)  # type: ignore[attr-defined]
    )


def places(
    noted: Sequence[SilenceLine], point: str, silent: Sequence[DocumentLine], speaking: Sequence[DocumentLine]
) -> tuple[SilencePlace, ...]:
    """The silences on a point: those noted, and the documents that tell the event and say nothing on it.

    A document that is noted as silent, though words of it stand at the point, is silent in part.
    """
    found: dict[str, list[Link]] = {}
    here = [one for one in noted if one.point.href == f"#point-{point}"]
    partly = {document.label for document in speaking}
    for one in here:
        part = " (in part)" if one.key == "does-not-mention" and one.who.text in partly else ""
        found.setdefault(one.key, []).append(Link(one.who.text + part, f"#{one.anchor}"))
    told = {one.who.text for one in here}
    found.setdefault("does-not-mention", []).extend(Link(d.label) for d in silent if d.label not in told)
    return tuple(SilencePlace(key, label, tuple(found[key])) for key, label in SILENCES.items() if found.get(key))


def _who(site: Site, page: str, id: str) -> Link:
    """An actor, an outlet or a document, by its shortest name."""
    found = entry_link(site, page, id)
    return Link(getattr(site.entries[id].record, "label", found.text), found.href)


def _label(site: Site, entry: Entry, point: str | None) -> str:
    if not point:
        return ""
    declared, known = site.point(entry.id, point)
    return declared.label or (known.label if known else "")
