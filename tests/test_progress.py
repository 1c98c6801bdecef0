"""Long work shows on a terminal what it is at; nobody else is shown anything, and nothing of it is left."""

import os
import re
import subprocess
import sys
from pathlib import Path

from muniment.cli.progress import line
from muniment.pipeline import Clock

ROOT = Path(__file__).parents[1]
LINE = re.compile("\r\x1b\\[K([^\r\n]+?) – (\\d+) s")


def on_terminal(*arguments: str, **environment: str) -> tuple[int, str]:
    """What the command leaves on a terminal of 60 columns, as it was sent there; and its exit code."""
    import pty

    child, terminal = pty.fork()
    if not child:
        given = {"TERM": "xterm", "COLUMNS": "60", "PYTHONPATH": str(ROOT)} | environment
        os.execve(sys.executable, [sys.executable, str(ROOT / "build.py"), *arguments], os.environ | given)
    sent = b""
    while data := _read(terminal):
        sent += data
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), sent.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # how Linux tells that nobody writes any more
        return b""


def test_a_terminal_shows_the_step_and_how_many_pages_are_done_and_nothing_of_it_is_left():
    code, sent = on_terminal("check", "--pages", "--project", str(ROOT))
    assert code == 0
    told = [found[1] for found in LINE.finditer(sent)]
    counts = [tuple(map(int, found)) for one in told for found in re.findall(r"pages (\d+) of (\d+)", one)]
    assert "Verifying every quotation and sentence" in told and counts
    assert counts == sorted(counts) and len({of for _, of in counts}) == 1
    assert sent.partition("Nothing wrong")[0].endswith("\r\x1b[K")


def test_a_terminal_that_cannot_erase_a_line_is_shown_none():
    code, sent = on_terminal("check", "--project", str(ROOT), TERM="dumb")
    assert code == 0 and sent.startswith("Nothing wrong")


def test_json_on_a_terminal_is_json_alone():
    code, sent = on_terminal("check", "--format", "json", "--project", str(ROOT))
    assert code == 0 and sent.strip() == "[]"


def test_who_is_no_terminal_gets_no_progress():
    command = [sys.executable, ROOT / "build.py", "check", "--project", ROOT]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0 and done.stderr == "" and done.stdout.startswith("Nothing wrong")


def test_the_line_tells_step_count_and_seconds():
    clock = Clock()
    assert line(clock, 0.7) == "Starting – 1 s"
    clock.at = "search"
    assert line(clock, 12.2) == "Indexing for search – 12 s"
    clock.done, clock.of = 1_312, 10_011
    assert line(clock, 7) == "Rendering the pages 1,312 of 10,011 – 7 s"


def test_every_step_has_its_words():
    from muniment.cli.progress import DOING

    sources = [(ROOT / "muniment" / f"{name}.py").read_text(encoding="utf-8") for name in ("pipeline", "printing")]
    steps = set(re.findall(r'clock\.time\(\s*"([a-z]+)"', "".join(sources)))
    assert len(steps) > 6 and steps <= DOING.keys()
