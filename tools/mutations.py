"""Every key of every record deleted, misspelt and retyped, one at a time: what the check says to each.

    .venv/bin/python tools/mutations.py            every key
    .venv/bin/python tools/mutations.py --every 50 one key of fifty, beginning with the first

Each mutation is parsed; where the record can still be read, it is resolved with all others and verified, and where that
finds nothing, so are the records that name it. A record that cannot be read is the same to the later steps whatever is
wrong with it, so that for each file one of those is taken through them. Two processes share the records.

Printed: how many mutations and messages there were; every traceback; every message without file, line and remedy; and
the silent mutations by key, with the reason why nothing is wrong. Exit code 1 where one of them has none.
"""

import argparse
import gc
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from muniment import parse, pipeline, resolve, verify  # noqa: E402
from muniment.diagnostics import Problem  # noqa: E402
from muniment.memo import Memory  # noqa: E402
from muniment.parse import Parsed  # noqa: E402
from muniment.site import Site  # noqa: E402
from muniment.source import SourceFile, Sources  # noqa: E402
from muniment.together import together  # noqa: E402

RETYPED = {"scalar": ("{a: b}", "12"), "number": ("{a: b}", "twelve"), "sequence": ("{a: b}",), "mapping": ("[a, b]",)}
"""What is put in the place of a value, by what it is."""


@dataclass(frozen=True)
class Spot:
    """A value of a YAML text: its way, where its key begins (None in a list), where it begins and ends, its kind."""

    path: tuple
    key: int | None
    start: int
    end: int
    flow: bool
    kind: str


@dataclass(frozen=True)
class Mutation:
    """A record's text with one key changed: what was done, to which key."""

    done: str
    spot: Spot
    text: str


@dataclass
class Told:
    """What the check said to the mutations of one record."""

    done: Counter = field(default_factory=Counter)
    codes: Counter = field(default_factory=Counter)
    silent: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def spots(text: str) -> Iterator[Spot]:
    """Every value of a YAML text, with the collections that hold it before it."""

    def walk(node: yaml.Node, path: tuple) -> Iterator[Spot]:
        pairs = node.value if isinstance(node, yaml.MappingNode) else [(None, item) for item in _items(node)]
        for index, (key, value) in enumerate(pairs):
            start = value.start_mark.index
            end = start + len(text[start : value.end_mark.index].rstrip())
            begins = key.start_mark.index if key else None
            way = (*path, key.value if key else index)
            yield Spot(way, begins, start, end, bool(node.flow_style), _kind(value))
            yield from walk(value, way)

    yield from walk(yaml.compose(text, Loader=yaml.CSafeLoader), ())


def _items(node: yaml.Node) -> list:
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _kind(node: yaml.Node) -> str:
    return "number" if node.tag.endswith(":int") else node.id


def without(text: str, spot: Spot) -> str:
    """The text without a value, its key, and the comma or line that goes with it."""
    start, end = spot.start if spot.key is None else spot.key, spot.end
    if spot.flow:
        after, before = re.match(r"\s*,\s*", text[end:]), re.search(r",\s*\Z", text[:start])
        return (
            text[:start] + text[end + after.end() :]
            if after
            else text[: before.start() if before else start] + text[end:]
        )
    line = text.rfind("\n", 0, start) + 1
    return (
        text[:line] + text[end + 1 :]
        if spot.key is None or not text[line:start].strip()
        else text[:start] + text[end:].lstrip()
    )


def mutations(text: str) -> Iterator[Mutation]:
    """Each key deleted, misspelt, and given values of other types."""
    for spot in spots(text):
        if spot.key is None:
            continue
        yield Mutation("deleted", spot, without(text, spot))
        yield Mutation("misspelt", spot, text[: spot.key] + "x" + text[spot.key :])
        for value in RETYPED[spot.kind]:
            yield Mutation(f"retyped as {value}", spot, text[: spot.start] + value + text[spot.end :])


