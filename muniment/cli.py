"""The command line: arguments in, exit code out. 0 is clean, 1 problems in the content, 2 wrong usage or our bug."""

import gc
import os
import shlex
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from muniment import __version__

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(("full", "short", "github", "json")),
    default="full",
    show_default=True,
    help="How problems are printed.",
)
SUGGESTED = ("paragraph", "number", "speech", "name", "place", "origin", "link", "coordinates")
TYPES = ("event", "actor", "place", "document", "outlet")
PROJECT = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("."),
    help="The folder that holds site.toml; the current one where left out.",
)


def main() -> None:
    """Run the command line; an exception that reaches this far is a fault of ours, exit code 2.

    What a command makes lives until it ends: the cyclic collector would search all of it for rubbish again and again,
    and once more at the end, where that takes as long as verifying the record.
    """
    gc.disable()
    try:
        cli.main(prog_name="python build.py")
    except Exception as error:  # the last door: whatever comes here is our bug and must not look like the editor's
        traceback.print_exc()
        click.echo(
            f"\nThis is a fault in Muniment itself, not in your files ({type(error).__name__})."
            " The site was left as it was.",
            err=True,
        )
        sys.exit(2)
    finally:
        gc.freeze()


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="muniment")
@PROJECT
@FORMAT
@click.pass_context
def cli(context: click.Context, project: Path, form: str) -> None:
    """Build a documentary website from documents (seeds/) and records (content/).

    Without a command, build the site into the folder that site.toml names. Every quotation is looked up in its
    document; one that does not stand there, word for word, stops the build.

    \b
    python build.py                      build the site
    python build.py check                look for problems, write nothing
    python build.py serve                show the site while you edit it
    python build.py cite "some words"    find a passage and print the claim to paste
    """
    if context.invoked_subcommand is None:
        context.invoke(build, project=project, form=form)
    else:
        context.default_map = dict.fromkeys(cli.commands, {"project": project, "form": form})


@cli.command()
@PROJECT
@FORMAT
def build(project: Path, form: str) -> None:
    """Build the site. Nothing is written where there is an error; the last good site stays."""
    from muniment import pipeline, publish, search

    clock = pipeline.Clock()
    output = None
    try:
        output = _output(project)
        if output:
            publish.repair(project.resolve() / output)
        checked, published = pipeline.build(project.resolve(), clock)
    except (publish.PublishError, search.SearchError) as error:
        raise click.exceptions.Exit(_refuse(error)) from None
    _report(checked.problems, form, checked.sources)
    if published is None:
        _say_failed(checked.problems, form)
        raise click.exceptions.Exit(1)
    _write_schemas(project, checked.site)
    if form != "json":
        _say_built(project, checked, published, clock)


@cli.command()
@PROJECT
@FORMAT
def check(project: Path, form: str) -> None:
    """Do all of a build but writing: every record, quotation, sentence and page."""
    from muniment import pipeline
    from muniment.diagnostics import errors

    clock = pipeline.Clock()
    checked = pipeline.check(project.resolve(), clock)
    _report(checked.problems, form, checked.sources)
    if errors(checked.problems):
        _say_failed(checked.problems, form)
        raise click.exceptions.Exit(1)
    if form != "json":
        warnings = len(checked.problems)
        click.echo(
            f"Nothing wrong{f' ({warnings} warnings)' if warnings else ''}: {_contents(checked.site)}, "
            f"in {sum(clock.seconds.values()):.2f} s."
        )


@cli.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@PROJECT
def serve(project: Path, port: int) -> None:
    """Show the site while you edit it: every save at once, every mistake over the last good page."""
    from muniment import serve as serving

    try:
        serving.serve(project.resolve(), port, click.echo)
    except serving.NoPort as none:
        raise click.ClickException(none.message) from None


@cli.command()
@click.argument("words")
@click.option("--document", help="Look in this document only (its id).")
@PROJECT
def cite(words: str, document: str | None, project: Path) -> None:
    """Find WORDS in the documents and print the claim to paste, with its exact quotation."""
    from muniment import cite as citing

    site = _site(project)
    if document and document not in site.transcripts:
        from muniment.diagnostics import nearest

        raise click.UsageError(f"There is no document {document!r}. {nearest(document, site.transcripts)}")
    found = citing.cite(site, words, document)
    for place in found:
        click.echo(f"# {place.document}#{place.anchor}, line {place.line} of the seed")
        for address in place.cited_by:
            click.echo(f"# already cited by {address}")
        click.echo(place.yaml() + "\n")
    if not found:
        click.echo("These words stand in no document.", err=True)
        for id, text in citing.nearest_passages(site, words, document):
            click.echo(f"  near it in {id}: “{text}”", err=True)
        raise click.exceptions.Exit(1)


