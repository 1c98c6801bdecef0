"""SQLite: the tables as a database with full-text search, which Datasette opens. Equal records give equal bytes.

Each table with searched columns has an FTS5 table NAME_fts beside it: `select * from claims where rowid in (select
rowid from claims_fts where claims_fts match 'rockets')`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from muniment.export.file import DataFile
from muniment.export.record_json import LICENCE
from muniment.export.record_schema import VERSION
from muniment.export.tables import Column, Table, tables
from muniment.site import Site

PATH = "data/record.sqlite"
TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


def files(site: Site) -> Iterator[DataFile]:
    """The one database."""
    yield DataFile(
        PATH,
        lambda: database(site),
        "The record as a database",
        "The tables below in one file, with references and full-text search over quotations, texts, names and "
        "sentences.",
        "SQLite 3 with FTS5; Datasette opens it",
    )


def database(site: Site) -> bytes:
    """The bytes of the database, made in memory: rows in the order of the tables, nothing deleted, nothing moved."""
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute("PRAGMA foreign_keys = OFF")
        about = (("title", site.settings.title), ("version", VERSION), ("licence", LICENCE))
        made.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT)")
        made.executemany("INSERT INTO about VALUES (?, ?)", about)
        for table in tables(site):
            _create(made, table)
        made.commit()
        return made.serialize()


def _create(made: sqlite3.Connection, table: Table) -> None:
    keys = ", ".join(_quoted(column.name) for column in table.columns[: table.key])
    columns = ", ".join(_column(column) for column in table.columns)
    made.execute(f"CREATE TABLE {_quoted(table.name)} ({columns}, PRIMARY KEY ({keys}))")
    places = ", ".join("?" * len(table.columns))
    made.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({places})", table.rows)
    if table.search:
        searched, index = ", ".join(map(_quoted, table.search)), _quoted(f"{table.name}_fts")
        made.execute(f"CREATE VIRTUAL TABLE {index} USING fts5({searched}, content={_quoted(table.name)})")
        made.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def _column(column: Column) -> str:
    reference = f" REFERENCES {_quoted(column.of)}(id)" if column.of else ""
    return f"{_quoted(column.name)} {TYPES[column.type]}{reference}"


def _quoted(name: str) -> str:
    return f'"{name}"'
