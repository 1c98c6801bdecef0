"""Step 5: a Site into pages. One module per page type, and PAGE_TYPES, the list."""

from collections.abc import Iterable, Iterator

from muniment.diagnostics import Problem
from muniment.pages import (
    actor,
    actors,
    compare,
    corrections,
    coverage,
    data,
    differences,
    document,
    documents,
    event,
    events,
    home,
    map,
    markdown_page,
    network,
    not_found,
    outlet,
    outlets,
    place,
    places,
    redirect,
    search,
    terms,
    timeline,
    unknowns,
)
from muniment.pages.page import Page
from muniment.site import Site

PAGE_TYPES = (
    home,
    event,
    events,
    timeline,
    map,
    actor,
    actors,
    network,
    place,
    places,
    document,
    documents,
    outlet,
    outlets,
    compare,
    coverage,
    differences,
    unknowns,
    terms,
    search,
    data,
    corrections,
    markdown_page,
    redirect,
    not_found,
)
"""The page types: each module has `pages(site)`, and some have `problems(site, addresses)`."""

UNLISTED = frozenset(("pages/redirect.html", "pages/not_found.html", "pages/search.html"))
"""The templates of pages that are no use to arrive at from elsewhere."""


def compose(site: Site) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """Every page of the site with its view, and the problems of addresses: repeated ones, links that lead nowhere."""
    pages = tuple(page for kind in PAGE_TYPES for page in kind.pages(site))
    addresses = frozenset(page.address for page in pages)
    return pages, (*_repeated(pages), *markdown_page.problems(site, addresses))


def listed(site: Site, pages: Iterable[Page]) -> Iterator[str]:
    """The addresses of the pages that search engines may list: no redirects, and documents only as the settings say."""
    hidden = {entry.address for entry in site.of_type("document")} if not site.settings.documents.indexed else set()
    return (page.address for page in pages if page.template not in UNLISTED and page.address not in hidden)


def _repeated(pages: Iterable[Page]) -> Iterator[Problem]:
    """A problem for each address that another page has, in whatever case: many disks do not tell case apart."""
    first: dict[str, Page] = {}
    for page in pages:
        other = first.setdefault(page.address.casefold(), page)
        if other is not page:
            message = f"Two pages have the address {page.address}: “{other.title}” and “{page.title}”."
            yield Problem("content", 0, 0, "repeated-address", message, "Rename one of the two records or pages.")
