"""The citations as files: beside each record's page those of the page and its claims, and one list of the documents."""

import json
from collections.abc import Callable, Iterable, Iterator

from muniment.export.bibtex import bibtex
from muniment.export.citations import Citation, of_document, of_record
from muniment.export.csl import csl
from muniment.export.file import DataFile
from muniment.export.iri import beside
from muniment.export.ris import ris
from muniment.memo import remembered
from muniment.site import Site

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def csl_text(citations: Iterable[Citation]) -> str:
    """The items of CSL-JSON, one a line."""
    return "[\n" + ",\n".join(_JSON.encode(csl(one)) for one in citations) + "\n]\n"


def bibtex_text(citations: Iterable[Citation]) -> str:
    """The entries of BibTeX, a blank line between them."""
    return "\n".join(map(bibtex, citations))


def ris_text(citations: Iterable[Citation]) -> str:
    """The records of RIS, a blank line between them."""
    return "\n".join(map(ris, citations))


KINDS: tuple[tuple[str, str, Callable[[Iterable[Citation]], str]], ...] = (
    (".bib", "BibTeX", bibtex_text),
    (".ris", "RIS", ris_text),
    (".csl.json", "CSL-JSON", csl_text),
)
"""The ending of each kind of file, its name, and how it is written."""


def files(site: Site) -> Iterator[DataFile]:
    """The list of the documents in each format, and a file in each format for each record."""
    for ending, name, write in KINDS:
        yield DataFile(
            f"data/documents{ending}",
            lambda write=write: write(of_document(site, entry) for entry in site.of_type("document")).encode(),
            f"The documents as {name}",
            "A citation of each document. Beside each page stand those of the page and of every claim on it, under its "
            f"own address with {ending} for .html.",
            name,
        )
    for entry in site.entries.values():
        for ending, _, write in KINDS:
            path = beside(entry.address, ending)
            yield DataFile(path, lambda id=entry.id, write=write: write(_of_record(site, id)).encode())


@remembered
def _of_record(site: Site, id: str) -> tuple[Citation, ...]:
    return tuple(of_record(site, site.entries[id]))
