"""The search index: pages as readers see them go in, the files that the search page loads come out.

`contents` says what is searched, `keys` how all spellings of a name are found by one word, `names` and `facets` what
the browser learns of names and of what can be counted. `index_bundle` feeds Pagefind with search-only pages (`shadow`)
through its service (`service`) and checks what comes back (`bundles`). `versioned` puts the files under an address
that changes with them, and one small pointer to it. Pages never name a version, so that an edit changes only the pages
that it touches.
"""

from collections.abc import Callable, Sequence

from muniment.search.bundles import fragments, index_bundle, versioned
from muniment.search.contents import bundles
from muniment.search.facets import tables
from muniment.search.names import names
from muniment.search.service import SearchError
from muniment.search.shadow import Block, SearchPage
from muniment.site import Site

Indexer = Callable[[str, Sequence[SearchPage]], dict[str, bytes]]

__all__ = ["Block", "SearchError", "SearchPage", "index", "index_bundle", "site_files", "versioned"]


def site_files(site: Site, indexer: Indexer = index_bundle) -> dict[str, bytes]:
    """Every file of the search of a site, the pointer included. `indexer` may remember what it gave for equal pages."""
    return versioned(index(site, indexer))[1]


def index(site: Site, indexer: Indexer = index_bundle) -> dict[str, bytes]:
    """The files of a site's index, by their path within it: its bundles, `names.json` and the tables of facets."""
    contents = bundles(site)
    files: dict[str, bytes] = {}
    for name, pages in sorted(contents.items()):
        files |= indexer(name, pages)
    filled = [name for name, pages in contents.items() if pages]
    return files | tables(site, fragments(files), filled) | {"names.json": names(site, contents)}
