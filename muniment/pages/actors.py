"""The index of actors, A to Z: every printed form of every name, those that are not the display name as "see" lines."""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from muniment.memo import remembered
from muniment.pages.page import Page, later, link
from muniment.pages.parts import Foot, Link, foot
from muniment.pages.rows import plural
from muniment.records.names import Named
from muniment.site import Entry, Site

ADDRESS = "actors/index.html"
TITLE = "Actors"
ARTICLE = "the "


class Variant(Struct, frozen=True):
    """Another printed form of a name; `slip` says what is wrong with a misprint."""

    text: str
    lang: str
    slip: str


class ActorRow(Struct, frozen=True):
    """An actor in the index, or, where `see` leads to it, another printed form of its name."""

    link: Link
    kind: str
    variants: tuple[Variant, ...]
    counts: str
    form: Variant | None
    see: Link


class Letter(Struct, frozen=True):
    """The names that begin with one letter."""

    anchor: str
    text: str
    rows: tuple[ActorRow, ...]


class Kind(Struct, frozen=True):
    """The actors of one kind, by name."""

    anchor: str
    label: str
    meaning: str
    actors: tuple[Link, ...]


class ActorsView(Struct, frozen=True):
    """Every name of every actor by letter, then the actors by kind."""

    title: str
    count: str
    forms: str
    letters: tuple[Letter, ...]
    kinds: tuple[Kind, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/actors.html", TITLE, later(_view, site))


def _view(site: Site) -> ActorsView:
    actors = sorted(site.of_type("actor"), key=alphabetical)
    forms = sum(len(_see(actor)) for actor in actors)
    return ActorsView(
        TITLE,
        plural(len(actors), "actor"),
        plural(forms, "other printed form"),
        _letters(site, actors),
        tuple(kind for key in site.vocabulary.actor_kinds if (kind := _kind(site, key, actors)).actors),
        foot(site, ADDRESS, TITLE),
    )


def variants(record: Named) -> tuple[Variant, ...]:
    """The other forms of a name that documents print."""
    return tuple(Variant(name.text, name.lang or "", name.slip or "") for name in record.names if not name.search_only)


def naming(site: Site, record: str) -> int:
    """How many documents name a record."""
    return _naming(site)[record]


def alphabetical(entry: Entry) -> tuple[str, str]:
    """A record's place in an index from A to Z; a leading article does not count."""
    return entry.name.casefold().removeprefix(ARTICLE), entry.id


@remembered
def _naming(site: Site) -> Counter[str]:
    return Counter(record for found in site.mentions.values() for record in {mention.record for mention in found})


@remembered
def _events(site: Site) -> Counter[str]:
    """In how many events each actor has a part."""
    return Counter(
        actor
        for event in site.of_type("event")
        for actor in {part.actor for part in event.record.participants}  # type: ignore[attr-defined]
    )


def _letters(site: Site, actors: list[Entry]) -> tuple[Letter, ...]:
    """Every name under its first letter, in order; letters of other scripts after those of our own."""
    named = [(actor.name, actor.id, _row(site, actor, None)) for actor in actors]
    named += [(form.text, actor.id, _row(site, actor, form)) for actor in actors for form in _see(actor)]
    found: dict[str, list[ActorRow]] = {}
    for text, _, row in sorted(named, key=lambda one: (_sorted(one[0]), one[1])):
        found.setdefault(_letter(text), []).append(row)
    return tuple(
        Letter(
            f"letter-{letter.casefold() if letter.isascii() and letter != '#' else ord(letter)}", letter, tuple(rows)
        )
        for letter, rows in sorted(found.items(), key=lambda item: (item[0] != "#", item[0]))
    )


def _see(actor: Entry) -> tuple[Variant, ...]:
    """The forms that stand in the index on their own: not those that differ only by an article or by case."""
    known, found = {_sorted(actor.name)}, []
    for form in variants(actor.record):  # type: ignore[arg-type]
        if _sorted(form.text) not in known:
            known.add(_sorted(form.text))
            found.append(form)
    return tuple(found)


def _row(site: Site, actor: Entry, form: Variant | None) -> ActorRow:
    to = Link(actor.name, link(ADDRESS, actor.address))
    if form:
        return ActorRow(Link(form.text, to.href), "", (), "", form, to)
    events, documents = _events(site)[actor.id], naming(site, actor.id)
    counts = ([plural(events, "event")] if events else []) + [plural(documents, "document")]
    kind = site.vocabulary.actor_kinds[actor.record.kind].label  # type: ignore[attr-defined]
    return ActorRow(to, kind, variants(actor.record), " · ".join(counts), None, Link(""))  # type: ignore[arg-type]


def _kind(site: Site, key: str, actors: list[Entry]) -> Kind:
    word = site.vocabulary.actor_kinds[key]
    found = (Link(a.name, link(ADDRESS, a.address)) for a in actors if a.record.kind == key)  # type: ignore[attr-defined]
    return Kind(f"kind-{key}", word.label, word.definition, tuple(found))


def _sorted(text: str) -> str:
    """What a name is sorted by: letters without accents, no signs, no leading article."""
    plain = unicodedata.normalize("NFKD", text.casefold().removeprefix(ARTICLE)).replace("-", " ")
    return " ".join("".join(sign for sign in plain if sign.isalnum() or sign == " ").split())


def _letter(text: str) -> str:
    """The letter under which a name stands; all figures stand under one sign."""
    first = _sorted(text)[:1].upper()
    return first[:1] if first.isalpha() else "#"
