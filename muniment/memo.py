"""Same question, same answer: what a pure function gave is kept, as long as its value lives or until the next answer.

Nothing here knows what depends on what, nothing is kept on disk, and a build starts empty: what is published never
depends on what was built before.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

Result = TypeVar("Result")


def remembered(function: Callable[..., Result]) -> Callable[..., Result]:
    """A pure function that computes each answer once per first argument.

    The first argument is an immutable value compared by identity (a Site); the others are hashable. Nothing is kept
    of a value that is gone.
    """
    answers: WeakKeyDictionary = WeakKeyDictionary()

    @wraps(function)
    def once(value: object, *rest: object) -> Result:
        known = answers.setdefault(value, {})
        if rest not in known:
            known[rest] = function(value, *rest)
        return known[rest]

    return once


class Memory:
    """The last answer of pure functions, by a name for each: asked the same again, they are not run again.

    The question holds all that the answer depends on; questions are compared, which for values that are the same
    object takes no time. A build asks an empty memory; `serve` keeps one from edit to edit.
    """

    def __init__(self) -> None:
        self._last: dict[Hashable, tuple[object, object]] = {}
        self._asked: set[Hashable] = set()

    def ask(self, name: Hashable, question: object, answer: Callable[[], Result]) -> Result:
        """What `answer` gives, or gave when the question under this name was equal to this one."""
        self._asked.add(name)
        last = self._last.get(name)
        if last is not None and last[0] == question:
            return last[1]  # type: ignore[return-value]
        given = answer()
        self._last[name] = question, given
        return given

    def ask_each(
        self, asked: Mapping[Hashable, object], answer: Callable[[Sequence[Hashable]], Sequence[Result]]
    ) -> list[Result]:
        """What `answer` gives for each name, in order, or gave when the question under it was equal to this one.

        `answer` is given all names at once whose questions are new, so that it can share the work out.
        """
        self._asked.update(asked)
        last = self._last
        new = [name for name, question in asked.items() if name not in last or last[name][0] != question]
        for name, given in zip(new, answer(new) if new else (), strict=True):
            last[name] = asked[name], given
        return [last[name][1] for name in asked]  # type: ignore[misc]

    def nothing_found(
        self, name: Hashable, question: object, search: Callable[[], Iterable[Result]]
    ) -> tuple[Result, ...]:
        """What `search` finds; nothing, without searching, where it found nothing when the question was equal.

        What was found is never kept: a hint may name things that the question does not hold.
        """
        self._asked.add(name)
        last = self._last.get(name)
        if last is not None and last[0] == question:
            return ()
        found = tuple(search())
        if found:
            self._last.pop(name, None)
        else:
            self._last[name] = question, ()
        return found

    def forget(self) -> None:
        """Nothing; what was not asked since the last time is gone."""
        self._last = {name: self._last[name] for name in self._asked & self._last.keys()}
        self._asked = set()
