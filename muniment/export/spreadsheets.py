"""CSV: one file a table, with `datapackage.json` (Frictionless Data Package 1.0) that says what each column is."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from muniment.export.file import DataFile
from muniment.export.record_json import LICENCE
from muniment.export.record_schema import VERSION
from muniment.export.table_rows import Cell
from muniment.export.tables import LAYOUT, Column, Table, tables
from muniment.memo import remembered
from muniment.site import Site

PACKAGE = "data/datapackage.json"
FORMULA = re.compile(r"'*[=+\-@\t\r\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH COMMERCIAL AT}]")
"""How a text begins that a spreadsheet would run, or that was made safe before."""
SAFE = (
    "Texts that begin with = + - @ (also after apostrophes) have an apostrophe before them, so that no spreadsheet "
    "runs them; take one off where a text begins with apostrophes and one of these signs."
)


def files(site: Site) -> Iterator[DataFile]:
    """The package that describes the tables, and the CSV file of each."""
    yield DataFile(
        PACKAGE,
        lambda: (json.dumps(_package(site), ensure_ascii=False, indent=1) + "\n").encode(),
        "The record as tables",
        f"Describes the CSV files below: every column, key and reference. {SAFE}",
        "Frictionless Data Package",
    )
    for name, description, *_ in LAYOUT:
        yield DataFile(_path(name), lambda name=name: _data(site)[name], name, f"{description}.", "CSV, UTF-8")


@remembered
def _data(site: Site) -> Mapping[str, bytes]:
    """The bytes of each table's file, by the table's name."""
    return {table.name: written(table).encode() for table in tables(site)}


def _path(table: str) -> str:
    return f"data/csv/{table}.csv"


def written(table: Table) -> str:
    """A table as CSV, its first line the names of the columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return "'" + text if FORMULA.match(text) else text


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return safe(cell) if isinstance(cell, str) else cell


def _package(site: Site) -> dict:
    return {
        "profile": "tabular-data-package",
        "name": "record",
        "title": site.settings.title,
        "description": f"{site.settings.statement} {LICENCE}",
        "version": VERSION,
        **({"homepage": site.settings.url} if site.settings.url else {}),
        "licenses": [
            {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "Our text and data"}
        ],
        "resources": [_resource(table, _data(site)[table.name]) for table in tables(site)],
    }


def _resource(table: Table, data: bytes) -> dict:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.name,
        "description": f"{table.description}.",
        "path": _path(table.name).removeprefix("data/"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict:
    references = [
        {"fields": column.name, "reference": {"resource": column.of if column.of != table.name else "", "fields": "id"}}
        for column in table.columns
        if column.of
    ]
    return {
        "fields": [_field(column, place < table.key) for place, column in enumerate(table.columns)],
        "primaryKey": [column.name for column in table.columns[: table.key]],
        "missingValues": [""],
        **({"foreignKeys": references} if references else {}),
    }


def _field(column: Column, required: bool) -> dict:
    field = {"name": column.name, "type": column.type, "description": f"{column.description}."}
    return field | ({"constraints": {"required": True}} if required else {})
