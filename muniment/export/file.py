"""A file of the data: its address, how its bytes are made, and what a reader who may want it should know."""

from collections.abc import Callable

from msgspec import Struct


class DataFile(Struct, frozen=True):
    """One file. `title` is empty for one of many of a kind, which the data page describes together.

    `standard` is the standard that it follows, or the program that opens it. `make` is pure: its bytes are wanted only
    by a build.
    """

    path: str
    make: Callable[[], bytes]
    title: str = ""
    description: str = ""
    standard: str = ""
