"""Our own prose: no loaded words outside quotation marks, no contested sentence without a voice, no figure made exact.

All of these are warnings: a program sees words, the editors judge them. The words come from the vocabulary's list
`loaded_words`, each with its reason and with what to write instead.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from muniment.diagnostics import Problem
from muniment.findings import accounts, author_label
from muniment.records.base import Part, Sentence, holds_part
from muniment.records.claim import Statement
from muniment.records.vocabulary import LoadedWord
from muniment.site import Entry, Site, SiteClaim
from muniment.strict_yaml import Path

OUR_WORDS = ("title", "text", "ask", "label", "basis", "note", "settle", "reason", "identity", "precision")
"""The fields of records that hold our own words."""
_NOT_OURS = ("document", "outlet")
"""Record types whose title and label are printed, not ours."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_ATTRIBUTION = re.compile(
    r"\b(said|says|say|told|tells|wrote|writes|write|reported|reports|report|according to|"
    r"account|accounts|announced|denied|denies|deny|"
    r"rejected|rejects|blamed|blames|accused|accuses|named|names|counted|counts|called|calls|gave|gives|put|puts|described|describes|"
    r"quoted|quotes|spoke|speaks|stated|states|ascribed|ascribes|attributed|held|added|adds|argued|argues|article|document)\b"
)
_AT_LEAST = re.compile(
    r"\b(at least|more than|over|or more|no fewer than|some|about|around|nearly|almost|up to|at most|as many as)\b",
    re.IGNORECASE,
)


def verify_neutrality(site: Site, entry: Entry) -> Iterator[Problem]:
    """Warnings about a record's own prose."""
    texts = [
        (path, text)
        for path, text in _ours(entry.record, ())
        if not (entry.type in _NOT_OURS and path[-1] in ("title", "label"))
    ]
    if _may_be_loaded(site, "\n".join(text for _, text in texts)):
        for path, text in texts:
            yield from _loaded(site, entry, path, text)
    disputed = {point.id for point in accounts(site, entry.id) if point.status.status == "disputed"}
    for index, sentence in enumerate(getattr(entry.record, "summary", ())):
        claims = tuple(claim for address in sentence.claims if (claim := site.claim(address, entry.id)))
        yield from _attributed(site, entry, ("summary", index), sentence, claims, disputed)
        yield from _exact(entry, ("summary", index), sentence, claims)


def _ours(part: Part, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text of ours in a record, with the way to it."""
    values = part.__dict__
    for name, key, ours in _fields(type(part)):
        if value := values[name]:
            yield from _inside(value, (*path, key), ours)


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a model that can hold words of ours: name, key in the file, whether they are ours."""
    return tuple(
        (name, info.alias or name, name in OUR_WORDS)
        for name, info in model.model_fields.items()
        if name in OUR_WORDS or holds_part(info.annotation)
    )


def _inside(value: object, path: Path, ours: bool) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str) and ours:
        yield path, value
    elif isinstance(value, Part):
        yield from _ours(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _inside(item, (*path, index), False)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, (*path, key), False)


def _may_be_loaded(site: Site, text: str) -> bool:
    """Whether a loaded word stands anywhere in a text, inside a longer word or a quotation too: soon told."""
    folded = text.casefold()
    return any(word in folded for word in _folded(tuple(site.vocabulary.loaded_words)))


def _loaded(site: Site, entry: Entry, path: Path, text: str) -> Iterator[Problem]:
    if not _may_be_loaded(site, text):
        return
    words = site.vocabulary.loaded_words
    for match in _pattern(tuple(words)).finditer(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)):
        if any(start <= match.start() < end for start, end, _ in site.names.possible(text)):
            continue
        word = _listed(match[1].casefold(), words)
        entry_word: LoadedWord = words[word]
        yield entry.parsed.problem(
            path,
            "loaded-word",
            f"{match[1]!r} stands outside quotation marks: {_lower(entry_word.reason)}.",
            f"Write instead: {entry_word.instead}.",
            "warning",
        )


@lru_cache(maxsize=4)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words)


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])((?:{'|'.join(map(re.escape, words))})(?:s|es|d|ed|ing)?)(?![\w-])", re.IGNORECASE)


def _listed(word: str, words: dict[str, LoadedWord]) -> str:
    return max((one for one in words if word.startswith(one.casefold())), key=len)


def _attributed(
    site: Site, entry: Entry, path: Path, sentence: Sentence, claims: Sequence[SiteClaim], disputed: set[str]
) -> Iterator[Problem]:
    """A warning where a sentence stands on statements about a disputed point alone and names no voice."""
    points = [s.point for claim in claims if claim.owner == entry.id for s in claim.claim.says]
    if not points or not set(points) <= disputed or _ATTRIBUTION.search(sentence.text):
        return
    if any(name in sentence.text for claim in claims for name in _voices(site, claim)):
        return
    yield entry.parsed.problem(
        (*path, "text"),
        "unattributed",
        "The sentence is about a disputed point and does not say whose account it is.",
        "Name the voice: “… said”, “according to …”.",
        "warning",
    )


def _voices(site: Site, claim: SiteClaim) -> Iterator[str]:
    for voice in claim.claim.by:
        yield site.entries[voice.is_].name if voice.is_ else voice.printed or ""
    yield author_label(site, claim.claim.document)


def _exact(entry: Entry, path: Path, sentence: Sentence, claims: Sequence[SiteClaim]) -> Iterator[Problem]:
    """A warning where a sentence prints as exact a number that every one of its claims gives with an open end."""
    stated = [s for claim in claims for s in claim.claim.says if s.value]
    for number in {n for s in stated for n in s.value.numbers}:
        holding = [s for s in stated if number in s.value.numbers]
        written = re.search(rf"(?<![\d,.]){number:,}(?![\d,.]*\d)|(?<![\d,.]){number}(?![\d,.]*\d)", sentence.text)
        if (
            written
            and all(_open(s) for s in holding)
            and not _AT_LEAST.search(sentence.text[: written.start()][-40:] + sentence.text[written.end() :][:12])
        ):
            yield entry.parsed.problem(
                (*path, "text"),
                "too-exact",
                f"The sentence gives {number:,} as exact; its claim says {holding[0].value.english}.",
                f"Write “{holding[0].value.english}”.",
                "warning",
            )


def _open(statement: Statement) -> bool:
    return statement.value.about or statement.value.least != statement.value.most


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