@cli.command()
@click.option("--open", "list_open", is_flag=True, help="List every open paragraph, number, speech and name.")
@click.option("--document", help="Only this document (its id).")
@PROJECT
def coverage(list_open: bool, document: str | None, project: Path) -> None:
    """Tell what of the documents' bodies stands in the record, and what does not yet."""
    from muniment.findings.coverage import coverage as covered
    from muniment.report import coverage_table, open_lines

    site = _site(project)
    found = [one for one in covered(site) if document in (None, one.document)]
    click.echo(coverage_table(found))
    if list_open:
        click.echo("\n".join(open_lines(site, found)))


@cli.command()
@click.option("--kind", type=click.Choice(SUGGESTED), help="Only what is missing in this way.")
@click.option("--format", "form", type=click.Choice(("full", "json")), default="full", show_default=True)
@PROJECT
def suggest(kind: str | None, form: str, project: Path) -> None:
    """Tell what the record does not have yet, from the record alone. Nothing told here is an error."""
    from muniment.findings.suggestions import suggestions
    from muniment.report import suggestion_text

    found = [one for one in suggestions(_site(project)) if kind in (None, one.kind)]
    click.echo(suggestion_text(found, form))


@cli.command()
@PROJECT
def lock(project: Path) -> None:
    """Renew content/seeds.lock after a wanted change of a seed, and list the claims that the change endangers."""
    from muniment import pipeline
    from muniment.verify.lock import FILE, endangered, lock_text

    understood = pipeline.understand(project.resolve(), pipeline.Clock())
    if understood.site is None:
        _report(understood.problems, "full", understood.sources)
        raise click.exceptions.Exit(1)
    site, sources = understood.site, understood.sources
    if unread := tuple(problem for problem in sources.problems if problem.path.split("/")[0] == "seeds"):
        _report(unread, "full", sources)
        raise click.exceptions.Exit(1)
    before = sources.lock.text if sources.lock else ""
    after = lock_text(site, sources.seeds)
    changed = set(after.splitlines()) - set(before.splitlines())
    for line in sorted(line for line in changed if "  slice " in line):
        document = line.rsplit(" ", 1)[1]
        click.echo(f"{'changed' if f' slice {document}' in before else 'new'}: {document}")
        for address in endangered(site, document) if before else ():
            click.echo(f"  check {address}")
    _put(project.resolve() / FILE, after)
    click.echo(
        f"{FILE} holds {len(sources.seeds)} seeds and {len(after.splitlines()) - len(sources.seeds)} slices; "
        f"{len(changed)} lines are new."
    )


