"""The page of an event: what a reader sees of it, on tiny sites and on the real one."""

import gzip
import re
from pathlib import Path

import pytest
from pages_server import serve
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tiny import EVENT, SEED

from muniment.draw.strip import LEFT, RIGHT, Extent, strip

ADDRESS = "events/harbour-fire.html"
LIGHT = 150_000


def page(project) -> HTMLParser:
    return HTMLParser(project.pages()[ADDRESS])


def words(node) -> str:
    return " ".join(node.text(deep=True, separator=" ").split())


def add_claims(project, count: int) -> None:
    """So many more claims about the fire, each of a voice of its own."""
    seed = "".join(f"Witness {n} spoke of smoke number {n}.\n" for n in range(1, count + 1))
    project.write("seeds/paper.txt", SEED + seed)
    last = 10 + count
    project.replace(
        "content/documents/courier-2020-03-05.yaml", "lines: 7-10\nbody: 9-10", f"lines: 7-{last}\nbody: 9-{last}"
    )
    claims = "".join(
        f"  smoke-{n}:\n    document: courier-2020-03-05\n    quote: spoke of smoke number {n}.\n"
        f"    by: {{printed: Witness {n}}}\n    says:\n      - {{point: description, words: smoke number {n}}}\n"
        for n in range(1, count + 1)
    )
    project.replace(EVENT, "participants:", claims + "participants:")
    project.relock()


def test_the_count_of_points_adds_up_and_the_disputed_ones_come_first(project):
    found = page(project)
    line = words(found.css_first(".standing-line"))
    total, parts = line.split(" points: ")
    assert int(total) == sum(int(part.split()[0]) for part in parts.split(", ")) == len(found.css("[id^='point-']"))
    assert words(found.css_first(".standing")).startswith("Disputed") or "Disputed" not in line


def test_who_tells_it_is_named_with_the_outlet_and_leads_to_the_row_of_the_coverage_page(project):
    """Where the label of a document names its outlet already, the outlet is not named again."""
    found = page(project)
    told = [words(item) for item in found.css(".tellers > li")]
    assert told == ["Stern, 3 March 2020 The Courier", "The Courier, 5 March 2020"]
    href = found.css_first("a.to-coverage").attributes["href"]
    assert href == "../coverage.html#event-harbour-fire"
    row = HTMLParser(project.pages()["coverage.html"]).css_first("tr#event-harbour-fire")
    assert "Fire at the old harbour" in words(row)


def test_points_in_their_words_are_counted(project):
    add_claims(project, 1)
    assert "1 in their words" in words(page(project).css_first(".standing-line"))


def test_fifty_claims_are_folded_by_document_and_all_are_there(project):
    add_claims(project, 50)
    found = page(project)
    text = words(found.css_first("main"))
    assert all(f"smoke number {n}" in text for n in range(1, 51))
    assert len(found.css(".by-document .claim")) == 54
    assert not found.css(".by-document[open]")
    assert len(found.css(".more-origins tr")) > 40


def test_an_event_of_few_claims_has_nothing_folded(project):
    assert not page(project).css("main details:not([open]):not(.claim-cite)")


def test_each_document_has_a_list_of_all_that_it_says_of_the_event(project):
    found = page(project)
    assert found.css_first(".accounts thead a[href='#by-stern-2020-03-03']")
    told = found.css_first("#by-stern-2020-03-03")
    assert len(told.css(".claim")) == 3 and "five had been wounded" not in words(told)


def test_a_document_that_only_names_the_event_is_counted_apart(project):
    project.replace(
        "content/vocabulary.yaml",
        "  description:",
        "  term: {label: What it is called, takes: words, definition: The word.}\n  description:",
    )
    project.replace(
        EVENT,
        "      - {point: wounded, value: 5, of: people, words: five had been wounded}",
        "      - {point: term, words: the fire}",
    )
    text = words(page(project).css_first(".facts"))
    assert "1 document, 4 claims" in text and "1 more document only names it" in text


