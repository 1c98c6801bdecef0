"""The examples of the catalogue tried out: the sample is changed in a folder of its own and checked there.

The sample is the project that `init` makes, with templates of one line each: no example hangs on the theme.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from msgspec import Struct

from muniment import basemap, pipeline, printing, skeleton
from muniment.diagnostics import Problem, in_order
from muniment.pages import PAGE_TYPES
from muniment.problems import Change, Kind
from muniment.report import report
from muniment.source import MOST_RECORD_BYTES
from muniment.verify.lock import FILE as LOCK
from muniment.verify.lock import lock_text

BASEMAP = {"title": "A map", "bounds": [-180, -90, 180, 90], "step": 1, "source": "", "edition": "", "licence": ""}
LAYERS = (*basemap.LINES, *basemap.NAMES, "towns")
NOBODY = 65534


class Tried(Struct, frozen=True):
    """What an example changes, all that a check finds then, and what it prints for the kind of problem itself."""

    shown: tuple["Shown", ...]
    problems: tuple[Problem, ...]
    printed: str


class Shown(Struct, frozen=True):
    """A changed file: what was done to it, where no text shows that; the lines that changed; or, if new, its text."""

    path: str
    done: str = ""
    lines: tuple[str, ...] = ()
    text: str = ""


def tried(kind: Kind) -> Tried:
    """The example of a kind of problem, and all that a check of it finds. OSError where this system cannot make it."""
    before = sample()
    with TemporaryDirectory(prefix="muniment-") as folder:
        root = Path(folder)
        for path, text in before.items():
            _write(root / path, text.encode())
        for change in kind.changes:
            _make(root, change)
        if kind.relock:
            understood = pipeline.understand(root, pipeline.Clock())
            _write(root / LOCK, lock_text(understood.site, understood.sources.seeds).encode())
        with _as_a_reader(root, kind):
            checked = pipeline.check(root, pipeline.Clock())
            problems = checked.problems or in_order(printing.rendered(checked)[1])
        shown = tuple(_shown(path, kind, before, root) for path in dict.fromkeys(c.path for c in kind.changes))
    told = tuple(problem for problem in problems if problem.code == kind.code)
    return Tried(shown, problems, report(told, "full", checked.sources))


def sample() -> dict[str, str]:
    """Every file of the sample, by path."""
    files = {path: data.decode() for path, data in skeleton.sample().items()}
    names = [kind.__name__.rpartition(".")[2] for kind in PAGE_TYPES]
    files |= {f"templates/pages/{name}.html": "{{ page.title }}\n" for name in names}
    drawn = BASEMAP | {name: [] for name in LAYERS}
    return files | {"templates/basemap/world.json": json.dumps(drawn, indent=0) + "\n"}


def _make(root: Path, change: Change) -> None:
    path = root / change.path
    if change.make in ("removed", "folder", "link"):
        _remove(path)
    if change.make == "folder":
        path.mkdir()
    elif change.make == "link":
        path.symlink_to(root / "site.toml")
    elif change.make == "locked":
        path.chmod(0)
    elif change.make == "large":
        path.write_bytes(b"#" * (MOST_RECORD_BYTES + 1))
    elif change.make != "removed":
        text = path.read_bytes().decode() if change.old else ""
        if change.old not in text:
            raise ValueError(f"{change.old!r} does not stand in {change.path} of the sample.")
        new = text.replace(change.old, change.new, 1) if change.old else change.new
        _write(path, new.encode("cp1252" if change.make == "latin-1" else "utf-8"))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _remove(path: Path) -> None:
    rmtree(path) if path.is_dir() else path.unlink()


@contextmanager
def _as_a_reader(root: Path, kind: Kind) -> Iterator[None]:
    """While this lasts, what is locked is locked for us too: the user root would read it all the same."""
    if not any(change.make == "locked" for change in kind.changes) or not hasattr(os, "geteuid") or os.geteuid():
        yield
        return
    root.chmod(0o755)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


DONE = {
    "removed": "is not there.",
    "folder": "is a folder.",
    "link": "is a symbolic link to another file.",
    "locked": "is there, and you may not read it.",
    "large": "holds more than 1,000,000 bytes.",
    "latin-1": "is saved as Latin-1 (Windows-1252), not as UTF-8.",
}
"""What is said of a file to which something was done that its text does not show."""


def _shown(path: str, kind: Kind, before: dict[str, str], root: Path) -> Shown:
    """What an example did to one file."""
    made = next((change.make for change in kind.changes if change.path == path and change.make), "")
    if made:
        text = next(change.new for change in kind.changes if change.path == path)
        return Shown(path, DONE[made], text=text)
    text = (root / path).read_text(encoding="utf-8")
    if path not in before or not any(change.old for change in kind.changes if change.path == path):
        return Shown(path, text=text)
    changed = tuple(unified_diff(before[path].splitlines(), text.splitlines(), n=0, lineterm=""))
    return Shown(path, lines=tuple(line for line in changed[2:] if not line.startswith("@@")))
