"""What an actor did or is said to have done, by whose word: with the very words and what stands against it."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from muniment.findings import accounts
from muniment.findings.deeds import ACCUSED, EVIDENCE, OTHERS, OWN, THROUGH, WHO, Deed, Word, deeds
from muniment.pages.elsewhere import Lead, in_parts
from muniment.pages.folds import Fold, fold
from muniment.pages.page import link
from muniment.pages.parts import Link, Mark, Numbers, author_name, mark, quotation
from muniment.pages.quoted import STANCE_WORDS
from muniment.pages.rows import EventLine, event_line, events_by_date, plural
from muniment.pages.silences import SILENCES
from muniment.pages.ties import relation_words
from muniment.site import Entry, Site, SiteClaim

LABELS = {
    OWN: (
        "By the actor’s own word",
        "Acknowledged: the actor says so itself, as documents quote or report it.",
    ),
    THROUGH: (
        "By the word of those who speak for it",
        "Whoever says so is described as speaking for the actor, leading it or holding an office in it; each stands "
        "with that, and with who describes it so.",
    ),
    OTHERS: (
        "Told by others as done",
        "Documents or other voices tell it as done, not as an accusation. No word of the actor’s own is recorded "
        "under the act, and nothing against it.",
    ),
    ACCUSED: (
        "Accused by others, or contradicted",
        "Others name the actor as the one who did it, or somebody says otherwise. Denials, other accounts and doubts "
        "that are recorded under the act stand beside, with equal room; all accounts of an event stand on its own "
        "page.",
    ),
}
"""What each standing is called, and what it means, in the order of the page."""
ALWAYS = (OWN, ACCUSED)
"""The standings that the page names even where nothing has them."""
WITHOUT_WORD = ("denies", "declines-to-say", "no-document")
"""The kinds of silence that tell why no word of an actor's own stands beside what it is said to have done."""
WANTED = 6
"""How many deeds of one standing stand open."""
SHORT = 3
"""Of fewer deeds than this, a list says with which parts of the actor others are recorded."""


class Telling(Struct, frozen=True):
    """What one voice says of a deed: its words in full, with the marks of all its passages.

    `through` is how the voice stands to the actor for which it speaks, with the marks of who says so.
    """

    voice: tuple[Link, ...]
    via: tuple[Link, ...]
    through: str
    ties: tuple[Mark, ...]
    stance: str
    pieces: tuple[str, ...]
    lang: str
    marks: tuple[Mark, ...]


class DeedRow(Struct, frozen=True):
    """A deed: the event, what the act is called, who says so, what stands against it, which silence of the actor."""

    event: EventLine
    act: str
    said: tuple[Telling, ...]
    against: tuple[Telling, ...]
    disputed: Link
    silences: tuple[Link, ...]


class Standing(Struct, frozen=True):
    """The deeds of an actor that have one standing; `denied` and `disputed` are counts in words, empty for none.

    `elsewhere` holds the parts of the actor that have some, where its own list is short.

    `facing` tells whether something stands against one of them, or would: then it has room of its own in each row.
    """

    key: str
    label: str
    meaning: str
    count: str
    denied: str
    disputed: str
    facing: bool
    deeds: Fold
    elsewhere: tuple[Lead, ...]


def standings(site: Site, page: str, actor: str, numbers: Numbers) -> tuple[Standing, ...]:
    """The deeds of an actor by whose word they are, in order of time; nothing where it has none.

    A standing that only parts of the actor have is named too, to lead there.
    """
    found = in_time(site, actor)
    return tuple(
        _standing(site, page, actor, key, [one for one in found if one.standing == key], numbers)
        for key in LABELS
        if found and (key in ALWAYS or any(one.standing == key for one in found) or in_parts(site, page, actor, key))
    )


def in_time(site: Site, actor: str) -> tuple[Deed, ...]:
    """The deeds of an actor in order of time."""
    found: dict[str, list[Deed]] = {}
    for deed in deeds(site).get(actor, ()):
        found.setdefault(deed.event, []).append(deed)
    return tuple(deed for event in events_by_date(site) for deed in found.get(event.id, ())) if found else ()


