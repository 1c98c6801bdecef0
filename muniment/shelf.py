"""Files that were read once: one that is as it was is not opened again.

Only `serve` keeps a shelf; a build starts empty. A file is as it was if its time of change (which no program sets), its
time, size and number are. Clocks tick coarsely: what had changed less than a moment before it was read could have
changed once more within the same tick, so it is not put on the shelf.
"""

import os
import time
from typing import Generic, TypeVar

File = TypeVar("File")
MOMENT = 1_000_000_000
"""Nanoseconds that a file must have rested before it was read."""
State = tuple[int, int, int, int]


class Shelf(Generic[File]):
    """The files read so far, by path."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[State, File]] = {}

    def held(self, path: str, state: State) -> File | None:
        """The file that was read from this path in this state."""
        found = self._held.get(path)
        return found[1] if found and found[0] == state else None

    def put(self, path: str, state: State, file: File) -> None:
        """Nothing; the file, which was read just now, is held, unless it may have changed since its state was seen."""
        if state[0] + MOMENT < time.time_ns():
            self._held[path] = state, file
        else:
            self._held.pop(path, None)


def state_of(found: os.stat_result) -> State:
    """What tells whether a file is as it was."""
    return found.st_ctime_ns, found.st_mtime_ns, found.st_size, found.st_ino
