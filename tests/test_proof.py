"""The proof: every mark on the built site leads to its words, highlighted there and present in the seed file.

Imports nothing from the engine: only the built pages, the seeds, the records' YAML and general libraries.
"""

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser as HTMLParser

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def pages(real_site):
    return {
        path.relative_to(real_site).as_posix(): HTMLParser(path.read_text(encoding="utf-8"))
        for path in real_site.rglob("*.html")
    }


@pytest.fixture(scope="module")
def claims():
    """Every claim of the records by anchor: document, quotation, statements."""
    found = {}
    for path in sorted((ROOT / "content").glob("*/*.yaml")):
        record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        for id, claim in (record.get("claims") or {}).items():
            found[f"{path.stem}--{id}"] = claim
    return found


def unified(text: str) -> str:
    for chars, one in (("‘’‚‛′", "'"), ("“”„‟″", '"'), ("‐‑‒–—−", "-"), ("\u200b\u200c\u200d\u200e\u200f\ufeff", "")):
        text = re.sub(f"[{chars}]", one, text)
    return " ".join(text.split())


def pieces(quote: str) -> list[str]:
    return [unified(piece) for piece in re.split(r"\[(?:\.\.\.|…)\]", quote)]


def highlighted(page: HTMLParser, anchor: str) -> str:
    return "".join(
        mark.text(deep=True)
        for mark in page.css("mark.evidence")
        if anchor in (mark.attributes.get("data-claims") or "").split()
    )


def followed(address: str, href: str) -> tuple[str, str]:
    path, _, fragment = href.partition("#")
    return (posixpath.normpath(posixpath.join(posixpath.dirname(address), path)) if path else address), unquote(
        fragment
    )


def test_every_mark_leads_to_its_words(pages, claims):
    seeds = {
        path.name: unified(path.read_text(encoding="utf-8").replace("\\$", "$")) for path in (ROOT / "seeds").iterdir()
    }
    documents = {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        for path in (ROOT / "content/documents").glob("*.yaml")
    }
    followed_marks = 0
    for address, page in pages.items():
        for mark in page.css("a.mark"):
            target, anchor = followed(address, mark.attributes["href"])
            assert target in pages, f"{address}: {mark.attributes['href']}"
            assert anchor in claims, f"{address}: the mark to {anchor} belongs to no claim"
            assert pages[target].css_first(f'[id="{anchor}"]'), f"{target} has no #{anchor}"
            shown = unified(highlighted(pages[target], anchor))
            assert shown.replace(" ", "") == "".join(pieces(claims[anchor]["quote"])).replace(" ", ""), (
                f"{target}#{anchor}"
            )
            seed = seeds[documents[claims[anchor]["document"]]["seed"]]
            for piece in pieces(claims[anchor]["quote"]):
                assert piece in seed or without_breaks(piece) in without_breaks(seed), (
                    f"{piece!r} does not stand in the seed"
                )
            followed_marks += 1
    assert followed_marks > 300


def without_breaks(text: str) -> str:
    """A text without the white space and the Markdown that a broken paragraph holds."""
    return re.sub(r"[\s*]+", "", text)


def test_every_claim_of_the_records_is_marked_in_its_document(pages, claims):
    for anchor, claim in claims.items():
        page = pages[f"documents/{claim['document']}.html"]
        assert page.css_first(f'[id="{anchor}"]'), anchor
        assert highlighted(page, anchor), anchor


def test_every_statement_of_an_event_stands_in_a_cell_with_its_link(pages):
    for path in sorted((ROOT / "content/events").glob("*.yaml")):
        page = pages[f"events/{path.stem}.html"]
        cells = unified(
            " ".join(cell.text(deep=True, separator=" ") for cell in page.css(".accounts td, .accounts .cards"))
        )
        links = {link.attributes.get("href", "").partition("#")[2] for link in page.css(".accounts a")}
        record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        for id, claim in record["claims"].items():
            assert f"{path.stem}--{id}" in links, f"{path.stem}: no cell leads to the passage of {id}"
            for statement in claim["says"]:
                for words in pieces(statement.get("words", claim["quote"])):
                    assert without_breaks(words) in without_breaks(cells), f"{path.stem}/{id}: {words!r}"


def test_home_is_three_clicks_from_the_sentences_that_count_the_wounded(pages):
    for words in ("at least 55", "wounded 51"):
        assert reached_in(pages, words, 3), words


def reached_in(pages, words: str, clicks: int) -> bool:
    """Whether a passage with these words is reached from the home page in so many clicks."""
    here = {("index.html", "")}
    for _ in range(clicks):
        here = {
            followed(address, link.attributes["href"])
            for address, _ in here
            if address in pages
            for link in pages[address].css("main a[href]")
            if "://" not in link.attributes["href"]
        }
    return any(
        address in pages and "--" in anchor and words in unified(highlighted(pages[address], anchor))
        for address, anchor in here
    )