def deed_claims(site: Site, actor: str) -> Iterator[SiteClaim]:
    """The claims that the deeds of an actor stand on, and those that stand against them."""
    for deed in in_time(site, actor):
        yield from (word.claim for word in (*deed.said, *deed.against))


def _standing(site: Site, page: str, actor: str, key: str, found: list[Deed], numbers: Numbers) -> Standing:
    denied = sum(deed.denied for deed in found)
    disputed = sum(bool(deed.disputed) for deed in found)
    return Standing(
        key,
        *LABELS[key],
        plural(len({deed.event for deed in found}), "event"),
        f"{denied} denied" if denied else "",
        f"{disputed} disputed" if disputed else "",
        key == ACCUSED or any(deed.against for deed in found),
        fold((_row(site, page, deed, numbers) for deed in found), WANTED),
        in_parts(site, page, actor, key) if len(found) < SHORT else (),
    )


def _row(site: Site, page: str, deed: Deed, numbers: Numbers) -> DeedRow:
    event, role = site.entries[deed.event], site.vocabulary.roles[deed.role]
    spoken = any(word.own or word.through for word in (*deed.said, *deed.against))
    return DeedRow(
        event_line(site, page, event),
        "" if role.act == "ascribed" else role.deed or role.label,
        tuple(_tellings(site, page, deed.said, numbers)),
        tuple(_tellings(site, page, deed.against, numbers)),
        _disputed(site, page, event, deed.disputed),
        () if spoken else tuple(_silences(page, event, deed.actor)),
    )


def _tellings(site: Site, page: str, words: Iterable[Word], numbers: Numbers) -> Iterator[Telling]:
    """Each voice once, with the passage that names the actor as the one who did it, if one does, and all its marks.

    The actor itself comes first, then those who speak for it, then the others as the record has them.
    """
    by_voice: dict[tuple, list[Word]] = {}
    for word in sorted(words, key=lambda word: (not word.own, not word.through)):
        author = "" if word.claim.claim.by else author_name(site, word.claim.claim.document)
        by_voice.setdefault((word.claim.claim.by, author), []).append(word)
    for (_, author), said in by_voice.items():
        yield _telling(site, page, min(said, key=lambda word: not word.coded), author, said, numbers)


def _telling(site: Site, page: str, word: Word, author: str, said: Iterable[Word], numbers: Numbers) -> Telling:
    quoted = quotation(site, page, word.claim, numbers[word.claim.address], own=False)
    return Telling(
        quoted.voice or (Link(author),),
        quoted.via,
        f"{relation_words(site, word.through)[0].lower()} {site.entries[word.through.target].name}"
        if word.through
        else "",
        _marks(site, page, word.through.claims, numbers) if word.through else (),
        _stance(site, word),
        quoted.pieces,
        quoted.lang,
        _marks(site, page, (one.claim for one in said), numbers),
    )


def _stance(site: Site, word: Word) -> str:
    """How a voice stands to the act; of what is said on the evidence for it, only that it is about that."""
    if word.statement.point == EVIDENCE:
        declared, known = site.point(word.claim.owner, EVIDENCE)
        return f"on {(declared.label or (known.label if known else EVIDENCE)).lower()}"
    return STANCE_WORDS[word.statement.stance]


def _disputed(site: Site, page: str, event: Entry, point: str) -> Link:
    """The link to the disputed point; without a target where there is none."""
    found = next((one for one in accounts(site, event.id) if one.id == point), None)
    return Link(found.label, link(page, f"{event.address}#point-{point}")) if found else Link("")


def _silences(page: str, event: Entry, actor: str) -> Iterator[Link]:
    """Why an actor's own word is missing, each leading to the sentence about it."""
    for number, one in enumerate(event.record.silences, start=1):  # type: ignore[attr-defined]
        if one.who == actor and one.kind in WITHOUT_WORD and (not one.point or one.point in WHO):
            yield Link(SILENCES[one.kind], link(page, f"{event.address}#silence-{number}"))


def _marks(site: Site, page: str, claims: Iterable[SiteClaim], numbers: Numbers) -> tuple[Mark, ...]:
    found = {claim.address: mark(site, page, claim, numbers[claim.address]) for claim in claims}
    return tuple(sorted(found.values(), key=lambda one: one.number))
