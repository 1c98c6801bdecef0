"""Who calls what what: the words that documents use of each event, actor, place and outlet, with an index."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from muniment.findings.terms import Term, terms, terms_of_document
from muniment.memo import remembered
from muniment.pages.actors import alphabetical
from muniment.pages.folds import some
from muniment.pages.page import Page, later, link
from muniment.pages.parts import (
    STANCE_WORDS,
    DocumentLine,
    Foot,
    Link,
    document_line,
    entry_link,
    foot,
    passage_link,
    pieces,
    voices,
)
from muniment.pages.rows import author_name, events_by_date, plural
from muniment.site import Entry, Site
from muniment.text import plain_name

ADDRESS = "terms.html"
TITLE = "Terms"
KINDS = (("event", "Events"), ("actor", "Actors"), ("place", "Places"), ("outlet", "Outlets"))
MOST_WORDS = 8
"""The longest phrase that the index lists."""
_OPENERS = re.compile(r"^(?:[^\w]*(?:the|a|an|its|his|their|this|these)\s+)?[^\w]*", re.IGNORECASE)


class Words(Struct, frozen=True):
    """Words that somebody uses, with the link to their passage; `stance` where they are denied or doubted."""

    words: tuple[str, ...]
    href: str
    stance: str


class User(Struct, frozen=True):
    """A voice, or a document's author, with the words used in that document."""

    voice: tuple[Link, ...]
    author: str
    document: DocumentLine
    called: tuple[Words, ...]
    described: tuple[Words, ...]


class Thing(Struct, frozen=True):
    """A record with everybody's words for it; `gist` tells how many there are and whose."""

    anchor: str
    link: Link
    when: str
    gist: str
    users: tuple[User, ...]


class Kind(Struct, frozen=True):
    """The records of one type."""

    anchor: str
    label: str
    count: str
    things: tuple[Thing, ...]


class Use(Struct, frozen=True):
    """One use of a phrase: by whom, of what, where."""

    who: str
    href: str
    of: Link


class Phrase(Struct, frozen=True):
    """A phrase of the index with its uses."""

    words: str
    uses: tuple[Use, ...]


class Letter(Struct, frozen=True):
    """The phrases under one letter; `gist` tells how many and from which to which."""

    anchor: str
    label: str
    gist: str
    phrases: tuple[Phrase, ...]


class OwnTerm(Struct, frozen=True):
    """A term that an outlet's documents use themselves, on the outlet's page."""

    words: Words
    called: bool
    of: Link


