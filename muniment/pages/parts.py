"""View pieces that every page type shares: links, marks, sentences, voices, statuses, quotations, the foot of a page.

What is here, for the author of another page type:

- `entry_link(site, page, id)`: the link to a record. `document_line(site, page, id)`: a document with outlet and date.
- `numbers(site, owner)`: the number of each claim on a record's page (own claims first, then those it cites from
  other records); `numbered(addresses)` for a page that belongs to no record.
- `marks(site, page, owner, claims, numbers)`: the superior numbers behind a sentence; `sentences(…)` for a summary,
  names linked. Template: `parts/evidence.html`, macros `marks`, `sentence`, `prose`.
- `voices(site, page, claim)`: who speaks, `carriers` the chain between; `speaker(site, claim)` in one short phrase.
- `status_view(finding)`: a status as word, shape and explanation. Template: `parts/status.html`.
- `said(site, page, claim, statement)`: one statement, as a table cell or a list prints it.
- `quotation(site, page, claim, number, record)`: a claim in full, for the list at the end of a record's page.
  Template: `parts/evidence.html`, macro `claims` (the pop-over of a mark takes its text from that list; a page
  without the list prints the macro `store(quotations)` instead, which is hidden).
- `foot(site, page, title, entry)`: every view has a field `foot: Foot`; `templates/base.html` prints it.

A template extends `base.html` and fills the blocks `main` (inside `<main>`, with one `<h1>`), and, where wanted,
`description`, `head` and `main_class`. It sees `page`, `view` and `frame` (site name, navigation) and nothing else.
CSS classes for all pages stand at the top of `templates/assets/site.css`.
"""

from muniment.pages.foot import (
    ChangeLine,
    Foot,
    changes,
    foot,
    line_link,
)
from muniment.pages.links import (
    DocumentLine,
    Link,
    author_name,
    carriers,
    claim_link,
    document_line,
    entry_link,
    passage_link,
    speaker,
    unbroken,
    voices,
)
from muniment.pages.marks import (
    Mark,
    Numbers,
    Sentence,
    linked_names,
    mark,
    marks,
    numbered,
    numbers,
    sentences,
)
from muniment.pages.quoted import (
    BLOCK_NAMES,
    STANCE_WORDS,
    STATUS_LABELS,
    STATUS_MEANINGS,
    Coded,
    Quotation,
    Said,
    StatusView,
    coded,
    counted,
    pieces,
    quotation,
    quotations,
    said,
    status_view,
)

__all__ = [
    "BLOCK_NAMES",
    "ChangeLine",
    "Coded",
    "DocumentLine",
    "Foot",
    "Link",
    "Mark",
    "Numbers",
    "Quotation",
    "STANCE_WORDS",
    "STATUS_LABELS",
    "STATUS_MEANINGS",
    "Said",
    "Sentence",
    "StatusView",
    "author_name",
    "carriers",
    "changes",
    "claim_link",
    "coded",
    "counted",
    "document_line",
    "entry_link",
    "foot",
    "line_link",
    "linked_names",
    "mark",
    "marks",
    "numbered",
    "numbers",
    "passage_link",
    "pieces",
    "quotation",
    "quotations",
    "said",
    "sentences",
    "speaker",
    "status_view",
    "unbroken",
    "voices",
]
