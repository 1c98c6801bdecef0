"""Work shared by two processes: where the tasks are many and the results small, two cores take half the time.

The second process is a fork: it sees all that the first has read without copying it, and sends back its results
only. Both take the next task from one pipe, so neither waits for the other. Elsewhere than on Linux, on one core, or
beside other threads (where a fork is not safe) one process does everything; the results are the same.
"""

import os
import pickle
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Result = TypeVar("Result")
FEWEST = 4
"""Of fewer tasks than this the second process would do too little to be worth its start."""
_NUMBER = struct.Struct("=H")
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
    try:
        done = dict(_taken(tasks, numbers))
        with open(answers, "rb", closefd=False) as pipe:
            sent = pipe.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.waitpid(child, 0)
        os.close(numbers)
        os.close(answers)
    done |= pickle.loads(sent) if sent else {}
    return [done[number] if number in done else task() for number, task in enumerate(tasks)]


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
        sent = pickle.dumps(dict(_taken(tasks, numbers)), pickle.HIGHEST_PROTOCOL)
        with open(answer, "wb") as pipe:
            pipe.write(sent)
        code = 0
    finally:
        os._exit(code)


def _taken(tasks: Sequence[Callable[[], Result]], numbers: int) -> Iterator[tuple[int, Result]]:
    """The tasks that this process came to first, done."""
    while number := os.read(numbers, _NUMBER.size):
        (index,) = _NUMBER.unpack(number)
        yield index, tasks[index]()
