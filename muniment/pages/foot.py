"""The foot of a page, and the history of a record."""

from dataclasses import dataclass
from urllib.parse import quote

from muniment.pages.links import Link
from muniment.records.base import Record
from muniment.site import Entry, Site


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A line of the history of corrections."""

    date: str
    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of a page: how to cite it, where its record is edited, where errors are reported."""

    cite: str
    file: str = ""
    edit: str = ""
    report: str = ""
    data: tuple[Link, ...] = ()


def foot(site: Site, page: str, title: str, entry: Entry | None = None) -> Foot:
    """The foot of the page at an address; `entry` is the record that it shows."""
    where = site.settings.url + page if site.settings.url else page
    file = entry.parsed.file.path if entry else ""
    cite = f"“{title}”, {site.settings.title}, {where}"
    return Foot(cite, file, edit_link(site, entry, 1) if entry else "", _report_link(site, page, title))


def edit_link(site: Site, entry: Entry, line: int) -> str:
    """The place of a record, or of a line in it, in the repository; empty where no repository is known."""
    repository = site.settings.repository
    return f"{repository}/blob/main/{entry.parsed.file.path}#L{line}" if repository else ""


def changes(record: Record) -> tuple[ChangeLine, ...]:
    """A record's published corrections, newest first."""
    return tuple(ChangeLine(change.date.english, change.date.iso, change.text) for change in reversed(record.history))


def _report_link(site: Site, page: str, title: str) -> str:
    repository = site.settings.repository
    return f"{repository}/issues/new?title={quote(f'Error on {page}: {title}')}" if repository else ""
