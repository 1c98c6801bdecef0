"""YAML read strictly, with the place of every key and value.

Only strings, lists, mappings, `true`, `false`, `null` and plain integers are resolved: `NO`, `1:34`, `0123` and
`2020-01-08` stay the text that was typed. Duplicate keys, anchors, aliases, tags, further documents and deep
nesting are faults. Built on PyYAML's event stream, whose marks count from zero; places here count from 1.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from muniment.yaml_faults import LOADER, Fault, Place, syntax_fault

MOST_NESTING = 30
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_LITERALS = {"true": True, "false": False, "null": None, "~": None, "": None}

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_RARE_BREAKS = re.compile("[\x85\u2028\u2029]")
"""What YAML takes for the end of a line and editors' programs do not."""

Path = tuple[str | int, ...]
"""The way from a file's root to a value: keys and list positions."""


class Node(Struct):
    """A value with its place; in a mapping each key has a place too. `value` is a dict, a tuple or a scalar."""

    value: object
    place: Place
    keys: Mapping[str, Place] = {}
    children: Mapping[str | int, "Node"] = {}


class Loaded(Struct, frozen=True):
    """What a YAML text holds: its value, the place of that, all faults. `place` is None where it cannot be read."""

    value: object
    place: Place | None
    faults: tuple[Fault, ...]


def loaded(text: str) -> Loaded:
    """What a YAML text holds, without the places inside it: these are many, and seldom asked for."""
    root, faults = load(text)
    return Loaded(root.value, root.place, faults) if root else Loaded(None, None, faults)


@lru_cache(maxsize=16)
def tree(text: str) -> Node | None:
    """The tree of a YAML text, where it has one."""
    return load(text)[0]


def load(text: str) -> tuple[Node | None, tuple[Fault, ...]]:
    """The tree of a YAML text and all its faults; no tree where it cannot be read to its end."""
    if not text.isascii():
        text = _RARE_BREAKS.sub(" ", text)
    reader = _Reader(bool("\\" in text or _CONTROL.search(text)))
    stream = LOADER(text)
    try:
        if not reader.read(stream.get_event):
            return None, tuple(reader.faults)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return None, (*reader.faults, syntax_fault(error, text))
    finally:
        stream.dispose()
    return reader.root, tuple(reader.faults)


def locate(root: Node, path: Path, key: bool = False) -> Place:
    """The place of the value at `path`, or of its key; of the nearest enclosing value where the path ends early."""
    node = root
    for position, step in enumerate(path):
        if key and position == len(path) - 1 and step in node.keys:
            return node.keys[step]
        if step not in node.children:
            return node.keys.get(step, node.place)
        node = node.children[step]
    return node.place


_NOTHING: Mapping = MappingProxyType({})
"""The keys and children of a scalar."""


_BEGINNINGS = {MappingStartEvent: dict, SequenceStartEvent: list}
_VALUE = "", (0, 0)
"""Awaited where no key can stand: at the root and in a list."""


class _Reader:
    """Takes the events of one file in turn and grows its tree; `doubtful` if its texts can hold control characters.

    For the root and each open value `_awaiting` has the key whose value comes next; None where a key comes next.
    """

    def __init__(self, doubtful: bool) -> None:
        self.doubtful = doubtful
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self._open: list[Node] = []
        self._awaiting: list[tuple[str, Place] | None] = [_VALUE]
        self._documents = 0

    def read(self, next_event: Callable[[], yaml.Event | None]) -> bool:
        """Whether reading came to the end of the file."""
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent and not event.anchor and not event.tag:
                self._scalar(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._end()
            elif kind in _BEGINNINGS and not event.anchor and not event.tag:
                if not self._begin(event, _BEGINNINGS[kind]()):
                    return False
            elif not self._take(event, kind):
                return False
        return True

    def _take(self, event: yaml.Event, kind: type) -> bool:
        """Whether reading can go on after this event."""
        if kind is DocumentStartEvent:
            self._documents += 1
            return self._documents == 1 or self._stop(
                event,
                "yaml-second-document",
                "A second document starts here.",
                "Remove the line ---: one file holds one record.",
            )
        if kind is AliasEvent or getattr(event, "anchor", None):
            return self._stop(
                event,
                "yaml-anchor",
                "Anchors (&) and aliases (*) are not used here.",
                "Write the value out, or put it in quotes.",
            )
        if getattr(event, "tag", None):
            return self._stop(
                event,
                "yaml-tag",
                f"The tag {event.tag!r} is not used here.",
                "Remove the word that starts with !, or put the value in quotes.",
            )
        return True

    def _scalar(self, event: ScalarEvent) -> None:
        value, mark = event.value, event.start_mark
        place = mark.line + 1, mark.column + 1
        if self.doubtful and (found := _CONTROL.search(value)):
            self.faults.append(
                Fault(
                    place,
                    "control-character",
                    f"The text holds the control character U+{ord(found[0]):04X}.",
                    "Remove it.",
                )
            )
        if self._awaiting[-1] is None:
            self._awaiting[-1] = value, place
        else:
            self._attach(Node(value if event.style else _convert(value), place, _NOTHING, _NOTHING))

    def _begin(self, event: yaml.Event, value: dict | list) -> bool:
        if self._awaiting[-1] is None:
            return self._stop(
                event,
                "yaml-key",
                "A key must be a word, not a list or a mapping.",
                "Put the value in quotes if it starts with [ or {.",
            )
        if len(self._open) >= MOST_NESTING:
            return self._stop(
                event,
                "yaml-nesting",
                f"Values are nested more than {MOST_NESTING} deep here.",
                "Look for brackets that were not closed.",
            )
        self._open.append(Node(value, _place(event)))
        self._awaiting.append(None if type(value) is dict else _VALUE)
        return True

    def _end(self) -> None:
        node = self._open.pop()
        self._awaiting.pop()
        if type(node.value) is list:
            node.value = tuple(node.value)
        self._attach(node)

    def _attach(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if type(parent.value) is list:
            parent.children[len(parent.value)] = node
            parent.value.append(node.value)
            return
        key, place = self._awaiting[-1]  # type: ignore[misc]
        self._awaiting[-1] = None
        if key in parent.keys:
            first = parent.keys[key][0]
            self.faults.append(
                Fault(
                    place,
                    "duplicate-key",
                    f"The key {key!r} stands twice; first in line {first}.",
                    "Keep one of the two.",
                )
            )
            return
        parent.keys[key] = place
        parent.children[key] = node
        parent.value[key] = node.value  # type: ignore[index]

    def _stop(self, event: yaml.Event, code: str, message: str, hint: str) -> bool:
        self.faults.append(Fault(_place(event), code, message, hint))
        return False


def _convert(text: str) -> object:
    if text in _LITERALS:
        return _LITERALS[text]
    if text[0] in "-0123456789" and _INTEGER.fullmatch(text) and len(text) < 16:
        return int(text)
    return text


def _place(event: yaml.Event) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1
