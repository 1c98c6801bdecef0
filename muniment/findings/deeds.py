"""Deeds: what each actor is said to have done, and by whose word: its own, that of those who speak for it, or others'.

A part in an event is a deed where the vocabulary says that its role is one of acting (`act`). The claims that the part
stands on tell by whose word it is, and with them every statement of the event on who did it (the points in WHO) that is
coded to the actor. An author who writes that an actor did something, or that it took responsibility, is somebody else.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from muniment.findings.accounts import accounts
from muniment.findings.grid import NAMING
from muniment.findings.status import conflicts
from muniment.findings.ties import AGAINST, Tie, ties
from muniment.memo import remembered
from muniment.records.claim import Statement
from muniment.records.event import Participant
from muniment.site import Entry, Site, SiteClaim, frozen

WHO = ("responsibility", "authority", "occurrence")
"""The points on who did something or ordered it, and whether it was done."""
EVIDENCE = "evidence"
"""The point on what evidence there is that somebody did it."""
OWN, THROUGH, OTHERS, ACCUSED = STANDINGS = ("own", "through", "others", "accused")
"""By whose word: the actor's; that of those who speak for it; others', uncontradicted; others' as an accusation."""


class Word(Struct, frozen=True):
    """A claim with the statement of it that bears on a deed, and how its voice stands to the actor.

    `own` where the actor itself speaks; `through` holds the tie of a voice that speaks for it. `coded` where the
    statement is coded as an answer to who did it, and names the actor.
    """

    claim: SiteClaim
    statement: Statement
    own: bool
    through: Tie | None
    coded: bool


class Deed(Struct, frozen=True):
    """What an actor is said to have done in an event: by whose word, who says so, and who says otherwise.

    `number` is the place of its part among the event's participants, from 1.
    `disputed` is the point on which what is said of the actor is disputed, if it is.
    """

    event: str
    number: int
    actor: str
    role: str
    standing: str
    said: tuple[Word, ...]
    against: tuple[Word, ...]
    disputed: str

    @property
    def denied(self) -> bool:
        """Whether somebody denies it."""
        return any(_denies(word) for word in self.against)


@remembered
def deeds(site: Site) -> Mapping[str, tuple[Deed, ...]]:
    """The deeds of each actor, by the ids of the events and in the order of their files."""
    found: dict[str, list[Deed]] = {}
    for event in site.of_type("event"):
        for deed in deeds_in(site, event):
            found.setdefault(deed.actor, []).append(deed)
    return frozen({actor: tuple(some) for actor, some in found.items()})


def deeds_in(site: Site, event: Entry) -> Iterator[Deed]:
    """The deeds in an event: one for each part of acting; a part that only denies joins what it answers."""
    parts = event.record.participants  # type: ignore[attr-defined]
    acting = {part.actor for part in parts if _act(site, part) in ("done", "ascribed")}
    for number, part in enumerate(parts, start=1):
        act = _act(site, part)
        if act and (act != "denied" or part.actor not in acting):
            denials = [one for one in parts if one.actor == part.actor and _act(site, one) == "denied"]
            claims = [claim for one in denials for claim in _claims(site, event, one)]
            yield _deed(site, event, number, part, claims)


def _deed(site: Site, event: Entry, number: int, part: Participant, denials: list[SiteClaim]) -> Deed:
    act = _act(site, part)
    claims = [] if act == "denied" else _claims(site, event, part)
    who = _bearing(site, event, part.actor, claims)
    denied = _denied(site, part.actor, who, denials)
    said = _said(site, part.actor, who, claims, denied if act == "denied" else ())
    disputed, others = _dispute(site, event, part.actor, said)
    told = {word.claim.address for word in said}
    found = (*denied, *_answers(site, part.actor, said), *others)
    against = _once(word for word in found if word.claim.address not in told)
    contested = bool(disputed) or any(_denies(word) for word in against)
    standing = _standing(said, act, contested)
    return Deed(event.id, number, part.actor, part.role, standing, said, against, disputed)


def _standing(said: Iterable[Word], act: str | None, contested: bool) -> str:
    """By whose word it is. A claim that gives the actor a role of doing counts as it stands, an accusation if coded."""
    given = [word for word in said if word.statement.stance == "asserts" and (word.coded or act == "done")]
    if any(word.own for word in given):
        return OWN
    if any(word.through for word in given):
        return THROUGH
    return ACCUSED if contested or act != "done" else OTHERS


def _bearing(site: Site, event: Entry, actor: str, claims: list[SiteClaim]) -> tuple[Word, ...]:
    """What an event holds on who did it, on the points on which the claims name the actor, else on all."""
    found = [_as_word(site, actor, claim, one) for claim, _, one in site.statements(event.id) if one.point in WHO]
    points = {word.statement.point for word in found if word.coded and word.claim in claims}
    return tuple(word for word in found if not points or word.statement.point in points)


def _denied(site: Site, actor: str, who: Iterable[Word], denials: list[SiteClaim]) -> tuple[Word, ...]:
    """Who denies or doubts that the actor did it; where it denies something itself, also if no answer names it."""
    found = {
        word.claim.address: word
        for word in who
        if word.statement.stance in AGAINST and (word.coded or word.own or word.through)
    }
    return (*found.values(), *(_word(site, actor, one) for one in denials if one.address not in found))


