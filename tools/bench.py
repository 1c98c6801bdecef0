"""Muniment beside Hugo on the same words and links: `python tools/bench.py 100 1000 10000`.

Of each size a project is made up (`bench_corpus`) and built. What the pages say is then written as Markdown, with every
link resolved, for Hugo, which builds it with a plain layout. Both start with no output and no cache, without search;
the words and links of each page's main part are compared. Wall time and processor time (both of all processes together)
are the median of three runs; the most memory held at once (proportional set size) is sampled in a fourth, because the
sampling would slow down what is timed. Output of a run is put aside, not deleted: a file system may look through what
was lately deleted at each new file. The machine should be idle.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench_corpus import write  # noqa: E402

RUNS = 3
OURS = """\
import gc, os; gc.disable()
from pathlib import Path
from muniment import pipeline, printing, publish
root = Path({root!r})
checked = pipeline.check(root, pipeline.Clock())
codes = printing.compiled(checked.sources)
assets = {{f"assets/{{path}}": data for path, data in checked.sources.assets.items()}}
files = assets | {{"build.json": pipeline.build_id(checked.sources).encode()}}
pages = [page.address for page in checked.pages]
publish.publish(root / "_site", files, root, pages, printing.batched(checked, codes))
os._exit(0)
"""
CONFIG = """\
baseURL = "https://example.org/"
title = "The Measured Record"
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"]
[markup.goldmark.parser]
autoHeadingID = false
[markup.goldmark.extensions.typographer]
disable = true
[markup.goldmark.extensions]
linkify = false
"""
BLOCKS = {"p", "li", "dt", "dd", "th", "td", "caption", "summary", "figcaption", "blockquote", "div", "header", "ul",
          "ol", "dl", "table", "thead", "tbody", "tr", "section", "nav", "details", "figure", "form", "main", "article",
          "aside", "footer", "fieldset", "legend", "h1", "h2", "h3", "h4", "h5", "h6"}  # fmt: skip
SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&~:^=$\"'])")


class Run(NamedTuple):
    """What one build took: seconds on the clock and of processors, megabytes at most."""

    wall: float
    processor: float
    memory: float


def main() -> None:
    """Print a line of a table for each size asked for."""
    print("| pages | | wall | processor | memory | wall per page |\n|---|---|---|---|---|---|")
    for pages in map(int, sys.argv[1:] or ("100", "1000")):
        with tempfile.TemporaryDirectory() as folder:
            compare(pages, Path(folder))


def compare(pages: int, folder: Path) -> None:
    """Print what both took for one size, and whether they say the same."""
    ours, theirs = folder / "ours", folder / "theirs"
    write(ours, pages)
    script = OURS.format(root=str(ours))
    mine = measured([sys.executable, "-c", script], ours / "_site")
    told = for_hugo(ours / "_site", theirs)
    hugo = [str(Path(sys.executable).with_name("hugo")), "--quiet", "--source", str(theirs), "--ignoreCache"]
    others = measured(hugo, theirs / "public", theirs / "resources")
    for name, run in (("Muniment", mine), ("Hugo", others)):
        print(f"| {len(told):,} | {name} | {run.wall:.2f} s | {run.processor:.2f} s | {run.memory:.0f} MB | "
              f"{run.wall / len(told) * 1000:.2f} ms |", flush=True)  # fmt: skip
    wrong = [path for path in told if said(ours / "_site" / path) != said(theirs / "public" / path)]
    print(f"<!-- {len(told) - len(wrong)} of {len(told)} pages say the same words with the same links {wrong[:3]} -->")


def measured(command: list[str], *made: Path) -> Run:
    """What a command takes that starts without what it makes."""
    runs = []
    for number in range(RUNS + 1):
        _put_aside(made)
        runs.append(_run(command, sampled=number == RUNS))
    wall, processor = (statistics.median(getattr(run, key) for run in runs[:RUNS]) for key in ("wall", "processor"))
    return Run(wall, processor, runs[RUNS].memory)


def _put_aside(made: tuple[Path, ...]) -> None:
    for folder in filter(Path.exists, made):
        free = (folder.parents[1] / f"aside-{number}" for number in count())
        folder.rename(next(place for place in free if not place.exists()))


def _run(command: list[str], sampled: bool) -> Run:
    most, done = [0.0], threading.Event()
    start = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL)
    watcher = threading.Thread(target=_watch, args=(process.pid, most, done))
    if sampled:
        watcher.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    done.set()
    if sampled:
        watcher.join()
    if status:
        sys.exit(f"{command[0]} failed")
    return Run(wall, used.ru_utime + used.ru_stime, most[0])


def _watch(process: int, most: list[float], done: threading.Event) -> None:
    while not done.wait(0.05):
        most[0] = max(most[0], sum(map(_held, _family(process))))


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            yield from _family(int(child))
    except OSError:
        return


def _held(process: int) -> float:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1]) / 1024  # type: ignore[index]


def for_hugo(site: Path, folder: Path) -> list[str]:
    """The addresses of the pages that are now Markdown for Hugo, with a layout that has our head and foot."""
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "hugo.toml").write_text(CONFIG)
    told = []
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix()
        tree = HTMLParser(path.read_bytes())
        if address in ("404.html", "search.html") or path.name == "index.html" or not tree.css_first("main"):
            continue
        told.append(address)
        target = folder / "content" / address.replace(".html", ".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        head = {"title": tree.css_first("title").text(), "url": f"/{address}"}
        target.write_text(json.dumps(head) + "\n\n" + markdown(tree.css_first("main")) + "\n")
    layout = around(HTMLParser((site / told[0]).read_bytes()))
    (folder / "layouts/_default/single.html").write_text(layout)
    return told


def around(tree: HTMLParser) -> str:
    """Our page with Hugo's words where its own stand."""
    tree.css_first("title").replace_with("MUNIMENT-TITLE")
    for node in tree.css_first("main").iter():
        node.decompose()
    html = tree.html or ""
    html = (
        html.replace("{{", "{ {")
        .replace("MUNIMENT-TITLE", "<title>{{ .Title }}</title>")
        .replace("&lt;title", "<title")
    )
    return re.sub(r"(<main[^>]*>).*?(</main>)", r"\1{{ .Content }}\2", html, flags=re.DOTALL)


