"""A conversation with `pagefind --service`: one question, one answer, in order, under one deadline.

Pagefind's own Python client is not used: it takes ten pages a second and waits for ever after several errors. Here
question and answer take turns, so neither pipe can fill up and no reading thread is needed; when the time is up the
process is killed, which ends every wait.
"""

import base64
import json
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pagefind_bin

REINSTALL = "Install it again: pip install --force-reinstall pagefind-bin"
ROOM = "Check that the temporary folder can be written and has room; TMPDIR names another one."
LONGEST_REPLY = 1 << 20
LONGEST_FILES = 1 << 31  # the files of 10,000 pages come in one reply of 0.08 GB


class SearchError(Exception):
    """The search index could not be built. `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@contextmanager
def conversation(timeout: float) -> Iterator["Service"]:
    """A running service, ended in good order, or killed when something fails or `timeout` seconds are over."""
    with tempfile.TemporaryFile() as complaints:
        process = started(complaints)
        service = Service(process, complaints, timeout)
        try:
            yield service
            service.end()
        finally:
            service.stop()


def started(complaints: object) -> subprocess.Popen:
    """The Pagefind process, or SearchError where there is none to start."""
    try:
        command = [pagefind_bin.get_executable(), "--service"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints)
    except OSError as missing:
        raise SearchError(f"Pagefind could not be started: {missing}.", REINSTALL) from missing


class Service:
    """One Pagefind process that answers in turn; every failure is a SearchError."""

    def __init__(self, process: subprocess.Popen, complaints: object, timeout: float) -> None:
        self.process = process
        self.complaints = complaints
        self.timeout = timeout
        self.asked = 0
        self.late = threading.Event()
        self.timer = threading.Timer(timeout, self.give_up)
        self.timer.daemon = True
        self.timer.start()

    def ask(self, question: str, answer: str, **fields: object) -> dict:
        """The payload of the reply, which must be of the kind `answer`."""
        self.asked += 1
        self.send({"message_id": self.asked, "payload": {"type": question, **fields}})
        reply = self.received(LONGEST_FILES if question == "GetFiles" else LONGEST_REPLY)
        payload = reply["payload"]
        if payload["type"] == "Error":
            raise SearchError(f"Pagefind refused {question}: {payload['message']}.")
        if payload["type"] != answer or reply["message_id"] != self.asked:
            raise SearchError(f"Pagefind answered {question} with {payload['type']}.", REINSTALL)
        return payload

    def send(self, message: dict) -> None:
        try:
            self.process.stdin.write(base64.b64encode(json.dumps(message).encode()) + b",")
            self.process.stdin.flush()
        except OSError as broken:
            raise self.gone() from broken

    def received(self, longest: int) -> dict:
        """The next message: base64 of JSON up to a comma, at most `longest` bytes. No second one can be there yet."""
        raw = bytearray()
        while not raw.endswith(b","):
            chunk = self.process.stdout.read1(1 << 20)
            if not chunk:
                raise self.gone()
            raw += chunk
            if len(raw) > longest:
                break
        try:
            reply = json.loads(base64.b64decode(raw[:-1], validate=True))
            return {"message_id": reply.get("message_id"), "payload": reply["payload"]}
        except (ValueError, KeyError, AttributeError) as garbled:
            raise SearchError(f"Pagefind answered something unreadable: {bytes(raw[:80])!r}.", REINSTALL) from garbled

    def end(self) -> None:
        """Nothing, once the process has ended well."""
        self.process.stdin.close()
        if self.process.wait():
            raise self.gone()

    def give_up(self) -> None:
        self.late.set()
        self.process.kill()

    def gone(self) -> SearchError:
        """Why the process no longer answers."""
        code = self.process.wait()
        if self.late.is_set():
            return SearchError(f"Pagefind took longer than {self.timeout:g} seconds and was ended.", "Try again.")
        if code < 0:
            return SearchError(f"Pagefind was killed (signal {-code}).", "Is the memory full? 1,000 pages take 0.4 GB.")
        return SearchError(f"Pagefind stopped with code {code}. {self.last_words()}".strip(), ROOM)

    def last_words(self) -> str:
        """The line of its panic that says what it was about, or nothing."""
        self.complaints.seek(0)
        lines = self.complaints.read().decode("utf-8", "replace").splitlines()
        return next((line.strip() for line in lines if "Err" in line or "rror" in line), "")

    def stop(self) -> None:
        """Nothing; the process is gone and its pipes are closed, whatever happened before."""
        self.timer.cancel()
        self.timer.join()
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):  # what was left unsent to a dead process cannot be flushed
                pipe.close()
