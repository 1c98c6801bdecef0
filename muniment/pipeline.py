"""Steps 1 to 5, from disk to pages that are ready to be rendered: all that a check does, in order.

Steps 6 and 7 are in `muniment.printing`.
"""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial, wraps
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from muniment import addresses, basemap, parse, resolve, settings, source, verify
from muniment import pages as page_types
from muniment.diagnostics import Problem, errors, in_order
from muniment.memo import Memory
from muniment.pages.page import Page
from muniment.parse import Parsed, ParsedPage
from muniment.records.vocabulary import Vocabulary
from muniment.settings import Settings
from muniment.site import Entry, Site
from muniment.source import Sources
from muniment.together import in_parts, together

Result = TypeVar("Result")
PART = 32
"""How many records or pages are one task."""


@dataclass(slots=True)
class Clock:
    """The steps done so far with the seconds that each took, in order; the step at work, and how far it is if known."""

    seconds: dict[str, float] = field(default_factory=dict)
    at: str = ""
    done: int = 0
    of: int = 0

    def time(self, step: str, work: Callable[[], Result]) -> Result:
        """What `work` gives, with its time noted under `step`."""
        start = time.perf_counter()
        self.at, self.of = step, 0
        result = work()
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - start
        return result

    def counted(self, batches: Sequence[Callable[[], Result]], of: int) -> tuple[Callable[[], Result], ...]:
        """The batches of `of` pages, of which each notes, when it begins, how many pages others were given before it.

        Two processes take them in turn from one row, so that what this one sees is how far both are.
        """

        def noting(number: int, batch: Callable[[], Result]) -> Result:
            self.done, self.of = number * PART, of
            return batch()

        return tuple(partial(noting, number, batch) for number, batch in enumerate(batches))


class Checked(Struct, frozen=True):
    """What steps 1 to 5 made, and every problem found on the way. `pages` is empty where an error came before it."""

    sources: Sources
    site: Site | None
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


class Understood(Struct, frozen=True):
    """What steps 1 to 3 made: the files, and the site if its settings and vocabulary could be read."""

    sources: Sources
    site: Site | None
    problems: tuple[Problem, ...]


def _without_collector(step: Callable[..., Result]) -> Callable[..., Result]:
    """A step run without the cyclic garbage collector: its values hold no cycles, and looking for them costs time."""

    @wraps(step)
    def run(*arguments: object) -> Result:
        collecting = gc.isenabled()
        gc.disable()
        try:
            return step(*arguments)
        finally:
            if collecting:
                gc.enable()

    return run


@_without_collector
def check(root: Path, clock: Clock) -> Checked:
    """Steps 1 to 5: every record, quotation, sentence and address looked at, no page rendered, nothing written."""
    understood = understand(root, clock)
    sources, site = understood.sources, understood.site
    if site is None:
        return Checked(sources, None, (), in_order(understood.problems))
    problems = [*understood.problems, *clock.time("verify", lambda: _verify(site, sources))]
    if errors(tuple(problems)):
        return Checked(sources, site, (), in_order(problems))
    pages, found = clock.time("compose", lambda: page_types.compose(site))
    published = verify.verify_released(site, frozenset(page.address for page in pages), sources.release)
    return Checked(sources, site, pages, in_order([*problems, *found, *unwritable(pages, sources), *published]))


def _verify(site: Site, sources: Sources) -> list[Problem]:
    """The problems of the site."""
    parts = in_parts(tuple(site.entries.values()), PART)
    tasks = [lambda part=part: [p for entry in part for p in verify.verify_record(site, entry)] for part in parts]
    tasks.append(lambda: [*verify.verify_together(site), *verify.verify_lock(site, sources.seeds, sources.lock)])
    return [problem for part in together(tasks) for problem in part]


def verified(site: Site, entries: Iterable[Entry], memory: Memory) -> Iterator[Problem]:
    """The problems of records, where only those that an edit touches are looked at again."""
    for entry in entries:
        seen = verify.around(site, entry)
        yield from memory.nothing_found(
            ("verify", entry.id), seen, lambda entry=entry: verify.verify_record(site, entry)
        )


