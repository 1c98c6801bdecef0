"""Numbers of passages by which the style sheet lights every piece of the one that an address names, without a script.

Passages overlap, so that no element can hold one: a passage is cut into pieces wherever another begins or ends. The
pieces carry the number of their passage, `in-3`, and its anchor carries `at-3`; `document.css` says which light up.
"""

from collections import Counter
from collections.abc import Iterable

from muniment.quotes import Passage
from muniment.site import SiteClaim
from muniment.transcript import Transcript

WITHIN = 30
"""So many passages within one block are told apart; of those beyond them only the first piece is lit without script."""
ACROSS = 10
"""So many passages that reach over several blocks are told apart in a document; their numbers follow after WITHIN."""


def slots(transcript: Transcript, claims: Iterable[SiteClaim]) -> dict[str, int]:
    """The number of each claim's passage, by its anchor: no other passage of the block has it."""
    found: dict[str, int] = {}
    taken: Counter[str] = Counter()
    for claim in claims:
        where, first, most = _room(transcript, claim.passage)  # type: ignore[arg-type]
        taken[where] += 1
        if taken[where] <= most:
            found[claim.anchor] = first + taken[where]
    return found


def _room(transcript: Transcript, passage: Passage) -> tuple[str, int, int]:
    """What a passage shares its numbers with: its block or, where it has several, all such; the first, and how many."""
    ends = (at for start, end in passage.spans for at in (start, end - 1))
    blocks = {transcript.block_at(at).anchor for at in ends}
    return (blocks.pop(), 0, WITHIN) if len(blocks) == 1 else ("", WITHIN, ACROSS)
