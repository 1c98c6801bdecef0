"""A reader searches a small site in Chromium, served below a folder as project pages are, under the site's CSP."""

import functools
import http.server
import json
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from muniment.mentions import Mention
from muniment.search import Block, SearchPage, index_bundle, versioned
from muniment.search.bundles import fragments
from muniment.search.facets import NAMES, TYPES
from muniment.search.keys import fold, key

ASSETS = Path(__file__).parents[1] / "templates" / "assets"
CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
SEARCH_PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Search</title>
<meta http-equiv="Content-Security-Policy" content="{CSP}">
<link rel="icon" href="../assets/icon.svg">
<script defer src="../assets/keys.js"></script>
<script type="module" src="../assets/search.js" data-root="../"></script></head><body>
<form action="../search/"><input type="search" name="q" data-search aria-label="Search the site"></form>
<form id="search-form" role="search"><input id="search-box" name="q" type="search" aria-label="Search"></form>
<p id="search-status" role="status"></p><div id="search-notes"></div><div id="search-chosen"></div>
<div id="search-results"></div><aside id="search-facets" hidden></aside></body></html>"""
BLANK = b'<!doctype html><link rel="icon" href="../../assets/icon.svg"><p id="p2">'
REPORT = "document.addEventListener('securitypolicyviolation', (e) => console.error('CSP', e.violatedDirective))"
HOSTILE = "<img src=x onerror=alert(1)> </mark><b>bold</b> &lt;i&gt; &amp; heliotrope"


def event(number: int, title: str, text: str) -> SearchPage:
    return SearchPage(
        url=f"events/e{number}/",
        title=title,
        kind="event",
        kind_label="Event",
        date=f"2019-12-{number + 1:02}",
        date_label=f"{number + 1} December 2019",
        detail="Kirkuk",
        blocks=(Block("", text, "en"),),
    )


def document(number: int, title: str, *paragraphs: str, language: str = "en") -> SearchPage:
    blocks = tuple(Block(f"p{n}", text, language) for n, text in enumerate(paragraphs, 1))
    return SearchPage(f"documents/d{number}/", title, "document", "Document", "", "", "The Daily", blocks)


PERSON = {"n": "Qasim Ada", "k": key("qasim-ada"), "t": "Person", "g": "actor", "u": "actors/qasim-ada.html"}
PERSON |= {"a": ["Kasem Ada’i"], "s": ["Ghassem Ada"], "o": [["the Ada", ["documents/d9/"]]], "c": [1, 0, 0]}
OTHER = {"n": "Ada Bridge", "k": key("ada-bridge"), "t": "Bridge", "g": "place", "u": "places/ada-bridge.html"}
OTHER |= {"o": [["the Ada", ["documents/d8/"]]], "c": [0, 0, 0]}
NAMES_KNOWN = json.dumps([PERSON, OTHER]).encode()
TOLD = "Then Kasem Ada’i, the clerk, went out."
RECORDS = [
    event(0, "Rockets on K1", "Thirty rockets struck the base near Kirkuk."),
    event(1, HOSTILE, f"Before it: {HOSTILE}"),
    event(2, "A quiet day", "Nobody fired anything."),
]
DOCS = [
    document(
        0, "First report", "It was late in the year.", "The rockets came from a lorry.", "Nothing else was known."
    ),
    document(1, "Camp Taji", "Two people of the camp went to Taji.", "Then they left Camp Taji for good."),
    document(2, "Taji camping", "They went camping by Taji, and found the camp there."),
    document(3, "گزارش", "قاسم سلیمانی در بغداد بود.", language="fa"),
    document(
        4,
        "Toll",
        "Order 55 was read out.",
        *("The council sat by the river, then it rose and went home again before dark fell.",) * 4,
        "They looked at the ruins at length, and 55 wagons stood by.",
        *("The council sat by the river, then it rose and went home again before dark fell.",) * 4,
        "The office said it.",
        "The dead were at least 55 people.",
        "Nobody looked at the wagons.",
    ),
    SearchPage(
        "documents/d9/",
        "Minutes",
        "document",
        "Document",
        "2020-02-03",
        "3 February 2020",
        "The Daily",
        (Block("p1", TOLD, "en", (Mention(5, 16, "qasim-ada"),)),),
    ),
    *(document(10 + n, f"Bulletin {n}", "Opening words.", f"The embassy said so, time {n}.") for n in range(20)),
]


@dataclass(frozen=True)
class Site:
    """Where the site is served, and its folder."""

    address: str
    folder: Path


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Print nothing."""


