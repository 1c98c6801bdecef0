"""When a file of the project changed: told by the operating system, and looked up once a second in case it was not.

Editors save by renaming, leave swap files, write in several steps; a branch switch changes a thousand files and
deletes whole folders. So no event is believed: it only wakes the loop, which waits until it is quiet and then compares
the state of all files with the last one.
"""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from muniment import shelf
from muniment.shelf import state_of
from muniment.source import astray

FOLDERS = ("content", "seeds", "templates")
QUIET = 0.06
"""Seconds without an event after which a save is taken to be complete."""
LONGEST = 2.0
"""Seconds after which a stream of events is looked at all the same."""
CHANGES = ("created", "modified", "moved", "deleted", "closed")
"""Mere reading sends events too, and would start a build by building."""

State = Mapping[str, shelf.State]
"""The state of each file, by path."""


def changes(root: Path, seen: State, stop: threading.Event) -> Iterator[State]:
    """The state of the project's files after each change of it, until `stop` is set."""
    wake = threading.Event()
    with _watching(root, wake) as renew:
        while not stop.is_set():
            wake.wait(0.5)
            _settle(wake, stop)
            now = state(root)
            if now != seen and not stop.is_set():
                seen = now
                renew()
                yield now


def state(root: Path) -> State:
    """The state of every file that a build reads; a file that vanishes meanwhile is not in it."""
    found: dict[str, shelf.State] = {}
    for name in ("site.toml", *astray(root)):
        with suppress(OSError):
            found[name] = state_of(os.stat(root / name))
    for folder in FOLDERS:
        _into(found, str(root / folder))
    return found


def _into(found: dict[str, shelf.State], folder: str) -> None:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _into(found, entry.path)
            else:
                with suppress(OSError):
                    found[entry.path] = state_of(entry.stat(follow_symlinks=False))


def _settle(wake: threading.Event, stop: threading.Event) -> None:
    """Nothing, once no event came for a moment."""
    for _ in range(int(LONGEST / QUIET)):
        if not wake.is_set() or stop.is_set():
            return
        wake.clear()
        wake.wait(QUIET)
    wake.clear()


class _Waker(FileSystemEventHandler):
    """Wakes the loop for whatever changes."""

    def __init__(self, wake: threading.Event) -> None:
        self.wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in CHANGES:
            self.wake.set()


class _watching:
    """An observer of the project's folders; calling its value looks again which folders there are."""

    def __init__(self, root: Path, wake: threading.Event) -> None:
        self.root = root
        self.waker = _Waker(wake)
        self.observer = Observer()
        self.watched: dict[Path, tuple[int, object]] = {}

    def __enter__(self):
        self.observer.start()
        self.renew()
        return self.renew

    def __exit__(self, *_: object) -> None:
        self.observer.stop()
        self.observer.join(5)

    def renew(self) -> None:
        """Nothing; folders that are new, or were deleted and made again, are watched. What cannot be is looked up."""
        for folder in (self.root / name for name in FOLDERS):
            with suppress(OSError):
                number = folder.stat().st_ino if folder.is_dir() else 0
                held, watch = self.watched.pop(folder, (0, None))
                if number != held and watch is not None:
                    with suppress(KeyError):
                        self.observer.unschedule(watch)
                if number and number != held:
                    watch = self.observer.schedule(self.waker, str(folder), recursive=True)
                if number:
                    self.watched[folder] = (number, watch)
