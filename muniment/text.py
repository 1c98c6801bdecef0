"""Folding: the same words however they were typed, with each folded character's place in the original kept.

Two foldings, and no third: `fold_quotation` for verbatim comparison (white space, quotation marks, dashes and
invisible marks only) and `fold_name` for finding names in prose (letter case, diacritics, Arabic letter forms too).
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct

BREAK = "\n\n"
"""Between two blocks of a document's displayed text: no quotation and no name reaches across it."""

_APOSTROPHES = "'\u2018\u2019\u201a\u201b\u2032\u02bc\u02bb\u02be\u02bf`\u00b4"
_DOUBLE_QUOTES = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb'
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u061c"
)
_WHITE = "\t\n\x0b\x0c\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space but the space itself, as in a class of a pattern: a class is looked for ten times as fast as `\\s`."""
_UNEVEN = re.compile(rf"[ {_WHITE}][ {_WHITE}{_INVISIBLE}]+|[{_INVISIBLE}]")
"""What folds to fewer characters than it has: runs of white space, invisible marks."""
_MARKS = re.compile(f"[{_INVISIBLE}]")
_NOT_PLAIN = re.compile(r"[^!-_a-~ ]")
"""What is not ASCII in which names differ by letter case alone: the grave accent, control characters too."""
_PIECES = re.compile(r"(?P<ascii>[!-_a-~]+)|(?P<space>\s)|(?P<other>.)", re.DOTALL)
"""A text in pieces: runs of plain ASCII, white space, any other character."""
_QUOTATION_TABLE = (
    dict.fromkeys(map(ord, "'\u2018\u2019\u201a\u201b\u2032\u02bc"), "'")
    | dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"')
    | dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _INVISIBLE), "")
)
_NAME_TABLE = (
    _QUOTATION_TABLE
    | dict.fromkeys(map(ord, _APOSTROPHES), "'")
    | {ord("\u0640"): "", ord("ك"): "ک", ord("ي"): "ی", ord("ى"): "ی"}
)
_UNALIKE = re.compile(
    rf"[{re.escape(''.join(chr(c) for c, to in _QUOTATION_TABLE.items() if to not in ('', chr(c))))}{_WHITE}]"
)
"""Quotation marks, dashes and spaces that fold to another character, each to one."""


class Folded(Struct, frozen=True):
    """A folded text; `offsets[i]` is the place in the original of folded character i, in characters."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int, original: str) -> tuple[int, int]:
        """The place in the original of folded characters `start` to `end`, end exclusive."""
        return self.offsets[start], min(self.offsets[end - 1] + 1, len(original))


def fold_quotation(text: str) -> Folded:
    """The text with white space collapsed, quotation marks and dashes unified, invisible marks dropped; no more."""
    return _fold(text, _alike_quotation)


def fold_name(text: str) -> Folded:
    """The text as names are compared in it: also case-folded, without diacritics, Arabic and Persian forms unified."""
    return _fold(text, _alike_name)


@lru_cache(maxsize=1 << 16)
def plain_quotation(text: str) -> str:
    """The folded form of an editor's quotation, white space at both ends removed."""
    return fold_quotation(text.replace("\n", " ")).text.strip()


@lru_cache(maxsize=1 << 16)
def plain_name(text: str) -> str:
    """The folded form of a name, white space at both ends removed."""
    return fold_name(text.replace("\n", " ")).text.strip()


def _fold(text: str, alike: Callable[[str], str | None]) -> Folded:
    """The folding of any text; `alike` folds a text character by character, or gives None where that cannot be."""
    whole = alike(text)
    if whole is None:
        return _by_stretches(text, alike) if _UNEVEN.search(text) else _by_character(text)
    if _even_but_for_breaks(text):
        return _in_blocks(text, whole)
    out: list[str] = []
    offsets = Offsets()
    position = 0
    for match in _UNEVEN.finditer(text):
        start, end = match.span()
        out.append(whole[position:start])
        if text[start] not in _INVISIBLE:
            out.append(_white(match))
            start += 1
        offsets.add(range(position, start))
        position = end
    out.append(whole[position:])
    offsets.add(range(position, len(text)))
    return Folded("".join(out), offsets)