def _said(
    site: Site, actor: str, who: Iterable[Word], claims: list[SiteClaim], answered: Iterable[Word]
) -> tuple[Word, ...]:
    """The claims that give the actor its part, its own word that names it, and what a denial of its alone answers."""
    denied = {(one.statement.point, key) for one in answered for key in one.statement.answer}
    named = (site.claim(one.statement.about, one.claim.owner) for one in answered if one.statement.about)
    given = (_word(site, actor, claim) for claim in (*claims, *named) if claim)
    itself = (word for word in who if _asserts_itself(word) or _asserts(word, denied))
    return _once(word for word in (*given, *itself) if word.statement.stance not in AGAINST)


def _answers(site: Site, actor: str, said: Iterable[Word]) -> Iterator[Word]:
    """What answers those who say so: who says that it was somebody else, or that there is no evidence."""
    for word in said:
        for claim, statement in _answering(site).get(word.claim.address, ()):
            yield _as_word(site, actor, claim, statement)


@remembered
def _answering(site: Site) -> dict[str, list[tuple[SiteClaim, Statement]]]:
    """The statements on who did it, or on the evidence for it, that answer a claim, by the address of that one."""
    found: dict[str, list[tuple[SiteClaim, Statement]]] = {}
    for claim in site.claims.values():
        for statement in claim.claim.says:
            about = site.claim(statement.about, claim.owner) if statement.about else None
            if about and statement.point in (*WHO, EVIDENCE):
                found.setdefault(about.address, []).append((claim, statement))
    return found


def _asserts(word: Word, answers: set[tuple[str, str]]) -> bool:
    one = word.statement
    return one.stance == "asserts" and bool(answers & {(one.point, key) for key in one.answer})


def _asserts_itself(word: Word) -> bool:
    return word.statement.stance == "asserts" and word.coded and bool(word.own or word.through)


def _denies(word: Word) -> bool:
    return word.statement.stance == "denies" and word.statement.point in WHO


def _dispute(site: Site, event: Entry, actor: str, said: Iterable[Word]) -> tuple[str, tuple[Word, ...]]:
    """The first point on who did it on which what is said is disputed, and who says otherwise there."""
    stated = {(word.claim.address, word.statement) for word in said}
    for point in accounts(site, event.id):
        if point.id in WHO and point.status.status == "disputed":
            ours = {i for i, one in enumerate(point.accounts) if (one.claim.address, one.statement) in stated}
            pairs = list(conflicts(point.point, [(one.origin, one.statement) for one in point.accounts]))
            others = sorted({j for pair in pairs if ours & set(pair) for j in pair} - ours)
            if others or (ours and not pairs):
                opposed = (point.accounts[index] for index in others)
                return point.id, tuple(_as_word(site, actor, one.claim, one.statement) for one in opposed)
    return "", ()


def _once(words: Iterable[Word]) -> tuple[Word, ...]:
    """Each claim once, with the statement that comes first."""
    found: dict[str, Word] = {}
    for word in words:
        found.setdefault(word.claim.address, word)
    return tuple(found.values())


def _word(site: Site, actor: str, claim: SiteClaim) -> Word:
    """A claim with its statement that names the actor as the one who did it, else the one that tells most of it."""
    found = [_as_word(site, actor, claim, statement) for statement in claim.claim.says]
    return min(found, key=_telling)


def _telling(word: Word) -> tuple:
    """Where a statement stands among those of its claim: on who did it first, mere names and dates last."""
    statement = word.statement
    return not word.coded, statement.point not in WHO, statement.point in (*NAMING, "date", "place")


def _as_word(site: Site, actor: str, claim: SiteClaim, statement: Statement) -> Word:
    own = any(actor in (voice.is_, voice.of) for voice in claim.claim.by)
    tie = next(
        (_speaking(site).get((id, actor)) for voice in claim.claim.by for id in (voice.is_, voice.of) if id), None
    )
    return Word(
        claim, statement, own, None if own else tie, statement.point in WHO and _names(site, claim, statement, actor)
    )


def _names(site: Site, claim: SiteClaim, statement: Statement, actor: str) -> bool:
    """Whether an answer of a statement is an actor."""
    answers = site.point(claim.owner, statement.point)[0].answers
    return any((answers[key].actor if key in answers else key) == actor for key in statement.answer)


@remembered
def _speaking(site: Site) -> dict[tuple[str, str], Tie]:
    """The ties by which one actor speaks for another, as the vocabulary has it; none that somebody denies or doubts."""
    relations = site.vocabulary.actor_relations
    return {
        (tie.source, tie.target): tie
        for tie in ties(site)
        if tie.relation in relations and relations[tie.relation].speaks and tie.claims and not tie.against
    }


def _claims(site: Site, event: Entry, part: Participant) -> list[SiteClaim]:
    return [claim for address in part.claims if (claim := site.claim(address, event.id))]


def _act(site: Site, part: Participant) -> str | None:
    return site.vocabulary.roles[part.role].act
