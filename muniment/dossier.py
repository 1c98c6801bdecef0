"""The dossier: one archive with the site, the documents as access allows, and what proves them, for the next decades.

A bag (BagIt 1.0, RFC 8493) in a ZIP file whose bytes depend on its content alone. `verify.py` in it runs on a bare
Python and confirms every quotation; it is the text of `muniment/verifier.py`.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from muniment.quotes import Passage
from muniment.records.document import Document
from muniment.site import Site, SiteClaim
from muniment.source import SourceFile

FOLDER = "dossier"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, the earliest that ZIP knows: the same content gives the same bytes."""
README = """\
{title}

This archive holds the whole documentary as it was published.

  site/             the site; open site/index.html. All but the search works from disk. For the search, serve the
                    folder: python3 -m http.server --directory site 8000, then http://localhost:8000/
  documents/        the text of each document as the site shows it, as far as it may be shown in full
  seeds/            the files as they were received, where all documents in them may be shown in full
  quotations.json   every quotation with its place in its document
  verify.py         confirms all of it: python3 verify.py

Our own text and data: CC BY 4.0. The documents, and the words quoted from them, belong to their owners.
"""


def dossier(site: Site, seeds: Mapping[str, SourceFile], files: Mapping[str, bytes], build: str) -> bytes:
    """The archive as a ZIP file. `files` is the whole published site by address, `build` its build id."""
    payload = {f"data/{path}": content for path, content in _payload(site, seeds, files).items()}
    size = sum(map(len, payload.values()))
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": (
            f"External-Identifier: {build}\nExternal-Description: {site.settings.title}\n"
            f"Payload-Oxum: {size}.{len(payload)}\n"
        ).encode(),
        "manifest-sha256.txt": _manifest(payload),
    }
    tags["tagmanifest-sha256.txt"] = _manifest(tags)
    return _zipped({f"{FOLDER}/{path}": content for path, content in (tags | payload).items()})


def _payload(site: Site, seeds: Mapping[str, SourceFile], files: Mapping[str, bytes]) -> dict[str, bytes]:
    shown = frozenset(
        e.id for e in site.of_type("document") if site.access(e.id) == "full" and e.id in site.transcripts
    )
    return {
        "README.txt": README.format(title=site.settings.title).encode(),
        "verify.py": (Path(__file__).parent / "verifier.py").read_bytes(),
        "quotations.json": _json({"documents": _documents(site, shown), "quotations": _quotations(site)}),
        **{f"documents/{id}.txt": site.transcripts[id].text.encode() for id in sorted(shown)},
        **{f"seeds/{name}": seeds[name].text.encode() for name in _whole_seeds(site, shown) if name in seeds},
        **{f"site/{path}": content for path, content in files.items()},
    }


def _documents(site: Site, shown: frozenset[str]) -> dict[str, dict]:
    """Each document with its place in its seed, and whether its text is held."""
    return {
        entry.id: {
            "title": record.title,
            "seed": record.seed,
            "first_line": record.lines.first,
            "last_line": record.lines.last,
            "held": entry.id in shown,
        }
        for entry in site.of_type("document")
        if isinstance(record := entry.record, Document)
    }


def _quotations(site: Site) -> list[dict]:
    """Every quotation of the record, with its place in its document's text in characters from 0."""
    return [_quotation(site, claim) for claim in sorted(site.claims.values(), key=lambda one: one.address)]


def _quotation(site: Site, claim: SiteClaim) -> dict:
    text = site.transcripts[claim.claim.document].text
    spans = claim.passage.spans if isinstance(claim.passage, Passage) else ()
    return {
        "claim": f"{site.entries[claim.owner].address}#{claim.own_anchor}",
        "document": claim.claim.document,
        "pieces": [{"start": start, "end": end, "text": text[start:end]} for start, end in spans],
    }


def _whole_seeds(site: Site, shown: frozenset[str]) -> list[str]:
    """The seeds of which every document is shown in full: only these hold nothing that is withheld."""
    cut = [(e.record.seed, e.id in shown) for e in site.of_type("document") if isinstance(e.record, Document)]
    return sorted({seed for seed, _ in cut} - {seed for seed, held in cut if not held})


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{sha256(content).hexdigest()}  {path}\n" for path, content in sorted(files.items())).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as bag:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            bag.writestr(entry, content)
    return archive.getvalue()
