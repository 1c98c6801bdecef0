"""Folding: the same words however they were typed, with each folded character's place in the original kept.

Two foldings, and no third: `fold_quotation` for verbatim comparison (white space, quotation marks, dashes and
invisible marks only) and `fold_name` for finding names in prose (letter case, diacritics, Arabic letter forms too).
"""

import re
import unicodedata
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

BREAK = "\n\n"
"""Between two blocks of a document's displayed text: no quotation and no name reaches across it."""

_APOSTROPHES = "'\u2018\u2019\u201a\u201b\u2032\u02bc\u02bb\u02be\u02bf`\u00b4"
_DOUBLE_QUOTES = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb'
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u061c"
)
_SIMPLE = re.compile(r"[!-_a-~]+(?: [!-_a-~]+)*")
"""Words of ASCII characters without the grave accent, one space between them."""
_PIECES = re.compile(rf"(?P<ascii>[!-_a-~]+)|(?P<space>\s[\s{_INVISIBLE}]*)|(?P<other>.)", re.DOTALL)
"""A text in pieces: runs of plain ASCII, white space with the invisible marks in it, any other character."""
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


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `offsets[i]` is the place in the original of folded character i, in characters."""

    text: str
    offsets: array

    def span(self, start: int, end: int, original: str) -> tuple[int, int]:
        """The place in the original of folded characters `start` to `end`, end exclusive."""
        return self.offsets[start], min(self.offsets[end - 1] + 1, len(original))


def fold_quotation(text: str) -> Folded:
    """The text with white space collapsed, quotation marks and dashes unified, invisible marks dropped; no more."""
    return _unchanged(text, text) or _fold(text, _quotation_character, str)


def fold_name(text: str) -> Folded:
    """The text as names are compared in it: also case-folded, without diacritics, Arabic and Persian forms unified."""
    return _unchanged(text, text.lower()) or _fold(text, _name_character, str.lower)


@lru_cache(maxsize=1 << 16)
def plain_quotation(text: str) -> str:
    """The folded form of an editor's quotation, white space at both ends removed."""
    return fold_quotation(text.replace("\n", " ")).text.strip()


@lru_cache(maxsize=1 << 16)
def plain_name(text: str) -> str:
    """The folded form of a name, white space at both ends removed."""
    return fold_name(text.replace("\n", " ")).text.strip()


def _unchanged(text: str, folded: str) -> Folded | None:
    """The folding of a text in which nothing but letter case can change: plain ASCII with single spaces."""
    return Folded(folded, array("L", range(len(text)))) if _SIMPLE.fullmatch(text) else None


def _fold(text: str, character: Callable[[str], str], run: Callable[[str], str]) -> Folded:
    """The folding of any text: `character` folds one character, `run` a run of plain ASCII without white space."""
    out: list[str] = []
    offsets = array("L")
    for match in _PIECES.finditer(text):
        start, end = match.span()
        if match.lastgroup == "ascii":
            out.append(run(match[0]))
            offsets.extend(range(start, end))
        elif match.lastgroup == "space":
            out.append("\n" if BREAK in match[0] else " ")
            offsets.append(start)
        else:
            folded = character(match[0])
            out.append(folded)
            offsets.extend([start] * len(folded))
    return Folded("".join(out), offsets)


@lru_cache(maxsize=4096)
def _quotation_character(char: str) -> str:
    return _QUOTATION_TABLE.get(ord(char), char)


@lru_cache(maxsize=4096)
def _name_character(char: str) -> str:
    mapped = _NAME_TABLE.get(ord(char), char)
    marks_off = "".join(c for c in unicodedata.normalize("NFKD", mapped) if not unicodedata.combining(c))
    return "".join(_NAME_TABLE.get(ord(c), c) for c in marks_off.casefold())


def is_word(char: str) -> bool:
    """Whether a character can be part of a word: a letter, a digit or an underscore."""
    return char.isalnum() or char == "_"
