"""Accounts compared: for each point of an event, every statement about it, and which documents keep silent on it."""

from collections.abc import Sequence

from msgspec import Struct

from muniment.findings.grid import NAMING
from muniment.findings.origins import origin
from muniment.findings.status import StatusFinding, status
from muniment.memo import remembered
from muniment.records.claim import Answer, Point, Statement
from muniment.records.vocabulary import PointEntry
from muniment.site import Site, SiteClaim


class Account(Struct, frozen=True):
    """One statement with the claim that it hangs on, its position there, its words as printed and its origin."""

    claim: SiteClaim
    index: int
    statement: Statement
    words: str
    origin: str


class PointAccounts(Struct, frozen=True):
    """A point of an event: what is asked, how the accounts stand to each other, every account, who keeps silent.

    `silent` holds the documents that tell the event and say nothing on this point.
    """

    id: str
    label: str
    ask: str
    takes: str
    point: Point
    status: StatusFinding
    accounts: tuple[Account, ...]
    silent: tuple[str, ...]


@remembered
def accounts(site: Site, owner: str) -> tuple[PointAccounts, ...]:
    """Every point of a record that has statements: in the order that the record declares, then the vocabulary's."""
    by_point: dict[str, list[Account]] = {}
    for claim, index, statement in site.statements(owner):
        account = Account(claim, index, statement, statement.words or claim.claim.quote, origin(site, claim))
        by_point.setdefault(statement.point, []).append(account)
    declared = list(getattr(site.entries[owner].record, "points", {}))
    order = [*declared, *(p for p in site.vocabulary.points if p not in declared)]
    return tuple(_point(site, owner, id, by_point[id]) for id in order if id in by_point)


@remembered
def documents_quoted(site: Site, owner: str) -> tuple[str, ...]:
    """The documents quoted under a record, oldest first, for whatever reason."""
    found = {claim.claim.document for claim in site.claims_of(owner)}
    return tuple(sorted(found, key=lambda id: (site.entries[id].record.published.value.sort_key, id)))


@remembered
def documents_telling(site: Site, owner: str) -> tuple[str, ...]:
    """The documents quoted under a record that say more of it than a name or its place in a row, oldest first."""
    telling = {c.claim.document for c, _, statement in site.statements(owner) if statement.point not in NAMING}
    return tuple(id for id in documents_quoted(site, owner) if id in telling)


def answer_label(site: Site, owner: str, point: str, key: str) -> str:
    """An answer in words: as declared under the point, or the name of the actor or place."""
    answer: Answer | None = site.point(owner, point)[0].answers.get(key)
    target = (answer.actor or answer.place) if answer else key
    if answer and answer.label:
        return answer.label
    return site.entries[target].name if target in site.entries else key


def _point(site: Site, owner: str, id: str, found: Sequence[Account]) -> PointAccounts:
    declared, entry = site.point(owner, id)
    quoted = documents_quoted(site, owner)
    takes = site.takes(owner, id) or "words"
    speaking = {account.claim.claim.document for account in found}
    return PointAccounts(
        id=id,
        label=_label(declared, entry, id),
        ask=declared.ask or "",
        takes=takes,
        point=declared,
        status=status(declared, takes, [(a.origin, a.statement) for a in found]),
        accounts=tuple(sorted(found, key=lambda a: quoted.index(a.claim.claim.document))),
        silent=tuple(document for document in documents_telling(site, owner) if document not in speaking),
    )


def _label(declared: Point, entry: PointEntry | None, id: str) -> str:
    return declared.label or (entry.label if entry else id)
