"""Steps 6 and 7: pages into the bytes of their files, and these, with data and search, into the output folder."""

import gc
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from muniment import export, render, search
from muniment import pages as page_types
from muniment.diagnostics import Problem, errors, in_order
from muniment.export.discovery import discovery
from muniment.pages.page import Page
from muniment.pipeline import PART, Checked, Clock, build_id, check
from muniment.publish import Batch, Published, Unsound, publish
from muniment.source import Sources
from muniment.together import in_parts, together

_LOADED = re.compile(rb'assets/([^"?#]+\.(?:css|js))"')


def build(root: Path, clock: Clock) -> tuple[Checked, Published | None]:
    """The site in its output folder. Where there is an error nothing is written and the last good site stays."""
    checked = check(root, clock)
    if errors(checked.problems):
        return checked, None
    codes = clock.time("render", lambda: compiled(checked.sources))
    files = _beside_pages(checked, codes, clock)
    batches = clock.counted(batched(checked, codes, files.keys()), len(checked.pages))
    try:
        return checked, clock.time("render", lambda: _publish(root, checked, files, batches))
    except Unsound as found:
        return replace(checked, problems=in_order((*checked.problems, *found.problems))), None


def _publish(root: Path, checked: Checked, files: Mapping[str, bytes], batches: tuple[Batch, ...]) -> Published:
    """Step 7, and 6 in it: every page is written as soon as it is rendered, and none is held."""
    addresses = tuple(page.address for page in checked.pages if page.address not in files)
    return publish(root / checked.site.settings.output, files, addresses=addresses, batches=batches)


def finished(checked: Checked, clock: Clock) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Every file of a site without errors, by address, all held at once; and the mistakes in its templates."""
    codes = clock.time("render", lambda: compiled(checked.sources))
    pages, problems = clock.time("render", lambda: _rendered(checked, codes, clock))
    return pages | _beside_pages(checked, codes, clock), problems


def rendered(checked: Checked, clock: Clock | None = None) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Every page and asset of a site without errors, by address, and the mistakes in its templates."""
    pages, problems = _rendered(checked, compiled(checked.sources), clock or Clock())
    return pages | _assets(checked.sources), problems


def _rendered(
    checked: Checked, codes: Mapping[str, bytes], clock: Clock
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    done = together(clock.counted(batched(checked, codes), len(checked.pages)))
    html = {address: data for part, _ in done for address, data in part.items()}
    return html, in_order([problem for _, some in done for problem in some])


def batched(checked: Checked, codes: Mapping[str, bytes], made: Set[str] = frozenset()) -> tuple[Batch, ...]:
    """Step 6 in parts: each gives pages as the bytes of their files, and the mistakes in their templates.

    Pages at the addresses in `made` are there already. A template that was printed holds itself and with it the view,
    so what a part left behind is collected after it; what was there before is set aside and not looked through.
    """
    gc.freeze()
    jinja = render.environment(checked.sources.templates, codes)
    addresses = frozenset(page.address for page in checked.pages)
    assets = checked.sources.assets.keys()

    def batch(pages: Sequence[Page]) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        html, found = render.render(pages, addresses, jinja, checked.site.settings)
        gc.collect(0)
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


def _apparatus(sources: Sources) -> dict[str, bytes]:
    """What a published site needs beside its pages: the mark of a built site, and GitHub Pages' switch."""
    made = json.dumps({"generator": "muniment", "build": build_id(sources)}, sort_keys=True) + "\n"
    return {"build.json": made.encode(), ".nojekyll": b""}
