"""The commands that find things in the documents and the record: cite, coverage, suggest."""

import shutil
from pathlib import Path

import click

from muniment.cli.shared import PROJECT, site_of

SUGGESTED = ("paragraph", "number", "speech", "name", "place", "origin", "link", "coordinates")
NO_TERMINAL = 160
FORM = click.option("--format", "form", type=click.Choice(("full", "json")), default="full", show_default=True)


@click.command()
@click.argument("words")
@click.option("--document", help="Look in this document only (its id).")
@PROJECT
def cite(words: str, document: str | None, project: Path) -> None:
    """Find WORDS in the documents and print the claim to paste, with its exact quotation."""
    from muniment import cite as citing

    site = site_of(project)
    _known(site, document)
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


@click.command()
@click.option("--open", "list_open", is_flag=True, help="List every open paragraph, number, speech and name.")
@click.option("--document", help="Only this document (its id).")
@FORM
@PROJECT
def coverage(list_open: bool, document: str | None, form: str, project: Path) -> None:
    """Tell what of the documents' bodies stands in the record, and what does not yet."""
    from muniment import tasks
    from muniment.findings.coverage import coverage as covered

    site = site_of(project)
    _known(site, document)
    found = [one for one in covered(site) if document in (None, one.document)]
    click.echo(tasks.coverage_json(found) if form == "json" else tasks.coverage_table(found, _width()))
    if list_open and form != "json":
        for line in tasks.open_lines(site, found, _width()):
            click.echo(line)


@click.command()
@click.option("--kind", type=click.Choice(SUGGESTED), multiple=True, help="Only what is missing in this way.")
@click.option("--document", help="Only what this document (its id) may help with.")
@FORM
@PROJECT
def suggest(kind: tuple[str, ...], document: str | None, form: str, project: Path) -> None:
    """Tell what the record does not have yet, from the record alone. Nothing told here is an error."""
    from muniment.findings.suggestions import of_documents, suggestions
    from muniment.tasks import suggestion_text

    site = site_of(project)
    _known(site, document)
    found = of_documents(suggestions(site), document) if document else suggestions(site)
    click.echo(suggestion_text([one for one in found if not kind or one.kind in kind], form, _width()))


def _known(site, document: str | None) -> None:
    """Refuse an id that no document has, with the nearest one."""
    from muniment.diagnostics import nearest

    if document and document not in site.transcripts:
        raise click.UsageError(f"There is no document {document!r}. {nearest(document, site.transcripts)}")


def _width() -> int:
    """How many characters a line of the terminal holds; where there is none, so many that little is cut."""
    return shutil.get_terminal_size((NO_TERMINAL, 24)).columns
