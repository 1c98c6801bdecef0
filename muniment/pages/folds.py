"""Lists that fold: what a page shows of a long list at once, what stands behind a summary, and what that says."""

from collections.abc import Iterable

from msgspec import Struct

from muniment.pages.parts import DocumentLine, Quotation
from muniment.pages.rows import plural

SPARED = 2
"""So many entries more than wanted are not worth a fold."""
MOST_NAMED = 4
MOST_OPEN = 6
"""So many passages a page lists one after the other; more are folded by document."""


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


class FromDocument(Struct, frozen=True):
    """Passages of one document, in the order of their numbers."""

    document: DocumentLine
    count: str
    quotations: tuple[Quotation, ...]


def by_document(quotations: Iterable[Quotation]) -> tuple[FromDocument, ...]:
    """A long list of passages by document, those first that the list names first; nothing where the list is short."""
    found: dict[str, list[Quotation]] = {}
    for one in quotations:
        found.setdefault(one.document.id, []).append(one)
    if len(found) < 2 or sum(map(len, found.values())) <= MOST_OPEN:
        return ()
    return tuple(FromDocument(some[0].document, plural(len(some), "passage"), tuple(some)) for some in found.values())


def some(names: Iterable[str], most: int = MOST_NAMED, between: str = ", ") -> str:
    """The first of some names, each once, and how many more there are: "a, b, c, d and 3 more"."""
    found = tuple(dict.fromkeys(names))
    shown = found if len(found) <= most + 1 else found[:most]
    return between.join(shown) + (f" and {len(found) - len(shown)} more" if len(shown) < len(found) else "")
