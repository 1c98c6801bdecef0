"""Which paths every disk and every web server can hold as they are spelled."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE | re.DOTALL)
UNUSABLE = re.compile(r'[\x00-\x1f\x7f\\<>:"|?*\ud800-\udfff]|[. ]\Z')
LONGEST = 255


@lru_cache(maxsize=1 << 16)
def relative(folder: str, path: str) -> str:
    """The way from a folder of the site (empty: its root) to the file at `path`: `../actors/a.html`."""
    up = ""
    while folder and not path.startswith(folder + "/"):
        folder = folder.rpartition("/")[0]
        up += "../"
    return up + path[len(folder) + 1 if folder else 0 :]


def faults(paths: Iterable[str]) -> Iterator[str]:
    """One sentence for each path that would leave its root, collide with another, or fail on some disk.

    Paths are posix, relative, without `.` or empty segments. Two that differ only by case, in a folder or in the
    name, are one path on macOS and Windows.
    """
    sound = []
    for path in sorted(paths):
        told = fault(path)
        if told:
            yield f"{path!r} {told}."
        else:
            sound.append(path)
    yield from collisions(sound)


def fault(path: str) -> str:
    """What is wrong with one path taken alone, or nothing."""
    for segment in path.split("/"):
        if segment in ("", ".", ".."):
            return "is not a plain path inside the site"
        if UNUSABLE.search(segment) or not unicodedata.is_normalized("NFC", segment):
            return "has a character that not every disk can hold in a name"
        if DEVICE.fullmatch(segment):
            return "has a name that Windows keeps for a device"
        if len(segment.encode()) > LONGEST:
            return "has a name that is too long for a disk"
    return ""


def collisions(paths: list[str]) -> Iterator[str]:
    """One sentence for each path that cannot stand beside another."""
    names = {folded(path): path for path in reversed(paths)}
    spelled: dict[str, str] = {}
    for path in paths:
        *folders, own = prefixes(path)
        blocking = next((names[folded(folder)] for folder in folders if folded(folder) in names), None)
        if blocking:
            yield f"{path!r} needs a folder where {blocking!r} is a file."
        for part in (*folders, own):
            other = spelled.setdefault(folded(part), part)
            if other != part:
                yield f"{part!r} and {other!r} differ only by case."
                break


def prefixes(path: str) -> list[str]:
    """The folders of a path from the top, and the path itself last: `a/b/c` gives `a`, `a/b`, `a/b/c`."""
    parts = path.split("/")
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]


def folded(path: str) -> str:
    """The path as a disk sees it that does not tell case apart."""
    return unicodedata.normalize("NFC", path.casefold())
