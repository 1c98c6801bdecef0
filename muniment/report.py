"""Problems printed: in full with the offending line, one a line, as annotations of GitHub, or as JSON."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import asdict

from muniment.diagnostics import Problem
from muniment.findings.coverage import DocumentCoverage
from muniment.findings.suggestions import KINDS, Suggestion
from muniment.site import Site
from muniment.source import Sources

LONGEST_WORD = 200
LONGEST_SHOWN = 100
SUGGESTED = {
    "paragraph": ("Paragraphs without a claim", "cite their words in a claim, or give the reason under uncited"),
    "number": ("Numbers that no claim over them holds", "add the statement, or give the reason under set_aside"),
    "speech": ("Speeches that no claim cites", "cite them, or give the reason under set_aside"),
    "name": ("Names that no record knows", "make a record, add the form to one, or set them aside with the reason"),
    "place": ("Events without a place", "add place, where a document gives one"),
    "origin": ("Points of core events with a single origin", "look for another voice in the documents held"),
    "link": ("Actors that no event, relation or claim names", "name them where they act or speak"),
    "coordinates": ("Places without coordinates", "add coordinates with their origin and radius"),
}
"""For each kind of suggestion, its heading and what to do."""
FORMATS = ("full", "short", "github", "json")


def report(problems: tuple[Problem, ...], form: str, sources: Sources) -> str:
    """The problems as text in one of the FORMATS, each format one printer; empty where there are none."""
    if form == "json":
        return json.dumps([asdict(problem) for problem in problems], indent=2, ensure_ascii=False)
    texts = texts_by_path(sources)
    printer = {"full": lambda p: _full(p, texts), "short": _short, "github": _github}[form]
    return "\n".join(printer(problem) for problem in problems)


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
    lines = [f"{_place(problem)}: {problem.severity} [{problem.code}]", f"  {_clean(problem.message)}"]
    source = texts.get(problem.path, "").split("\n")
    if 0 < problem.line <= len(source):
        lines += _excerpt(source[problem.line - 1], problem)
    if problem.hint:
        lines.append(f"  → {_clean(problem.hint)}")
    return "\n".join(lines) + "\n"


def _excerpt(line: str, problem: Problem) -> list[str]:
    first = max(0, problem.column - 60)
    shown = _clean(line[first : first + 110].replace("\t", " "))
    return [f"  {problem.line:>5} | {shown}", "        | " + " " * (problem.column - 1 - first) + "^"]


def _short(problem: Problem) -> str:
    hint = f" {_clean(problem.hint)}" if problem.hint else ""
    return f"{_place(problem)}: {problem.severity} [{problem.code}] {_clean(problem.message)}{hint}"


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


def _place(problem: Problem) -> str:
    path = _clean(problem.path)
    return f"{path}:{problem.line}:{problem.column}" if problem.line else path


def _clean(text: str) -> str:
    """Text without characters that could steer a terminal, and without endless words."""
    text = re.sub(rf"\S{{{LONGEST_WORD},}}", lambda found: f"{found[0][:40]}… ({len(found[0]):,} characters)", text)
    return "".join(char if char.isprintable() else "·" for char in text)


def coverage_table(found: Sequence[DocumentCoverage]) -> str:
    """What each document's body has in the record, and what is open in it, one document a line."""
    rows = [_coverage_row(one.document, (one,)) for one in found] + [_coverage_row("in all", found)]
    columns = f"{'document':<34}{'paragraphs':>10}{'cited':>7}{'reason':>8}{'open':>6}{'share':>7}"
    head = f"{columns}   numbers, speeches, names open"
    return "\n".join([head, *rows])


def open_lines(site: Site, found: Sequence[DocumentCoverage]) -> Iterator[str]:
    """Everything that is open, one thing a line, with its document and paragraph."""
    for one in found:
        transcript = site.transcripts[one.document]
        for block in transcript.paragraphs:
            if block.number in one.uncovered:
                yield f"{one.document}#p{block.number} paragraph: {_clean(transcript.block_text(block)[:100])}"
        for item in one.open:
            yield f"{one.document}#p{item.paragraph} {item.kind}: {_clean(item.words)}"


def suggestion_text(found: Sequence[Suggestion], form: str) -> str:
    """What is missing, as JSON, or by kind with what to do and one thing a line."""
    if form == "json":
        return json.dumps([asdict(one) for one in found], indent=2, ensure_ascii=False)
    parts = [_suggested(kind, [one for one in found if one.kind == kind]) for kind in KINDS]
    many = f"{len(found)} suggestion{'' if len(found) == 1 else 's'}. None is an error."
    return "\n".join([*(part for part in parts if part), many if found else "Nothing to suggest."])


def _suggested(kind: str, found: Sequence[Suggestion]) -> str:
    if not found:
        return ""
    title, remedy = SUGGESTED[kind]
    rows = [f"  {one.record}{'#' if one.at else ''}{one.at}: {_clean(one.words[:LONGEST_SHOWN])}" for one in found]
    return "\n".join([f"{title}: {len(found)}", f"  → {remedy}", *rows, ""])


def _coverage_row(name: str, found: Sequence[DocumentCoverage]) -> str:
    paragraphs, open_ones = sum(one.paragraphs for one in found), sum(len(one.uncovered) for one in found)
    cited = sum(len(one.cited) for one in found)
    reasons = sum(len(set(number for number, _ in one.reasons) - set(one.cited)) for one in found)
    share = (paragraphs - open_ones) / paragraphs if paragraphs else 1.0
    kinds = [sum(item.kind == kind for one in found for item in one.open) for kind in ("number", "speech", "name")]
    columns = f"{name:<34}{paragraphs:>10}{cited:>7}{reasons:>8}{open_ones:>6}{share:>7.0%}"
    return f"{columns}   {kinds[0]}, {kinds[1]}, {kinds[2]}"