def markdown(main: Node) -> str:
    """The main part of a page as Markdown: its headings, paragraphs and links."""
    blocks: list[list[str]] = [[]]
    _blocks(main, blocks)
    return "\n\n".join(text for block in blocks if (text := " ".join("".join(block).split())))


def _blocks(node: Node, blocks: list[list[str]]) -> None:
    for child in node.iter(include_text=True):
        if child.tag in ("svg", "script", "style"):
            continue
        if child.tag == "-text":
            blocks[-1].append(_plain(child.text(deep=False)))
        elif child.tag == "a" and child.attributes.get("href"):
            blocks[-1].append(f"[{_plain(_shown(child))}](<{child.attributes['href']}>)")
        elif child.tag in BLOCKS:
            heading = "#" * int(child.tag[1]) + " " if re.fullmatch("h[1-6]", child.tag) else ""
            blocks.append([heading])
            _blocks(child, blocks)
            blocks.append([])
        else:
            _blocks(child, blocks)


def _plain(text: str) -> str:
    """Text in which Markdown sees no sign of its own."""
    return SPECIAL.sub(r"\\\1", text)


def _shown(node: Node) -> str:
    return " ".join("".join(_texts(node)).split())


def _texts(node: Node) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text(deep=False)
        elif child.tag not in ("svg", "script", "style"):
            yield from _texts(child)


def said(path: Path) -> tuple[str, list[str]]:
    """The words of a page's main part without white space, and where its links lead."""
    main = HTMLParser(path.read_bytes()).css_first("main")
    return "".join("".join(_texts(main)).split()), list(_links(main))


def _links(node: Node) -> Iterator[str]:
    for child in node.iter():
        if child.tag == "a" and child.attributes.get("href"):
            yield child.attributes["href"]  # type: ignore[misc]
        elif child.tag not in ("svg", "script", "style"):
            yield from _links(child)


if __name__ == "__main__":
    main()
