"""Corrections and how they are followed; what crawlers and those who link here find."""

import struct
import xml.etree.ElementTree as ElementTree
import zlib

import feedparser
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tiny import EVENT, STERN, Project

from muniment import pipeline, printing

URL = "https://example.org/repo/"
HISTORY = "history:\n  - {date: 2026-03-01, text: The count was 3.}\n  - {date: 2026-04-02, text: 'A <b> & a name.'}\n"


def built(project: Project) -> dict[str, bytes]:
    """Every file of the site."""
    clock = pipeline.Clock()
    checked = pipeline.check(project.root, clock)
    assert not [p for p in checked.problems if p.severity == "error"], checked.problems
    return printing.finished(checked, clock)[0]


def give_address(project: Project) -> None:
    project.replace("site.toml", "subtitle", f'url = "{URL}"\nsubtitle')


def give_history(project: Project) -> None:
    project.replace(EVENT, "participants:\n", HISTORY + "participants:\n")


def test_a_correction_stands_on_its_page_on_the_page_of_corrections_and_in_the_feed(project):
    give_address(project)
    give_history(project)
    files = built(project)
    lines = HTMLParser(files["corrections.html"].decode()).css("#log ~ .history li")
    assert [one.attributes["id"] for one in lines] == ["harbour-fire-2", "harbour-fire-1"]
    assert "2 April 2026 Fire at the old harbour: A <b> & a name." in " ".join(lines[0].text().split())
    assert b"The count was 3." in files["events/harbour-fire.html"]
    feed = feedparser.parse(files["feed.xml"])
    assert not feed.bozo
    assert [(one.id, one.link, one.summary, one.updated) for one in feed.entries] == [
        (
            f"{URL}corrections.html#harbour-fire-2",
            f"{URL}events/harbour-fire.html",
            "A <b> & a name.",
            "2026-04-02T00:00:00Z",
        ),
        (
            f"{URL}corrections.html#harbour-fire-1",
            f"{URL}events/harbour-fire.html",
            "The count was 3.",
            "2026-03-01T00:00:00Z",
        ),
    ]
    assert feed.feed.updated == "2026-04-02T00:00:00Z"


def test_without_corrections_the_page_says_so_and_the_feed_is_valid_and_empty(project):
    give_address(project)
    files = built(project)
    assert b"No published statement has been changed so far." in files["corrections.html"]
    feed = feedparser.parse(files["feed.xml"])
    assert not feed.bozo and not feed.entries and feed.feed.title == "The Harbour Record: corrections"


def test_without_an_address_nothing_stands_there_that_needs_one(project):
    files = built(project)
    assert not {"feed.xml", "sitemap.xml", "card.png"} & files.keys()
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n"
    for path, data in files.items():
        if path.endswith(".html"):
            assert b"og:image" not in data and b"atom+xml" not in data, path


def test_the_sitemap_lists_the_pages_that_search_engines_may_list(project):
    give_address(project)
    give_history(project)
    project.replace(EVENT, "kind: fire", "kind: fire\nformer_ids: the-fire")
    tree = ElementTree.fromstring(built(project)["sitemap.xml"])
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {one.findtext(f"{name}loc"): one.findtext(f"{name}lastmod") for one in tree}
    assert found[f"{URL}events/harbour-fire.html"] == "2026-04-02" and found[f"{URL}index.html"] is None
    assert f"{URL}events/index.html" in found and f"{URL}corrections.html" in found
    assert not [one for one in found if "404" in one or "search" in one or "the-fire" in one or "stern" in one]
    project.replace("site.toml", "[documents]\n", "[documents]\nindexed = true\n")
    assert f"{URL}documents/stern-2020-03-03.html".encode() in built(project)["sitemap.xml"]


def test_robots_may_read_what_they_must_not_list(project):
    give_address(project)
    assert built(project)["robots.txt"].decode() == f"User-agent: *\nAllow: /\n\nSitemap: {URL}sitemap.xml\n"


def test_others_who_link_here_find_a_title_a_text_and_the_card(project):
    give_address(project)
    project.replace(EVENT, "title: Fire at the old harbour", "title: 'Fire \"at\" <the> old harbour'")
    files = built(project)
    head = HTMLParser(files["events/harbour-fire.html"].decode()).css_first("head")
    held = {one.attributes["property"]: one.attributes["content"] for one in head.css("meta[property]")}
    assert held["og:title"] == 'Fire "at" <the> old harbour' and held["og:url"] == f"{URL}events/harbour-fire.html"
    assert held["og:description"].startswith("The Harbour Office said that two dockers were killed")
    assert held["og:image"] == f"{URL}card.png"
    head = HTMLParser(files["404.html"].decode()).css_first("head")
    assert not head.css("meta[property]")


def test_the_card_is_a_picture_of_the_size_that_the_head_says(project):
    give_address(project)
    data = built(project)["card.png"]
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, {}
    while at < len(data):
        (length,), kind = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        chunks[kind], at = body, at + 12 + length
    assert struct.unpack(">II", chunks[b"IHDR"][:8]) == (1200, 630)
    assert len(zlib.decompress(chunks[b"IDAT"])) == (1200 + 1) * 630


def test_a_site_without_events_has_a_card_too(project):
    give_address(project)
    (project.root / EVENT).unlink()
    project.relock()
    assert built(project)["card.png"].startswith(b"\x89PNG")


def test_withheld_text_stands_in_no_file_of_the_site(project):
    give_address(project)
    for access in ("quotes", "citation"):
        project.replace(STERN, "genre: news-report", f"genre: news-report\naccess: {access}")
        held = [path for path, data in built(project).items() if b"Nobody had been warned" in data]
        assert not held
        project.replace(STERN, f"\naccess: {access}", "")
