"""Statements against points: each holds what its point takes, answers are declared, statuses fit the answers."""

from collections.abc import Iterator

from muniment.diagnostics import Problem, nearest
from muniment.findings import PointAccounts, accounts
from muniment.records.claim import Point, Statement
from muniment.site import Entry, Site, SiteClaim

_TAKEN = {"count": "value", "date": "date", "place": "answer", "actor": "answer", "answer": "answer", "words": None}
_WITHOUT_CONTENT = ("doubts", "states-unknown", "finds-no-evidence")
OWN_POINT = "A point of your own stands under points: with label:, ask: and takes:."


def verify_statements(site: Site, entry: Entry) -> Iterator[Problem]:
    """What is wrong with a record's statements and points."""
    for claim, index, statement in site.statements(entry.id):
        takes = site.takes(entry.id, statement.point)
        if takes is None:
            known = [*site.vocabulary.points, *getattr(entry.record, "points", {})]
            yield entry.parsed.problem(
                claim.path("says", index, "point"),
                "unknown-point",
                f"There is no point {statement.point!r}.",
                nearest(statement.point, known) or OWN_POINT,
            )
            continue
        yield from _content(entry, claim, index, statement, takes)
        yield from _answers(site, entry, claim, index, statement, takes)
    for claim in site.claims_of(entry.id):
        yield from _voices(entry, claim)
    yield from _points(site, entry)


def _content(entry: Entry, claim: SiteClaim, index: int, statement: Statement, takes: str) -> Iterator[Problem]:
    wanted = _TAKEN[takes]
    for key in ("answer", "value", "date"):
        if key != wanted and getattr(statement, key):
            yield entry.parsed.problem(
                claim.path("says", index, key),
                "wrong-content",
                f"The point {statement.point!r} takes {takes}, not {key}:.",
                f"Use {wanted}: instead." if wanted else "Remove it: words: is enough.",
                key=True,
            )
    if wanted and not getattr(statement, wanted) and statement.stance not in _WITHOUT_CONTENT:
        only_words = (
            " Words that name no number stay words: put them under a point that takes words."
            if takes == "count"
            else ""
        )
        if takes == "count" and statement.words:
            return
        yield entry.parsed.problem(
            claim.path("says", index),
            "missing-content",
            f"The point {statement.point!r} takes {takes}, and {wanted}: is missing.",
            f"Add {wanted}:.{only_words}",
        )
    if takes == "count" and statement.value and not statement.of:
        yield entry.parsed.problem(
            claim.path("says", index, "value"),
            "missing-content",
            "The figure does not say whom it counts.",
            "Add of: with a word of the list counted.",
        )


def _answers(
    site: Site, entry: Entry, claim: SiteClaim, index: int, statement: Statement, takes: str
) -> Iterator[Problem]:
    declared = site.point(entry.id, statement.point)[0].answers
    types = (takes,) if takes in ("actor", "place") else ()
    for position, key in enumerate(statement.answer):
        record = site.entries.get(key)
        if key in declared or (record and record.type in types):
            continue
        known = [*declared, *(e.id for e in site.of_type(*types))]
        hint = nearest(key, known) or f"Declare it under points: {statement.point}: answers:."
        yield entry.parsed.problem(
            claim.path("says", index, "answer", position),
            "unknown-answer",
            f"The point {statement.point!r} has no answer {key!r}.",
            hint,
        )


def _voices(entry: Entry, claim: SiteClaim) -> Iterator[Problem]:
    for key in ("by", "via"):
        for index, voice in enumerate(getattr(claim.claim, key)):
            if not voice.is_ and not voice.printed:
                yield entry.parsed.problem(
                    claim.path(key, index),
                    "missing-key",
                    "The voice has no name.",
                    "Add is: with a record, or printed: with the document's words for it.",
                )


def _points(site: Site, entry: Entry) -> Iterator[Problem]:
    """What is wrong with the points that a record declares; while a statement names an unknown one, it may be meant."""
    found = {point.id: point for point in accounts(site, entry.id)}
    misspelt = any(site.takes(entry.id, statement.point) is None for _, _, statement in site.statements(entry.id))
    for id, point in getattr(entry.record, "points", {}).items():
        declared = id in site.vocabulary.points or (point.label and point.takes)
        if declared and id not in found and misspelt:
            continue
        fault = _declaration(site, id) if not declared else _told_point(id, point, found.get(id))
        if fault:
            yield entry.parsed.problem(("points", id, *fault[0]), *fault[1:], key=True)
        if id in found:
            yield from _declared_answers(site, entry, found[id])


Fault = tuple[tuple[str, ...], str, str, str] | tuple[tuple[str, ...], str, str, str, str]
"""The way below the point, the code, the message, the hint, and the severity where it is not an error."""


def _declaration(site: Site, id: str) -> Fault:
    hint = nearest(id, site.vocabulary.points) or OWN_POINT
    return (), "unknown-point", f"{id!r} is not a point of the vocabulary.", hint


def _told_point(id: str, point: Point, found: PointAccounts | None) -> Fault | None:
    """What is wrong with a declared point, given what claims say on it."""
    if found is None:
        return (), "unused-point", f"No claim says anything about the point {id!r}.", "Remove it, or add the statement."
    if point.status and not point.reason:
        hint = "Add reason:, or remove status: and let the build compute it."
        return ("status",), "missing-key", "A status set by hand needs its reason.", hint
    if {point.status, found.status.computed} in ({"agreed", "disputed"}, {"single-origin", "disputed"}):
        message = f"The answers make this point {found.status.computed}, not {point.status}."
        return ("status",), "status-contradicted", message, "Check the answers, or remove status:.", "warning"
    return None


def _declared_answers(site: Site, entry: Entry, found: PointAccounts) -> Iterator[Problem]:
    """A problem for each declared answer that says nothing, and each that no claim gives.

    While a claim gives an unknown answer, a declared one that none gives may be meant.
    """
    used = {key for account in found.accounts for key in account.statement.answer}
    misspelt = any(key not in found.point.answers and key not in site.entries for key in used)
    for key, answer in found.point.answers.items():
        path = ("points", found.id, "answers", key)
        if not (answer.label or answer.actor or answer.place):
            hint = "Add label:, actor: or place:."
            yield entry.parsed.problem(path, "missing-key", f"The answer {key!r} says nothing.", hint, key=True)
        if key not in used and not misspelt:
            message, hint = f"No claim gives the answer {key!r}.", "Remove it, or add the statement."
            yield entry.parsed.problem(path, "unused-answer", message, hint, key=True)
