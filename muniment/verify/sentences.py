"""Our own sentences: each stands on claims, and each number, name and quotation in it occurs in those claims."""

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from muniment.diagnostics import Problem
from muniment.findings.origins import author_label
from muniment.memo import remembered
from muniment.mentions import NameIndex
from muniment.quotes import NotFound
from muniment.records.base import Sentence
from muniment.records.document import Document
from muniment.site import Entry, Site, SiteClaim
from muniment.strict_yaml import Path
from muniment.text import fold_quotation
from muniment.verify.quoted import strange_quotations

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBER_WORDS = (
    {w: n for n, w in enumerate(_UNITS)}
    | {w: 10 * n for n, w in enumerate(_TENS, 2)}
    | {"dozen": 12, "hundred": 100, "thousand": 1000}
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_EXEMPT_WORDS = {"one"}
"""Number words that are mostly pronouns or articles: "one account", "no one"."""
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MOST_DIGITS = 15
"""Longer rows of digits are no figure that a sentence could give: they are left out."""
_NUMBER = re.compile(r"\d+(?:[.,]\d{3})*(?:\.\d+)?")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+")
_CAPITAL = re.compile(r"(?<![\w’'-])(?:[A-ZÀ-Þ][\w’'-]*|[A-Z]\.)")


def verify_sentences(site: Site, entry: Entry) -> Iterator[Problem]:
    """What is wrong with the sentences of ours in a record."""
    for key in ("summary", "abstract"):
        for index, sentence in enumerate(getattr(entry.record, key, ())):
            yield from _sentence(site, entry, sentence, (key, index))
    for key in ("unknowns", "silences"):
        for index, item in enumerate(getattr(entry.record, key, ())):
            if item.claims:
                allowed = tuple(filter(None, (site.entries.get(getattr(item, "who", "")),)))
                yield from _sentence(site, entry, Sentence(text=item.text, claims=item.claims), (key, index), allowed)


def _sentence(
    site: Site, entry: Entry, sentence: Sentence, path: Path, also: tuple[Entry, ...] = ()
) -> Iterator[Problem]:
    claims = [c for address in sentence.claims if (c := site.claim(address, entry.id))]
    if not sentence.claims:
        yield entry.parsed.problem(
            path,
            "sentence-without-claim",
            "The sentence stands on no claim.",
            "Add claims: with the claims that prove it.",
        )
    if len(claims) < len(sentence.claims) or not claims or any(isinstance(c.passage, NotFound) for c in claims):
        return
    brought = [_brought(site, claim.address) for claim in claims]
    held = {number for one in brought for number in one.numbers}
    told, text = (*path, "text"), sentence.text
    for number in sorted(_numbers(text) - held):
        yield entry.parsed.problem_in(
            told,
            text,
            _place_of(number, text),
            "number-not-in-claims",
            f"The number {number:,} occurs in none of the sentence's claims.",
            "Check it, or add the claim that holds it.",
        )
    for start, name in _strange_names(site, text, claims, brought, (entry, *also)):
        yield entry.parsed.problem_in(
            told,
            text,
            start,
            "name-not-in-claims",
            f"{name!r} occurs in none of the sentence's claims.",
            "Check it, or add the claim that names it.",
        )
    for start, words in strange_quotations(text, [one.words for one in brought]):
        yield entry.parsed.problem_in(
            told,
            text,
            start,
            "quoted-words-not-in-claims",
            f"The words {words} stand in none of the sentence's claims.",
            "Quote what a claim quotes, add the claim that quotes it, or leave out the quotation marks.",
        )


class Brought(Struct, frozen=True):
    """What printed words bring to sentences that stand on them: the words folded, and one by one; numbers; records."""

    words: str
    parts: frozenset[str]
    numbers: frozenset[int]
    records: frozenset[str]


@remembered
def _brought(site: Site, address: str) -> Brought:
    """What a claim brings, by its own words, by those of its document, and by its coding."""
    claim = site.claims[address]
    own, around = (_told(site.names, words) for words in (_words(claim), _words_around(site, claim.claim.document)))
    return Brought(
        f"{own.words} {around.words}",
        own.parts | around.parts,
        own.numbers | around.numbers | _coded(claim),
        own.records | around.records | set(_records(site, claim)),
    )


@remembered
def _told(names: NameIndex, words: str) -> Brought:
    folded = fold_quotation(words).text
    named = {record for _, _, records in names.possible(words) for record in records}
    return Brought(folded, frozenset(_parts(folded)), frozenset(_numbers(words)), frozenset(named))


def _words(claim: SiteClaim) -> str:
    """The printed words of a claim: quotation, voices, carriers, what the editors put around it."""
    voices = [v.printed or "" for v in (*claim.claim.by, *claim.claim.via)]
    return " ".join([claim.claim.quote, *voices, claim.claim.before or "", claim.claim.after or ""])


@remembered
def _words_around(site: Site, id: str) -> str:
    """The printed words of a document that every claim from it brings: author, title, outlets and date."""
    document: Document = site.entries[id].record  # type: ignore[assignment]
    outlets = [
        site.entries[o.value].name for o in (document.outlet, document.republisher) if o and o.value in site.entries
    ]
    return " ".join([author_label(site, id), document.title, *outlets, document.published.value.english])


def _numbers(text: str) -> set[int]:
    typed = (re.sub(r"[.,]", "", n) for n in _NUMBER.findall(text) if "." not in n or re.fullmatch(r"\d+(\.\d{3})+", n))
    found = {int(n) for n in typed if len(n) <= MOST_DIGITS}
    words = [w.casefold() for w in _WORD.findall(text)]
    for one, following in pairwise([*words, ""]):
        if one in _NUMBER_WORDS and one not in _EXEMPT_WORDS and one not in ("hundred", "thousand"):
            found.add(_NUMBER_WORDS[one] + (_NUMBER_WORDS[following] if one in _TENS and following in _UNITS else 0))
    return found


def _place_of(number: int, text: str) -> int:
    """Where a number stands in a text, in digits or as a word; 0 where it is made of several words."""
    places = (
        found.start() for form in (_NUMBER, _WORD) for found in form.finditer(text) if number in _numbers(found[0])
    )
    return next(places, 0)


def _coded(claim: SiteClaim) -> set[int]:
    """The numbers that a claim holds as values, dates and ordinals of its quotation."""
    found: set[int] = {1}
    found |= {_ORDINALS[w.casefold()] for w in _WORD.findall(claim.claim.quote) if w.casefold() in _ORDINALS}
    if re.search(r"\bdozens?\b", claim.claim.quote):
        found.add(12)
    for statement in claim.claim.says:
        found |= set(statement.value.numbers) if statement.value else set()
        for date in filter(None, (statement.date, statement.as_of)):
            found |= {int(n) for n in re.findall(r"\d+", f"{date.raw} {date.english}")}
    return found


def _strange_names(
    site: Site, text: str, claims: list[SiteClaim], brought: list[Brought], allowed: tuple[Entry, ...]
) -> Iterator[tuple[int, str]]:
    """The names in a text that no claim brings, each with its place."""
    known = {entry.id for entry in allowed}.union(*(one.records for one in brought))
    folded = " ".join(one.words for one in brought)
    plain = frozenset().union(*(one.parts for one in brought))
    covered: set[int] = set()
    for start, end, records in site.names.possible(text):
        covered |= set(range(start, end))
        name = fold_quotation(text[start:end]).text
        if not records & known and name not in folded and not _parts(name) <= plain:
            yield start, text[start:end]
    for match in _CAPITAL.finditer(text):
        word = fold_quotation(match[0]).text.strip(".'").removesuffix("'s")
        if match.start() in covered or _opens(text, match.start()) or word in _ALWAYS or _dated(word, claims):
            continue
        if not _parts(word) <= plain:
            yield match.start(), match[0]


def _parts(text: str) -> set[str]:
    """The words of a text, letter case aside; of a word with an apostrophe or hyphen its parts and the whole."""
    words = {word.casefold() for word in re.findall(r"[\w']+", text)}
    return words | {part for word in words for part in word.split("'") if part}


_ALWAYS = {"I", "A"}


def _records(site: Site, claim: SiteClaim) -> Iterator[str]:
    """The records that a claim brings by its coding: voices, carriers, answers, what it is about."""
    for voice in (*claim.claim.by, *claim.claim.via):
        yield from filter(None, (voice.is_, voice.of))
    document: Document = site.entries[claim.claim.document].record  # type: ignore[assignment]
    yield from (fact.value for fact in (document.outlet, document.republisher) if fact)
    for statement in claim.claim.says:
        declared = site.point(claim.owner, statement.point)[0].answers
        for key in statement.answer:
            answer = declared.get(key)
            yield from filter(None, (answer.actor, answer.place)) if answer else (key,)


def _opens(text: str, start: int) -> bool:
    """Whether a word stands where any word would have a capital: first in a sentence or a quotation."""
    before = text[:start].rstrip()
    return not before or before[-1] in '.!?:“"‘('


def _dated(word: str, claims: list[SiteClaim]) -> bool:
    dates = [s.date.english for claim in claims for s in claim.claim.says if s.date]
    dates += [s.as_of.english for claim in claims for s in claim.claim.says if s.as_of]
    if word in MONTHS:
        return any(word in date for date in dates)
    return word in DAYS and any(
        date.first_day and DAYS[date.first_day.weekday()] == word
        for claim in claims
        for s in claim.claim.says
        for date in filter(None, (s.date, s.as_of))
    )
