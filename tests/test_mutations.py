"""Every key and value of the tiny site broken in turn: there are problems or none, and never a traceback."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny import FILES, Project, write_tiny_site

from muniment import pipeline
from muniment.pages import PAGE_TYPES
from muniment.report import FORMATS, report

VALUES = (
    "12",
    "-3",
    "1.5",
    "[a, b]",
    "[]",
    "{a: b}",
    "{}",
    "null",
    "true",
    '""',
    '"   "',
    "x" * 20_000,
    "9" * 10_000,
    f'"1..{"9" * 10_000}"',
    '"[...]"',
    '"[...] [...]"',
    '"a\\x01\\x1b[2Jb"',
    '"\\u202Eevil"',
    '"\\u202E"',
    '"\\ud800"',
    '"\\0"',
    '"a\\nb"',
    '"\\n\\n"',
    '"a\\u2028b"',
    '"\\f"',
    '"..."',
    '"/"',
    "../x",
    "con",
    "INDEX",
    "2020-02-30",
    '"../.."',
    '"9999-12-31T23:59Z"',
    '"²³"',
    '"٣"',
    '"e\\u0301"',
    '"%s {x}"',
    '"<b>&amp;"',
    "[[[]]]",
    "[null]",
    '[""]',
    "{a: {b: {c: [1, {d: e}]}}}",
    "&a b",
    "*a",
    "!!python/object:x y",
    "{<<: {a: b}}",
    "a: b: c",
    "\tx",
    "|2\n  x",
    "@x",
    "[",
    '"',
    "? a",
)
KEYS = ("x", "12", "null", '""', '"\\0"', "[a]", "{a: b}", "../x", "a" * 100, "<<", "9" * 5_000, '"a\\nb"', "é")
WHOLES = (
    lambda text: "\ufeff" + text,
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\r"),
    lambda text: text.replace("\n", "\u2028", 2),
    lambda text: text.replace(" ", "\f", 3),
    lambda text: text[: len(text) // 2],
    lambda text: text + text,
    lambda text: text + "---\n" + text,
    lambda text: text + "\0",
    lambda text: " \n\n",
    lambda text: "\ufeff",
    lambda text: "%TAG ! tag:x,2000:\n---\n" + text,
    lambda text: text.replace("  ", "\t"),
)


ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from mutations import Project as RealProject  # noqa: E402
from mutations import spots, without  # noqa: E402


@pytest.fixture
def bare(tmp_path) -> Project:
    """The tiny site with templates of one line, so that a check takes some milliseconds."""
    write_tiny_site(tmp_path)
    project = Project(tmp_path)
    shutil.copytree(ROOT / "templates/basemap", tmp_path / "templates/basemap")
    for kind in PAGE_TYPES:
        project.write(f"templates/pages/{kind.__name__.rsplit('.', 1)[-1]}.html", "{{ page.title }}\n")
    assert project.check() == ()
    return project


@pytest.mark.parametrize("path", [path for path in FILES if path.endswith(".yaml")])
def test_no_mutation_of_a_record_makes_a_traceback(bare, path):
    for broken in mutations(FILES[path]):
        try_out(bare, path, broken)


@pytest.mark.parametrize("path", [path for path in FILES if path.endswith(".md")])
def test_no_mutation_of_a_page_makes_a_traceback(bare, path):
    front, _, body = FILES[path].removeprefix("---\n").partition("---\n")
    for broken in mutations(front):
        try_out(bare, path, f"---\n{broken.rstrip()}\n---\n{body}")
    for whole in WHOLES:
        try_out(bare, path, whole(FILES[path]))


@pytest.mark.parametrize("path", ["site.toml", "seeds/paper.txt", "content/seeds.lock"])
def test_no_mutation_of_another_file_makes_a_traceback(bare, path):
    text = (bare.root / path).read_text(encoding="utf-8")
    for whole in WHOLES:
        try_out(bare, path, whole(text))
    for line in re.findall(r"^.+$", text, re.MULTILINE):
        key, equals, value = line.partition(" = ")
        for new in ("", f"x{line}", f"{line}\n{line}", *(f"{key} = {other}" for other in VALUES if equals)):
            try_out(bare, path, text.replace(line, new, 1))


def mutations(text: str) -> Iterator[str]:
    """Each value and item deleted, each key misspelt, and two other values and one other key put at each place in turn."""
    for number, spot in enumerate(spots(text)):
        yield without(text, spot)
        for value in (VALUES[(2 * number + turn) % len(VALUES)] for turn in (0, 1)):
            yield text[: spot.start] + value + text[spot.end :]
        if spot.key is not None:
            yield text[: spot.key] + "x" + text[spot.key :]
            yield text[: spot.key] + KEYS[number % len(KEYS)] + text[text.index(":", spot.key) :]
    for whole in WHOLES:
        yield whole(text)


def try_out(project: Project, path: str, text: str) -> None:
    """Check the project with a file's text replaced: each problem says where and what; then put the file back."""
    whole = (project.root / path).read_bytes()
    project.write(path, text)
    checked = pipeline.check(project.root, pipeline.Clock())
    for form in FORMATS:
        printed = report(checked.problems, form, checked.sources)
        assert form == "json" or not set("\x00\x1b\r\u202e\ufeff") & set(printed), (path, printed)
        printed.encode()
    for problem in checked.problems:
        assert problem.path and problem.message.strip() and problem.hint.strip(), (text[:300], problem)
        if problem.path == path and problem.code not in ("empty-file", "missing-seed", "not-locked", "repeated-id"):
            assert 1 <= problem.line <= max(1, len(text.splitlines())) and problem.column >= 1, (text[:300], problem)
    project.write(path, whole)


def test_a_sample_of_the_real_records_has_a_whole_message_for_every_mutation():
    """Some keys of some records; tools/mutations.py tries every key of every one."""
    real = RealProject(ROOT)
    told = [real.told(one, 25) for one in real.parsed[::20]]
    assert [fault for one in told for fault in one.faults] == []
    assert sum(one.done.total() for one in told) > 200
    assert not [key for one in told for key, _ in one.silent if key.startswith("misspelt") and ".*" not in key]
