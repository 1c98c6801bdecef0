"""The seven steps from disk to page, in order."""

import gc
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from muniment import addresses, basemap, export, parse, render, resolve, search, settings, source, verify
from muniment import pages as page_types
from muniment.diagnostics import Problem, errors, in_order
from muniment.export.discovery import discovery
from muniment.memo import Memory
from muniment.pages.page import Page
from muniment.parse import Parsed, ParsedPage
from muniment.publish import Published, publish
from muniment.records.vocabulary import Vocabulary
from muniment.settings import Settings
from muniment.site import Site
from muniment.source import Sources
from muniment.together import in_parts, together

Result = TypeVar("Result")
PART = 32
"""How many records or pages are one task."""
_LOADED = re.compile(rb'assets/[^"?#]+\.(?:css|js)(?=")')


@dataclass(slots=True)
class Clock:
    """The steps done so far with the seconds that each took, in order."""

    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, step: str, work: Callable[[], Result]) -> Result:
        """What `work` gives, with its time noted under `step`."""
        start = time.perf_counter()
        result = work()
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - start
        return result


@dataclass(frozen=True, slots=True)
class Checked:
    """What steps 1 to 6 made, and every problem found on the way. `files` is empty where there was an error."""

    sources: Sources
    site: Site | None
    pages: tuple[Page, ...]
    files: dict[str, bytes] = field(repr=False)
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Understood:
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


def build(root: Path, clock: Clock) -> tuple[Checked, Published | None]:
    """The site in its output folder. Where there is an error nothing is written and the last good site stays."""
    checked = check(root, clock)
    if errors(checked.problems):
        return checked, None
    files = finished(checked, clock)
    return checked, clock.time("publish", lambda: publish(root / checked.site.settings.output, files))


def finished(checked: Checked, clock: Clock) -> dict[str, bytes]:
    """Every file of a site without errors, by address: its pages and assets, data, search, the mark of a built site."""
    made = clock.time("export", lambda: _export(checked))
    found = clock.time("search", lambda: search.site_files(checked.site))
    return checked.files | made | found | _apparatus(checked.sources)


@_without_collector
def check(root: Path, clock: Clock) -> Checked:
    """All of a build but search and publishing: every page rendered, nothing written."""
    understood = understand(root, clock)
    sources, site = understood.sources, understood.site
    if site is None:
        return Checked(sources, None, (), {}, in_order(understood.problems))
    codes, verified = clock.time("verify", lambda: _verify(site, sources))
    problems = [*understood.problems, *verified]
    if errors(tuple(problems)):
        return Checked(sources, site, (), {}, in_order(problems))
    pages, found = clock.time("compose", lambda: page_types.compose(site))
    html, faults = clock.time("render", lambda: _render(site, pages, render.environment(sources.templates, codes)))
    files = html | {f"assets/{path}": data for path, data in sources.assets.items()}
    published = verify.verify_released(site, frozenset(page.address for page in pages), sources.release)
    problems += [*found, *faults, *unusable(files), *published]
    if errors(tuple(problems)):
        files = {}
    return Checked(sources, site, pages, files, in_order(problems))


def _export(checked: Checked) -> dict[str, bytes]:
    """The data of the site, and the page that lists it, now that sizes and hashes are known."""
    site, sources = checked.site, checked.sources
    made = export.export(site)
    page = page_types.data.page(site, made, build_id(sources))
    addresses = frozenset(page.address for page in checked.pages)
    html, _ = render.render((page,), addresses, render.environment(sources.templates, {}), site.settings)
    return made | html | discovery(site, page_types.listed(site, checked.pages))


def _verify(site: Site, sources: Sources) -> tuple[dict[str, bytes], list[Problem]]:
    """The problems of the site; and, because nothing else can use the second core meanwhile, the templates compiled."""
    parts = in_parts(tuple(site.entries.values()), PART)
    tasks = [lambda part=part: [p for entry in part for p in verify.verify_record(site, entry)] for part in parts]
    tasks.append(lambda: [*verify.verify_together(site), *verify.verify_lock(site, sources.seeds, sources.lock)])
    names = tuple(sources.templates)
    compiling = [lambda name=name: render.compiled(name, sources.templates[name].text) for name in names]
    done = together([*tasks, *compiling])
    problems = [problem for part in done[: len(tasks)] for problem in part]
    return dict(zip(names, done[len(tasks) :], strict=True)), problems


def verified(site: Site, sources: Sources, memory: Memory) -> Iterator[Problem]:
    """The problems of the site, where only what an edit touches is looked at again."""
    for entry in site.entries.values():
        seen = verify.around(site, entry)
        yield from memory.nothing_found(
            ("verify", entry.id), seen, lambda entry=entry: verify.verify_record(site, entry)
        )
    parsed = tuple(entry.parsed for entry in site.entries.values() if entry.type != "event")
    held = (site.whole, site.names, tuple(site.transcripts.values()), parsed)
    yield from memory.nothing_found("verify names", held, lambda: verify.verify_together(site))
    held = (sources.lock, sources.seeds, tuple(entry.parsed for entry in site.of_type("document")), tuple(site.claims))
    yield from memory.nothing_found("lock", held, lambda: verify.verify_lock(site, sources.seeds, sources.lock))


def _render(site: Site, pages: tuple[Page, ...], jinja: render.Environment) -> tuple[dict[str, bytes], list[Problem]]:
    """Every page with its view made and printed, by address, and the mistakes in the templates."""
    addresses = frozenset(page.address for page in pages)
    parts = in_parts(pages, PART)
    done = together([lambda part=part: render.render(part, addresses, jinja, site.settings) for part in parts])
    html = {address: data for part, _ in done for address, data in part.items()}
    return html, list(dict.fromkeys(problem for _, some in done for problem in some))


def unusable(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """A problem for each address that some disk cannot hold, and each style or script that is missing."""
    for fault in addresses.faults(files):
        yield Problem("templates", 0, 0, "bad-file-name", f"The site cannot be written: {fault}", "Rename it.")
    for path in sorted({found.decode() for data in files.values() for found in _LOADED.findall(data)} - files.keys()):
        yield Problem(
            f"templates/{path}",
            0,
            0,
            "missing-file",
            f"templates/{path} is missing, and pages load it.",
            "Put it back, or take it out of the templates.",
        )


@_without_collector
def understand(root: Path, clock: Clock, memory: Memory | None = None) -> Understood:
    """Steps 1 to 3: the files, the records, the site that they make."""
    memory = memory or Memory()
    sources = clock.time("read", lambda: source.read(root))
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
    records = (memory.ask(file.path, file, lambda file=file: parse.parse_record(file)) for file in sources.records)
    texts = (memory.ask(file.path, file, lambda file=file: parse.parse_page(file)) for file in sources.pages)
    for one in (*records, *texts):
        if isinstance(one, tuple):
            problems += one
        elif isinstance(one, ParsedPage):
            pages.append(one)
        else:
            parsed.append(one)
            problems += one.problems
    return read.settings, vocabulary, parsed, pages, problems


def _apparatus(sources: Sources) -> dict[str, bytes]:
    """What a published site needs beside its pages: the mark of a built site, and GitHub Pages' switch."""
    made = json.dumps({"generator": "muniment", "build": build_id(sources)}, sort_keys=True) + "\n"
    return {"build.json": made.encode(), ".nojekyll": b""}


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
