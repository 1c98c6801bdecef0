"""The commands that make the site: build, check, serve, schema."""

from pathlib import Path

import click

from muniment.cli.shared import FORMAT, PROJECT, contents, refuse, say_failed, site_of, tell, write_schemas


@click.command()
@PROJECT
@FORMAT
def build(project: Path, form: str) -> None:
    """Build the site. Nothing is written where there is an error; the last good site stays."""
    from muniment import printing, publish, search
    from muniment.cli.progress import clocked

    output = None
    try:
        output = _output(project)
        if output:
            publish.repair(project.resolve() / output)
        with clocked(form) as clock:
            checked, published = printing.build(project.resolve(), clock)
    except (publish.PublishError, search.SearchError) as error:
        raise click.exceptions.Exit(refuse(error)) from None
    tell(checked.problems, form, checked.sources)
    if published is None:
        say_failed(checked.problems, form)
        raise click.exceptions.Exit(1)
    write_schemas(project, checked.site)
    if form != "json":
        _say_built(project, checked, published, clock)


@click.command()
@click.option("--pages", is_flag=True, help="Render every page too: a mistake in a template shows only then.")
@PROJECT
@FORMAT
def check(pages: bool, project: Path, form: str) -> None:
    """Look at every record, quotation, sentence and address, and write nothing."""
    from muniment import pipeline
    from muniment.cli.progress import clocked
    from muniment.diagnostics import errors, in_order

    with clocked(form) as clock:
        checked = pipeline.check(project.resolve(), clock)
        problems = checked.problems
        if pages and not errors(problems):
            from muniment import printing

            problems = in_order((*problems, *clock.time("render", lambda: printing.rendered(checked, clock))[1]))
    tell(problems, form, checked.sources)
    if errors(problems):
        say_failed(problems, form)
        raise click.exceptions.Exit(1)
    if form != "json":
        warnings = len(problems)
        click.echo(
            f"Nothing wrong{f' ({warnings} warnings)' if warnings else ''}: {contents(checked.site)}, "
            f"in {sum(clock.seconds.values()):.2f} s."
        )


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@click.option(
    "--editor",
    envvar="MUNIMENT_EDITOR",
    default="vscode",
    show_default=True,
    show_envvar=True,
    help="The program that opens files from the pages: its name, or the pattern of its links (docs/settings.md).",
)
@PROJECT
def serve(project: Path, port: int, editor: str) -> None:
    """Show the site while you edit it: every save at once, every mistake over the last good page."""
    from muniment import serve as serving
    from muniment.cli.progress import clocked

    try:
        serving.serve(project.resolve(), port, click.echo, editor=editor, timed=clocked())
    except serving.NoPort as none:
        raise click.ClickException(none.message) from None
    except serving.NoProgram as none:
        raise click.BadParameter(none.message, param_hint="--editor") from None


@click.command()
@PROJECT
def schema(project: Path) -> None:
    """Write schema/*.json, with which editors' programs complete and explain keys, words and ids."""
    for name in write_schemas(project, site_of(project)):
        click.echo(f"schema/{name}")


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


def _say_built(project: Path, checked, published, clock) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    output = checked.site.settings.output
    console.print(
        f"Built [bold]{output}/[/]: {len(checked.pages)} pages from {contents(checked.site)}.", soft_wrap=True
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
