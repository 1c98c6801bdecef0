"""The lock: `content/seeds.lock` holds the hash of each seed and each slice, so that a changed seed is noticed.

Plain lines, sorted: `sha256  seed NAME` and `sha256  slice DOCUMENT-ID`.
"""

import re
from collections.abc import Iterator
from hashlib import sha256

from muniment.diagnostics import Problem
from muniment.records.document import Document
from muniment.site import Entry, Site
from muniment.source import SourceFile

FILE = "content/seeds.lock"
_LINE = re.compile(r"([0-9a-f]{64})  (seed|slice) (\S+)")


def lock_text(site: Site, seeds: dict[str, SourceFile]) -> str:
    """The text of the lock file for the seeds and slices as they are."""
    return "".join(f"{digest}  {kind} {name}\n" for (kind, name), digest in sorted(_digests(site, seeds).items()))


def verify_lock(site: Site, seeds: dict[str, SourceFile], lock: SourceFile | None) -> Iterator[Problem]:
    """A problem for each seed and slice that is not as locked, with the claims that a changed slice endangers."""
    if lock is None:
        yield Problem(FILE, 0, 0, "missing-lock", f"{FILE} is missing.", "Run: python build.py lock")
        return
    locked: dict[tuple[str, str], tuple[str, int]] = {}
    for number, line in enumerate(lock.text.splitlines(), 1):
        form = _LINE.fullmatch(line)
        if not form:
            yield Problem(
                FILE, number, 1, "lock-syntax", "This line is not a hash and a name.", "Run: python build.py lock"
            )
        else:
            locked[form[2], form[3]] = (form[1], number)
    actual = _digests(site, seeds)
    for key, digest in sorted(actual.items()):
        if key not in locked:
            yield Problem(
                FILE, 0, 0, "not-locked", f"The {key[0]} {key[1]} is not in the lock.", "Run: python build.py lock"
            )
        elif locked[key][0] != digest and not _broken(site, *key):
            yield Problem(
                FILE,
                locked[key][1],
                1,
                "seed-changed",
                _changed(site, *key),
                "Put the seed back as it was; or, if the change is meant, check these claims and run: "
                "python build.py lock",
            )
    for key, (_, number) in locked.items():
        if key not in actual and not (key[0] == "slice" and (key[1] in site.entries or not site.whole)):
            yield Problem(
                FILE,
                number,
                1,
                "lock-stale",
                f"There is no {key[0]} {key[1]} any more.",
                "Put it back, or run: python build.py lock",
            )


def _broken(site: Site, kind: str, name: str) -> bool:
    """Whether this is a document that cannot be shown: it has a message of its own."""
    return kind == "slice" and name not in site.transcripts


def endangered(site: Site, document: str) -> tuple[str, ...]:
    """The addresses of the claims that quote a document."""
    return tuple(sorted(claim.address for claim in site.claims.values() if claim.claim.document == document))


def _changed(site: Site, kind: str, name: str) -> str:
    if kind == "seed":
        return f"seeds/{name} is not the file that was locked."
    claims = endangered(site, name)
    listed = ", ".join(claims) if claims else "none"
    return f"The text of {name} is not the one that was locked. Claims that quote it: {listed}."


def _digests(site: Site, seeds: dict[str, SourceFile]) -> dict[tuple[str, str], str]:
    digests = {("seed", name): _sha(file.text) for name, file in seeds.items()}
    for entry in site.of_type("document"):
        if isinstance(entry.record, Document) and entry.record.seed in seeds:
            digests["slice", entry.id] = _sha(_slice(entry, seeds[entry.record.seed]))
    return digests


def _slice(entry: Entry, seed: SourceFile) -> str:
    lines = entry.record.lines  # type: ignore[attr-defined]
    return "\n".join(seed.text.split("\n")[lines.first - 1 : lines.last])


def _sha(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
