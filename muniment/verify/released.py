"""Releases: what was published on a day, so that nothing of it is lost or changed without a word.

`content/releases/DATE.json` holds the addresses of all pages and the published values of all records, with the hashes
of the documents' slices. `check` compares the site with the newest one.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from muniment.diagnostics import Problem, nearest
from muniment.published import values
from muniment.site import Entry, Site
from muniment.source import SourceFile

FORMAT = 1
LONGEST_SHOWN = 90


def release_text(site: Site, addresses: frozenset[str], date: str, build: str) -> str:
    """The text of a release: JSON with sorted keys, one value a line, so that a difference reads well."""
    held = {
        "format": FORMAT,
        "date": date,
        "build": build,
        "addresses": sorted(addresses),
        "documents": {entry.id: _digest(site, entry) for entry in site.of_type("document")},
        "records": {
            entry.address: {"history": len(entry.record.history), "values": values(entry)}
            for entry in sorted(site.entries.values(), key=lambda one: one.address)
        },
    }
    return json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def verify_released(site: Site, addresses: frozenset[str], release: SourceFile | None) -> Iterator[Problem]:
    """A problem for each released address that leads nowhere, and each released value that changed without a word."""
    if release is None:
        return
    held = _read(release)
    if held is None:
        message = f"{release.path} is not a release of this program."
        yield Problem(release.path, 0, 0, "release-syntax", message, "Put it back as it was committed, or remove it.")
        return
    current = _by_address(site)
    for address in sorted(set(held["addresses"]) - addresses):
        yield _lost(release, held["date"], address, addresses)
    for address, record in sorted(held["records"].items()):
        if entry := current.get(address):
            yield from _changed(entry, record, held["date"])


def _read(release: SourceFile) -> dict | None:
    """What a release holds; None where it has another form."""
    try:
        held = json.loads(release.text)
        whole = held["format"] == FORMAT and all(isinstance(one, str) for one in [held["date"], *held["addresses"]])
        records = [(record["history"] + 0, dict(record["values"])) for record in held["records"].values()]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return held if whole and records is not None else None


def _by_address(site: Site) -> Mapping[str, Entry]:
    """Each record by its address and by those that it had before."""
    now = {entry.address: entry for entry in site.entries.values()}
    former = {f"{e.type}s/{id}.html": e for e in site.entries.values() for id in e.record.former_ids}
    return former | now


def _lost(release: SourceFile, date: str, address: str, addresses: frozenset[str]) -> Problem:
    folder, slash, name = address.rpartition("/")
    id = name.removesuffix(".html")
    message = f"{address} was published on {date} and leads nowhere now."
    if not slash:
        return Problem(release.path, 0, 0, "lost-address", message, "Put the page back.")
    beside = {one.rpartition("/")[2].removesuffix(".html") for one in addresses if one.startswith(f"{folder}/")}
    hint = f"Put the record back, or write `former_ids: [{id}]` into the one that took its place. {nearest(id, beside)}"
    return Problem(f"content/{folder}/{id}.yaml", 0, 0, "lost-address", message, hint.strip())


def _changed(entry: Entry, record: dict, date: str) -> Iterator[Problem]:
    """One problem for all changes of a record, at the first of them."""
    if len(entry.record.history) > record["history"]:
        return
    now = values(entry)
    changes = [(way, was) for way, was in record["values"].items() if was and now.get(way, "") != was]
    if changes:
        way, was = changes[0]
        more = f" So did {_listed([way for way, _ in changes[1:]])}." if changes[1:] else ""
        message = f"{way} changed since the release of {date}: {_told(was)} became {_told(now.get(way, ''))}.{more}"
        hint = "Put the value back, or add to `history`: - {date: …, text: what changed, and why}."
        yield entry.parsed.problem(tuple(way.split("/")), "unexplained-change", message, hint)


def _listed(ways: list[str]) -> str:
    return ", ".join(ways[:4]) + (f" and {len(ways) - 4} more" if len(ways) > 4 else "")


def _told(value: str) -> str:
    short = value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"
    return f"“{short}”" if value else "nothing"


def _digest(site: Site, entry: Entry) -> str:
    """The hash of a document's text as the site shows it."""
    transcript = site.transcripts.get(entry.id)
    return sha256(transcript.text.encode()).hexdigest() if transcript else ""
