"""A stand-in for GitHub Pages: a built site served under its rules, as far as its documentation and answers tell them.

Base path, folders with and without a slash, addresses without `.html`, `404.html` with status 404, content types with
their charset, gzip, `max-age=600`. What it cannot stand in for: the certificate, the network of caches, the limits.
"""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
}
PACKED = ("text/", "application/javascript", "application/json", "application/ld+json", "application/geo+json")
PACKED += ("image/svg+xml", "application/xml", "application/atom+xml")


@contextmanager
def serve(site: Path, base: str = "/", host: str = "127.0.0.1") -> Iterator[str]:
    """The address under which a folder is served, for as long as the block lasts. `base` is "/" or "/repository/"."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, site.resolve(), base))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{host}:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()


class Pages(BaseHTTPRequestHandler):
    """One request, answered as GitHub Pages would."""

    protocol_version = "HTTP/1.1"

    def __init__(self, site: Path, base: str, *rest: object) -> None:
        self.site, self.base = site, base
        super().__init__(*rest)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path + "/" == self.base:
            return self.moved(self.base)
        if not path.startswith(self.base):
            return self.answer(404, b"Not Found", "text/plain")
        wanted = self.site / path.removeprefix(self.base)
        if wanted.is_dir() and not path.endswith("/"):
            return self.moved(path + "/")
        for found in (wanted / "index.html", wanted, wanted.with_name(wanted.name + ".html")):
            if found.is_file() and found.resolve().is_relative_to(self.site):
                return self.file(200, found)
        return self.file(404, self.site / "404.html")

    do_HEAD = do_GET

    def moved(self, where: str) -> None:
        self.send_response(301)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def file(self, status: int, path: Path) -> None:
        kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.answer(status, path.read_bytes(), kind)

    def answer(self, status: int, body: bytes, kind: str) -> None:
        packed = kind.startswith(PACKED) and "gzip" in self.headers.get("Accept-Encoding", "")
        body = gzip.compress(body, 6, mtime=0) if packed else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Access-Control-Allow-Origin", "*")
        if packed:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: what goes wrong is seen in the browser."""
