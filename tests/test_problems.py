"""The catalogue of problems: it is whole, each example makes what it says, and the page docs/problems.md is up to date."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from muniment.cli import cli
from muniment.problems import catalogue
from muniment.problems.explained import page
from muniment.problems.sample import Tried, sample, tried

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "muniment"
CODES = tuple(catalogue())
FORM = re.compile(r"[a-z]+(-[a-z0-9]+)+")
NO_CODES = {"utf-8", "finds-no-evidence", "states-unknown", "single-origin"}
"""Words of the same form, in the modules that find problems, that are none."""
FINDING = {"Problem": 3, "Fault": 1, "LayoutFault": 0, "NotFound": 0, "problem": 1, "_stop": 1}
"""What makes a problem, with the place of the code among its arguments."""
FOLLOWING = {"missing-folder": {"missing-seed", "lock-stale"}}
"""Further problems that an example cannot be without."""
ELSEWHERE = {
    "seed-changed": "content/seeds.lock",
    "not-locked": "content/seeds.lock",
    "empty-lines": "content/documents/stern-2020-03-03.yaml",
    "lost-address": "content/events/fire-at-the-harbour.yaml",
    "unexplained-change": "content/events/harbour-fire.yaml",
    "repeated-address": "content",
}
"""The place of the problem, where it is told elsewhere than in the file that the example changes."""
BEGINS = {"missing-key": 3, "line-without-role": 6, "missing-as-of": 25, "bad-basemap": 1}
"""The line of what is not whole, where what is missing has none."""


def constants() -> Iterator[str]:
    """Every text in the engine that has the form of a code, in the modules that find problems."""
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "problems" in path.parts or not re.search(r"\b(Problem|Fault|LayoutFault|NotFound)\b", text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and FORM.fullmatch(node.value):
                yield node.value


def codes_given() -> Iterator[str]:
    """The code of every problem that the engine makes, where it stands in the call itself; `*place` is two arguments."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [one for one in node.args for _ in range(2 if isinstance(one, ast.Starred) else 1)]
            place = FINDING.get(name, len(given))
            if place < len(given) and isinstance(given[place], ast.Constant) and given[place].value:
                yield given[place].value


@pytest.fixture(scope="module")
def examples() -> dict[str, Tried]:
    return {code: tried(kind) for code, kind in catalogue().items()}


def test_every_code_of_the_engine_is_in_the_catalogue():
    assert set(codes_given()) <= set(CODES)
    assert set(constants()) - NO_CODES <= set(CODES)


def test_every_code_of_the_catalogue_is_one_of_the_engine():
    assert set(CODES) <= {*codes_given(), *constants()}


@pytest.mark.parametrize("code", CODES)
def test_each_example_makes_its_problem_and_no_other(examples, code):
    found = {problem.code for problem in examples[code].problems}
    assert code in found and found - {code} <= FOLLOWING.get(code, set()), examples[code].problems
    assert {p.severity for p in examples[code].problems if p.code == code} == {catalogue()[code].severity}


@pytest.mark.parametrize("code", CODES)
def test_each_example_is_told_where_it_was_made(examples, code):
    kind, first = catalogue()[code], next(p for p in examples[code].problems if p.code == code)
    paths = {ascii(change.path)[1:-1] for change in kind.changes}
    assert first.path == ELSEWHERE.get(code) or first.path in paths
    if first.line and code not in ELSEWHERE:
        changed = lines_changed(code)
        assert first.line == BEGINS.get(code) or first.line in changed, (first, changed)


def lines_changed(code: str) -> set[int]:
    """The lines that an example changes in its first file; all of a file that it writes."""
    change = catalogue()[code].changes[0]
    if not change.old:
        return set(range(1, change.new.count("\n") + 2))
    before = sample()[change.path].partition(change.old)[0]
    first = before.count("\n") + 1
    return set(range(first, first + change.new.count("\n") + 1))


@pytest.mark.parametrize("code", CODES)
def test_each_message_names_its_code_and_says_what_to_do(examples, code):
    assert f"{catalogue()[code].severity} [{code}]" in examples[code].printed
    assert "\n  → " in examples[code].printed
    assert all(text.endswith(".") for text in (catalogue()[code].means, catalogue()[code].remedy))


def test_the_sample_has_no_problem(project):
    for path in ("content", "seeds", "templates", "site.toml"):
        subprocess.run(["rm", "-r", project.root / path], check=True)
    for path, text in sample().items():
        project.write(path, text)
    assert project.check() == ()


def test_the_page_of_problems_is_up_to_date():
    """Where this fails: python tools/problems.py."""
    assert (ROOT / "docs/problems.md").read_text(encoding="utf-8") == page()


def test_the_command_explains_codes_and_lists_them():
    told = CliRunner().invoke(cli, ["problems", "unknown-key", "too-exact"])
    assert told.exit_code == 0 and "+importanse: core" in told.output
    assert "error [unknown-key]" in told.output and "Did you mean 'importance'?" in told.output
    assert "too-exact (warning)" in told.output
    listed = CliRunner().invoke(cli, ["problems"])
    assert listed.exit_code == 0 and all(f"  {code} " in listed.output for code in CODES)


def test_a_misspelt_code_is_answered_with_the_nearest():
    told = CliRunner().invoke(cli, ["problems", "unknown-kye"])
    assert told.exit_code == 2 and "Did you mean 'unknown-key'?" in told.output


def test_a_run_with_problems_says_once_where_more_is_told(project):
    project.replace("content/events/harbour-fire.yaml", "importance: core", "importanse: core")
    project.replace("content/documents/stern-2020-03-03.yaml", "genre: news-report", "genre: sermon")
    told = run(project, "check")
    assert told.stderr.count("python build.py problems") == 1
    assert "More on it: python build.py problems unknown-word unknown-key\n" in told.stderr
    for form in ("short", "github", "json"):
        told = run(project, "check", "--format", form)
        assert "build.py problems" not in told.stderr + told.stdout


def run(project, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, ROOT / "build.py", *arguments, "--project", project.root]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
