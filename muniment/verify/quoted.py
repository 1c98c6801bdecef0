"""Quotations inside our own sentences: words between quotation marks that no claim of the sentence quotes."""

import re
from collections.abc import Iterator

from muniment.text import fold_quotation

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_GAP = re.compile(r"\[?(?:\.\.\.|…)\]?")
_ASIDE = re.compile(r"[\"'\[\]]")
"""Marks that change where a quotation stands inside another, and the brackets around what its author changed."""


def strange_quotations(text: str, held: list[str]) -> Iterator[tuple[int, str]]:
    """The quotations in a text, each with its place, that stand in none of the texts held; these are folded.

    Letter case, the marks within a quotation and those at its ends may differ. A gap, [...], stands for any words.
    """
    known = [_bare(one) for one in held]
    for found in _QUOTED.finditer(text):
        pieces = [_bare(fold_quotation(piece).text) for piece in _GAP.split(found[0])]
        if not any(all(piece in words for piece in pieces) for words in known):
            yield found.start(), found[0]


def _bare(folded: str) -> str:
    return _ASIDE.sub("", folded).casefold().strip(" .,;:!?-")
