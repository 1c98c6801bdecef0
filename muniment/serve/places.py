"""Files and lines of the project as links that the editor's own program opens."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from muniment import strict_yaml
from muniment.site import Entry
from muniment.source import SourceFile, Sources

DEFAULT = "vscode"
NONE = "none"
PROGRAMS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscode-insiders": "vscode-insiders://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "macvim": "mvim://open?url=file://{path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
}
"""The link of each program known by name; `{path}` starts with a slash, as in a `file:` address."""
SCHEMES = frozenset(pattern.partition("://")[0] for pattern in PROGRAMS.values()) | {"editor", "emacs"}
"""What a link of the editor's own may start with: programs that edit text, and two that nobody else answers to."""
_PATTERN = re.compile(r"([a-z][a-z0-9+.-]*)://(?:[A-Za-z0-9/?&=:%._~+-]|\{(?:path|line|column)\})*")


class NoProgram(Exception):
    """What is given names no program to open files with. `message` says what to give instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def pattern(given: str) -> str:
    """The pattern of the links that a program's name, or a pattern of the editor's own, stands for; empty for `none`.

    NoProgram where it is neither, or where its scheme is none that a program for text answers to.
    """
    if given == NONE:
        return ""
    if given in PROGRAMS:
        return PROGRAMS[given]
    found = _PATTERN.fullmatch(given)
    if not found or "{path}" not in given:
        raise NoProgram(
            f"{given!r} names no program. Give one of {', '.join(PROGRAMS)}, {NONE}, or a link with {{path}} in it, "
            f"such as {PROGRAMS[DEFAULT]}."
        )
    if found[1] not in SCHEMES:
        raise NoProgram(f"A link may not start with {found[1]}://. It may with {', '.join(sorted(SCHEMES))}.")
    return given


class Place(Struct, frozen=True):
    """A line of a file: how it is printed, its absolute path, the link that opens it (empty for no program)."""

    text: str
    path: str
    href: str


@dataclass(frozen=True, slots=True)
class Places:
    """Places in the project's files as they are now, also while the newest of them has a mistake."""

    root: Path
    pattern: str
    files: Mapping[str, SourceFile] = field(default_factory=dict, repr=False)

    def at(self, file: str, line: int = 1, column: int = 1) -> Place:
        """A place by the file's path from the project's root; line 0 stands for the whole file."""
        path = self.root / file
        known = {"{path}": _encoded(path), "{line}": str(line or 1), "{column}": str(column or 1)}
        href = re.sub(r"\{\w+\}", lambda found: known[found[0]], self.pattern)
        return Place(f"{file}:{line}" if line else file, str(path), href)

    def of(self, entry: Entry, *keys: str) -> Place:
        """The place of a key of a record."""
        file = self.files.get(entry.parsed.file.path, entry.parsed.file)
        return self.at(file.path, *_line(strict_yaml.tree(file.text) or entry.parsed.root, keys))

    def in_file(self, path: str, *keys: str) -> Place:
        """The place of a key of a YAML file that is no record."""
        file = self.files.get(path)
        return self.at(path, *_line(strict_yaml.tree(file.text) if file else None, keys))


def places(root: Path, link: str, sources: Sources | None) -> Places:
    """Places in these files of a project, opened by links of a pattern."""
    files = (*sources.records, sources.vocabulary) if sources else ()
    return Places(root.resolve(), link, {file.path: file for file in files if file})


def _line(tree: strict_yaml.Node | None, keys: tuple[str, ...]) -> strict_yaml.Place:
    return strict_yaml.locate(tree, keys, key=True) if tree and keys else (1, 1)


def _encoded(path: Path) -> str:
    """A path as an address holds it, with a slash before it: /C:/… on Windows."""
    plain = path.as_posix()
    return quote(plain if plain.startswith("/") else f"/{plain}", safe="/:")
