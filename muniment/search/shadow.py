"""A page as the index sees it: its title, its text in addressed blocks, what a hit shows. No chrome, no links."""

import re
from dataclasses import dataclass
from html import escape

# Pagefind splits text at U+200B instead of at spaces as soon as it meets one; control characters end its parsing.
UNREADABLE = re.compile("[\u200b\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page that a search can find.

    `url` is relative to the site's root. `date` is ISO or empty. A block is an anchor on the page (or ""), a text and
    its language; a hit in a document leads to the last anchor before it.
    """

    url: str
    title: str
    kind: str
    kind_label: str
    date: str
    date_label: str
    detail: str
    blocks: tuple[tuple[str, str, str], ...]


def shadow_html(page: SearchPage) -> str:
    """The HTML that Pagefind indexes in place of the published page."""
    shown = ("kind", "kind_label", "date", "date_label", "detail")
    head = "".join(meta(name, getattr(page, name)) for name in shown)
    title = f'<h1 data-pagefind-meta="title">{clean(page.title)}</h1>'
    body = title + "".join(block(*parts) for parts in page.blocks)
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def meta(name: str, value: str) -> str:
    """What a hit shows beside its title. The value stands in an attribute of its own, so it may hold commas."""
    return f'<meta data-pagefind-meta="{name}[content]" content="{clean(value)}">'


def block(anchor: str, text: str, language: str) -> str:
    """One paragraph with its anchor and its language, where it has them."""
    attributes = "".join(f' {name}="{clean(value)}"' for name, value in (("id", anchor), ("lang", language)) if value)
    return f"<p{attributes}>{clean(text)}</p>"


def clean(text: str) -> str:
    """Text that is only text, inside an element and inside quotes."""
    return escape(UNREADABLE.sub("", text))