def test_an_event_without_date_or_place_has_a_page(project):
    project.replace(
        EVENT, "date: {is: 2020-03-02, claims: [office], basis: Counted from the article's own date.}\n", ""
    )
    project.replace(EVENT, "place: {is: old-harbour, claims: [office]}\n", "")
    found = page(project)
    assert "When" not in [words(node) for node in found.css(".facts dt")]
    assert not found.css_first(".locator")


def test_a_long_title_and_a_voice_written_from_right_to_left_stand_as_they_are(project):
    title = "A fire at the old harbour of which " + "many say " * 9 + "so"
    project.replace(EVENT, "title: Fire at the old harbour", f"title: {title}")
    project.replace(
        "content/actors/dockers-union.yaml",
        "name: Dockers’ Union",
        "name: اتحاد عمال الميناء\nname_is_ours: true\nnames: [Dockers’ Union]",
    )
    project.replace(
        EVENT, "  - {text: The Dockers’ Union said that at least four were wounded., claims: [union]}\n", ""
    )
    found = page(project)
    assert len(title) >= 115 and words(found.css_first("h1")) == title
    assert any(words(node) == "اتحاد عمال الميناء" for node in found.css("bdi"))


def test_a_silence_stands_at_its_point_with_its_kind(project):
    project.replace(
        EVENT,
        "participants:",
        "silences:\n  - {who: harbour-office, kind: declines-to-say, point: cause, text: It did not say.}\nparticipants:",
    )
    row = words(page(project).css_first("#point-cause"))
    assert "Declines to say" in row and "the Harbour Office" in row and "Does not mention" in row


def test_a_document_noted_as_silent_where_it_speaks_is_silent_in_part(project):
    project.replace(
        EVENT,
        "participants:",
        "silences:\n  - {who: courier-2020-03-05, kind: does-not-mention, point: wounded, text: It names no hospital.}\n"
        "participants:",
    )
    assert "The Courier, 5 March 2020 (in part)" in words(page(project).css_first("#point-wounded"))


def test_a_strip_begins_at_zero_and_holds_nought_and_a_million():
    drawn = strip([Extent(0, 0), Extent(1_000_000, 1_000_000)])
    assert [bar.dot for bar in drawn.bars] == [LEFT, RIGHT]
    assert drawn.ticks[0].label == "0" and drawn.ticks[-1].label in ("500,000", "1,000,000")


def test_a_strip_of_noughts_alone_can_be_drawn():
    assert strip([Extent(0, 0)]).bars[0].dot == LEFT


@pytest.mark.parametrize(
    ("extent", "arrow"), [(Extent(25, None), True), (Extent(0, 120, below=True), True), (Extent(25, 30), False)]
)
def test_only_an_open_end_has_an_arrow(extent, arrow):
    assert bool(strip([extent, Extent(40, 40)]).bars[0].arrow) == arrow


def test_a_count_in_words_has_a_row_in_the_strip_but_no_dot_and_no_number(project):
    project.replace(EVENT, "value: 5, of: people", "of: people")
    figures = page(project).css_first(".figure-groups")
    rows = {
        words(row.css_first(".count-words")): row for row in figures.css(".counts tbody tr") if row.css(".count-words")
    }
    row = rows["“five had been wounded”"]
    assert words(row.css_first(".count-number")) == "in words" and words(row.css_first("svg")) == "no number"
    assert not row.css(".dot") and row.css(".unplaced")
    assert all(other.css(".dot") for said, other in rows.items() if "wounded" in said and other is not row)
    assert "from 3 to at least 4" in words(figures)


