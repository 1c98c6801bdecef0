"""JSON: each record beside its page, and the whole record in one file, one record a line, with its schema."""

import json
from collections.abc import Iterator

from muniment.export.file import DataFile
from muniment.export.iri import beside
from muniment.export.objects import record_object
from muniment.export.record_schema import VERSION, record_schema
from muniment.memo import remembered
from muniment.records import RECORD_TYPES
from muniment.site import Site

RECORD = "data/record.json"
SCHEMA = "data/record.schema.json"
LICENCE = (
    "Our own text and data: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). The documents and the words "
    "quoted from them belong to their owners and are under no licence of ours."
)


def files(site: Site) -> Iterator[DataFile]:
    """The whole record, the schema, and a file for each record."""
    yield DataFile(
        RECORD,
        lambda: _whole(site).encode(),
        "The whole record",
        "Every record in one file, one record a line: documents, outlets, actors, places, events with their claims, "
        "and the vocabulary.",
        f"JSON, version {VERSION} of our format",
    )
    yield DataFile(
        SCHEMA,
        lambda: (json.dumps(record_schema(), ensure_ascii=False, indent=1) + "\n").encode(),
        "The format of the JSON files",
        "Every field with its meaning, to read and to validate against.",
        "JSON Schema 2020-12",
    )
    for entry in site.entries.values():
        yield DataFile(beside(entry.address, ".json"), lambda id=entry.id: _line(site, id).encode() + b"\n")


def text(value: object) -> str:
    """A value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@remembered
def _line(site: Site, id: str) -> str:
    return text(record_object(site, id))


def _whole(site: Site) -> str:
    head = {
        "format": "muniment-record",
        "version": VERSION,
        "title": site.settings.title,
        "subtitle": site.settings.subtitle,
        "statement": site.settings.statement,
        "language": site.settings.language,
        "licence": LICENCE,
        **({"url": site.settings.url} if site.settings.url else {}),
    }
    parts = [f"{text(key)}:{text(value)}" for key, value in head.items()]
    parts.append(
        f'"vocabulary":{text(site.vocabulary.model_dump(mode="json", exclude={"loaded_words", "common_capitals"}))}'
    )
    for kind in RECORD_TYPES:
        records = ",\n".join(_line(site, entry.id) for entry in site.of_type(kind.name))
        parts.append(f'"{kind.folder}":[\n{records}\n]')
    return "{" + ",\n".join(parts) + "}\n"