@cli.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Make a new, empty documentary in FOLDER: this engine, its templates, and one sample of each record.

    FOLDER must be empty or not there yet.
    """
    from muniment import skeleton

    with _written(folder):
        if folder.exists() and any(folder.iterdir()):
            raise click.ClickException(f"{folder} holds something already. Name an empty folder, or one not there yet.")
    try:
        files = skeleton.new_project()
    except skeleton.NoEngine as none:
        raise click.ClickException(str(none)) from None
    for path, content in files.items():
        with _written(folder / path):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
        _put(folder / path, content)
    click.echo(f"{folder} holds a documentary of {len(files)} files, with a sample to replace: see its README.md.")
    click.echo(f"Then: cd {shlex.quote(str(folder))} && make site   (or, with this Python: python build.py)")


@cli.command()
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

    site, root = _site(project), project.resolve()
    answers = _answers(drafts.QUESTIONS[type], given, site.vocabulary)
    id = id or _asked("Id", drafts.identifier(answers.get("title") or answers["name"]))
    if not drafts.is_id(id):
        raise click.ClickException(
            f"{id!r} is no id: small letters, digits and single hyphens. Give one after {type!r}."
        )
    found = citing.cite(site, answers["words"]) if "words" in answers else ()
    if "words" in answers and not found:
        raise click.ClickException(f"The words {answers['words']!r} stand in no document: python build.py cite helps.")
    text = drafts.draft(type, answers, found[0] if found else None)
    path = drafts.path(type, id)
    if id in site.entries or (root / path).exists():
        raise click.ClickException(f"The id {id!r} is taken. Give another one.")
    _check_draft(path, text)
    _put(root / path, text)
    click.echo(f"{path} is written. Its comments say what it may hold; python build.py check tells what it lacks.")
    if type == "document":
        click.echo("Then run: python build.py lock")


def _answers(questions: tuple, given: tuple[str, ...], vocabulary) -> dict[str, str]:
    """An answer to each question: given, or asked for on a terminal."""
    from muniment.diagnostics import nearest

    answers = {key: value for key, _, value in (one.partition("=") for one in given)}
    if unknown := sorted(answers.keys() - {question.key for question in questions}):
        raise click.UsageError(f"{unknown[0]!r} is not asked for. {nearest(unknown[0], [q.key for q in questions])}")
    for question in questions:
        words = list(getattr(vocabulary, question.list)) if question.list else []
        if question.key not in answers:
            answers[question.key] = _asked(question.ask, question.default, words, question.key)
        if words and answers[question.key] not in words:
            raise click.UsageError(f"{question.key}={answers[question.key]!r}. {nearest(answers[question.key], words)}")
    return answers


def _asked(ask: str, default: str | None, words: list[str] | None = None, key: str = "") -> str:
    """The answer typed; the default where nobody can type."""
    if sys.stdin.isatty():
        return click.prompt(ask, default=default, type=click.Choice(words) if words else str)
    if default is None:
        raise click.UsageError(f"Not given: --set {key}=…  ({ask})")
    return default


def _check_draft(path: str, text: str) -> None:
    """Nothing, or the problems of a record that could not be read."""
    from muniment.parse import parse_record
    from muniment.source import SourceFile

    parsed = parse_record(SourceFile(path, text))
    problems = parsed if isinstance(parsed, tuple) else parsed.problems
    if problems:
        raise click.ClickException(" ".join(f"{one.message} {one.hint}" for one in problems))


@cli.command()
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

    site = _site(project)
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
    written: list[Path] = []
    old, new = (root / path for path in made.moved)
    try:
        for path, (_, after) in made.texts.items():
            _put(root / path, after)
            written.append(root / path)
        with _written(new):
            os.replace(old, new)
    except click.ClickException:
        for path in written:
            _put(path, made.texts[path.relative_to(root).as_posix()][0])
        raise


@cli.command()
@click.option("--date", help="The day of the release, as 2020-01-31; today where left out.")
@PROJECT
def release(date: str | None, project: Path) -> None:
    """Write content/releases/DATE.json: what is published now, so that `check` notices what is lost or changed later.

    Commit the file. From then on an address that disappears without `former_ids`, and a published value that changes
    without a new entry in `history`, is an error.
    """
    from datetime import date as Day

    from muniment import pipeline
    from muniment.diagnostics import errors
    from muniment.source import RELEASES
    from muniment.verify.released import release_text

    try:
        day = Day.fromisoformat(date).isoformat() if date else Day.today().isoformat()
    except ValueError:
        raise click.UsageError(f"{date!r} is not a day. Type it as 2020-01-31.") from None
    checked = pipeline.check(project.resolve(), pipeline.Clock())
    _report(checked.problems, "full", checked.sources)
    if errors(checked.problems):
        _say_failed(checked.problems, "full")
        raise click.exceptions.Exit(1)
    newest = checked.sources.release
    if newest and newest.path > f"{RELEASES}/{day}.json":
        raise click.ClickException(f"{newest.path} is newer than {day}: a release is never written behind another.")
    path = project.resolve() / RELEASES / f"{day}.json"
    with _written(path):
        path.parent.mkdir(exist_ok=True)
    addresses = frozenset(page.address for page in checked.pages)
    _put(path, release_text(checked.site, addresses, day, pipeline.build_id(checked.sources)))
    click.echo(f"{RELEASES}/{day}.json holds {len(addresses)} addresses and {_contents(checked.site)}. Commit it.")


@cli.command()
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("dossier.zip"), show_default=True
)
@PROJECT
def dossier(output: Path, project: Path) -> None:
    """Write one archive with the site, the documents as access allows, and a script that verifies every quotation."""
    from muniment import pipeline, search
    from muniment.diagnostics import errors
    from muniment.dossier import dossier as archived

    clock = pipeline.Clock()
    checked = pipeline.check(project.resolve(), clock)
    _report(checked.problems, "full", checked.sources)
    if errors(checked.problems):
        _say_failed(checked.problems, "full")
        raise click.exceptions.Exit(1)
    try:
        files = pipeline.finished(checked, clock)
    except search.SearchError as error:
        raise click.exceptions.Exit(_refuse(error)) from None
    archive = archived(checked.site, checked.sources.seeds, files, pipeline.build_id(checked.sources))
    _put(output, archive)
    click.echo(
        f"{output} holds {len(files)} files of the site, {len(archive) / 1e6:.1f} MB in all. Unpack it anywhere;"
    )
    click.echo("python3 dossier/data/verify.py then confirms every quotation, without this program.")


@cli.command()
@PROJECT
def schema(project: Path) -> None:
    """Write schema/*.json, with which editors' programs complete and explain keys, words and ids."""
    for name in _write_schemas(project, _site(project)):
        click.echo(f"schema/{name}")


def _write_schemas(project: Path, site) -> list[str]:
    """Write the schemas that differ from the ones there; every build does, so that they are never stale."""
    from muniment.schema import schemas

    folder = project.resolve() / "schema"
    with _written(folder):
        folder.mkdir(exist_ok=True)
    made = schemas(site.vocabulary, {entry.id: entry.type for entry in site.entries.values()})
    for name, text in made.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            _put(path, text)
    return sorted(made)


def _put(path: Path, content: str | bytes) -> None:
    """Write a file by rename, so that a half-written one is never read."""
    beside = path.with_name(path.name + ".new")
    with _written(path):
        beside.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.replace(beside, path)


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into one sentence."""
    try:
        yield
    except OSError as refused:
        raise click.ClickException(
            f"{path} could not be written: {refused.strerror}. Move off what stands there, or check that you may write."
        ) from None


def _site(project: Path):
    from muniment import pipeline

    understood = pipeline.understand(project.resolve(), pipeline.Clock())
    if understood.site is None:
        _report(understood.problems, "full", understood.sources)
        raise click.exceptions.Exit(1)
    return understood.site


def _output(project: Path) -> str | None:
    """The output folder's name, where site.toml can be read; its problems are told by the build itself."""
    from muniment import settings

    path = project / settings.FILE
    if path.is_symlink() or not path.is_file():
        return None
    try:
        read = settings.read(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return None
    return read.settings.output if read.settings else None


def _report(problems: tuple, form: str, sources: object) -> None:
    from muniment.report import report

    text = report(problems, form, sources)
    if text:
        click.echo(text, err=form in ("full", "short"))


def _refuse(error) -> int:
    click.echo(f"{error.message}\n  → {error.hint}" if error.hint else error.message, err=True)
    return 1


def _say_failed(problems: tuple, form: str) -> None:
    from muniment.diagnostics import errors

    if form != "json":
        count, warnings = len(errors(problems)), len(problems) - len(errors(problems))
        more = f" and {warnings} warning{'s' if warnings != 1 else ''}" if warnings else ""
        click.echo(f"{count} error{'s' if count != 1 else ''}{more}. Nothing was written.", err=True)


def _say_built(project: Path, checked, published, clock) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    output = checked.site.settings.output
    console.print(
        f"Built [bold]{output}/[/]: {len(checked.pages)} pages from {_contents(checked.site)}.", soft_wrap=True
    )
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2))
    for step, seconds in clock.seconds.items():
        table.add_row(f"  {step}", f"{seconds:.2f} s")
    table.add_row("  in all", f"{sum(clock.seconds.values()):.2f} s", style="bold")
    console.print(table)
    console.print(f"{published.written} files written, {published.kept} unchanged, {published.removed} removed.")
    console.print(
        f"To look at it: open {output}/index.html; with search: python3 -m http.server --directory {output} 8000, then http://localhost:8000/",
        soft_wrap=True,
    )


def _contents(site) -> str:
    counts = [(len(site.of_type(type)), type) for type in ("document", "event", "actor", "place", "outlet")]
    words = ", ".join(f"{count} {type}{'' if count == 1 else 's'}" for count, type in counts)
    return f"{words}; {len(site.claims)} quotations verified"
