"""The site while it is edited: every save is on the open page at once, every mistake lies over the last good page.

Nothing is written to disk. `press` makes an edition of the site after each edit, `pages` serves it to browsers on this
machine only, `desk` is a page beside it with what is wrong and what is left to do, `watch` tells when a file changed.
From an open page editors reach the files: `written` tells in which ones it stands, `selected` finds the words that are
selected on a document, `answers` makes a claim of them or tells who cites them, and `places` makes links that the
editor's own program opens; the scripts and styles beside these modules are added to each page by `own`. This is the
only part that lives longer than one build.
"""

import gc
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from muniment.pipeline import Clock
from muniment.serve.desk_view import TITLE
from muniment.serve.left import ADDRESS
from muniment.serve.pages import NoPort, Server, listening
from muniment.serve.places import DEFAULT, NoProgram, pattern
from muniment.serve.press import BREATH, Press
from muniment.serve.watch import changes, state

__all__ = ["NoPort", "NoProgram", "Press", "Server", "listening", "serve"]


def serve(
    root: Path,
    port: int,
    say: Callable[[str], None],
    stop: threading.Event | None = None,
    editor: str = DEFAULT,
    timed: AbstractContextManager[Clock] | None = None,
) -> None:
    """Serve a project until Ctrl-C, or until `stop` is set; its files open in the program that `editor` names.

    `timed` gives the clock of the first reading, and is held while it lasts. NoPort where no port can be had, NoProgram
    where no such program is known.
    """
    stop = stop or threading.Event()
    link = pattern(editor)
    press = Press(root, say)
    with listening(press, port, say, link) as server, _ended_by_signals(stop):
        seen = state(root)
        press.renew(timed)
        gc.freeze()
        gc.enable()
        say(f"Serving {server.address} – Ctrl-C ends it.")
        say(f"{TITLE}: {server.address}{ADDRESS}")
        with press.proofreading():
            for _ in changes(root, seen, stop):
                press.renew(breath=BREATH)
    say("Stopped.")


@contextmanager
def _ended_by_signals(stop: threading.Event) -> Iterator[None]:
    """Ctrl-C and a polite kill set `stop` while this lasts; elsewhere than in the main thread nothing is changed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(kind, lambda *_: stop.set()) for kind in kinds]
    try:
        yield
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)
