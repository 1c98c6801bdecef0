"""The seven steps from disk to page, in order."""

import gc
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial, wraps
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from muniment import addresses, basemap, export, parse, render, resolve, search, settings, source, verify
from muniment import pages as page_types
from muniment.diagnostics import Problem, errors, in_order
from muniment.export.discovery import discovery
from muniment.memo import Memory
from muniment.pages.page import Page
from muniment.parse import Parsed, ParsedPage
from muniment.publish import Batch, Published, Unsound, publish
from muniment.records.vocabulary import Vocabulary
from muniment.settings import Settings
from muniment.site import Site
from muniment.source import Sources
from muniment.together import in_parts, together

Result = TypeVar("Result")
PART = 32
"""How many records or pages are one task."""
_LOADED = re.compile(rb'assets/([^"?#]+\.(?:css|js))"')


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


def build(root: Path, clock: Clock) -> tuple[Checked, Published | None]:
    """The site in its output folder. Where there is an error nothing is written and the last good site stays."""
    checked = check(root, clock)
    if errors(checked.problems):
        return checked, None
    codes = clock.time("render", lambda: compiled(checked.sources))
    files = _beside_pages(checked, codes, clock)
    batches = batched(checked, codes, files.keys())
    try:
        return checked, clock.time("render", lambda: _publish(root, checked, files, batches))
    except Unsound as found:
        return replace(checked, problems=in_order((*checked.problems, *found.problems))), None


def _publish(root: Path, checked: Checked, files: Mapping[str, bytes], batches: tuple[Batch, ...]) -> Published:
    """Step 7, and 6 in it: every page is written as soon as it is rendered, and none is held."""
    addresses = tuple(page.address for page in checked.pages if page.address not in files)
    return publish(root / checked.site.settings.output, files, addresses=addresses, batches=batches)


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


def finished(checked: Checked, clock: Clock) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Every file of a site without errors, by address, all held at once; and the mistakes in its templates."""
    codes = clock.time("render", lambda: compiled(checked.sources))
    pages, problems = clock.time("render", lambda: _rendered(checked, codes))
    return pages | _beside_pages(checked, codes, clock), problems


def rendered(checked: Checked) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Every page and asset of a site without errors, by address, and the mistakes in its templates."""
    pages, problems = _rendered(checked, compiled(checked.sources))
    return pages | _assets(checked.sources), problems


def _rendered(checked: Checked, codes: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    done = together(batched(checked, codes))
    html = {address: data for part, _ in done for address, data in part.items()}
    return html, in_order([problem for _, some in done for problem in some])


def batched(checked: Checked, codes: Mapping[str, bytes], made: Set[str] = frozenset()) -> tuple[Batch, ...]:
    """Step 6 in parts: each gives pages as the bytes of their files, and the mistakes in their templates.

    Pages at the addresses in `made` are there already.
    """
    jinja = render.environment(checked.sources.templates, codes)
    addresses = frozenset(page.address for page in checked.pages)
    assets = checked.sources.assets.keys()

    def batch(pages: Sequence[Page]) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        html, found = render.render(pages, addresses, jinja, checked.site.settings)
        return html, (*found, *unusable(html.values(), assets))

    pages = [page for page in checked.pages if page.address not in made]
    return tuple(partial(batch, part) for part in in_parts(pages, PART))


def _beside_pages(checked: Checked, codes: Mapping[str, bytes], clock: Clock) -> dict[str, bytes]:
    """Every file of a site but its pages, by address: assets, data, search, the mark of a built site."""
    made = clock.time("export", lambda: _export(checked, codes))
    found = clock.time("search", lambda: search.site_files(checked.site))
    return _assets(checked.sources) | made | found | _apparatus(checked.sources)


def _assets(sources: Sources) -> dict[str, bytes]:
    return {f"assets/{path}": data for path, data in sources.assets.items()}


def _export(checked: Checked, codes: Mapping[str, bytes]) -> dict[str, bytes]:
    """The data of the site, and the page that lists it, now that sizes and hashes are known."""
    site, sources = checked.site, checked.sources
    made = export.export(site)
    page = page_types.data.page(site, made, build_id(sources))
    addresses = frozenset(page.address for page in checked.pages)
    html, _ = render.render((page,), addresses, render.environment(sources.templates, codes), site.settings)
    return made | html | discovery(site, page_types.listed(site, checked.pages))


def compiled(sources: Sources) -> dict[str, bytes]:
    """The templates as code."""
    texts = tuple(sources.templates.items())
    codes = together([partial(render.compiled, name, file.text) for name, file in texts])
    return dict(zip((name for name, _ in texts), codes, strict=True))


def _verify(site: Site, sources: Sources) -> list[Problem]:
    """The problems of the site."""
    parts = in_parts(tuple(site.entries.values()), PART)
    tasks = [lambda part=part: [p for entry in part for p in verify.verify_record(site, entry)] for part in parts]
    tasks.append(lambda: [*verify.verify_together(site), *verify.verify_lock(site, sources.seeds, sources.lock)])
    return [problem for part in together(tasks) for problem in part]


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


def unwritable(pages: Sequence[Page], sources: Sources) -> Iterator[Problem]:
    """A problem for each address of a page or an asset that some disk cannot hold."""
    for fault in addresses.faults([*(page.address for page in pages), *(f"assets/{path}" for path in sources.assets)]):
        yield Problem("templates", 0, 0, "bad-file-name", f"The site cannot be written: {fault}", "Rename it.")


def unusable(pages: Iterable[bytes], assets: Set[str]) -> Iterator[Problem]:
    """A problem for each style or script that pages load and that is missing."""
    for path in sorted({found.decode() for data in pages for found in _LOADED.findall(data)} - assets):
        yield Problem(
            f"templates/assets/{path}",
            0,
            0,
            "missing-file",
            f"templates/assets/{path} is missing, and pages load it.",
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
