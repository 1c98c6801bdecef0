"""The data page: every file of the record with its size, its hash and its licence."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from msgspec import Struct

from muniment import export
from muniment.export.file import DataFile
from muniment.export.iri import beside
from muniment.export.linked import linked_data
from muniment.export.record_schema import VERSION
from muniment.pages.page import Page, later, link
from muniment.pages.parts import Foot, Link, foot
from muniment.site import Site

ADDRESS = "data.html"
TITLE = "Data"
UNITS = ((1_000_000, "MB"), (1_000, "kB"))


class FileRow(Struct, frozen=True):
    """A file with what it is for; size and hash are empty where no byte of it was made yet."""

    file: Link
    title: str
    description: str
    standard: str
    size: str
    bytes: str
    hash: str


class DataView(Struct, frozen=True):
    """The files, then the tables; `build` is the hash of all inputs of the build."""

    title: str
    version: str
    files: tuple[FileRow, ...]
    tables: tuple[FileRow, ...]
    example: Link | None
    withheld: int
    build: str
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type, sizes and hashes still open."""
    yield page(site, {}, "")


def page(site: Site, made: Mapping[str, bytes], build: str) -> Page:
    """The page with the sizes and hashes of the files made, and the id of the build."""
    return Page(ADDRESS, "pages/data.html", TITLE, later(view, site, made, build))


def view(site: Site, made: Mapping[str, bytes], build: str) -> DataView:
    """All that the page shows."""
    listed = [file for file in export.files(site) if file.title]
    sizes = tuple((file.path, file.standard, len(made.get(file.path, b""))) for file in listed)
    first = next(iter(site.of_type("event")), None)
    return DataView(
        title=TITLE,
        version=VERSION,
        files=tuple(_row(file, made) for file in listed if not _is_table(file)),
        tables=tuple(_row(file, made) for file in listed if _is_table(file)),
        example=Link(first.name, link(ADDRESS, beside(first.address, ".json"))) if first else None,
        withheld=sum(site.access(entry.id) != "full" for entry in site.of_type("document")),
        build=build,
        foot=foot(site, ADDRESS, TITLE, linked=linked_data(site, ADDRESS, sizes)),
    )


def _is_table(file: DataFile) -> bool:
    return file.path.endswith(".csv")


def _row(file: DataFile, made: Mapping[str, bytes]) -> FileRow:
    data = made.get(file.path)
    return FileRow(
        Link(file.path.rpartition("/")[2], link(ADDRESS, file.path)),
        file.title,
        file.description,
        file.standard,
        "" if data is None else _size(len(data)),
        "" if data is None else f"{len(data):,}",
        "" if data is None else sha256(data).hexdigest(),
    )


def _size(count: int) -> str:
    """A size in words: 1.2 MB, 34 kB, 96 bytes."""
    for unit, name in UNITS:
        if count >= unit:
            return f"{count / unit:.1f} {name}" if count < 10 * unit else f"{count / unit:.0f} {name}"
    return f"{count} bytes"
