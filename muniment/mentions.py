"""Names found in prose: every printed form of every actor, place and outlet, the longest match first.

All matches are taken, then those inside longer words are dropped, then the longest of those that overlap wins
(Aho and Corasick, Communications of the ACM 18, 1975). A form that could mean two records counts only in the
documents that a record names for it; nothing is guessed.
"""

from collections.abc import Iterable, Iterator

import ahocorasick
from msgspec import Struct

from muniment.text import Folded, fold_name, is_word, plain_name


class Form(Struct, frozen=True):
    """One form of a record's name; `record` is None for a phrase that holds a name and means none."""

    record: str | None
    text: str
    only_in: frozenset[str] = frozenset()
    exact_case: bool = False
    search_only: bool = False


class Mention(Struct, frozen=True):
    """A name in a text: its first character, the one after its last, and the record meant."""

    start: int
    end: int
    record: str


class Reading(Struct, frozen=True):
    """What a document names: its mentions, and the folded forms that stand in it, inside longer words too."""

    mentions: tuple[Mention, ...]
    printed: frozenset[str]


class NameIndex:
    """Every form of every name, ready to be found in a text."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._by_folded: dict[str, tuple[Form, ...]] = {}
        for form in forms:
            folded = plain_name(form.text)
            if folded:
                self._by_folded[folded] = (*self._by_folded.get(folded, ()), form)
        self._automaton = ahocorasick.Automaton()
        for folded in self._by_folded:
            self._automaton.add_word(folded, folded)
        if self._by_folded:
            self._automaton.make_automaton()

    def find(self, text: str, document: str | None = None) -> tuple[Mention, ...]:
        """The names in a text, in order, none overlapping; `document` is the id of the document that it is from."""
        return self._mentions(self._matches(text, document))

    def read(self, text: str, document: str) -> "Reading":
        """The names in the text of a document, and the folded forms that it prints."""
        printed: set[str] = set()
        return Reading(self._mentions(self._matches(text, document, printed=printed)), frozenset(printed))

    def _mentions(self, matches: Iterable[tuple[int, int, list[Form]]]) -> tuple[Mention, ...]:
        return tuple(
            Mention(start, end, forms[0].record)
            for start, end, forms in matches
            if len({form.record for form in forms}) == 1 and forms[0].record is not None
        )

    def possible(self, text: str) -> tuple[tuple[int, int, frozenset[str]], ...]:
        """The names in a text of ours with every record that each could mean."""
        return tuple(
            (start, end, records)
            for start, end, forms in self._matches(text, None, anywhere=True)
            if (records := frozenset(form.record for form in forms if form.record))
        )

    def shared(self) -> Iterator[tuple[str, tuple[Form, ...]]]:
        """Each folded form that more than one record claims, with its claimants."""
        for folded, forms in sorted(self._by_folded.items()):
            if len({form.record for form in forms if form.record}) > 1:
                yield folded, tuple(form for form in forms if form.record)

    def _matches(
        self, text: str, document: str | None, anywhere: bool = False, printed: set[str] | None = None
    ) -> list[tuple[int, int, list[Form]]]:
        """The matches that count, the longest of those that overlap; every form found is added to `printed`."""
        if not self._by_folded:
            return []
        folded = fold_name(text)
        found = []
        for last, name in self._automaton.iter(folded.text):
            if printed is not None:
                printed.add(name)
            start, end = last + 1 - len(name), last + 1
            if _whole(folded, start, end):
                span = folded.span(start, end, text)
                forms = [f for f in self._by_folded[name] if _counts(f, text[slice(*span)], document, anywhere)]
                if forms:
                    found.append((*span, forms))
        return _longest(found)


def _whole(folded: Folded, start: int, end: int) -> bool:
    before = folded.text[start - 1] if start else " "
    after = folded.text[end] if end < len(folded.text) else " "
    return not (is_word(before) and is_word(folded.text[start])) and not (
        is_word(after) and is_word(folded.text[end - 1])
    )


def _counts(form: Form, printed: str, document: str | None, anywhere: bool) -> bool:
    if form.exact_case and printed != form.text:
        return False
    if form.record is not None and not form.exact_case and printed[:1].islower() and form.text[:1].isupper():
        return False
    return anywhere or not form.only_in or document in form.only_in


def _longest(found: list[tuple[int, int, list[Form]]]) -> list[tuple[int, int, list[Form]]]:
    chosen, end = [], -1
    for match in sorted(found, key=lambda m: (m[0], -m[1])):
        if match[0] >= end:
            chosen.append(match)
            end = match[1]
    return chosen