def _even_but_for_breaks(text: str) -> bool:
    """Whether every character but those of a BREAK folds to one; this is so of most texts, and soon told."""
    alone = " ".join(text.split()) == text.replace(BREAK, " ")
    return alone and (text.isascii() or not _MARKS.search(text))


def _in_blocks(text: str, whole: str) -> Folded:
    """The folding of a text of which only each BREAK folds to fewer characters."""
    if BREAK not in text:
        return Folded(whole, range(len(text)))
    out, offsets, position = [], Offsets(), 0
    for block in text.split(BREAK):
        end = position + len(block)
        out.append(whole[position:end])
        offsets.add(range(position, min(end + 1, len(text))))
        position = end + len(BREAK)
    return Folded("\n".join(out), offsets)


def _by_stretches(text: str, alike: Callable[[str], str | None]) -> Folded:
    """The folding of a text of which some stretch between its white space does not fold character by character."""
    out: list[str] = []
    offsets = Offsets()
    position = 0
    for match in _UNEVEN.finditer(text):
        _append(text[position : match.start()], alike, position, out, offsets)
        if match[0][0] not in _INVISIBLE:
            out.append(_white(match))
            offsets.add(range(match.start(), match.start() + 1))
        position = match.end()
    _append(text[position:], alike, position, out, offsets)
    return Folded("".join(out), offsets)


def _white(match: re.Match[str]) -> str:
    """What stands for a run of white space."""
    return "\n" if BREAK in match[0] else " "


def _append(
    stretch: str, alike: Callable[[str], str | None], position: int, out: list[str], offsets: "Offsets"
) -> None:
    """Nothing; the folding of a stretch that starts at `position` is put at the end."""
    folded = alike(stretch)
    if folded is not None:
        out.append(folded)
        offsets.add(range(position, position + len(stretch)))
    else:
        by_character = _by_character(stretch)
        out.append(by_character.text)
        offsets.add(array("L", (position + offset for offset in by_character.offsets)))


class Offsets(Sequence):
    """Places in a text, one after another, held as stretches: most of a text folds character by character."""

    __slots__ = ("_stretches", "_starts", "_length")

    def __init__(self) -> None:
        self._stretches: list[Sequence[int]] = []
        self._starts: list[int] = []
        self._length = 0

    def add(self, stretch: Sequence[int]) -> None:
        """Nothing; the places of a stretch follow."""
        if stretch:
            self._stretches.append(stretch)
            self._starts.append(self._length)
            self._length += len(stretch)

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: int) -> int:  # type: ignore[override]
        number = bisect_right(self._starts, index) - 1
        return self._stretches[number][index - self._starts[number]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Offsets) and self._stretches == other._stretches

    __hash__ = None  # type: ignore[assignment]


def _alike_quotation(text: str) -> str:
    """Every character folds to one."""
    return _UNALIKE.sub(_alike, text)


def _alike(found: re.Match[str]) -> str:
    return _QUOTATION_TABLE.get(ord(found[0]), " ")


def _alike_name(text: str) -> str | None:
    """The folding of a text as a name where letter case, quotation marks and dashes are all that folds."""
    if _NOT_PLAIN.search(text):
        text = _UNALIKE.sub(_alike, text)
        if _NOT_PLAIN.search(text):
            return None
    return text.lower()


def _by_character(text: str) -> Folded:
    out: list[str] = []
    offsets = array("L")
    for match in _PIECES.finditer(text):
        if match.lastgroup == "ascii":
            folded, places = match[0].lower(), range(*match.span())
        else:
            folded = " " if match.lastgroup == "space" else _name_character(match[0])
            places = [match.start()] * len(folded)
        out.append(folded)
        offsets.extend(places)
    return Folded("".join(out), offsets)


@lru_cache(maxsize=4096)
def _name_character(char: str) -> str:
    mapped = _NAME_TABLE.get(ord(char), char)
    marks_off = "".join(c for c in unicodedata.normalize("NFKD", mapped) if not unicodedata.combining(c))
    return "".join(_NAME_TABLE.get(ord(c), c) for c in marks_off.casefold())


def is_word(char: str) -> bool:
    """Whether a character can be part of a word: a letter, a digit or an underscore."""
    return char.isalnum() or char == "_"
