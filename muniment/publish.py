"""Put a finished site in place of the last one, so that a reader always finds one whole site.

The new site is built beside the old one and swapped in by renaming. Whatever stops the build, the last good site
stands or `repair` puts it back at the next start. With the temp folder of `muniment.search` this is the only
module that writes to disk.

The marker file tells a half-written or half-deleted sibling from a whole site. It never stands in a published site.
"""

import errno
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from muniment.addresses import faults
from muniment.alone import alone

MARKER = ".muniment-unfinished"
PROOF = "build.json"
HINTS = {
    errno.ENOSPC: "The disk is full: make room.",
    errno.EDQUOT: "Your share of the disk is used up: make room.",
    errno.EWOULDBLOCK: "Another build is writing there: wait for it, or end it.",
}


@dataclass(frozen=True, slots=True)
class Published:
    """How many files of the site are new or changed, stayed as they were, and are gone."""

    written: int
    kept: int
    removed: int


class PublishError(Exception):
    """The site could not be put in place; the last good one is untouched. `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def publish(output: Path, files: Mapping[str, bytes], project: Path | None = None) -> Published:
    """The counts of a site that now stands in `output`, and nothing in it that is not in `files`.

    Keys are posix paths relative to `output`. A file whose bytes did not change keeps its time. `files` holds
    `build.json`, by which the next build knows the folder as its own. `project` (the working folder if left out)
    is what the output may not contain.
    """
    output = Path(os.path.abspath(output))
    check_paths(files)
    with explained(f"The site could not be put into {output}", output):
        check_place(output, project or Path.cwd())
        with alone(output.parent):
            repair(output)
            check_replaceable(output)
            counts = build_beside(output, files)
            swap(output)
            with explained(f"The new site stands in {output}, but the last one is still beside it", output):
                discard(beside(output, "old"))
    return counts


def repair(output: Path) -> None:
    """Nothing; afterwards the last whole site stands in `output` and no left-over stands beside it."""
    output = Path(os.path.abspath(output))
    with explained(f"The site in {output} could not be put right", output):
        siblings = beside(output, "old"), beside(output, "new")
        for folder in siblings:
            check_ours(folder)
        if not output.exists() or is_empty(output):
            put_back(output, [folder for folder in siblings if is_whole(folder)])
        for folder in siblings:
            discard(folder)


def put_back(output: Path, whole: list[Path]) -> None:
    """Nothing; the first whole site, if there is one, stands in `output`, which holds nothing yet."""
    if whole:
        if output.exists():
            output.rmdir()
        os.rename(whole[0], output)


def check_paths(files: Mapping[str, bytes]) -> None:
    """Nothing, or PublishError for the first path that some disk or server could not hold as it is spelled."""
    for fault in faults(files):
        raise PublishError(f"The site cannot be written: {fault}", "Rename it.")
    if PROOF not in files or MARKER in files:
        raise PublishError(f"The site holds no {PROOF}, or holds {MARKER}.", "The build keeps both names for itself.")


def check_place(output: Path, project: Path) -> None:
    """Nothing, or PublishError where a site may never be put."""
    if output.is_symlink():
        raise PublishError(f"The output {output} is a symbolic link.", "Name the folder that it points to.")
    if output.exists() and not output.is_dir():
        raise PublishError(f"The output {output} is a file.", "Name a folder.")
    place = output.resolve()
    if not output.name or Path(project).resolve().is_relative_to(place):
        raise PublishError(f"The output {output} contains the project.", "Name a folder inside or beside it.")


def check_replaceable(output: Path) -> None:
    """Nothing, or PublishError for a folder that holds something and that no build made."""
    if output.exists() and not is_empty(output) and not is_whole(output):
        raise PublishError(
            f"The output folder {output} holds files and no {PROOF}: no build made it.",
            "Name another folder, or empty this one yourself.",
        )


def check_ours(folder: Path) -> None:
    """Nothing, or PublishError for a sibling that stands in the way and that no build made."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise PublishError(f"{folder} is in the way.", "A build needs that name: move it elsewhere.")
    if folder.exists() and not (is_empty(folder) or is_whole(folder) or (folder / MARKER).is_file()):
        raise PublishError(f"{folder} is in the way and no build made it.", "Move it elsewhere.")


def is_empty(folder: Path) -> bool:
    return folder.is_dir() and next(folder.iterdir(), None) is None


def is_whole(folder: Path) -> bool:
    return (folder / PROOF).is_file() and not (folder / MARKER).exists()


def beside(output: Path, ending: str) -> Path:
    return output.with_name(f"{output.name}.{ending}")


def build_beside(output: Path, files: Mapping[str, bytes]) -> Published:
    """The counts, once the whole new site stands in `<output>.new`; nothing is left there if it fails."""
    new = beside(output, "new")
    new.mkdir(parents=True)
    (new / MARKER).touch()
    try:
        for folder in sorted({path.rpartition("/")[0] for path in files}):
            (new / folder).mkdir(parents=True, exist_ok=True)
        standing = output.exists()
        kept = sum(
            place(output / path if standing else None, f"{new}/{path}", content)
            for path, content in sorted(files.items())
        )
    except OSError:
        discard(new)
        raise
    (new / MARKER).unlink()
    removed = sum(path not in files for path in paths_in(output))
    return Published(written=len(files) - kept, kept=kept, removed=removed)


def place(last: Path | None, target: str, content: bytes) -> bool:
    """Whether the new file is the last one again. Then the two share one inode, which no build ever writes into."""
    times = times_if_same(last, content) if last else None
    if times is not None and linked(last, target):
        return True
    with open(target, "xb") as file:
        file.write(content)
    if times is not None:
        os.utime(target, ns=times)
    return times is not None


def times_if_same(last: Path, content: bytes) -> tuple[int, int] | None:
    """The access and change times of the last file, if it holds exactly these bytes."""
    try:
        found = last.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    same = stat.S_ISREG(found.st_mode) and found.st_size == len(content) and last.read_bytes() == content
    return (found.st_atime_ns, found.st_mtime_ns) if same else None


def linked(last: Path, target: str) -> bool:
    """Whether the disk let the new name share the last file; some have no links, or only so many."""
    try:
        os.link(last, target)
    except OSError:
        return False
    return True


def paths_in(folder: Path) -> Iterator[str]:
    """The posix path of every file below a folder, which need not exist."""
    for top, _, names in os.walk(folder):
        yield from (Path(top, name).relative_to(folder).as_posix() for name in names)


def swap(output: Path) -> None:
    """Nothing; the new site stands in place of the last one, or the last one still does."""
    new, old = beside(output, "new"), beside(output, "old")
    if output.exists():
        os.rename(output, old)
    try:
        os.rename(new, output)
    except OSError:
        if old.exists():
            os.rename(old, output)
        raise


def discard(folder: Path) -> None:
    """Nothing; the folder is gone. It carries the marker while it shrinks, so nobody takes the rest for a site."""
    if not folder.exists():
        return
    (folder / MARKER).touch()
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        elif entry.name != MARKER:
            os.unlink(entry.path)
    (folder / MARKER).unlink()
    folder.rmdir()


@contextmanager
def explained(sentence: str, output: Path) -> Iterator[None]:
    """Turn what the disk refuses into one sentence with a hint."""
    try:
        yield
    except OSError as refused:
        hint = HINTS.get(refused.errno, f"Check that you may write in {output.parent}.")
        raise PublishError(f"{sentence}: {refused.strerror} ({refused.filename or output}).", hint) from refused
