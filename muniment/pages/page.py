"""A page: its address, the template that prints it, and its view: plain frozen values, nothing to look up."""

import posixpath
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site. `address` is its path from the site's root; `view` is all that its template sees."""

    address: str
    template: str
    title: str
    view: object


def link(page: str, target: str) -> str:
    """The relative link from the page at address `page` to `target`, an address with or without a fragment."""
    path, mark, fragment = target.partition("#")
    if path == page and fragment:
        return mark + fragment
    return _relative(page.rpartition("/")[0], path) + mark + fragment


@lru_cache(maxsize=1 << 16)
def _relative(folder: str, path: str) -> str:
    return posixpath.relpath(path, folder or ".")
