"""A record renamed: its file, every reference to it, and a redirect from its old address; nothing else changes.

The edits are made in the texts themselves, at the places that the YAML reader gives, so that comments and layout stay.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from muniment.drafts import is_id
from muniment.records import RECORD_TYPES
from muniment.records.base import ClaimMark, Ref
from muniment.site import Entry, Site
from muniment.strict_yaml import Node, Place, load, locate

BREAKS = re.compile(r"(\r\n|\r|\n)")
LOCK = "content/seeds.lock"
FOLDERS = {kind.name: kind.folder for kind in RECORD_TYPES}


class RenameError(Exception):
    """The record cannot be renamed; nothing was changed."""


class Renaming(Struct, frozen=True):
    """The file that moves, from and to; the texts that change, before and after, by path (the old one of the file)."""

    moved: tuple[str, str]
    texts: Mapping[str, tuple[str, str]]


def rename(site: Site, texts: Mapping[str, str], type: str, old: str, new: str) -> Renaming:
    """What changes when a record is given another id. `texts` are the files of `content/` by path, as on disk.

    RenameError where there is no such record, the new id is taken or no id, or a reference is written in a way that
    cannot be edited.
    """
    entry = _record(site, type, old)
    _check_free(site, entry, new)
    edits: dict[str, str] = {}
    for other in site.entries.values():
        path = other.parsed.file.path
        places = sorted(set(_places(site, other, old)), reverse=True)
        if places:
            edits[path] = _replaced(path, texts[path], places, old, new)
    own = entry.parsed.file.path
    edits[own] = _redirecting(entry, edits.get(own, texts[own]), old)
    for path, text in texts.items():
        if path.startswith("content/pages/"):
            edits[path] = _relinked(text, type, old, new)
        elif path == LOCK and type == "document":
            edits[path] = re.sub(rf"(?m)(?<=  slice ){re.escape(old)}$", new, text)
    changed = {path: (texts[path], text) for path, text in sorted(edits.items()) if text != texts[path]}
    return Renaming((own, f"content/{FOLDERS[type]}/{new}.yaml"), changed)


def _record(site: Site, type: str, old: str) -> Entry:
    entry = site.entries.get(old)
    if entry is None or entry.type != type:
        found = f"It is a record of type {entry.type}." if entry else ""
        raise RenameError(f"There is no {type} {old!r}. {found}".strip())
    return entry


def _check_free(site: Site, entry: Entry, new: str) -> None:
    """Nothing, or RenameError for an id that has not the form of one or that something else has."""
    if not is_id(new):
        raise RenameError(f"{new!r} is no id: small letters, digits and single hyphens, 80 at most.")
    if new in site.entries:
        raise RenameError(f"{new!r} is the id of {site.entries[new].parsed.file.path}.")
    for other in site.of_type(entry.type):
        if new in other.record.former_ids:
            raise RenameError(f"{new!r} is a former id of {other.parsed.file.path}: take it out of former_ids first.")


def _places(site: Site, entry: Entry, old: str) -> Iterator[Place]:
    """Where a record names the one with the old id: as a reference, in a claim's address, as an answer to a point."""
    root = entry.parsed.root
    if root is None:
        return
    for mention in entry.parsed.marked:
        named = mention.text == old if isinstance(mention.mark, Ref) else mention.text.startswith(f"{old}/")
        if named and isinstance(mention.mark, Ref | ClaimMark):
            yield locate(root, mention.path)
    for claim, index, statement in site.statements(entry.id):
        if site.takes(entry.id, statement.point) in ("actor", "place"):
            declared = site.point(entry.id, statement.point)[0].answers
            for position, key in enumerate(statement.answer):
                if key == old and key not in declared:
                    yield locate(root, claim.path("says", index, "answer", position))


def _replaced(path: str, text: str, places: list[Place], old: str, new: str) -> str:
    """The text with the id replaced at each place; the places come from the last one to the first."""
    parts = BREAKS.split(text)
    for line, column in places:
        row = parts[2 * line - 2]
        start = column - 1 + (row.startswith("\ufeff") and line == 1)
        start += row[start : start + 1] in ("'", '"')
        if not row.startswith(old, start):
            raise RenameError(f"{path}:{line}:{column}: {old!r} is written here in a way that only you can change.")
        parts[2 * line - 2] = row[:start] + new + row[start + len(old) :]
    return "".join(parts)


def _redirecting(entry: Entry, text: str, old: str) -> str:
    """The text of the record with its old id among its former ones."""
    formers = [*entry.record.former_ids, old]
    line = f"former_ids: [{', '.join(formers)}]"
    edited = _with_formers(text, entry.parsed.root, line)
    root, faults = load(edited.removeprefix("\ufeff"))
    if faults or root is None or _listed(root) != formers:
        raise RenameError(f"{entry.parsed.file.path} is written in a way that only you can change: write {line}")
    return edited


def _with_formers(text: str, root: Node, line: str) -> str:
    """The text with this line in the place of its former ids, or at its end."""
    if "former_ids" in root.keys:
        return _with_line(text, root.keys["former_ids"][0], _last_line(root, "former_ids"), line)
    ending = (BREAKS.findall(text) or ["\n"])[0]
    return text + ("" if text.endswith(("\n", "\r")) else ending) + line + ending


def _listed(root: Node) -> list[object]:
    """The former ids that a tree holds."""
    return [child.value for child in root.children["former_ids"].children.values()]


def _last_line(root: Node, key: str) -> int:
    """The last line of a value that is a word, a list in brackets, or a list of lines."""
    node = root.children[key]
    return max([node.place[0], *(child.place[0] for child in node.children.values())])


def _with_line(text: str, first: int, last: int, line: str) -> str:
    parts = BREAKS.split(text)
    return "".join([*parts[: 2 * first - 2], line, *parts[2 * last - 1 :]])


def _relinked(text: str, type: str, old: str, new: str) -> str:
    """A page's text with its links to the record led on: `event:old`, `events/old.html`, with or without a fragment."""
    typed = rf"(?<=\]\()(<?){type}:{re.escape(old)}(?=[#>\s)])"
    written = rf"(?<=\]\()(<?){FOLDERS[type]}/{re.escape(old)}\.html(?=[#>\s)])"
    text = re.sub(typed, rf"\g<1>{type}:{new}", text)
    return re.sub(written, rf"\g<1>{FOLDERS[type]}/{new}.html", text)
