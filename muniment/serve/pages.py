"""The edition as browsers see it: on the loopback address, under the site's base path, with what editors work with.

That is added by the server to every page, stands in files of its own, and is never in the site.
"""

import errno
import mimetypes
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit

import msgspec

from muniment.serve import answers, own
from muniment.serve.desk import Desk
from muniment.serve.desk_view import TITLE as DESK_TITLE
from muniment.serve.left import ADDRESS as DESK
from muniment.serve.own import OWN
from muniment.serve.places import DEFAULT, PROGRAMS, Places, places
from muniment.serve.press import BREATH, Press
from muniment.serve.selected import Refused, asked, find
from muniment.serve.written import written

HOST = "127.0.0.1"
NAMES = ("localhost", "127.0.0.1", "[::1]")
FROM_HERE = ("same-origin", "none")
"""What a browser says of a request that the site's own pages, or the person before it, make."""
ANSWERS = {"claim": answers.claim, "cited": answers.cited}
PING = 15
TRIED = 20
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".geojson": "application/geo+json",
    ".atom": "application/atom+xml",
}
TEXTS = ("text/", "application/json", "application/geo+json", "image/svg+xml", "application/atom+xml")
WAITING = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>No site yet</title></head>'
    "<body><h1>There is no good site yet</h1><p>What is wrong lies over this page and stands in the terminal.</p>"
    "</body></html>"
)


class NoPort(Exception):
    """No port near the one wanted can be had. `message` says so in one sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Server(ThreadingHTTPServer):
    """A server of one press. `link` is the pattern of the links that open files, see `places.pattern`."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, press: Press, port: int, link: str) -> None:
        super().__init__((HOST, port), Handler)
        self.press = press
        self.desk = Desk(press, link)
        self.link = link
        self.ended = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of a page is no fault; anything else is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def mark(self, page: str) -> str:
        """Changes whenever what a browser shows of a page would."""
        return self.desk.mark() if page == DESK else self.press.mark(page)

    @property
    def base(self) -> str:
        """The path under which the site stands, "/" or "/repository/"."""
        return self.press.edition.site.settings.base_path if self.press.edition else "/"

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return f"http://localhost:{self.server_port}{self.base}"

    @property
    def places(self) -> Places:
        """Places in the project's files as they were last read."""
        return places(self.press.root, self.link, self.press.sources)


@contextmanager
def listening(
    press: Press, port: int, say: Callable[[str], None] = lambda _: None, link: str = PROGRAMS[DEFAULT]
) -> Iterator[Server]:
    """A server at work in threads of its own on the port wanted, or on the next free one. NoPort where none is free."""
    server = _bound(press, port, link)
    if port and server.server_port != port:
        say(f"Port {port} is in use; {server.server_port} is free.")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="serving", daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        with press.turned:
            press.turned.notify_all()
        server.shutdown()
        server.server_close()
        thread.join(5)


def _bound(press: Press, port: int, link: str) -> Server:
    for one in range(port, min(port + TRIED, 65536)) if port else (0,):
        try:
            return Server(press, one, link)
        except OSError as refused:
            if refused.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise NoPort(f"The ports from {port} on are in use or may not be used: name another one with --port.")


class Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.headers.get("Host", "").rpartition(":")[0] not in NAMES:
            return self._send(403, b"This server answers to localhost only.\n", "text/plain")
        path, base = unquote(urlsplit(self.path).path), self.server.base
        if not path.startswith(base):
            if path in ("/", base.rstrip("/")):
                return self._redirect(base)
            return self._page(404, "404.html")
        path = path.removeprefix(base)
        if path.startswith(OWN):
            return self._own(path.removeprefix(OWN))
        return self._file(path)

    do_HEAD = do_GET

    def _file(self, path: str) -> None:
        press = self.server.press
        if path == "" or path.endswith("/"):
            path += "index.html"
        data = press.file(path)
        if data is None and press.edition and f"{path}/index.html" in press.edition.pages:
            return self._redirect(quote(f"{self.server.base}{path}/"))
        if data is None or path.endswith(".html"):
            return self._page(200 if data is not None else 404, path if data is not None else "404.html")
        return self._send(200, data, _type(path))

    def _page(self, status: int, path: str) -> None:
        """A page with what the server adds to it."""
        press = self.server.press
        with press.turned:
            mark, data = press.mark(path), press.file(path)
        self._live(status, path, mark, data)

    def _desk(self) -> None:
        """The editor's desk, which reloads as pages do."""
        desk = self.server.desk
        with self.server.press.turned:
            mark, data = desk.mark(), desk.page()
        self._live(200, DESK, mark, data)

    def _live(self, status: int, path: str, mark: str, data: bytes | None) -> None:
        """A page with the script that reloads it and the way to the desk."""
        if data is None:
            status, data = 503, WAITING.encode()
        before, found, rest = data.partition(b"</head>")
        rest, end, after = rest.rpartition(b"</body>")
        added = own.head(self.server.base, path, mark) + found + rest + self._way(path) + end + after
        self._send(status, before + added if found else data, "text/html")

    def _way(self, page: str) -> bytes:
        """The link to the desk from every page but the desk."""
        link = f'<a id="muniment-desk" href="{escape(self.server.base)}{DESK}">{DESK_TITLE}</a>'
        return b"" if page == DESK else link.encode()

    def _own(self, name: str) -> None:
        """What pages of this server ask of it; pages of others are told nothing."""
        if self.headers.get("Sec-Fetch-Site", "none") not in FROM_HERE:
            return self._send(403, b"This server answers its own pages only.\n", "text/plain")
        if name == "changes":
            return self._changes()
        if OWN + name == DESK:
            return self._desk()
        if name in ANSWERS or name == "written":
            return self._answer(name, parse_qs(urlsplit(self.path).query))
        if data := own.file(name):
            return self._send(200, data, _type(name))
        return self._page(404, "404.html")

    def _answer(self, name: str, query: dict[str, list[str]]) -> None:
        """What an editor asks from an open page, as JSON."""
        press, wanted = self.server.press, asked(query)
        edition, page = press.edition, query.get("page", [""])[0]
        if edition is None or page not in edition.pages:
            return self._json(404, Refused("There is no such page any more. Reload it."))
        if name == "written":
            return self._json(200, written(edition.site, self.server.places, page, press.file(page) or b""))
        if wanted is None:
            return self._json(400, Refused("This is no selection."))
        selected = find(edition.site, wanted)
        if isinstance(selected, Refused):
            return self._json(200, selected)
        return self._json(200, ANSWERS[name](edition.site, self.server.places, self.server.base, selected))

    def _json(self, status: int, answer: msgspec.Struct) -> None:
        self._send(status, msgspec.json.encode(answer), "application/json")

    def _changes(self) -> None:
        """A stream of events: the problems after each edit, and `fresh` once the page is no longer what is shown."""
        asked = parse_qs(urlsplit(self.path).query)
        page, shown = asked.get("page", [""])[0], asked.get("mark", [""])[0]
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.close_connection = True
        press, ended, turn = self.server.press, self.server.ended, -1
        while not ended.is_set():
            with press.turned:
                press.turned.wait_for(lambda turn=turn: ended.is_set() or press.turn != turn, PING)
                same, turn = press.turn == turn, press.turn
            on_desk = page == DESK and press.edition is not None
            if on_desk and not same:
                ended.wait(BREATH)  # who reads a page goes first
            if same:
                self.wfile.write(b": ping\n\n")
            elif press.edition and self.server.mark(page) != shown:
                self._event("fresh", "")
            if not same:
                self._event("problems", [] if on_desk else self._problems())
            self.wfile.flush()

    def _problems(self) -> list[dict]:
        """The errors of the newest state of the files, each with its place and what is told of it."""
        found = self.server.places
        return [
            {"place": msgspec.structs.replace(found.at(one.path, one.line, one.column), text=place), "told": told}
            for one, place, told in self.server.press.told
        ]

    def _event(self, kind: str, told: object) -> None:
        self.wfile.write(f"event: {kind}\ndata: ".encode() + msgspec.json.encode(told) + b"\n\n")

    def _redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: int, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith(TEXTS) else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: the terminal is for problems."""


def _type(path: str) -> str:
    end = "." + path.rpartition(".")[2]
    return TYPES.get(end) or mimetypes.guess_type(path)[0] or "application/octet-stream"