class Project:
    """A project, read once, in which one record at a time is another."""

    def __init__(self, root: Path) -> None:
        self.memory = Memory()
        self.sources: Sources = pipeline.source.read(root)
        self.settings, self.vocabulary, self.parsed, self.pages, problems = pipeline._parse(self.sources, self.memory)
        self.basemaps, _ = pipeline._basemaps(self.sources, self.memory)
        site, found = self._resolved(self.parsed)
        problems += [*found, *verify.verify(site)]
        assert not problems, problems[:3]
        self.naming = {one.id: [other.id for other in self.parsed if _names(other, one.id)] for one in self.parsed}

    def check(self, changed: Parsed, one: Parsed) -> list[Problem]:
        """The problems of the site in which `one` is changed: its own, or else those of the records that name it."""
        site, found = self._resolved([changed if other is one else other for other in self.parsed])
        if one.id in site.entries:
            found += tuple(verify.verify_record(site, site.entries[one.id]))
        if found:
            return list(found)
        others = (verify.verify_record(site, site.entries[id]) for id in self.naming[one.id] if id in site.entries)
        named = verify.verify_together(site) if one.type.name != "event" else ()
        return [*(problem for problems in others for problem in problems), *named]

    def _resolved(self, parsed: Sequence[Parsed]) -> tuple[Site, tuple[Problem, ...]]:
        held = (self.settings, self.vocabulary, parsed, self.pages, self.sources.seeds, self.basemaps, self.memory)
        return resolve.resolve(*held)

    def told(self, one: Parsed, every: int) -> Told:
        """What the check says to the mutations of a record, of each `every`-th key."""
        told, unread = Told(), False
        keys = [spot.path for spot in spots(one.file.text) if spot.key is not None]
        taken = set(keys[::every])
        for mutation in mutations(one.file.text):
            if mutation.spot.path not in taken:
                continue
            try:
                changed = parse.parse_record(SourceFile(one.file.path, mutation.text))
                problems = list(changed.problems)
                if changed.record is not None or not unread:
                    unread = unread or changed.record is None
                    problems += self.check(changed, one)
                self._note(told, mutation, one, changed, problems)
            except Exception:  # whatever comes here is what is looked for
                told.faults.append(f"{one.file.path} {mutation.spot.path} {mutation.done}\n{traceback.format_exc()}")
        return told

    def _note(self, told: Told, mutation: Mutation, one: Parsed, changed: Parsed, problems: list[Problem]) -> None:
        what = mutation.done.partition(" ")[0]
        told.done[what] += 1
        told.codes.update({problem.code for problem in problems})
        if not problems:
            same = "the record is the same" if changed.record == one.record else ""
            told.silent[f"{what} {general(one, mutation.spot.path)}", same or reason(what)] += 1
        lines = mutation.text.count("\n") + 1
        for problem in problems:
            here = problem.path != one.file.path or 1 <= problem.line <= lines
            if not (problem.path and here and problem.message.strip() and problem.hint.strip()):
                told.faults.append(f"{one.file.path} {mutation.spot.path} {mutation.done}: {problem}")
        own = [problem for problem in problems if problem.path == one.file.path]
        if what == "misspelt" and changed.record is None and own:
            line = one.file.text.count("\n", 0, mutation.spot.key) + 1
            if all(problem.line != line for problem in own):
                told.faults.append(f"{one.file.path} {mutation.spot.path} {mutation.done}, told elsewhere: {own[0]}")


def _names(other: Parsed, id: str) -> bool:
    """Whether a record names another one, or a claim of it."""
    return any(mention.text.partition("/")[0] == id for mention in other.marked)


OPEN = ("claims", "points", "answers")
"""Keys whose keys are ids that the editors choose."""


def general(one: Parsed, path: tuple) -> str:
    """The way to a key, without what differs from record to record."""
    steps = ["*" if before in OPEN else str(step) for before, step in zip(("", *path), path, strict=False)]
    return ".".join([one.type.name, *(step for step in steps if not step.isdigit())])


def reason(what: str) -> str:
    """Why a mutation to which nothing is said is none that a program could know for wrong."""
    return {
        "deleted": "the key is optional, and nothing else needs it",
        "misspelt": "the key is an id that nothing else names",
        "retyped": "the key may hold this too",
    }[what]


def main() -> int:
    """Print what the check said; 0 where every message is whole and nothing is raised."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--every", type=int, default=1, help="take one key of so many")
    every, start = arguments.parse_args().every, time.perf_counter()
    gc.disable()
    project = Project(ROOT)
    many = together([lambda one=one: project.told(one, every) for one in project.parsed])
    done, codes, silent = (sum((getattr(one, name) for one in many), Counter()) for name in ("done", "codes", "silent"))
    faults = [fault for one in many for fault in one.faults]
    print(f"{len(project.parsed)} records, {done.total():,} mutations in {time.perf_counter() - start:.0f} s:")
    print("  " + ", ".join(f"{count:,} {what}" for what, count in sorted(done.items())))
    print("Answered with: " + ", ".join(f"{code} {count:,}" for code, count in codes.most_common()))
    print(f"Silent: {silent.total():,}")
    for (key, why), count in sorted(silent.items()):
        print(f"  {count:>6,}  {key}: {why}")
    print(f"Faults: {len(faults)}", *faults[:40], sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
