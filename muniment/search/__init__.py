"""The search index: pages as readers see them go in, the files that the search page loads come out.

`index` feeds Pagefind with search-only pages (`shadow`) through its service (`service`) and checks what comes back
(`bundles`). `versioned` puts the files under an address that changes with them, and one small pointer to it. Pages
never name a version, so that an edit changes only the pages that it touches.
"""

from muniment.search.bundles import index, versioned
from muniment.search.service import SearchError
from muniment.search.shadow import SearchPage

__all__ = ["SearchError", "SearchPage", "index", "versioned"]
