"""The real site, built and crawled: links, ids, headings, titles, validity, policy; and what must not leave the origin."""

import posixpath
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser


@pytest.fixture(scope="module")
def texts(real_site) -> dict[str, str]:
    return {
        path.relative_to(real_site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(real_site.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def pages(texts) -> dict[str, HTMLParser]:
    return {address: HTMLParser(text) for address, text in texts.items()}


def local(page: HTMLParser):
    for tag, attribute in (
        ("a", "href"),
        ("link", "href"),
        ("script", "src"),
        ("img", "src"),
        ("form", "action"),
        ("source", "src"),
    ):
        for node in page.css(f"{tag}[{attribute}]"):
            yield tag, node.attributes[attribute] or "", node.attributes


def test_every_internal_link_and_fragment_resolves(pages, real_site):
    ids = {address: {node.attributes["id"] for node in page.css("[id]")} for address, page in pages.items()}
    for address, page in pages.items():
        if address == "404.html":
            continue
        for tag, href, _ in local(page):
            if urlsplit(href).scheme or tag == "link" and href.startswith("//"):
                continue
            assert not href.startswith("/"), f"{address}: {href} is not relative"
            path, _, fragment = href.partition(":~:")[0].partition("#")
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(address), path.partition("?")[0]))
                if path
                else address
            )
            assert (real_site / target).is_file(), f"{address}: {href}"
            if fragment and target in ids:
                assert unquote(fragment) in ids[target], f"{address}: {href}"


def test_nothing_is_loaded_from_another_origin(pages):
    for address, page in pages.items():
        for tag, href, attributes in local(page):
            if urlsplit(href).scheme in ("http", "https") or href.startswith("//"):
                assert tag == "a" or attributes.get("rel") == "canonical", f"{address}: {href}"


def test_every_page_has_a_strict_policy_and_nothing_inline(pages):
    for address, page in pages.items():
        policy = page.css_first('meta[http-equiv="Content-Security-Policy"]')
        assert (
            policy
            and "default-src 'none'" in policy.attributes["content"]
            and "unsafe-inline" not in policy.attributes["content"]
        ), address
        assert not page.css("[style], style"), address
        assert all(
            node.attributes.get("src") or node.attributes.get("type") == "application/ld+json"
            for node in page.css("script")
        ), address
        assert not [name for node in page.css("*") for name in node.attributes if name.startswith("on")], address


def test_ids_are_unique_and_each_page_has_one_h1_a_language_and_a_title_of_its_own(pages):
    titles = Counter()
    for address, page in pages.items():
        repeated = [
            id for id, count in Counter(node.attributes["id"] for node in page.css("[id]")).items() if count > 1
        ]
        assert not repeated, f"{address}: {repeated}"
        assert len(page.css("h1")) == 1, address
        assert page.css_first("html").attributes.get("lang"), address
        titles[page.css_first("title").text()] += 1
    assert not [title for title, count in titles.items() if count > 1]


def test_headings_never_skip_a_level(pages):
    for address, page in pages.items():
        levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4, h5, h6")]
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), (
            f"{address}: {levels}"
        )


def test_every_page_is_valid_html(texts):
    for address, text in texts.items():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(text)
        assert not parser.errors, f"{address}: {[(place, code) for place, code, _ in parser.errors][:3]}"


def test_persian_lines_have_their_language_and_direction(pages):
    page = pages["documents/van-auken-2020-01-03.html"]
    verse = [node for node in page.css('[lang="fa"]') if "بوم و بر" in node.text()]
    assert verse and verse[0].attributes.get("dir") == "rtl"


def test_no_double_escaped_and_no_raw_markup(texts):
    for address, text in texts.items():
        assert not re.search(r"&amp;(amp|lt|gt|quot|#\d+);", text), address


def test_the_index_is_found_through_one_small_pointer(real_site, texts):
    import json

    version = json.loads((real_site / "search/current.json").read_text())["version"]
    assert (real_site / "search" / version / "records" / "pagefind.js").is_file()
    assert not any(version in text for text in texts.values())


def test_seeds_are_as_received():
    import hashlib

    lock = (Path(__file__).parents[1] / "content/seeds.lock").read_text()
    for path in sorted((Path(__file__).parents[1] / "seeds").iterdir()):
        assert f"{hashlib.sha256(path.read_bytes()).hexdigest()}  seed {path.name}\n" in lock
