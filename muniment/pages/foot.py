"""The foot of a page, and the history of a record."""

from collections.abc import Iterator
from urllib.parse import urlencode

from msgspec import Struct

from muniment.export.bibliography import KINDS
from muniment.export.citations import of_entry, of_page
from muniment.export.iri import beside
from muniment.export.linked import Linked
from muniment.export.linked import linked as linked_record
from muniment.export.metadata import Meta, metadata
from muniment.pages.links import Link
from muniment.pages.page import link
from muniment.records.base import Record
from muniment.site import Entry, Site
from muniment.strict_yaml import Path


class ChangeLine(Struct, frozen=True):
    """A line of the history of corrections."""

    date: str
    iso: str
    text: str


class Format(Struct, frozen=True):
    """A citation in the form that a program reads."""

    name: str
    text: str


class Foot(Struct, frozen=True):
    """The foot of a page: how to cite it, where its record is edited, where errors are reported, its data.

    Where there is nothing to cite, nothing of this stands there. `meta` and `linked` are for the page's head: what
    Zotero and search engines read. `hidden` keeps the latter away.
    """

    cite: str = ""
    file: str = ""
    edit: str = ""
    report: str = ""
    data: tuple[Link, ...] = ()
    formats: tuple[Format, ...] = ()
    meta: tuple[Meta, ...] = ()
    linked: Linked | None = None
    hidden: bool = False


def foot(
    site: Site, page: str, title: str, entry: Entry | None = None, file: str = "", linked: Linked | None = None
) -> Foot:
    """The foot of the page at an address; `entry` is the record that it shows, `file` where it is written instead."""
    file = entry.parsed.file.path if entry else file
    citation = of_entry(site, entry) if entry else of_page(site, page, title)
    return Foot(
        citation.plain,
        file,
        _edit_link(site, file),
        _report_link(site, page, title, file),
        tuple(_data(page, entry)) if entry else (),
        tuple(Format(name, write([citation]).strip()) for _, name, write in KINDS),
        metadata(citation),
        linked or (linked_record(site, entry) if entry else None),
        bool(entry and entry.type == "document" and not site.settings.documents.indexed),
    )


def _data(page: str, entry: Entry) -> Iterator[Link]:
    """The files beside a record's page: its data, and the citations of it and of its claims."""
    yield Link("JSON", link(page, beside(entry.address, ".json")))
    for ending, name, _ in KINDS:
        yield Link(name, link(page, beside(entry.address, ending)))


def line_link(site: Site, entry: Entry, path: Path) -> str:
    """The line of a value of a record in the repository; empty where no repository is known."""
    repository, parsed = site.settings.repository, entry.parsed
    return f"{repository}/blob/main/{parsed.file.path}#L{parsed.line(path)}" if repository else ""


def changes(record: Record) -> tuple[ChangeLine, ...]:
    """A record's published corrections, newest first."""
    return tuple(ChangeLine(change.date.english, change.date.iso, change.text) for change in reversed(record.history))


def _edit_link(site: Site, file: str) -> str:
    """Where GitHub opens a file of the repository for editing; empty where no repository is known."""
    repository = site.settings.repository
    return f"{repository}/edit/main/{file}" if repository and file else ""


def _report_link(site: Site, page: str, title: str, file: str) -> str:
    """Where GitHub opens the form `error.yml` (in `.github/ISSUE_TEMPLATE`) with the page already filled in."""
    filled = {"template": "error.yml", "title": f"Error: {title}", "page": site.settings.url + page, "record": file}
    repository = site.settings.repository
    return f"{repository}/issues/new?{urlencode({k: v for k, v in filled.items() if v})}" if repository else ""
