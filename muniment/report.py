"""Problems printed: in full with the offending line, one a line, as annotations of GitHub, or as JSON."""

import json
import re
from collections.abc import Mapping

from msgspec.structs import asdict

from muniment.diagnostics import Problem, printable
from muniment.source import Sources

LONGEST_WORD = 200
FORMATS = ("full", "short", "github", "json")


def report(problems: tuple[Problem, ...], form: str, sources: Sources) -> str:
    """The problems as text in one of the FORMATS, each format one printer; empty where there are none."""
    if form == "json":
        return json.dumps([asdict(problem) for problem in problems], indent=2, ensure_ascii=False)
    texts = texts_by_path(sources)
    printer = {"full": lambda p: _full(p, texts), "short": _short, "github": _github}[form]
    return "\n".join(printer(problem) for problem in problems)


def told(problems: tuple[Problem, ...], sources: Sources) -> tuple[tuple[str, str], ...]:
    """For each problem its place, and what is told in full after it."""
    texts = texts_by_path(sources)
    places = [place_of(problem) for problem in problems]
    return tuple(
        (place, _full(problem, texts).removeprefix(f"{place}: "))
        for place, problem in zip(places, problems, strict=True)
    )


def texts_by_path(sources: Sources) -> Mapping[str, str]:
    """The text of every source file, to cut the offending lines from."""
    files = [
        sources.settings,
        sources.vocabulary,
        sources.lock,
        *sources.records,
        *sources.pages,
        *sources.seeds.values(),
        *sources.templates.values(),
    ]
    return {file.path: file.text for file in files if file}


def _full(problem: Problem, texts: Mapping[str, str]) -> str:
    lines = [f"{place_of(problem)}: {problem.severity} [{problem.code}]", f"  {_clean(problem.message)}"]
    lines += excerpt(problem, texts)
    if problem.hint:
        lines.append(f"  → {_clean(problem.hint)}")
    return "\n".join(lines) + "\n"


def excerpt(problem: Problem, texts: Mapping[str, str]) -> list[str]:
    """The offending line with a sign under the place in it; nothing where the problem is the file as a whole."""
    source = texts.get(problem.path, "").split("\n")
    if not 0 < problem.line <= len(source):
        return []
    line = source[problem.line - 1]
    first = max(0, problem.column - 60)
    shown = _clean(line[first : first + 110].replace("\t", " "))
    return [f"  {problem.line:>5} | {shown}", "        | " + " " * (problem.column - 1 - first) + "^"]


def _short(problem: Problem) -> str:
    hint = f" {_clean(problem.hint)}" if problem.hint else ""
    return f"{place_of(problem)}: {problem.severity} [{problem.code}] {_clean(problem.message)}{hint}"


def _github(problem: Problem) -> str:
    place = f"file={_escape(problem.path, ':,')}"
    if problem.line:
        place += f",line={problem.line},col={problem.column}"
    return f"::{problem.severity} {place},title={problem.code}::{_escape(_clean(problem.message + ' ' + problem.hint))}"


def _escape(text: str, also: str = "") -> str:
    """Text as GitHub's workflow commands take it."""
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def place_of(problem: Problem) -> str:
    """Where a problem is: file, line and column, as editors' programs open them."""
    path = _clean(problem.path)
    return f"{path}:{problem.line}:{problem.column}" if problem.line else path


def _clean(text: str) -> str:
    """Text without characters that could steer a terminal, and without endless words."""
    text = re.sub(rf"\S{{{LONGEST_WORD},}}", lambda found: f"{found[0][:40]}… ({len(found[0]):,} characters)", text)
    return printable(text)
