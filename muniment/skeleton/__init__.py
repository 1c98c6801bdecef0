"""The skeleton: all files of a new, empty documentary, with this engine and theme and one sample of each record.

The engine comes along as a copy. A publisher then holds all that the site needs in one folder, as in a fork of this
repository: nothing is to be installed from elsewhere, and the site of today can be built again in ten years. A fix of
the engine is taken over by copying `muniment/` and `templates/` anew; nothing in them knows a documentary's subject.

What belongs to the first documentary stays behind: its records and documents, its README, the map of its region, the
tests and tools of the engine. In their place come the files of `project/`.
"""

from collections.abc import Iterator
from pathlib import Path

ENGINE = ("muniment", "templates", ".github", ".vscode")
FILES = (
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "NOTICE",
    "build.py",
    "docs/problems.md",
    "docs/publishing.md",
    "docs/settings.md",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
)
"""What is copied from the folder that the engine stands in: whole folders, and files."""
BASEMAPS = "templates/basemap"
WORLD = "world.json"
RUBBISH = ("__pycache__", ".DS_Store")
OURS = Path(__file__).with_name("project")


class NoEngine(Exception):
    """The engine was installed without the files that a new documentary needs beside it."""


def new_project() -> dict[str, bytes]:
    """Every file of a new documentary, by its path from the documentary's root."""
    root = Path(__file__).parents[2]
    if missing := [name for name in (*ENGINE, *FILES) if not (root / name).exists()]:
        raise NoEngine(f"{root / missing[0]} is not there. Run this in a copy of the whole repository.")
    copied = [root / name for name in FILES] + [file for name in ENGINE for file in _files(root / name)]
    engine = {file.relative_to(root).as_posix(): file for file in copied if not _of_a_region(file)}
    ours = {path: file.read_bytes() for path, file in sorted(engine.items())} | sample()
    return dict(sorted(ours.items()))


def sample() -> dict[str, bytes]:
    """The files of the sample alone, by path: records, documents, settings, and what tells of them."""
    return {file.relative_to(OURS).as_posix(): file.read_bytes() for file in _files(OURS)}


def _files(folder: Path) -> Iterator[Path]:
    """The files below a folder, without what programs leave behind."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not set(RUBBISH) & set(path.parts))


def _of_a_region(file: Path) -> bool:
    """Whether a file is the map of a region: only the map of the world serves every subject."""
    return file.parent.as_posix().endswith(BASEMAPS) and file.name != WORLD
