"""The commands that keep what was published: release, dossier."""

from pathlib import Path

import click

from muniment.cli.shared import PROJECT, contents, put, refuse, say_failed, tell, written


@click.command()
@click.option("--date", help="The day of the release, as 2020-01-31; today where left out.")
@PROJECT
def release(date: str | None, project: Path) -> None:
    """Write content/releases/DATE.json: what is published now, so that `check` notices what is lost or changed later.

    Commit the file. From then on an address that disappears without `former_ids`, and a published value that changes
    without a new entry in `history`, is an error.
    """
    from datetime import date as Day

    from muniment import pipeline
    from muniment.cli.progress import clocked
    from muniment.diagnostics import errors
    from muniment.source import RELEASES
    from muniment.verify.released import release_text

    try:
        day = Day.fromisoformat(date).isoformat() if date else Day.today().isoformat()
    except ValueError:
        raise click.UsageError(f"{date!r} is not a day. Type it as 2020-01-31.") from None
    with clocked() as clock:
        checked = pipeline.check(project.resolve(), clock)
    tell(checked.problems, "full", checked.sources)
    if errors(checked.problems):
        say_failed(checked.problems, "full")
        raise click.exceptions.Exit(1)
    newest = checked.sources.release
    if newest and newest.path > f"{RELEASES}/{day}.json":
        raise click.ClickException(f"{newest.path} is newer than {day}: a release is never written behind another.")
    path = project.resolve() / RELEASES / f"{day}.json"
    with written(path):
        path.parent.mkdir(exist_ok=True)
    addresses = frozenset(page.address for page in checked.pages)
    put(path, release_text(checked.site, addresses, day, pipeline.build_id(checked.sources)))
    click.echo(f"{RELEASES}/{day}.json holds {len(addresses)} addresses and {contents(checked.site)}. Commit it.")


@click.command()
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("dossier.zip"), show_default=True
)
@PROJECT
def dossier(output: Path, project: Path) -> None:
    """Write one archive with the site, the documents as access allows, and a script that verifies every quotation."""
    from muniment import pipeline, printing, search
    from muniment.cli.progress import clocked
    from muniment.diagnostics import errors
    from muniment.dossier import dossier as archived

    with clocked() as clock:
        checked = pipeline.check(project.resolve(), clock)
    tell(checked.problems, "full", checked.sources)
    if errors(checked.problems):
        say_failed(checked.problems, "full")
        raise click.exceptions.Exit(1)
    try:
        with clocked() as clock:
            files, faults = printing.finished(checked, clock)
    except search.SearchError as error:
        raise click.exceptions.Exit(refuse(error)) from None
    if faults:
        tell(faults, "full", checked.sources)
        say_failed(faults, "full")
        raise click.exceptions.Exit(1)
    archive = archived(checked.site, checked.sources.seeds, files, pipeline.build_id(checked.sources))
    put(output, archive)
    click.echo(
        f"{output} holds {len(files)} files of the site, {len(archive) / 1e6:.1f} MB in all. Unpack it anywhere;"
    )
    click.echo("python3 dossier/data/verify.py then confirms every quotation, without this program.")
