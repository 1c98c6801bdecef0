"""What others take away: the record in the formats that they read, one format a module, and FORMATS, the list.

Each module has `files(site)`: its files with their addresses and descriptions, known before any byte is made. Nothing
here writes, and nothing that readers may not see of a document stands in any of them.
"""

from collections.abc import Iterator

from muniment.export import (
    annotations,
    bibliography,
    card,
    feed,
    ftm,
    geojson,
    graphml,
    record_json,
    spreadsheets,
    sqlite,
)
from muniment.export.file import DataFile
from muniment.site import Site
from muniment.together import together

FORMATS = (record_json, sqlite, annotations, geojson, graphml, ftm, bibliography, spreadsheets, feed, card)


def files(site: Site) -> Iterator[DataFile]:
    """Every file of the data, in the order of the data page."""
    for kind in FORMATS:
        yield from kind.files(site)


def export(site: Site) -> dict[str, bytes]:
    """The bytes of every file of the data, by address."""
    done = together([lambda kind=kind: {one.path: one.make() for one in kind.files(site)} for kind in FORMATS])
    return {path: data for some in done for path, data in some.items()}
