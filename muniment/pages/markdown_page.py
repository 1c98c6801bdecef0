"""Pages of running text: `content/pages/*.md`. Links to records are typed `[text](event:rockets-on-k1)`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muniment.diagnostics import Problem, nearest
from muniment.pages.page import Page
from muniment.pages.parts import Foot, foot
from muniment.parse import ParsedPage
from muniment.records import RECORD_TYPES
from muniment.site import Site

LINK = re.compile(r"(?<=\]\()<?([^\s)>]+)>?(?=[\s)])")
"""The target of a Markdown link."""
OUTSIDE = ("https://", "http://", "mailto:", "#")
TYPES = {kind.name: kind.folder for kind in RECORD_TYPES}


@dataclass(frozen=True, slots=True)
class MarkdownView:
    """The page's title and its text in Markdown, the targets of its links resolved."""

    title: str
    text: str
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """A page for each Markdown file."""
    for page in site.pages:
        text = LINK.sub(lambda found: target(found[1]), page.text)
        yield Page(
            f"{page.id}.html", "pages/markdown_page.html", page.title, MarkdownView(page.title, text, _foot(site, page))
        )


def problems(site: Site, addresses: frozenset[str]) -> Iterator[Problem]:
    """A problem for each link of a Markdown page that leads to no page of the site."""
    for page in site.pages:
        for found in LINK.finditer(page.text):
            address = target(found[1]).partition("#")[0]
            if found[1].startswith(OUTSIDE) or address in addresses:
                continue
            before = page.text[: found.start(1)]
            line, column = page.first_line + before.count("\n"), found.start(1) - before.rfind("\n")
            yield Problem(
                page.file.path,
                line,
                column,
                "broken-link",
                f"The link {found[1]!r} leads to no page.",
                _hint(site, found[1], addresses),
            )


def target(typed: str) -> str:
    """The address that a link names: `event:ID` is `events/ID.html`, anything else stays as it is."""
    type, colon, rest = typed.partition(":")
    if not colon or type not in TYPES:
        return typed
    id, mark, fragment = rest.partition("#")
    return f"{TYPES[type]}/{id}.html{mark}{fragment}"


def _hint(site: Site, typed: str, addresses: frozenset[str]) -> str:
    type, colon, id = typed.partition(":")
    if colon and type in TYPES:
        return nearest(id, [entry.id for entry in site.of_type(type)])
    return (
        nearest(typed, addresses)
        or "Type event:ID, actor:ID, place:ID, outlet:ID, document:ID, or the address of a page."
    )


def _foot(site: Site, page: ParsedPage) -> Foot:
    plain = foot(site, f"{page.id}.html", page.title)
    repository = site.settings.repository
    return Foot(
        plain.cite, page.file.path, f"{repository}/blob/main/{page.file.path}" if repository else "", plain.report
    )
