"""The command line: arguments in, exit code out. 0 is clean, 1 problems in the content, 2 wrong usage or our bug."""

import gc
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from muniment import __version__
from muniment.cli.explaining import problems
from muniment.cli.finding import cite, coverage, suggest
from muniment.cli.keeping import dossier, release
from muniment.cli.making import build, check, schema, serve
from muniment.cli.shared import FORMAT, PROJECT
from muniment.cli.writing import init, lock, new, rename

COMMANDS = (build, check, serve, cite, coverage, suggest, problems, new, rename, init, lock, schema, release, dossier)


def main() -> None:
    """Run the command line; an exception that reaches this far is a fault of ours, exit code 2. Never returns.

    What a command makes lives until it ends: the cyclic collector would only search all of it for rubbish.
    """
    gc.disable()
    try:
        cli.main(prog_name="python build.py")
    except SystemExit as asked:
        _leave(asked.code)
    except Exception as error:  # the last door: whatever comes here is our bug and must not look like the editor's
        if isinstance(error, ModuleNotFoundError) and not str(error.name).startswith("muniment"):
            raise  # a package that is not installed: build.py says what to do
        traceback.print_exc()
        click.echo(
            f"\nThis is a fault in Muniment itself, not in your files ({type(error).__name__})."
            " The site was left as it was.",
            err=True,
        )
        _leave(2)


def _leave(code: object) -> NoReturn:
    """Never returns. The system takes all memory back at once; Python would take a large record apart bit by bit."""
    with suppress(OSError):  # nobody listens any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 2)


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


for command in COMMANDS:
    cli.add_command(command)
