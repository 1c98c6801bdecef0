"""Progress on a terminal: the step that takes long, how far it is, and for how long it has run, on one line.

The line is drawn when a timer of the system interrupts the main thread, not by a thread of its own: beside another
thread no second process could be forked to share the work. Where there is no such timer (Windows), nothing is drawn.
"""

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from muniment.pipeline import Clock

PATIENCE = 0.5
"""Seconds of work before the first line."""
BETWEEN = 0.2
ERASED = "\r\x1b[K"
DOING = {
    "read": "Reading the files",
    "parse": "Understanding the records",
    "resolve": "Looking up what they name",
    "verify": "Verifying every quotation and sentence",
    "compose": "Composing the pages",
    "render": "Preparing the templates",
    "pages": "Rendering the pages",
    "export": "Writing out the data",
    "search": "Indexing for search",
}


@contextmanager
def clocked(form: str = "full") -> Iterator[Clock]:
    """A clock; while it is held, a terminal shows what is done. Nothing is left of the line afterwards."""
    clock = Clock()
    if form == "json" or not _can_show():
        yield clock
        return
    start, process = time.monotonic(), os.getpid()

    def draw(*_: object) -> None:
        if os.getpid() == process:
            _put(_fitting(line(clock, time.monotonic() - start)))

    before = signal.signal(signal.SIGALRM, draw)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE, BETWEEN)
    try:
        yield clock
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if time.monotonic() - start > PATIENCE:
            _put(ERASED)


def line(clock: Clock, seconds: float) -> str:
    """What is done, as one line: the step, how many of how many where that is known, the seconds so far."""
    doing = DOING.get("pages" if clock.of else clock.at, "Starting")
    count = f" {clock.done:,} of {clock.of:,}" if clock.of else ""
    return f"{doing}{count} – {seconds:.0f} s"


def _can_show() -> bool:
    """Whether somebody looks: a terminal that can erase a line, and the system's timer to draw by."""
    plain = os.environ.get("TERM", "") in ("", "dumb")
    main = threading.current_thread() is threading.main_thread()
    return hasattr(signal, "setitimer") and main and not plain and sys.stderr.isatty()


def _fitting(text: str) -> str:
    """The line for a terminal of this width, in place of the last one."""
    return ERASED + text[: shutil.get_terminal_size().columns - 1]


def _put(text: str) -> None:
    """Written past Python's buffers: what is interrupted may be in the midst of writing itself."""
    os.write(sys.stderr.fileno(), text.encode("utf-8", "replace"))
