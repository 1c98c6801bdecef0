"""The commands that write what editors write: lock, init, new, rename."""

import os
import shlex
from pathlib import Path

import click

from muniment.cli.asking import answers_to, asked
from muniment.cli.shared import PROJECT, TYPES, put, site_of, tell, written


@click.command()
@PROJECT
def lock(project: Path) -> None:
    """Renew content/seeds.lock after a wanted change of a seed, and list the claims that the change endangers."""
    from muniment import pipeline
    from muniment.verify.lock import FILE, endangered, lock_text

    understood = pipeline.understand(project.resolve(), pipeline.Clock())
    if understood.site is None:
        tell(understood.problems, "full", understood.sources)
        raise click.exceptions.Exit(1)
    site, sources = understood.site, understood.sources
    if unread := tuple(problem for problem in sources.problems if problem.path.split("/")[0] == "seeds"):
        tell(unread, "full", sources)
        raise click.exceptions.Exit(1)
    before = sources.lock.text if sources.lock else ""
    after = lock_text(site, sources.seeds)
    changed = set(after.splitlines()) - set(before.splitlines())
    for line in sorted(line for line in changed if "  slice " in line):
        document = line.rsplit(" ", 1)[1]
        click.echo(f"{'changed' if f' slice {document}' in before else 'new'}: {document}")
        for address in endangered(site, document) if before else ():
            click.echo(f"  check {address}")
    put(project.resolve() / FILE, after)
    click.echo(
        f"{FILE} holds {len(sources.seeds)} seeds and {len(after.splitlines()) - len(sources.seeds)} slices; "
        f"{len(changed)} lines are new."
    )


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Make a new, empty documentary in FOLDER: this engine, its templates, and one sample of each record.

    FOLDER must be empty or not there yet.
    """
    from muniment import skeleton

    with written(folder):
        if folder.exists() and any(folder.iterdir()):
            raise click.ClickException(f"{folder} holds something already. Name an empty folder, or one not there yet.")
    try:
        files = skeleton.new_project()
    except skeleton.NoEngine as none:
        raise click.ClickException(str(none)) from None
    for path, content in files.items():
        with written(folder / path):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
        put(folder / path, content)
    click.echo(f"{folder} holds a documentary of {len(files)} files, with a sample to replace: see its README.md.")
    click.echo(f"Then: cd {shlex.quote(str(folder))} && make site   (or, with this Python: python build.py)")


@click.command()
@click.argument("type", type=click.Choice(TYPES))
@click.argument("id", required=False)
@click.option(
    "--set", "given", multiple=True, metavar="KEY=VALUE", help="An answer; may be repeated. Others are asked."
)
@PROJECT
def new(type: str, id: str | None, given: tuple[str, ...], project: Path) -> None:
    """Write the commented file of a new record into the right place; what is not given is asked.

    \b
    python build.py new actor
    python build.py new event harbour-fire --set title="Fire at the harbour" --set kind=fire --set words="a fire at"
    """
    from muniment import cite as citing
    from muniment import drafts

    site, root = site_of(project), project.resolve()
    if id:
        _free(site, root, type, id)
    answers = answers_to(drafts.QUESTIONS[type], given, site)
    if not id:
        id = asked("Id", drafts.identifier(answers.get("title") or answers["name"]))
        _free(site, root, type, id)
    found = citing.cite(site, answers["words"]) if "words" in answers else ()
    text = drafts.draft(type, answers, found[0] if found else None)
    path = drafts.path(type, id)
    _check_draft(path, text)
    put(root / path, text)
    click.echo(f"{path} is written. Its comments say what it may hold; python build.py check tells what it lacks.")
    if type == "document":
        click.echo("Then run: python build.py lock")


def _free(site, root: Path, type: str, id: str) -> None:
    """Refuse what cannot be the id of a new record."""
    from muniment import drafts

    if not drafts.is_id(id):
        near = f" Type {slug!r}." if (slug := drafts.identifier(id)) else ""
        raise click.ClickException(f"{id!r} is no id: small letters, digits and single hyphens.{near}")
    if id in site.entries or (root / drafts.path(type, id)).exists():
        raise click.ClickException(f"The id {id!r} is taken. Give another one.")


def _check_draft(path: str, text: str) -> None:
    """Nothing, or the problems of a record that could not be read."""
    from muniment.parse import parse_record
    from muniment.source import SourceFile

    parsed = parse_record(SourceFile(path, text))
    problems = parsed if isinstance(parsed, tuple) else parsed.problems
    if problems:
        raise click.ClickException(" ".join(f"{one.message} {one.hint}" for one in problems))


@click.command()
@click.argument("type", type=click.Choice(TYPES))
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Show the changes and make none.")
@PROJECT
def rename(type: str, old: str, new: str, dry_run: bool, project: Path) -> None:
    """Give a record another id: its file moves, every reference follows, and its old address redirects.

    Nothing else changes: comments and layout stay as they are.
    """
    from muniment import rename as renaming

    site = site_of(project)
    root = project.resolve()
    found = sorted(path for path in (root / "content").rglob("*") if path.suffix in (".yaml", ".md", ".lock"))
    texts = {path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8") for path in found}
    try:
        made = renaming.rename(site, texts, type, old, new)
    except renaming.RenameError as error:
        raise click.ClickException(str(error)) from None
    if dry_run:
        _show(made)
        return
    _put_all(root, made)
    click.echo(
        f"{made.moved[0]} is now {made.moved[1]}; {len(made.texts)} file{'' if len(made.texts) == 1 else 's'} changed. "
        f"{type}s/{old}.html redirects."
    )


def _show(made) -> None:
    """The changes as a diff."""
    from difflib import unified_diff

    click.echo(f"rename {made.moved[0]} => {made.moved[1]}")
    for path, (before, after) in made.texts.items():
        to = made.moved[1] if path == made.moved[0] else path
        rows = unified_diff(before.splitlines(), after.splitlines(), path, to, n=1, lineterm="")
        click.echo("\n".join(rows))


def _put_all(root: Path, made) -> None:
    """Write all changes, or put back what was written where the disk refuses one."""
    changed: list[Path] = []
    old, new = (root / path for path in made.moved)
    try:
        for path, (_, after) in made.texts.items():
            put(root / path, after)
            changed.append(root / path)
        with written(new):
            os.replace(old, new)
    except click.ClickException:
        for path in changed:
            put(path, made.texts[path.relative_to(root).as_posix()][0])
        raise
