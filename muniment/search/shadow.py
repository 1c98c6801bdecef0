"""A page as the index sees it: its title, its text in addressed blocks, what a hit shows. No chrome, no links."""

import re
from collections.abc import Iterable
from html import escape

from msgspec import Struct

from muniment.mentions import Mention
from muniment.search.keys import EVERYTHING, keyed

# Pagefind splits text at U+200B instead of at spaces as soon as it meets one; control characters end its parsing.
UNREADABLE = re.compile("[\u200b\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")


class Block(Struct, frozen=True):
    """A paragraph: its anchor on the page (or ""), its text, its language, the names that stand in it."""

    anchor: str
    text: str
    language: str
    names: tuple[Mention, ...] = ()


class SearchPage(Struct, frozen=True):
    """One page, or one claim, that a search can find.

    `url` is relative to the site's root. `date` is ISO or empty. A hit in a document leads to the last anchor before
    it. `keys` are those of the records that the page as a whole is about or from.
    """

    url: str
    title: str
    kind: str
    kind_label: str
    date: str
    date_label: str
    detail: str
    blocks: tuple[Block, ...]
    keys: tuple[str, ...] = ()
    title_names: tuple[Mention, ...] = ()


def shadow_html(page: SearchPage) -> str:
    """The HTML that Pagefind indexes in place of the published page."""
    shown = ("kind", "kind_label", "date", "date_label", "detail")
    head = "".join(meta(name, getattr(page, name)) for name in shown)
    head += meta("key", " ".join(page.keys)) + meta("all", EVERYTHING)
    title = f'<h1 data-pagefind-meta="title">{spelled(page.title, page.title_names)}</h1>'
    body = title + "".join(paragraph(block) for block in page.blocks)
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def meta(name: str, value: str) -> str:
    """What a hit shows beside its title. The value stands in an attribute of its own, so it may hold commas."""
    return f'<meta data-pagefind-meta="{name}[content]" content="{clean(value)}">' if value else ""


def paragraph(block: Block) -> str:
    """One paragraph with its anchor and its language, where it has them."""
    given = (("id", block.anchor), ("lang", block.language))
    attributes = "".join(f' {name}="{clean(value)}"' for name, value in given if value)
    return f"<p{attributes}>{spelled(block.text, block.names)}</p>"


def spelled(text: str, names: Iterable[Mention]) -> str:
    """The text with the keys of its names."""
    return clean(keyed(text, names))


def clean(text: str) -> str:
    """Text that is only text, inside an element and inside quotes."""
    return escape(UNREADABLE.sub("", text))
