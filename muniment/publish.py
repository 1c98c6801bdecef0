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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec import Struct

from muniment.addresses import faults
from muniment.alone import alone
from muniment.diagnostics import Problem, errors, in_order
from muniment.together import in_parts, together

MARKER = ".muniment-unfinished"
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
PART = 64
"""How many files that are there already are one task."""
PROOF = "build.json"
HINTS = {
    errno.ENOSPC: "The disk is full: make room.",
    errno.EDQUOT: "Your share of the disk is used up: make room.",
    errno.EWOULDBLOCK: "Another build is writing there: wait for it, or end it.",
}


class Published(Struct, frozen=True):
    """How many files of the site are new or changed, stayed as they were, and are gone."""

    written: int
    kept: int
    removed: int


Batch = Callable[[], tuple[Mapping[str, bytes], tuple[Problem, ...]]]
"""Makes files by address, with the problems that were found on the way."""


class Unsound(Exception):
    """Files could not all be made; the last good site is untouched. `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class PublishError(Exception):
    """The site could not be put in place; the last good one is untouched. `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def publish(
    output: Path,
    files: Mapping[str, bytes],
    project: Path | None = None,
    addresses: Sequence[str] = (),
    batches: Sequence[Batch] = (),
) -> Published:
    """The counts of a site that now stands in `output`, and nothing in it that no one gave or made.

    Keys are posix paths relative to `output`. A file whose bytes did not change keeps its time. `files` holds
    `build.json`, by which the next build knows the folder as its own. `batches` make the other files, those at
    `addresses`: each is written at once and not held. Where they find an error, it is raised as Unsound. `project`
    (the working folder if left out) is what the output may not contain.
    """
    output = Path(os.path.abspath(output))
    check_paths([*files, *addresses])
    with explained(f"The site could not be put into {output}", output):
        check_place(output, project or Path.cwd())
        with alone(output.parent):
            repair(output)
            check_replaceable(output)
            counts = build_beside(output, files, addresses, batches)
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


def check_paths(files: Sequence[str]) -> None:
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


def build_beside(
    output: Path, files: Mapping[str, bytes], addresses: Sequence[str] = (), batches: Sequence[Batch] = ()
) -> Published:
    """The counts, once the whole new site stands in `<output>.new`; nothing is left there if it fails."""
    new, paths = beside(output, "new"), {*files, *addresses}
    new.mkdir(parents=True)
    (new / MARKER).touch()
    try:
        for folder in sorted({path.rpartition("/")[0] for path in paths}):
            (new / folder).mkdir(parents=True, exist_ok=True)
        given = [lambda part=part: (dict(part), ()) for part in in_parts(sorted(files.items()), PART)]
        standing = str(output) if output.exists() else ""
        kept = placed(together([partial(place_all, standing, str(new), batch) for batch in (*batches, *given)]))
    except (OSError, Unsound):
        discard(new)
        raise
    (new / MARKER).unlink()
    removed = sum(path not in paths for path in paths_in(output))
    return Published(written=len(paths) - kept, kept=kept, removed=removed)


def placed(done: Iterable["Placed"]) -> int:
    """How many files are the last ones again; or the first refusal of the disk, or every problem, as an exception."""
    done = tuple(done)
    for one in done:
        if one.refused:
            raise one.refused
    problems = in_order([problem for one in done for problem in one.problems])
    if errors(problems):
        raise Unsound(problems)
    return sum(one.kept for one in done)


class Placed(Struct, frozen=True):
    """What became of a batch: how many of its files are the last ones again, its problems, what the disk refused."""

    kept: int
    problems: tuple[Problem, ...]
    refused: OSError | None = None


def place_all(last: str, new: str, batch: Batch) -> Placed:
    """What became of a batch whose files are now in the new site; `last` is the folder of the last one, or empty."""
    files, problems = batch()
    try:
        kept = sum(
            place(Path(last, path) if last else None, f"{new}/{path}", content) for path, content in files.items()
        )
    except OSError as refused:  # as a value, so that a second process can hand it over
        return Placed(0, problems, refused)
    return Placed(kept, problems)


def place(last: Path | None, target: str, content: bytes) -> bool:
    """Whether the new file is the last one again. Then the two share one inode, which no build ever writes into."""
    times = times_if_same(last, content) if last else None
    if times is not None and linked(last, target):
        return True
    put(target, content)
    if times is not None:
        os.utime(target, ns=times)
    return times is not None


def put(target: str, content: bytes) -> None:
    """Nothing; a new file stands there. What a second process began before it was ended is begun anew."""
    try:
        number = os.open(target, NEW, 0o666)
    except FileExistsError:
        os.unlink(target)
        number = os.open(target, NEW, 0o666)
    with open(number, "wb", buffering=0) as file:
        left = memoryview(content)
        while left:
            left = left[file.write(left) :]


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
