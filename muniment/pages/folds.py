"""Lists that fold: what a page shows of a long list at once, and what stands behind a summary."""

from collections.abc import Iterable

from msgspec import Struct

SPARED = 2
"""So many entries more than wanted are not worth a fold."""


class Fold(Struct, frozen=True):
    """A list in two parts; `more` is empty where the list is short. `count` is the length of the whole."""

    shown: tuple
    more: tuple
    count: int


def fold(items: Iterable, wanted: int) -> Fold:
    """The first entries of a list, and the rest."""
    found = tuple(items)
    most = len(found) if len(found) <= wanted + SPARED else wanted
    return Fold(found[:most], found[most:], len(found))
