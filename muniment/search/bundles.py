"""The files of a search index, checked one by one, and the address under which they are published."""

import base64
import gzip
import hashlib
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from muniment.search.service import REINSTALL, ROOM, SearchError, Service, conversation
from muniment.search.shadow import SearchPage, shadow_html

SIGNATURE = b"pagefind_dcd"
PACKED = {".pf_fragment", ".pf_index", ".pf_meta", ".pagefind"}
UNUSED = re.compile(r"pagefind-(ui|modular|component|highlight).*|wasm\.unknown\.pagefind")


def index_bundle(name: str, pages: Sequence[SearchPage], timeout: float = 600) -> dict[str, bytes]:
    """The files of a bundle as `<name>/pagefind.js` and so on: the same bytes for the same pages in any order.

    English stemming for every page, whatever its language: otherwise an English page finds no Persian one. No filters
    and no sorts, because Pagefind 1.5.2 writes those in an order that changes from run to run. SearchError if a page
    is missing from the index or anything else fails; after `timeout` seconds at the latest.
    """
    try:
        with conversation(timeout) as service:
            return bundle(service, name, in_order(pages))
    except OSError as refused:
        raise SearchError(f"The search index could not be made: {refused}.", ROOM) from refused


def versioned(files: Mapping[str, bytes]) -> tuple[str, dict[str, bytes]]:
    """The version of an index, and its files under `search/<version>/` with `search/current.json` that names it.

    A browser that kept an old script would break on a new index, so the address changes with the content.
    """
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    version = digest.hexdigest()[:12]
    placed = {f"search/{version}/{name}": content for name, content in sorted(files.items())}
    return version, {**placed, "search/current.json": json.dumps({"version": version}).encode() + b"\n"}


def fragments(files: Mapping[str, bytes]) -> dict[str, str]:
    """The id that Pagefind gave each page of an index, by the page's address: the name of its file."""
    told = ((path, json.loads(text)["url"]) for path, text in unpacked(files) if path.endswith(".pf_fragment"))
    return {url: PurePosixPath(path).stem for path, url in told}


def in_order(pages: Sequence[SearchPage]) -> list[SearchPage]:
    """The pages by address: Pagefind numbers them as they come, and replaces one by another of the same address."""
    twice = [url for url, count in Counter(page.url for page in pages).items() if count > 1]
    if twice:
        raise SearchError(f"Two pages to be searched have one address: {min(twice)}.")
    return sorted(pages, key=lambda page: page.url)


def bundle(service: Service, name: str, pages: list[SearchPage]) -> dict[str, bytes]:
    """The index of these pages, whole, as `<name>/<file>`.

    The files come through the pipe and not by way of a folder: Pagefind 1.5.2 says that it has written them before it
    has (its issue 1272), and now and then one of them is still empty when its process ends.
    """
    number = service.ask("NewIndex", "NewIndex", config={"force_language": "en"})["index_id"]
    for page in pages:
        shadow = {"url": page.url, "file_path": None, "file_contents": shadow_html(page)}
        service.ask("AddFile", "IndexedFile", index_id=number, **shadow)
    reply = service.ask("GetFiles", "GetFiles", index_id=number)
    service.ask("DeleteIndex", "DeleteIndex", index_id=number)
    return checked(received(reply["files"], name), name, {page.url for page in pages})


def received(files: Sequence[Mapping[str, str]], name: str) -> dict[str, bytes]:
    """Each file that the search page can ask for, by its path below the bundle's own folder."""
    used = sorted((file["path"], file["content"]) for file in files if not UNUSED.fullmatch(file["path"]))
    return {f"{name}/{path}": base64.b64decode(content) for path, content in used}


def checked(files: dict[str, bytes], name: str, urls: set[str]) -> dict[str, bytes]:
    """The same files, once all of them are whole and every page is in them; else SearchError."""
    found = {json.loads(text)["url"] for path, text in unpacked(files) if path.endswith(".pf_fragment")}
    lost = sorted(urls - found)
    if lost:
        others = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        raise SearchError(f"The search index lacks {lost[0]}{others}.", "A page that is to be found needs some words.")
    if page_count(files, name) != len(urls) or not all(files.values()):
        raise SearchError(f"Pagefind gave an incomplete index of {name}.", REINSTALL)
    return files


def page_count(files: Mapping[str, bytes], name: str) -> int:
    """How many pages Pagefind says that it wrote, or -1 where its table of contents cannot be read."""
    try:
        contents = json.loads(files[f"{name}/pagefind-entry.json"])
    except (KeyError, ValueError):
        return -1
    return sum(language["page_count"] for language in contents["languages"].values())


def unpacked(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Each packed file without its wrapping; SearchError for one that was cut short or has another format."""
    for path, content in files.items():
        if PurePosixPath(path).suffix in PACKED:
            try:
                text = gzip.decompress(content)
            except (EOFError, gzip.BadGzipFile, zlib.error) as torn:
                raise SearchError(f"Pagefind gave {path} only in part.", REINSTALL) from torn
            if not text.startswith(SIGNATURE):
                raise SearchError(f"Pagefind gave {path} in an unknown format.", REINSTALL)
            yield path, text.removeprefix(SIGNATURE)
