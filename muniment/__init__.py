"""Muniment: a static documentary website generator.

From disk to page in seven steps, each a pure function but the first and the last (`muniment.pipeline` has the first
five, `muniment.printing` the others):

    1 read      content/, seeds/  → Source files        bytes and lines, nothing understood
    2 parse     Source files      → records, problems   one file at a time
    3 resolve   records           → Site, problems      ids, back-references, mentions
    4 verify    Site              → problems            quotations, figures, names, statuses
    5 compose   Site              → pages               findings, then address, template, view; `check` ends here
    6 render    pages             → HTML                each page written as soon as it is rendered
    7 publish   HTML              → the output folder   beside the old site, then in its place; search

Three layers never mix: `records` is what documents say, `findings` what is computed from it, and what the editors
write is text inside records, each sentence pointing at its claims.
"""

import os

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""Pydantic would look for plugins in every installed package at each start; records are read by our models alone."""

__version__ = "0.1.0"
