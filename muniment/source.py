"""The files as they are: bytes and lines of `content/`, `seeds/`, `templates/` and `site.toml`; nothing understood."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct

from muniment.diagnostics import Problem
from muniment.settings import ENVIRONMENT
from muniment.shelf import Shelf, state_of

MOST_RECORD_BYTES = 1_000_000
MOST_SEED_BYTES = 50_000_000
BASEMAPS = "templates/basemap/"
_IGNORED_NAMES = {".DS_Store", "Thumbs.db", ".gitkeep"}
_IGNORED_ENDS = ("~", ".swp", ".swx", ".tmp", ".bak", ".orig", ".new")
_RECORD_KEY = re.compile(r"^(?:kind|claims|importance|seed|published):", re.MULTILINE)
"""What a record has at its root and no program's settings do."""
_SEED_NAME = re.compile(r"seeds/[A-Za-z0-9][A-Za-z0-9._-]*")
RELEASES = "content/releases"
_RELEASE = re.compile(rf"{RELEASES}/[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\.json")


class SourceFile(Struct, frozen=True):
    """A text file of the project: its path from the project's root, with slashes, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Every file that a build reads, by path, in the order of the paths.

    `release` is the newest one; `given` is what the environment adds.
    """

    settings: SourceFile | None
    records: tuple[SourceFile, ...]
    pages: tuple[SourceFile, ...]
    vocabulary: SourceFile | None
    lock: SourceFile | None
    release: SourceFile | None
    seeds: dict[str, SourceFile]
    templates: dict[str, SourceFile]
    basemaps: dict[str, SourceFile]
    assets: dict[str, bytes] = field(repr=False)
    given: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


Held = Shelf[SourceFile]


def read(root: Path, environment: Mapping[str, str] = os.environ, shelf: Held | None = None) -> Sources:
    """Every source file under the project's root. After this step no file is opened again.

    Texts that are on the shelf, and whose files are as they were, are not opened at all.
    """
    problems: list[Problem] = []
    texts, releases = {}, []
    for folder, most in (("content", MOST_RECORD_BYTES), ("seeds", MOST_SEED_BYTES), ("templates", MOST_RECORD_BYTES)):
        if (root / folder).is_symlink():
            problems.append(_linked(folder))
            continue
        if not (root / folder).is_dir():
            problems.append(
                Problem(folder, 0, 0, "missing-folder", f"The folder {folder}/ is missing.", "Put it beside site.toml.")
            )
            continue
        for path in _files(root, folder, problems):
            if _RELEASE.fullmatch(path):
                releases.append(path)
            elif not path.startswith("templates/assets/"):
                texts[path] = _text(root, path, most, problems, shelf)
    settings = _text(root, "site.toml", MOST_RECORD_BYTES, problems)
    found = {path: file for path, file in texts.items() if file}
    return Sources(
        settings=settings,
        records=tuple(
            f
            for p, f in found.items()
            if p.startswith("content/")
            and p.endswith(".yaml")
            and p.count("/") == 2
            and not p.startswith("content/pages/")
        ),
        pages=tuple(f for p, f in found.items() if p.startswith("content/pages/") and p.endswith(".md")),
        vocabulary=found.get("content/vocabulary.yaml"),
        lock=found.get("content/seeds.lock"),
        release=_text(root, releases[-1], MOST_SEED_BYTES, problems) if releases else None,
        seeds={p.removeprefix("seeds/"): f for p, f in found.items() if _SEED_NAME.fullmatch(p)},
        templates={
            p.removeprefix("templates/"): f
            for p, f in found.items()
            if p.startswith("templates/") and not p.startswith(BASEMAPS)
        },
        basemaps={p.removeprefix(BASEMAPS): f for p, f in found.items() if p.startswith(BASEMAPS)},
        assets=_assets(root, problems),
        given={name: environment[name] for name in ENVIRONMENT.values() if environment.get(name)},
        problems=(*problems, *_strays(texts), *_astray(root)),
    )


