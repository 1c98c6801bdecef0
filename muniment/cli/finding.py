"""The commands that find things in the documents and the record: cite, coverage, suggest."""

from pathlib import Path

import click

from muniment.cli.shared import PROJECT, site_of

SUGGESTED = ("paragraph", "number", "speech", "name", "place", "origin", "link", "coordinates")


@click.command()
@click.argument("words")
@click.option("--document", help="Look in this document only (its id).")
@PROJECT
def cite(words: str, document: str | None, project: Path) -> None:
    """Find WORDS in the documents and print the claim to paste, with its exact quotation."""
    from muniment import cite as citing

    site = site_of(project)
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


@click.command()
@click.option("--open", "list_open", is_flag=True, help="List every open paragraph, number, speech and name.")
@click.option("--document", help="Only this document (its id).")
@PROJECT
def coverage(list_open: bool, document: str | None, project: Path) -> None:
    """Tell what of the documents' bodies stands in the record, and what does not yet."""
    from muniment.findings.coverage import coverage as covered
    from muniment.report import coverage_table, open_lines

    site = site_of(project)
    found = [one for one in covered(site) if document in (None, one.document)]
    click.echo(coverage_table(found))
    if list_open:
        click.echo("\n".join(open_lines(site, found)))


@click.command()
@click.option("--kind", type=click.Choice(SUGGESTED), help="Only what is missing in this way.")
@click.option("--format", "form", type=click.Choice(("full", "json")), default="full", show_default=True)
@PROJECT
def suggest(kind: str | None, form: str, project: Path) -> None:
    """Tell what the record does not have yet, from the record alone. Nothing told here is an error."""
    from muniment.findings.suggestions import suggestions
    from muniment.report import suggestion_text

    found = [one for one in suggestions(site_of(project)) if kind in (None, one.kind)]
    click.echo(suggestion_text(found, form))