def write_site(folder: Path, bundles: dict[str, list[SearchPage]]) -> None:
    """Nothing; the folder holds the search page, its index and the pages that hits lead to."""
    files = {"search/index.html": SEARCH_PAGE.encode(), "assets/icon.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>'}
    files |= {f"assets/{path.name}": path.read_bytes() for path in ASSETS.glob("*.js")}
    files |= {f"{page.url}index.html": BLANK for pages in bundles.values() for page in pages}
    index = {path: data for name, pages in bundles.items() for path, data in index_bundle(name, pages).items()}
    index |= {"names.json": NAMES_KNOWN} | tables(bundles, fragments(index))
    for path, content in (files | versioned(index)[1]).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def tables(bundles: dict[str, list[SearchPage]], ids: dict[str, str]) -> dict[str, bytes]:
    """The tables of facets: type and day."""
    types = sorted(TYPES)
    rows = {
        ids[page.url]: [page.date, page.date, [types.index(page.kind)], *([] for _ in NAMES[1:])]
        for pages in bundles.values()
        for page in pages
    }
    values = {name: [] for name in NAMES} | {"type": [[type, TYPES[type]] for type in types]}
    whole = {"bundles": [name for name, pages in bundles.items() if pages], "values": values, "parts": 1}
    return {"facets.json": json.dumps(whole).encode(), "facets-0.json": json.dumps(rows).encode()}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A function that serves bundles as a site below a folder of its own."""
    top = tmp_path_factory.mktemp("web")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=top))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def serve(name: str, bundles: dict[str, list[SearchPage]]) -> Site:
        write_site(top / name, bundles)
        return Site(f"http://127.0.0.1:{server.server_port}/{name}/", top / name)

    yield serve
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def site(served):
    return served("repo", {"records": RECORDS, "docs": DOCS})


@pytest.fixture
def troubles():
    """What a test expects to see in the browser's console; empty unless it says so."""
    return []


@pytest.fixture
def page(browser, site, troubles):
    """A browser tab; afterwards its console, its policy and its requests must have been clean."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(10_000)
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("dialog", lambda dialog: seen.append(f"dialog {dialog.message}"))
    page.on("request", lambda request: seen.append(f"outside {request.url}") if outside(request.url) else None)
    page.add_init_script(REPORT)
    yield page
    context.close()
    assert [text for text in seen if not any(expected in text for expected in troubles)] == []


def outside(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "file:", "blob:"))


def search(page: Page, site: Site, query: str) -> None:
    """Nothing; the page has answered the query."""
    page.goto(f"{site.address}search/")
    page.fill("#search-box", query)
    page.press("#search-box", "Enter")
    expect(page.locator("#search-status")).to_contain_text(query.strip('"“”'))


def hits(page: Page, bundle: str) -> list[str]:
    """The titles of the hits in one group."""
    return page.locator(f"section[aria-labelledby=hits-{bundle}] .hit-title").all_inner_texts()


def test_a_query_finds_records_and_documents_in_their_groups(page, site):
    search(page, site, "rockets")
    assert hits(page, "records") == ["Rockets on K1"] and hits(page, "docs") == ["First report"]
    assert page.locator("h2").all_inner_texts() == ["Events and profiles 1", "Documents 1"]
    expect(page.locator("#search-status")).to_have_text("1 event or profile · 1 document for “rockets”.")
    assert page.locator(".hit-meta").all_inner_texts() == ["Event · Kirkuk", "Document · The Daily"]
    assert page.locator("time").get_attribute("datetime") == "2019-12-01"
    assert {text.lower() for text in page.locator(".hit-excerpt mark").all_inner_texts()} == {"rockets"}


def test_a_hit_in_a_document_leads_to_its_paragraph_and_a_record_to_its_top(page, site):
    search(page, site, "rockets")
    links = [link.get_attribute("href") for link in page.locator(".hit-title a").all()]
    assert links == [f"{site.address}events/e0/?hl=rockets", f"{site.address}documents/d0/?hl=rockets#p2"]
    page.click(".hit-title a >> nth=1")
    expect(page).to_have_url(f"{site.address}documents/d0/?hl=rockets#p2")


def test_a_hit_opens_at_the_paragraph_of_the_excerpt_shown(page, site):
    search(page, site, "at least 55")
    assert hits(page, "docs")[0] == "Toll"
    hit = page.locator("section[aria-labelledby=hits-docs] .hit").first
    assert "were at least 55 people" in hit.locator(".hit-excerpt").inner_text()
    assert hit.locator("a").get_attribute("href") == f"{site.address}documents/d4/?hl=at+least+55#p12"


def test_a_query_in_the_address_is_answered_on_arrival(page, site):
    page.goto(f"{site.address}search/?q=سلیمانی")
    expect(page.locator("#search-status")).to_have_text("1 document for “سلیمانی”.")
    expect(page.locator("#search-box")).to_have_value("سلیمانی")
    assert hits(page, "docs") == ["گزارش"]


def test_text_that_looks_like_markup_is_shown_as_text(page, site):
    search(page, site, "heliotrope")
    assert hits(page, "records") == [HOSTILE]
    excerpt = page.locator(".hit-excerpt").inner_text()
    assert "<img src=x onerror=alert(1)> </mark><b>bold</b>" in excerpt and "&amp;" in excerpt
    assert page.locator("#search-results :is(img, b, i)").count() == 0


@pytest.mark.parametrize("query", ['"camp taji"', "“camp taji”", "«Camp Taji»"])
def test_straight_and_curly_quotes_make_a_phrase(page, site, query):
    page.goto(f"{site.address}search/?q={query}")
    expect(page.locator("#search-status")).to_contain_text("1 document for")
    assert hits(page, "docs") == ["Camp Taji"]
    search(page, site, "camp taji")
    assert sorted(hits(page, "docs")) == ["Camp Taji", "Taji camping"]


@pytest.mark.parametrize("query", ["document", "December", "event"])
def test_a_word_that_stands_only_in_the_kind_or_the_date_finds_nothing(page, site, query):
    search(page, site, query)
    expect(page.locator("#search-status")).to_have_text(f"Nothing found for “{query}”.")
    links = [link.get_attribute("href") for link in page.locator("#search-results a").all()]
    assert links == [f"{site.address}{name}/index.html" for name in ("events", "actors", "documents")]


def test_more_hits_come_eight_at_a_time_and_take_the_focus(page, site):
    search(page, site, "embassy")
    assert len(hits(page, "docs")) == 8
    expect(page.locator("button")).to_have_text("Show 8 more (12 left)")
    page.click("button")
    expect(page.locator("button")).to_have_text("Show the last 4")
    ninth = page.locator(".hit-title a").nth(8)
    expect(ninth).to_be_focused()
    page.click("button")
    expect(page.locator("button")).to_have_count(0)
    assert len(set(hits(page, "docs"))) == 20


def test_typing_replaces_the_address_and_submitting_adds_to_the_history(page, site):
    search(page, site, "rockets")
    page.locator("#search-box").fill("")
    page.locator("#search-box").press_sequentially("embassy", delay=30)
    expect(page).to_have_url(f"{site.address}search/?q=embassy")
    expect(page.locator("#search-status")).to_contain_text("20 documents")
    page.press("#search-box", "Enter")
    page.go_back()
    expect(page).to_have_url(f"{site.address}search/?q=rockets")
    expect(page.locator("#search-status")).to_contain_text("“rockets”")
    expect(page.locator("#search-box")).to_have_value("rockets")
    page.go_forward()
    expect(page.locator("#search-status")).to_contain_text("“embassy”")


def test_an_emptied_box_empties_the_page(page, site):
    search(page, site, "rockets")
    page.fill("#search-box", " ")
    expect(page).to_have_url(f"{site.address}search/")
    expect(page.locator("#search-status")).to_have_text("")
    expect(page.locator("#search-results section")).to_have_count(0)
    expect(page.locator("#search-results")).to_have_text("Named in the most documents: Qasim Ada · Ada Bridge.")


def test_an_answer_that_comes_late_does_not_replace_a_later_one(page, site):
    page.goto(f"{site.address}search/")
    for query in ("rockets", "embassy", "heliotrope", "rockets", "camp taji", "embassy", "quiet"):
        page.fill("#search-box", query)
        page.evaluate("document.getElementById('search-form').requestSubmit()")
    expect(page.locator("#search-status")).to_have_text("1 event or profile for “quiet”.")
    page.wait_for_timeout(400)
    assert page.locator(".hit-title").all_inner_texts() == ["A quiet day"]


def test_twelve_first_searches_in_a_row_all_answer(page, site):
    for _ in range(12):
        page.goto("about:blank")
        page.goto(f"{site.address}search/?q=rockets")
        expect(page.locator("#search-status")).to_contain_text("1 document for")


def test_search_works_where_the_worker_cannot_start(page, site, troubles):
    troubles += ["worker", "net::ERR_FAILED"]
    page.route("**/pagefind-worker.js", lambda route: route.abort())
    search(page, site, "rockets")
    assert hits(page, "records") == ["Rockets on K1"] and hits(page, "docs") == ["First report"]


def test_an_index_that_cannot_be_loaded_says_what_to_do_and_is_tried_again(page, site, troubles):
    troubles += ["search:", "net::ERR_FAILED"]
    page.route("**/search/current.json", lambda route: route.abort())
    page.goto(f"{site.address}search/?q=rockets")
    expect(page.locator("#search-status")).to_have_text("The search index could not be loaded.")
    expect(page.locator("#search-results")).to_contain_text("Check the connection and search again, or look through")
    assert page.locator("#search-results a").count() == 3
    page.unroute("**/search/current.json")
    page.press("#search-box", "Enter")
    expect(page.locator("#search-status")).to_contain_text("1 document for “rockets”")


def test_a_missing_index_file_is_told_and_not_taken_for_an_empty_answer(page, site, troubles):
    troubles += ["search:", "404", "Failed to load Pagefind metadata"]
    page.route("**/docs/pagefind-entry.json*", lambda route: route.fulfill(status=404))
    page.goto(f"{site.address}search/?q=rockets")
    expect(page.locator("#search-status")).to_have_text("The search index could not be loaded.")


def test_an_update_of_the_site_while_the_page_was_open_is_told(page, site):
    search(page, site, "rockets")
    page.route("**/search/current.json", lambda route: route.fulfill(json={"version": "0123456789ab"}))
    page.fill("#search-box", "zzyzx")
    expect(page.locator("#search-status")).to_have_text("The site was updated while this page was open.")


def test_an_empty_index_finds_nothing_without_an_error(page, served):
    bare = served("bare", {"records": [], "docs": DOCS[:2]})
    search(page, bare, "rockets")
    assert hits(page, "docs") == ["First report"]
    empty = served("empty", {"records": [], "docs": []})
    search(page, empty, "rockets")
    expect(page.locator("#search-status")).to_have_text("Nothing found for “rockets”.")


def test_a_slash_goes_to_the_search_box_but_not_while_typing(page, site):
    page.goto(f"{site.address}search/")
    page.keyboard.press("/")
    expect(page.locator("#search-box")).to_be_focused()
    expect(page.locator("#search-box")).to_have_value("")
    page.keyboard.press("/")
    expect(page.locator("#search-box")).to_have_value("/")


def test_a_search_page_opened_from_a_disk_says_why_it_does_not_search(page, site, troubles):
    troubles += ["CORS", "net::ERR_FAILED"]
    page.goto((site.folder / "search" / "index.html").as_uri())
    expect(page.locator("#search-status")).to_contain_text("Search works once the site is served")


@pytest.mark.parametrize("query", ["Qasim Ada", "kasem adai", "Kasem Ada'i", "Ghassem Ada", "ghassem  ADA"])
def test_every_spelling_finds_the_words_as_they_are_printed(page, site, query):
    search(page, site, query)
    assert page.locator(".hit-name h3 a").all_inner_texts() == ["Qasim Ada"]
    assert hits(page, "docs") == ["Minutes"]
    assert page.locator(".hits-docs .hit-excerpt").inner_text() == TOLD
    assert page.locator(".hits-docs mark").all_inner_texts() == ["Kasem Ada’i"]
    assert "Showing results" not in page.locator("#search-notes").inner_text()


def test_a_phrase_runs_through_a_name(page, site):
    search(page, site, '"Kasem Ada’i, the clerk"')
    assert hits(page, "docs") == ["Minutes"]
    search(page, site, '"the clerk Kasem"')
    assert hits(page, "docs") == []


def test_a_misspelt_name_is_corrected_and_the_reader_can_insist(page, site):
    page.goto(f"{site.address}search/?q=Kaseem+Addai")
    expect(page.locator("#search-notes")).to_have_text("Showing results for Qasim Ada · search only for Kaseem Addai")
    assert hits(page, "docs") == ["Minutes"]
    page.click("#search-notes a")
    expect(page.locator("#search-notes")).to_contain_text("Only as written.")
    assert "exact=1" in page.url and hits(page, "docs") == []
    page.go_back()
    expect(page.locator("#search-notes")).to_contain_text("Showing results for")


def test_a_name_that_may_mean_two_offers_both(page, site):
    search(page, site, "the Ada")
    assert set(page.locator(".hit-name h3 a").all_inner_texts()) == {"Qasim Ada", "Ada Bridge"}


def test_a_word_that_stands_nowhere_is_left_out_and_told(page, site):
    search(page, site, "rockets zzyzxq")
    expect(page.locator("#search-notes")).to_have_text("Nothing here holds “zzyzxq”: it was left out.")
    assert hits(page, "records") == ["Rockets on K1"]


def test_facets_count_and_narrow_and_stand_in_the_address(page, site):
    page.goto(f"{site.address}search/")
    page.get_by_label("Documents").click()
    expect(page).to_have_url(f"{site.address}search/?type=document")
    expect(page.locator("#search-status")).to_contain_text(f"{len(DOCS)} documents, narrowed")
    page.get_by_label("Events").click()
    expect(page.locator("#search-status")).to_contain_text("3 events and profiles · ")
    page.goto(f"{site.address}search/?from=2019-12-02&to=2019-12")
    expect(page.locator("#search-status")).to_have_text("2 events and profiles, narrowed.")
    page.get_by_role("button", name="Remove from 2 December 2019").click()
    expect(page.locator("#search-status")).to_have_text("3 events and profiles, narrowed.")
    page.goto(f"{site.address}search/?type=event&sort=newest")
    expect(page.locator("#search-status")).to_contain_text("3 events")
    assert hits(page, "records") == ["A quiet day", HOSTILE, "Rockets on K1"]


FOLDED = {
    "Kata’ib": "kataib",
    "Kata'ib": "kataib",
    "Kataʿib": "kataib",
    "Muqtadā": "muqtada",
    "سليماني": "سلیمانی",
    "كتائب": "کتایب",
    "القائم": "القایم",
    "خانهٔ": "خانه",
    "مى\u200cخواهد": "میخواهد",
    "٢٥": "25",
    "Zoë ‘Ain": "zoe ain",
}


def test_names_are_folded_alike_at_the_build_and_in_the_browser(page, site):
    page.goto(f"{site.address}search/")
    found = page.evaluate(
        "async (texts) => { const { fold } = await import('/repo/assets/names.js'); return texts.map(fold); }",
        list(FOLDED),
    )
    assert found == list(FOLDED.values()) == [fold(text) for text in FOLDED]
