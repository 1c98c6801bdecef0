"""Two processes work off one list of tasks: the results are those of one, whatever happens to the other."""

import os
import signal
from pathlib import Path

import pytest

from muniment.together import in_parts, together


def test_results_come_in_the_order_of_the_tasks_however_large_they_are():
    sizes = [0, 1, 3_000_000, 70_000] * 8
    done = together([lambda size=size: b"x" * size for size in sizes])
    assert [len(one) for one in done] == sizes


def test_a_task_that_fails_is_seen_and_no_process_is_left():
    def fail():
        raise ValueError("this one")

    before = children()
    with pytest.raises(ValueError, match="this one"):
        together([lambda: 1] * 6 + [fail] + [lambda: 2] * 6)
    assert children() == before


def children() -> set[str]:
    """The processes that this one has started; a browser of other tests may be among them."""
    tasks = Path("/proc/self/task")
    return {child for task in tasks.glob("*/children") for child in task.read_text().split()}


def test_what_a_killed_process_did_not_send_is_done_again():
    own = os.getpid()

    def end_the_other():
        if os.getpid() != own:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    assert together([end_the_other] * 20) == ["done"] * 20


def test_parts_hold_all_items_in_order():
    assert [list(part) for part in in_parts(tuple(range(5)), 2)] == [[0, 1], [2, 3], [4]]
