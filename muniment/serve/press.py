"""Editions of the site, one after each edit; the last good one stands until a better one is there."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import compress
from pathlib import Path

from muniment import pages as page_types
from muniment import pipeline, printing, render, search, verify
from muniment.diagnostics import Problem, errors, in_order
from muniment.memo import Memory
from muniment.pages.page import Page
from muniment.report import told
from muniment.shelf import Shelf
from muniment.site import Entry, Site
from muniment.source import Sources

BREATH = 0.3
"""Seconds before the background begins: the page that is open is printed first."""


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """A site without known errors. Its pages are made and printed when somebody asks for them, each once."""

    sources: Sources
    site: Site
    pages: Mapping[str, Page] = field(repr=False)
    addresses: frozenset[str] = field(repr=False)
    jinja: object = field(repr=False)
    look: str
    """Changes whenever a style, a script or another asset does."""
    made: dict[str, bytes | Problem] = field(default_factory=dict, repr=False)
    making: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def page(self, address: str) -> bytes | Problem | None:
        """A page as a build would write it, or the mistake in its template; nothing where there is none."""
        page = self.pages.get(address)
        if page is None:
            return None
        with self.making:
            if address not in self.made:
                around = render.frame(address, self.addresses, self.site.settings)
                self.made[address] = render.render_page(self.jinja, page, around)
            return self.made[address]


class Press:
    """What browsers are shown: the last good edition, and the problems of the newest state of the files.

    `sources` are those files; `told` is, for each error, where it is and what is told of it; `before` is the site of
    the edition before the last one.
    """

    def __init__(self, root: Path, say: Callable[[str], None] = lambda _: None) -> None:
        self.root = root
        self.say = say
        self.edition: Edition | None = None
        self.problems: tuple[Problem, ...] = ()
        self.sources: Sources | None = None
        self.before: Site | None = None
        self.told: tuple[tuple[Problem, str, str], ...] = ()
        self.turn = 0
        self.turned = threading.Condition()
        self.found: Mapping[str, bytes] = {}
        self.last_good: dict[str, bytes] = {}
        self._memory = Memory()
        self._shelf = Shelf()
        self._indexed = Memory()
        self._edits = 0
        self._ended = threading.Event()

    def renew(self, timed: AbstractContextManager[pipeline.Clock] | None = None, breath: float = 0) -> None:
        """Nothing; the files as they are now are read, and where they have no error, they are the edition.

        After a state without errors the records that were edited are looked at first, and make the edition alone: an
        open page need not wait for the others. These are looked at `breath` seconds later; an error there takes the
        edition back. `timed` gives the clock, and is held for as long as this takes.
        """
        start = time.perf_counter()
        self._edits += 1
        good = self.edition, self.before
        with timed or nullcontext(pipeline.Clock()) as clock:
            read = pipeline.understand(self.root, clock, self._memory, self._shelf)
            edited, others = self._parted(read.site)
            found = clock.time("verify", lambda: self._verified(read, edited, last=not others))
            self._offer(read, (*read.problems, *found), clock)
        self._say_since(start)
        if others:
            time.sleep(0 if errors(self.problems) else breath)
            found = self._verified(read, others, last=True)
            self._add(found, self.edition, good)
            if errors(found):
                self._say_since(start)
        if not errors(self.problems):
            self._memory.forget()

    def _parted(self, site: Site | None) -> tuple[Sequence[Entry], Sequence[Entry]]:
        """The records that were edited since the last edition, and the others; all are edited after a mistake."""
        entries = tuple(site.entries.values()) if site else ()
        if self.edition is None or errors(self.problems):
            return entries, ()
        before = self.edition.site.entries
        same = [entry.id in before and before[entry.id].parsed is entry.parsed for entry in entries]
        return [e for e, one in zip(entries, same, strict=True) if not one], list(compress(entries, same))

    def _verified(self, read: pipeline.Understood, entries: Sequence[Entry], last: bool) -> tuple[Problem, ...]:
        """The problems of some records; with the last of them those that show only when all are seen."""
        if read.site is None:
            return ()
        together = pipeline.verified_together(read.site, read.sources, self._memory) if last else ()
        return (*pipeline.verified(read.site, entries, self._memory), *together)

    def _offer(self, read: pipeline.Understood, problems: tuple[Problem, ...], clock: pipeline.Clock) -> None:
        """Nothing; without an error the site is the edition."""
        edition = self.edition
        if read.site is not None and not errors(problems):
            made, found = clock.time("compose", lambda: self._edition(read.sources, read.site))
            problems += found
            edition = edition if errors(found) else made
        self._turn(edition, in_order(problems), read.sources)

    def _say_since(self, start: float) -> None:
        wrong = len(errors(self.problems))
        outcome = f"{wrong} error{'' if wrong == 1 else 's'}" if wrong else "fresh"
        self.say(f"{outcome} after {time.perf_counter() - start:.2f} s")

    def _edition(self, sources: Sources, site: Site) -> tuple[Edition, tuple[Problem, ...]]:
        pages, problems = page_types.compose(site)
        codes = {
            name: self._memory.ask(("compiled", name), file, lambda n=name, f=file: render.compiled(n, f.text))
            for name, file in sources.templates.items()
        }
        jinja = render.environment(sources.templates, codes)
        by_address = {page.address: page for page in pages}
        look = self._memory.ask("look", sources.assets, lambda: _digest(sources.assets))
        return Edition(sources, site, by_address, frozenset(by_address), jinja, look), problems

    def _turn(self, edition: Edition | None, problems: tuple[Problem, ...], sources: Sources) -> None:
        with self.turned:
            if self.edition and edition is not self.edition:
                self.before = self.edition.site
            self.edition, self.problems, self.sources = edition, problems, sources
            wrong = errors(problems)
            self.told = tuple((one, *words) for one, words in zip(wrong, told(wrong, sources), strict=True))
            self.turn += 1
            self.turned.notify_all()

    def file(self, path: str) -> bytes | None:
        """A file of the site by its path, from the last edition in which it could be made; nothing where it is none."""
        edition = self.edition
        if edition is None:
            return None
        if path.startswith("assets/"):
            return edition.sources.assets.get(path.removeprefix("assets/"))
        made = edition.page(path)
        if isinstance(made, bytes):
            self.last_good[path] = made
            return made
        if made is None:
            return self.found.get(path)
        self._add((made,), edition)
        return self.last_good.get(path)

    def mark(self, path: str) -> str:
        """Changes whenever what a browser shows at a path would."""
        edition = self.edition
        data = self.file(path)
        data = data if data is not None else self.file("404.html") or b""
        return hashlib.sha256((edition.look if edition else "").encode() + data).hexdigest()[:16]

    def files(self) -> dict[str, bytes]:
        """Every page and asset of the edition: what a build of it would write, but for search."""
        edition = self.edition
        if edition is None:
            return {}
        pages = {path: made for path in edition.pages if isinstance(made := edition.page(path), bytes)}
        return pages | {f"assets/{path}": data for path, data in edition.sources.assets.items()}

    def _add(
        self, problems: tuple[Problem, ...], edition: Edition, good: tuple[Edition | None, Site | None] | None = None
    ) -> None:
        """Nothing; problems that showed only after the edition was shown are told too.

        `good` is the edition before with the site before that: where there is an error, they are put back.
        """
        with self.turned:
            if edition is self.edition and not set(problems) <= set(self.problems):
                if good and errors(problems):
                    self.edition, self.before = good
                self._turn(self.edition, in_order({*self.problems, *problems}), self.sources or edition.sources)

    @contextmanager
    def proofreading(self) -> Iterator[None]:
        """While this lasts, every page of the newest edition is read, and its search index made, in the background."""
        thread = threading.Thread(target=self._proofread, name="proofreading", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            with self.turned:
                self.turned.notify_all()
            thread.join(30)

    def _proofread(self) -> None:
        done: Edition | None = None
        while not self._ended.wait(BREATH):
            with self.turned:
                self.turned.wait_for(lambda done=done: self._ended.is_set() or self.edition is not done, 1)
                edition = self.edition
            if edition is not None and edition is not done and self._read_all(edition):
                self._index(edition)
                done = edition

    def _read_all(self, edition: Edition) -> bool:
        """Whether every page was printed before the next edition came; mistakes that show are told."""
        found: list[Problem] = []
        edits = self._edits
        for address in edition.pages:
            if self._ended.is_set() or edits != self._edits:
                return False
            made = edition.page(address)
            if isinstance(made, Problem):
                found.append(made)
            time.sleep(0)  # who waits for a page goes first
        found += verify.verify_released(edition.site, edition.addresses, edition.sources.release)
        found += pipeline.unwritable(edition.pages.values(), edition.sources)
        found += printing.unusable(self.files().values(), edition.sources.assets.keys())
        self._add(tuple(found), edition)
        return True

    def _index(self, edition: Edition) -> None:
        """Nothing; search finds what the edition says. A bundle of equal pages is not indexed again."""

        def indexer(name: str, pages: Sequence[search.SearchPage]) -> dict[str, bytes]:
            return self._indexed.ask(name, tuple(pages), lambda: search.index_bundle(name, pages))

        try:
            self.found = search.site_files(edition.site, indexer)
        except search.SearchError as error:
            self.say(f"Search is as it was: {error.message} {error.hint}")


def _digest(assets: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path, data in sorted(assets.items()):
        digest.update(f"{path}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:16]
