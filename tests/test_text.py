"""Folding, held against its definition: one character after another, nothing skipped."""

import random
import re

import pytest

from muniment import text

SIGNS = "abAB  ’“é\n\n\t\u200b\u00a0\u202e–`'ﬁ\x1c\x00ك"
EVEN = "abA  \n’-"
BLOCKS = ("ab c", "A’b", "é x", "a-b", "ﬁ")
UNEVEN = re.compile(rf"\s[\s{text._INVISIBLE}]+|[{text._INVISIBLE}]")


def quoted(char: str) -> str:
    return text._QUOTATION_TABLE.get(ord(char), " " if char.isspace() else char)


def named(char: str) -> str:
    return " " if char.isspace() else text._name_character(char)


def by_definition(original: str, fold) -> tuple[str, list[int]]:
    """The folded characters, and of each the place in the original."""
    found: list[tuple[str, int]] = []
    position = 0
    for match in [*UNEVEN.finditer(original), None]:
        end = match.start() if match else len(original)
        found += [(folded, at) for at in range(position, end) for folded in fold(original[at])]
        if match and match[0][0] not in text._INVISIBLE:
            found.append(("\n" if text.BREAK in match[0] else " ", end))
        position = match.end() if match else end
    return "".join(char for char, _ in found), [at for _, at in found]


@pytest.mark.parametrize(("folding", "fold"), [(text.fold_quotation, quoted), (text.fold_name, named)])
def test_a_text_folds_as_its_characters_do_whichever_short_way_is_taken(folding, fold):
    chance = random.Random(3)
    for number in range(6000):
        signs = SIGNS if number % 2 else EVEN
        original = "".join(chance.choice(signs) for _ in range(chance.randrange(14)))
        if number % 3 == 0:
            original = text.BREAK.join(chance.choice(BLOCKS) for _ in range(3))
        folded = folding(original)
        assert (folded.text, list(folded.offsets)) == by_definition(original, fold), repr(original)
