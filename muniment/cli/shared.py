"""What the commands share: options, the site of a project, how problems and files are written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(("full", "short", "github", "json")),
    default="full",
    show_default=True,
    help="How problems are printed.",
)
MOST_NAMED = 3
"""How many codes are named where more can be learnt of them."""
TYPES = ("event", "actor", "place", "document", "outlet")
PROJECT = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("."),
    help="The folder that holds site.toml; the current one where left out.",
)


def site_of(project: Path):
    from muniment import pipeline

    understood = pipeline.understand(project.resolve(), pipeline.Clock())
    if understood.site is None:
        tell(understood.problems, "full", understood.sources)
        raise click.exceptions.Exit(1)
    return understood.site


def tell(problems: tuple, form: str, sources: object) -> None:
    from muniment.report import report

    text = report(problems, form, sources)
    if text:
        click.echo(text, err=form in ("full", "short"))
    if problems and form == "full":
        codes = list(dict.fromkeys(problem.code for problem in problems))
        click.echo(f"More on it: python build.py problems {' '.join(codes[:MOST_NAMED])}\n", err=True)


def say_failed(problems: tuple, form: str) -> None:
    from muniment.diagnostics import errors

    if form != "json":
        count, warnings = len(errors(problems)), len(problems) - len(errors(problems))
        more = f" and {warnings} warning{'s' if warnings != 1 else ''}" if warnings else ""
        click.echo(f"{count} error{'s' if count != 1 else ''}{more}. Nothing was written.", err=True)


def refuse(error) -> int:
    click.echo(f"{error.message}\n  → {error.hint}" if error.hint else error.message, err=True)
    return 1


def contents(site) -> str:
    counts = [(len(site.of_type(type)), type) for type in ("document", "event", "actor", "place", "outlet")]
    words = ", ".join(f"{count} {type}{'' if count == 1 else 's'}" for count, type in counts)
    return f"{words}; {len(site.claims)} quotations verified"


def write_schemas(project: Path, site) -> list[str]:
    """Write the schemas that differ from the ones there; every build does, so that they are never stale."""
    from muniment.schema import schemas

    folder = project.resolve() / "schema"
    with written(folder):
        folder.mkdir(exist_ok=True)
    made = schemas(site.vocabulary, {entry.id: entry.type for entry in site.entries.values()})
    for name, text in made.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            put(path, text)
    return sorted(made)


def put(path: Path, content: str | bytes) -> None:
    """Write a file by rename, so that a half-written one is never read."""
    beside = path.with_name(path.name + ".new")
    with written(path):
        beside.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.replace(beside, path)


@contextmanager
def written(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into one sentence."""
    try:
        yield
    except OSError as refused:
        raise click.ClickException(
            f"{path} could not be written: {refused.strerror}. Move off what stands there, or check that you may write."
        ) from None
