"""The command that explains what a check says: problems."""

import click


@click.command()
@click.argument("codes", nargs=-1)
def problems(codes: tuple[str, ...]) -> None:
    """Explain the problems with these CODES: what each means, an example, what to do. Without a code, list them all."""
    from muniment.diagnostics import nearest
    from muniment.problems import catalogue
    from muniment.problems.explained import explanation, listing

    known = catalogue()
    if unknown := [code for code in codes if code not in known]:
        raise click.UsageError(f"There is no problem with the code {unknown[0]!r}. {nearest(unknown[0], known)}")
    if codes:
        click.echo("\n\n".join(explanation(known[code]) for code in codes))
    else:
        click.echo(listing())
