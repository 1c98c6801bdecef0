"""Work shared by two processes: where the tasks are many and the results small, two cores take half the time.

The second process is a fork: it sees all that the first has read without copying it, and sends back its results
only. Both take the next task from one pipe, so neither waits for the other. Elsewhere than on Linux, on one core, or
beside other threads (where a fork is not safe) one process does everything; the results are the same.
"""

import io
import os
import pickle
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

try:
    import fcntl
except ImportError:  # Windows: there is no second process there
    fcntl = None

Item = TypeVar("Item")
Result = TypeVar("Result")
FEWEST = 4
"""Of fewer tasks than this the second process would do too little to be worth its start."""
_NUMBER = struct.Struct("=H")
_LENGTH = struct.Struct("=Q")
_ROOM = 1 << 20
_MOST = 60_000 // _NUMBER.size
"""How many numbers a pipe holds before anybody reads it."""


def together(tasks: Sequence[Callable[[], Result]]) -> list[Result]:
    """The results of pure tasks, in order."""
    if not FEWEST <= len(tasks) <= _MOST or not _two_can_work():
        return [task() for task in tasks]
    numbers, fill = os.pipe()
    os.write(fill, b"".join(map(_NUMBER.pack, range(len(tasks)))))
    os.close(fill)
    answers, answer = os.pipe()
    child = os.fork()
    if not child:
        _help(tasks, numbers, answer)
    os.close(answer)
    post = _Post(answers)
    done: dict[int, Result] = {}
    try:
        for number, result in _taken(tasks, numbers):
            done[number] = result
            done |= post.come()
        done |= post.rest()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.waitpid(child, 0)
        os.close(numbers)
        os.close(answers)
    return [done[number] if number in done else task() for number, task in enumerate(tasks)]


def each(items: Sequence[Item], size: int, work: Callable[[Item], Result]) -> list[Result]:
    """What a pure function gives for each item, in order; at most `size` items are one task."""
    done = together([lambda part=part: [work(item) for item in part] for part in in_parts(items, size)])
    return [one for part in done for one in part]


def in_parts(items: Sequence, size: int) -> list[Sequence]:
    """The items in order, in parts of at most `size`."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def _two_can_work() -> bool:
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _help(tasks: Sequence[Callable[[], object]], numbers: int, answer: int) -> None:
    """Never returns: the forked process ends here. Of a task that fails nothing is sent, and the first process sees
    the failure itself."""
    code = 1
    try:
        with suppress(OSError):  # a larger pipe lets this process go on while the first is busy; not every user may
            fcntl.fcntl(answer, fcntl.F_SETPIPE_SZ, _ROOM)
        with open(answer, "wb", buffering=0) as pipe:
            for done in _taken(tasks, numbers):
                letter = pickle.dumps(done, pickle.HIGHEST_PROTOCOL)
                _write(pipe, _LENGTH.pack(len(letter)) + letter)
        code = 0
    finally:
        os._exit(code)


def _write(pipe: io.RawIOBase, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[pipe.write(left) :]


class _Post:
    """The results that the second process sends, each when it is done, so that none is held twice for long."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._held = bytearray()

    def come(self) -> dict[int, object]:
        """The results that are here already."""
        os.set_blocking(self._pipe, False)
        with suppress(BlockingIOError):
            while data := os.read(self._pipe, _ROOM):
                self._held += data
        return dict(self._opened())

    def rest(self) -> dict[int, object]:
        """All further results, once the second process has ended."""
        os.set_blocking(self._pipe, True)
        found: dict[int, object] = {}
        while data := os.read(self._pipe, _ROOM):
            self._held += data
            found |= self._opened()
        return found

    def _opened(self) -> Iterator[tuple[int, object]]:
        """The results that have come whole."""
        while len(self._held) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._held)[0]
            if len(self._held) < end:
                return
            yield pickle.loads(self._held[_LENGTH.size : end])
            del self._held[:end]


def _taken(tasks: Sequence[Callable[[], Result]], numbers: int) -> Iterator[tuple[int, Result]]:
    """The tasks that this process came to first, done."""
    while number := os.read(numbers, _NUMBER.size):
        (index,) = _NUMBER.unpack(number)
        yield index, tasks[index]()
