"""The catalogue in words: all codes in a list, one of them explained on a terminal, and the page docs/problems.md."""

from collections.abc import Iterator
from itertools import groupby
from textwrap import fill, indent

from muniment.problems import Kind, catalogue
from muniment.problems.sample import Shown, Tried, tried

WIDTH = 100
PAGE_WIDTH = 120
NOT_HERE = "This example cannot be made on this system."
HEAD = """\
# Problems

Everything that `check`, a build and `serve` can find wrong, by the code in square brackets: what it means, a small bad
example, what is printed for it, and what to do. An error keeps the site from being built; a warning does not.

Each message names the file, the line and the column, and its last line says what to type. All problems of all files
come in one run. `python build.py problems CODE` prints the entry of one code in the terminal.

The examples are changes to the sample that `python build.py init FOLDER` makes: a line with `-` before it is one that
goes, a line with `+` one that comes.

<!-- Made by tools/problems.py from muniment/problems/catalogue.toml; the messages are what the program printed. -->
"""


def listing() -> str:
    """Every code with its meaning, by group, one a line."""
    wide = max(map(len, catalogue()))
    parts = []
    for group, kinds in groupby(catalogue().values(), lambda kind: kind.group):
        rows = (_hanging(f"  {kind.code:<{wide}}  ", kind) for kind in kinds)
        parts.append("\n".join([group, *rows]))
    return "\n\n".join(parts) + "\n\nMore on one of them, with an example: python build.py problems CODE"


def _hanging(start: str, kind: Kind) -> str:
    mark = "Warning. " if kind.severity == "warning" else ""
    return fill(mark + kind.means, WIDTH, initial_indent=start, subsequent_indent=" " * len(start))


def explanation(kind: Kind) -> str:
    """One kind of problem for a terminal: what it means, the example with what is printed, what to do."""
    parts = [f"{kind.code} ({kind.severity})", fill(kind.means, WIDTH)]
    try:
        example = tried(kind)
        parts += [*_changes(example), "Then this is printed:", indent(example.printed.rstrip(), "    ")]
    except OSError:
        parts.append(NOT_HERE)
    return "\n\n".join([*parts, fill(f"What to do: {kind.remedy}", WIDTH)]) + "\n"


def _changes(example: Tried) -> Iterator[str]:
    for number, shown in enumerate(example.shown):
        start = "For example, " if not number else "and "
        yield f"{start}{_told(shown)}".strip()
        if lines := shown.lines or tuple(shown.text.splitlines()):
            yield indent("\n".join(lines), "    ")


def _told(shown: Shown, mark: str = "") -> str:
    path = f"{mark}{ascii(shown.path)[1:-1]}{mark}"
    if shown.done:
        return f"{path} {shown.done.removesuffix('.')}{':' if shown.text else '.'}"
    return f"{path} holds:" if shown.text else f"in {path}:"


def page() -> str:
    """The page docs/problems.md."""
    groups = [(group, list(kinds)) for group, kinds in groupby(catalogue().values(), lambda kind: kind.group)]
    rows = [f"| {group} | {', '.join(f'[{kind.code}](#{kind.code})' for kind in kinds)} |" for group, kinds in groups]
    parts = [HEAD, "\n".join(["| about | codes |", "|---|---|", *rows]) + "\n"]
    for group, kinds in groups:
        parts += [f"## {group}\n", *(_section(kind) for kind in kinds)]
    return "\n".join(parts)


def _section(kind: Kind) -> str:
    example = tried(kind)
    blocks = [f"### {kind.code}", fill(f"{kind.severity.capitalize()}. {kind.means}", PAGE_WIDTH), *_blocks(example)]
    return "\n\n".join([*blocks, fill(f"**What to do:** {kind.remedy}", PAGE_WIDTH)]) + "\n"


def _blocks(example: Tried) -> Iterator[str]:
    for number, shown in enumerate(example.shown):
        told = _told(shown, "`")
        yield f"and {told}" if number else f"{told[0].upper()}{told[1:]}"
        if lines := shown.lines or tuple(shown.text.splitlines()):
            yield _fenced("diff" if shown.lines else _language(shown.path), "\n".join(lines))
    yield "Printed:"
    yield _fenced("text", example.printed.rstrip())


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"


def _language(path: str) -> str:
    return {"yaml": "yaml", "json": "json", "md": "markdown"}.get(path.rpartition(".")[2], "text")