def _files(root: Path, folder: str, problems: list[Problem]) -> Iterator[str]:
    """The paths of the files in a folder, sorted, with a problem for each link that leaves the project."""
    try:
        with os.scandir(root / folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(_unreadable(folder, error))
        return
    folders = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            folders.append(f"{folder}/{entry.name}")
        elif entry.name not in _IGNORED_NAMES and not entry.name.endswith(_IGNORED_ENDS):
            path = f"{folder}/{entry.name}"
            if fault := _not_a_file(path, entry):
                problems.append(fault)
            else:
                yield path
    for one in folders:
        yield from _files(root, one, problems)


def _not_a_file(path: str, entry: os.DirEntry) -> Problem | None:
    """What is wrong with something that is no folder, if it is no file that can be named."""
    if not path.isprintable():
        message = "The file's name holds signs that cannot be shown."
        return Problem(ascii(path)[1:-1], 0, 0, "bad-file-name", message, "Rename it.")
    if entry.is_symlink():
        return _linked(path)
    if not entry.is_file(follow_symlinks=False):
        return Problem(path, 0, 0, "not-a-file", f"{path} is not a file.", "Remove it.")
    return None


def _linked(path: str) -> Problem:
    return Problem(path, 0, 0, "symbolic-link", f"{path} is a symbolic link.", "Put the file or folder itself there.")


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(path, 0, 0, "unreadable-file", f"{path} cannot be read: {error.strerror}.", "Check its permissions.")


def _text(root: Path, path: str, most: int, problems: list[Problem], shelf: Held | None = None) -> SourceFile | None:
    """The text of a file; where it cannot be had, nothing, and a problem more."""
    if shelf is None:
        return _read(root, path, most, problems)
    try:
        state = state_of(os.lstat(f"{root}/{path}"))
    except OSError:
        return _read(root, path, most, problems)
    file = shelf.held(path, state)
    if file is None and (file := _read(root, path, most, problems)):
        shelf.put(path, state, file)
    return file


def _read(root: Path, path: str, most: int, problems: list[Problem]) -> SourceFile | None:
    data = _bytes(root, path, most, problems)
    if data is None:
        return None
    try:
        text = data.decode("utf-8")
        return SourceFile(path, text if path.startswith("seeds/") else _plain(text))
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        problems.append(
            Problem(path, line, column, "not-utf-8", "This byte is not UTF-8 text.", "Save the file as UTF-8.")
        )
        return None


def _plain(text: str) -> str:
    """A text of ours as all editors' programs mean it: no byte order mark, lines end alike. Seeds stay as received."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _bytes(root: Path, path: str, most: int, problems: list[Problem]) -> bytes | None:
    try:
        state = os.lstat(f"{root}/{path}")
        if stat.S_ISLNK(state.st_mode):
            problems.append(_linked(path))
        elif not stat.S_ISREG(state.st_mode):
            problems.append(Problem(path, 0, 0, "not-a-file", f"{path} is not a file.", "Remove it."))
        elif state.st_size > most:
            problems.append(
                Problem(
                    path,
                    0,
                    0,
                    "file-too-large",
                    f"{path} has {state.st_size:,} bytes; {most:,} are allowed.",
                    "Split it, or check that it is the right file.",
                )
            )
        elif state.st_size == 0:
            problems.append(Problem(path, 0, 0, "empty-file", f"{path} is empty.", "Fill it or remove it."))
        else:
            with open(f"{root}/{path}", "rb", buffering=0) as file:
                return file.read()
    except FileNotFoundError:
        problems.append(Problem(path, 0, 0, "missing-file", f"{path} is missing.", "Create it."))
    except OSError as error:
        problems.append(_unreadable(path, error))
    return None


def _assets(root: Path, problems: list[Problem]) -> dict[str, bytes]:
    if not (root / "templates/assets").is_dir():
        return {}
    found = {}
    for path in _files(root, "templates/assets", problems):
        data = _bytes(root, path, MOST_SEED_BYTES, problems)
        if data is not None:
            found[path.removeprefix("templates/assets/")] = data
    return found


def _strays(texts: dict[str, SourceFile | None]) -> Iterator[Problem]:
    """A problem for each file under `content/` and `seeds/` that no step would read."""
    for path in texts:
        parts = path.split("/")
        if parts[0] == "seeds" and not _SEED_NAME.fullmatch(path):
            yield Problem(
                path,
                0,
                0,
                "stray-file",
                f"No document can name {path!r} as its seed.",
                "Put it into seeds/ itself, with letters, digits, . _ and - in its name.",
            )
        if parts[0] != "content" or path in ("content/vocabulary.yaml", "content/seeds.lock"):
            continue
        end = ".md" if parts[1] == "pages" else ".yaml"
        if len(parts) != 3 or not path.endswith(end):
            yield Problem(path, 0, 0, "stray-file", f"{path} is not a record and not a page.", _kept_as(parts, end))


def astray(root: Path) -> Iterator[str]:
    """The names of the YAML files that lie beside `content/`."""
    with suppress(OSError), os.scandir(root) as entries:
        yield from sorted(entry.name for entry in entries if entry.name.endswith((".yaml", ".yml")) and entry.is_file())


def _astray(root: Path) -> Iterator[Problem]:
    """A warning for each record that lies where no step would read it."""
    for name in astray(root):
        file = _text(root, name, MOST_RECORD_BYTES, [])
        if file and _RECORD_KEY.search(file.text):
            message = f"{name} looks like a record and lies beside content/, where none is read."
            hint = f"Move it to content/FOLDER/{name.rpartition('.')[0]}.yaml, FOLDER being that of its type."
            yield Problem(name, 0, 0, "stray-file", message, hint, "warning")


def _kept_as(parts: list[str], end: str) -> str:
    """What to do with a file of `content/` that no step reads."""
    name, typed = parts[-1].split(".")[0], parts[-1].removesuffix(".txt")
    if len(parts) > 2 and typed.endswith((".yaml", ".yml", ".md")) and typed.endswith(".md") == (end == ".md"):
        return f"Rename it content/{parts[1]}/{name}{end}."
    if parts[-1].endswith(".txt"):
        return "The text of a document belongs into seeds/; records are content/FOLDER/ID.yaml."
    return "Records are content/FOLDER/ID.yaml, pages content/pages/ID.md."
