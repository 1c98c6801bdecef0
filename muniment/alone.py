"""One build at a time in one place, without leaving a file behind."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows locks no folders: there, two builds at once end in an error when they rename
    fcntl = None

UNSUPPORTED = {errno.ENOTSUP, errno.ENOLCK, errno.ENOSYS, errno.EINVAL, errno.EBADF}


@contextmanager
def alone(folder: Path, patience: float = 60) -> Iterator[None]:
    """Keep other builds out of a folder, made if it is missing, until this one is done or its process ends.

    BlockingIOError if another build is not done within `patience` seconds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        wait_for(handle, folder, time.monotonic() + patience)
        yield
    finally:
        os.close(handle)


def wait_for(handle: int, folder: Path, deadline: float) -> None:
    """Nothing, once the lock is held; at once where a network disk has no locks."""
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise BlockingIOError(errno.EWOULDBLOCK, "another build is at work", str(folder)) from None
            time.sleep(0.05)
        except OSError as refused:
            if refused.errno not in UNSUPPORTED:
                raise
            return None