def test_a_group_counted_in_words_alone_has_its_rows_and_no_scale(project):
    for value in ("3", '">=4"', "5"):
        project.replace(EVENT, f"value: {value}, of: people", "of: people")
    found = page(project)
    group = next(one for one in found.css(".figure-group") if "five had been wounded" in words(one))
    assert len(group.css(".count-words")) == 3
    assert {words(node) for node in group.css(".count-number")} == {"in words"} and not group.css("svg")
    assert "“five had been wounded”" in words(group) and "from" not in words(group.css_first(".figure-head"))
    assert found.css(".contents a[href='#figures']")


def test_a_count_of_a_million_and_one_of_nought_are_drawn_and_readable(project):
    project.replace(EVENT, "value: 3, of: people", "value: 0, of: people")
    project.replace(EVENT, 'value: ">=4", of: people', 'value: ">=1000000", of: people')
    figures = page(project).css_first(".figure-groups")
    assert "1,000,000" in words(figures) and len(figures.css("svg.range .head")) == 1


@pytest.fixture(scope="module")
def base(real_site):
    with serve(real_site, "/repo/") as address:
        yield address


LONGEST = "events/killing-of-soleimani-and-al-muhandis.html"


def test_a_first_visit_to_any_event_weighs_little(real_site):
    for file in sorted((real_site / "events").glob("*.html")):
        text = file.read_text(encoding="utf-8")
        loaded = set(re.findall(r'(?:<link rel="(?:stylesheet|preload|icon)" href|<script src)="([^"]+)"', text))
        weight = sum(sent((file.parent / one).resolve()) for one in {file.name, *loaded})
        assert weight <= LIGHT, f"{file.name}: {weight}"


def sent(file: Path) -> int:
    """How many bytes a server sends for a file."""
    data = file.read_bytes()
    return len(data) if file.suffix == ".woff2" else len(gzip.compress(data, 6))


@pytest.mark.parametrize("width", [390, 1360])
def test_the_longest_event_loads_two_fonts_and_does_not_shift(browser, base, width):
    context = browser.new_context(viewport={"width": width, "height": 844})
    page, fonts = context.new_page(), set()
    page.on("response", lambda response: fonts.add(response.url) if response.url.endswith(".woff2") else None)
    page.goto(base + LONGEST)
    shift = page.evaluate(
        """() => new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
            .observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 500);
        })"""
    )
    assert shift <= 0.02
    assert len(fonts) == 2, fonts
    if width == 390:
        assert page.evaluate("document.documentElement.scrollHeight") < 25_000
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_an_address_inside_a_closed_fold_opens_it(browser, base, script):
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(base + LONGEST)
    inside = "details.by-document:not([open]) .claim"
    anchor = HTMLParser(page.content()).css_first(inside).attributes["id"]
    page.goto("about:blank")
    page.goto(f"{base}{LONGEST}#{anchor}")
    assert page.locator(f"#{anchor} .claim-body").is_visible()
    context.close()


def test_on_paper_each_page_is_headed_and_the_first_says_how_to_cite_it(browser, base, tmp_path):
    """The head of the page is repeated as that of a table is; on the screen neither is to be seen."""
    page = browser.new_page()
    page.goto(base + LONGEST)
    title, cite = page.locator("h1").inner_text(), page.locator(".site-foot .cite-text").inner_text()
    assert page.locator(".on-paper").filter(visible=True).count() == 0
    page.emulate_media(media="print")
    assert page.locator(".running-title").inner_text() == title
    assert page.locator(".paper-cite").inner_text() == cite
    head = page.locator(".site-head")
    assert head.evaluate("head => getComputedStyle(head).display") == "table-header-group"
    page.close()


def test_on_paper_every_fold_is_open_and_navigation_is_gone(browser, base):
    context = browser.new_context()
    page = context.new_page()
    page.goto(base + LONGEST)
    page.emulate_media(media="print")
    assert page.locator(".site-nav, .to-contents, .contents").filter(visible=True).count() == 0
    closed = page.locator("details:not([open]) .claim-body").first
    assert closed.bounding_box()["height"] > 20
    context.close()