class TermsView(Struct, frozen=True):
    """The words by record, then the index."""

    title: str
    count: str
    kinds: tuple[Kind, ...]
    letters: tuple[Letter, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/terms.html", TITLE, later(view, site))


def view(site: Site) -> TermsView:
    """All that the page shows."""
    used = terms(site)
    by_record: dict[str, list[Term]] = {}
    for term in used:
        by_record.setdefault(term.of, []).append(term)
    kinds = tuple(_kind(site, key, label, by_record) for key, label in KINDS)
    documents = len({term.claim.claim.document for term in used})
    return TermsView(
        TITLE,
        f"{plural(len(used), 'wording')} for {plural(len(by_record), 'thing')}, from {plural(documents, 'document')}",
        tuple(kind for kind in kinds if kind.things),
        _letters(site, used),
        foot(site, ADDRESS, TITLE),
    )


def own_terms(site: Site, page: str, documents: Iterable[str]) -> tuple[OwnTerm, ...]:
    """The words that some documents themselves use of the record's things, by document and place."""
    found = terms_of_document(site)
    return tuple(
        OwnTerm(_words(site, page, term), term.called, _thing_link(site, page, term.of))
        for document in documents
        for term in found.get(document, ())
    )


def _kind(site: Site, key: str, label: str, by_record: dict[str, list[Term]]) -> Kind:
    entries = events_by_date(site) if key == "event" else sorted(site.of_type(key), key=alphabetical)
    things = tuple(_thing(site, entry, by_record[entry.id]) for entry in entries if entry.id in by_record)
    return Kind(key, label, plural(len(things), key), things)


def _thing(site: Site, entry: Entry, used: list[Term]) -> Thing:
    date = getattr(entry.record, "date", None)
    ordered = sorted(used, key=lambda term: (_published(site, term), term.claim.claim.document, _who_key(term)))
    users = (list(group) for _, group in groupby(ordered, key=lambda term: (term.claim.claim.document, _who_key(term))))
    return Thing(
        f"of-{entry.id}",
        entry_link(site, ADDRESS, entry.id),
        date.value.english if date else "",
        _gist(site, ordered),
        tuple(_user(site, group) for group in users),
    )


def _gist(site: Site, used: list[Term]) -> str:
    """How many wordings and whose; a lone one in its words, where they are few."""
    count = f"{plural(len(used), 'wording')}: {some(_speaker(site, term) for term in used)}"
    short = len(used) == 1 and len(used[0].words.split()) <= MOST_WORDS
    return f"{count}, “{used[0].words}”" if short else count


def _user(site: Site, used: list[Term]) -> User:
    claim = used[0].claim
    return User(
        voices(site, ADDRESS, claim),
        author_name(site, claim.claim.document),
        document_line(site, ADDRESS, claim.claim.document),
        tuple(_words(site, ADDRESS, term) for term in used if term.called),
        tuple(_words(site, ADDRESS, term) for term in used if not term.called),
    )


def _words(site: Site, page: str, term: Term) -> Words:
    return Words(pieces(term.words), passage_link(site, page, term.claim), STANCE_WORDS[term.statement.stance])


def _published(site: Site, term: Term) -> tuple:
    return site.entries[term.claim.claim.document].record.published.value.sort_key  # type: ignore[attr-defined]


def _who_key(term: Term) -> tuple:
    return tuple((voice.is_ or "", voice.printed or "") for voice in term.claim.claim.by)


def _thing_link(site: Site, page: str, record: str) -> Link:
    return Link(site.entries[record].name, link(page, f"{ADDRESS}#of-{record}"))


def _letters(site: Site, used: Iterable[Term]) -> tuple[Letter, ...]:
    """The short phrases by their first letter, an article aside; those alike in all but case and article together."""
    phrases: dict[str, list[Term]] = {}
    for term in used:
        if len(term.words.split()) <= MOST_WORDS and (key := sorting_key(term.words)):
            phrases.setdefault(key, []).append(term)
    by_letter = groupby(sorted(phrases), key=lambda key: key[0].upper() if key[0].isalpha() else "#")
    return tuple(_letter(site, letter, [phrases[key] for key in keys]) for letter, keys in by_letter)


def _letter(site: Site, letter: str, found: list[list[Term]]) -> Letter:
    phrases = tuple(_phrase(site, used) for used in found)
    ends = dict.fromkeys(f"“{phrase.words}”" for phrase in (phrases[0], phrases[-1]))
    return Letter(f"letter-{ord(letter):x}", letter, f"{plural(len(phrases), 'phrase')}: {' to '.join(ends)}", phrases)


def sorting_key(words: str) -> str:
    """A phrase without the article, quotation mark or pronoun that it begins with, for sorting and comparing."""
    return plain_name(_OPENERS.sub("", words).rstrip(".,;:’”'\" ")).casefold()


def _phrase(site: Site, used: list[Term]) -> Phrase:
    uses = {
        (_speaker(site, term), term.of): Use(
            _speaker(site, term), passage_link(site, ADDRESS, term.claim), _thing_link(site, ADDRESS, term.of)
        )
        for term in used
    }
    return Phrase(used[0].words, tuple(uses.values()))


@remembered
def _authors(site: Site) -> dict[str, str]:
    """Whose words each document's own assertions are."""
    return {document.id: author_name(site, document.id) for document in site.of_type("document")}


def _speaker(site: Site, term: Term) -> str:
    spoken = " and ".join(voice.text for voice in voices(site, ADDRESS, term.claim))
    return spoken or _authors(site)[term.claim.claim.document]
