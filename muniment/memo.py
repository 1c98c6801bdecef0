"""Same question, same answer: what a pure function of an immutable value gave is kept as long as the value lives."""

from collections.abc import Callable
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