def verified_together(site: Site, sources: Sources, memory: Memory) -> Iterator[Problem]:
    """The problems that show only when all records are seen, looked for again where an edit touches them."""
    parsed = tuple(entry.parsed for entry in site.entries.values() if entry.type != "event")
    held = (site.whole, site.names, tuple(site.transcripts.values()), parsed)
    yield from memory.nothing_found("verify names", held, lambda: verify.verify_together(site))
    documents = tuple(entry.parsed for entry in site.of_type("document"))
    held = (site.whole, sources.lock, sources.seeds, documents, tuple(site.claims))
    yield from memory.nothing_found("lock", held, lambda: verify.verify_lock(site, sources.seeds, sources.lock))


def unwritable(pages: Sequence[Page], sources: Sources) -> Iterator[Problem]:
    """A problem for each address of a page or an asset that some disk cannot hold."""
    for fault in addresses.faults([*(page.address for page in pages), *(f"assets/{path}" for path in sources.assets)]):
        yield Problem("templates", 0, 0, "bad-file-name", f"The site cannot be written: {fault}", "Rename it.")


@_without_collector
def understand(root: Path, clock: Clock, memory: Memory | None = None, shelf: source.Held | None = None) -> Understood:
    """Steps 1 to 3: the files, the records, the site that they make."""
    memory = memory or Memory()
    sources = clock.time("read", lambda: source.read(root, shelf=shelf))
    chosen, vocabulary, parsed, pages, problems = clock.time("parse", lambda: _parse(sources, memory))
    if chosen is None or vocabulary is None:
        return Understood(sources, None, in_order(problems))
    basemaps, faults = clock.time("parse", lambda: _basemaps(sources, memory))
    problems += faults
    site, found = clock.time(
        "resolve", lambda: resolve.resolve(chosen, vocabulary, parsed, pages, sources.seeds, basemaps, memory)
    )
    return Understood(sources, site, (*problems, *found))


def _basemaps(sources: Sources, memory: Memory) -> tuple:
    return memory.ask("basemaps", sources.basemaps, lambda: basemap.parse_basemaps(sources.basemaps))


def _parse(
    sources: Sources, memory: Memory
) -> tuple[Settings | None, Vocabulary | None, list[Parsed], list[ParsedPage], list[Problem]]:
    problems = list(sources.problems)
    read = settings.read(sources.settings.text, sources.given) if sources.settings else settings.Read(None, ())
    problems += read.problems
    vocabulary = None
    if sources.vocabulary:
        file = sources.vocabulary
        vocabulary, found = memory.ask(file.path, file, lambda: parse.parse_vocabulary(file))
        problems += found
    elif not any(p.path == "content/vocabulary.yaml" for p in problems):
        problems.append(
            Problem(
                "content/vocabulary.yaml",
                0,
                0,
                "missing-file",
                "content/vocabulary.yaml is missing.",
                "Create it with the closed lists.",
            )
        )
    parsed, pages = [], []
    files = {file.path: file for file in sources.records}
    records = memory.ask_each(files, lambda new: tuple(parse.parse_records([files[path] for path in new])))
    texts = (memory.ask(file.path, file, lambda file=file: parse.parse_page(file)) for file in sources.pages)
    unread = (parse.unread(problem.path) for problem in sources.problems)
    for one in (*records, *texts, *filter(None, unread)):
        if isinstance(one, tuple):
            problems += one
        elif isinstance(one, ParsedPage):
            pages.append(one)
        else:
            parsed.append(one)
            problems += one.problems
    return read.settings, vocabulary, parsed, pages, problems


def build_id(sources: Sources) -> str:
    """The hash of all inputs: equal inputs, equal site."""
    digest = sha256()
    files = [
        sources.settings,
        sources.vocabulary,
        *sources.records,
        *sources.pages,
        *sources.seeds.values(),
        *sources.templates.values(),
        *sources.basemaps.values(),
    ]
    inputs = {name: value.encode() for name, value in sources.given.items()}
    inputs |= {f.path: f.text.encode() for f in files if f} | {f"assets/{p}": d for p, d in sources.assets.items()}
    for path, data in sorted(inputs.items()):
        digest.update(f"{path}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:16]
