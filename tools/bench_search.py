"""Time, memory and bytes of the search index at 100, 1,000 and 10,000 pages of 600 words.

`python tools/bench_search.py` prints a row for each size. The corpus is made by a fixed rule: words by Zipf's law, one
name in fifty words, twelve paragraphs a page. Each size runs in a process of its own, so that the peak of memory is
that of the Pagefind of this size.
"""

import random
import resource
import subprocess
import sys
import time
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from muniment.mentions import Mention
from muniment.search import Block, SearchPage, index_bundle

SIZES = (100, 1_000, 10_000)
WORDS = [
    f"{a}{b}{c}" for a in ("ba", "do", "ki", "lu", "me", "no") for b in "aeiou" for c in ("rt", "nd", "l", "st", "m")
]
WORDS = [first + last for first in WORDS for last in ("", "er", "ing", "on", "ly", "a", "us", "et", "ik", "or")]
ODDS = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
NAMES = [
    (f"al-{one.title()} {other.title()}", f"name-{n}")
    for n, (one, other) in enumerate(zip(WORDS[:400], WORDS[400:800], strict=True))
]


def main() -> None:
    """Print a row for each size, or measure the one that is asked for."""
    if len(sys.argv) > 1:
        print(measured(int(sys.argv[1])))
        return
    print(
        f"{'pages':>7} {'seconds':>8} {'ms/page':>8} {'peak MB':>8} {'kB/page':>8} {'index MB':>9} {'files':>7}"
        f" {'largest kB':>11}"
    )
    for size in SIZES:
        done = subprocess.run([sys.executable, __file__, str(size)], capture_output=True, text=True, check=True)
        print(done.stdout, end="", flush=True)


def measured(size: int) -> str:
    """The row of one size. The peak is that of the Pagefind process."""
    pages = [page(number) for number in range(size)]
    start = time.perf_counter()
    files = index_bundle("docs", pages, timeout=1800)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    whole, largest = sum(map(len, files.values())), max(map(len, files.values()))
    return (
        f"{size:>7} {seconds:>8.2f} {1000 * seconds / size:>8.2f} {peak:>8.0f} {1024 * peak / size:>8.0f}"
        f" {whole / 1e6:>9.2f} {len(files):>7} {largest / 1e3:>11.0f}"
    )


def page(number: int) -> SearchPage:
    """One page: always the same for a number."""
    chance = random.Random(number)
    blocks = tuple(paragraph(f"p{n}", chance) for n in range(1, 13))
    return SearchPage(
        f"documents/d{number}.html", f"Document {number}", "document", "Report", "2020-01-01", "", "", blocks
    )


def paragraph(anchor: str, chance: random.Random) -> Block:
    words = chance.choices(WORDS, cum_weights=ODDS, k=48)
    name, record = chance.choice(NAMES)
    before = " ".join(words[:20]) + " "
    text = f"{before}{name} {' '.join(words[20:])}."
    return Block(anchor, text, "en", (Mention(len(before), len(before) + len(name), record),))


if __name__ == "__main__":
    main()
