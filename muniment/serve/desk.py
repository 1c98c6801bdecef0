"""The editor's desk: a page of the server that is never in the site. Made when it is asked for, once for each turn."""

import hashlib
import threading
from importlib.resources import files

from muniment import render
from muniment.diagnostics import Problem
from muniment.memo import Memory
from muniment.pages.page import Page
from muniment.serve.desk_view import TITLE, view
from muniment.serve.left import ADDRESS
from muniment.serve.places import places
from muniment.serve.press import Edition, Press
from muniment.site import Site
from muniment.source import SourceFile, Sources

TEMPLATE = "desk.html"


class Desk:
    """The desk over what a press has printed. Its template is not the site's: a mistake in one of those shows on it.

    `link` is the pattern of the links that open files, see `places.pattern`.
    """

    def __init__(self, press: Press, link: str) -> None:
        self._press = press
        self._link = link
        text = files("muniment.serve").joinpath(TEMPLATE).read_text(encoding="utf-8")
        self._jinja = render.environment({TEMPLATE: SourceFile(TEMPLATE, text)})
        self._made = Memory()
        self._making = threading.Lock()

    def page(self) -> bytes | None:
        """The desk as it is now; nothing as long as there was no good edition."""
        press = self._press
        with press.turned:
            turn, edition, rest = press.turn, press.edition, (press.before, press.problems, press.sources)
        if edition is None:
            return None
        with self._making:
            return self._made.ask("page", turn, lambda: self._print(edition, *rest))

    def mark(self) -> str:
        """Changes whenever what a browser shows of the desk would; empty as long as there is none."""
        page, edition = self.page(), self._press.edition
        return hashlib.sha256(edition.look.encode() + page).hexdigest()[:16] if page and edition else ""

    def _print(self, edition: Edition, before: Site | None, problems: tuple[Problem, ...], sources: Sources) -> bytes:
        opened = places(self._press.root, self._link, sources)
        page = Page(ADDRESS, TEMPLATE, TITLE, view(edition.site, before, problems, sources, opened))
        made = render.render_page(self._jinja, page, render.frame(ADDRESS, edition.addresses, edition.site.settings))
        if isinstance(made, Problem):
            raise RuntimeError(f"{made.path}:{made.line}: {made.message}")
        return made
