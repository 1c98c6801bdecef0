"""The editor's desk: all that is wrong and all that is left, live beside the served site, and never in it."""

import json
import re
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser
from test_serve import get, served, until
from tiny import EVENT, STERN

from muniment.cli import cli
from muniment.serve import Press, listening
from muniment.serve.places import pattern

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")
DESK = "~muniment/desk"
UNION = "content/actors/dockers-union.yaml"


@contextmanager
def pressed(project, **options):
    """A press and the address of its server; the press is renewed by hand."""
    press = Press(project.root)
    press.renew()
    with listening(press, 0, **options) as server:
        yield press, server.address


def desk(address) -> LexborHTMLParser:
    status, text = get(address, DESK)
    assert status == 200, text
    return LexborHTMLParser(text)


def texts(page, selector) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


def printed(project, command: str) -> object:
    done = CliRunner().invoke(cli, [command, "--project", str(project.root), "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_the_desk_lists_what_suggest_prints_with_page_and_line(project):
    with pressed(project) as (_, address):
        page = desk(address)
    rows = printed(project, "suggest")
    assert texts(page, "#left .dim")[0] == str(len(rows)) == str(len(page.css(".desk-item")))
    assert "1 Places without coordinates" in texts(page, ".desk-kinds li")
    assert "0 Events without a place" in texts(page, ".desk-kinds li")
    (third,) = [
        item for item in page.css("[data-kind=paragraph] .desk-item") if "Nobody had been warned" in item.text()
    ]
    assert third.css_first("a").attributes["href"] == "../documents/stern-2020-03-03.html#p3"
    assert f"{STERN}:1" in texts(page, "[data-kind=paragraph] .desk-place")
    hrefs = [link.attributes["href"] for link in page.css("[data-kind=origin] .desk-at a")]
    assert "../events/harbour-fire.html#point-killed" in hrefs
    lines = {f"line {row['line']}" for row in rows if row["kind"] == "origin"}
    assert lines == set(texts(page, "[data-kind=origin] .desk-item .desk-place"))


def test_every_link_of_the_desk_leads_to_a_page_and_a_place_on_it(project):
    with pressed(project) as (press, address):
        page = desk(address)
        for link in page.css("main a[href^='../'], header a"):
            path, _, fragment = link.attributes["href"].removeprefix("../").partition("#")
            served_page = press.files()[path].decode()
            assert not fragment or f'id="{fragment}"' in served_page, link.html


def test_the_desk_s_table_is_that_of_coverage_with_a_bar_for_each_document(project):
    with pressed(project) as (_, address):
        page = desk(address)
    told = printed(project, "coverage")
    rows = page.css(".desk-documents tbody tr")
    assert len(rows) == len(told["documents"])
    for row, one in zip(rows, told["documents"], strict=True):
        numbers = [int(cell) for cell in texts(row, "td.number:not(.desk-more)")]
        assert numbers[:4] == [one["paragraphs"], len(one["cited"]), len(one["reasons"]), len(one["uncovered"])]
        assert f"{one['percent']}%" in row.text()
        widths = [float(part.attributes["width"]) for part in row.css("rect")]
        assert abs(sum(widths) - 100) < 0.1 and abs(widths[0] - 100 * numbers[1] / numbers[0]) < 0.1
    assert f"{told['in_all']['percent']}%" in page.css_first("tfoot").text()


def test_what_is_wrong_stands_on_the_desk_with_its_line_and_the_rest_as_it_was(project):
    with pressed(project) as (press, address):
        assert "Nothing." in desk(address).css_first("[aria-labelledby=wrong]").text()
        project.replace(EVENT, "at least four were wounded", "at least nine were <b>wounded")
        press.renew()
        page = desk(address)
        wrong = page.css_first("[aria-labelledby=wrong]")
        assert re.search(rf"{EVENT}:\d+:\d+", wrong.text()) and "at least nine were <b>wounded" in wrong.text()
        assert "The site is as it was before" in wrong.text() and page.css(".desk-item")
        project.replace(EVENT, "at least nine were <b>wounded", "at least four were wounded")
        press.renew()
        assert "Nothing." in desk(address).css_first("[aria-labelledby=wrong]").text()


def opening(page, selector) -> dict[str, str]:
    """What the links at a selector say, and what they open."""
    return {link.text(): link.attributes["href"] for link in page.css(f"{selector} .desk-place a")}


def test_each_place_of_a_mistake_opens_at_its_line_and_column_in_the_editor_s_program(project):
    with pressed(project) as (press, address):
        project.replace(EVENT, "at least four were wounded.,", "at least nine were wounded.,")
        lock = (project.root / "content/seeds.lock").read_text()
        project.write("content/seeds.lock", lock[: lock.rindex("\n", 0, -1) + 1])
        press.renew()
        links = opening(desk(address), ".wrong")
    assert any(place.startswith(EVENT) for place in links) and "content/seeds.lock" in links, links
    for place, href in links.items():
        column = "" if re.search(r":\d+:\d+$", place) else ":1:1"
        assert href == f"vscode://file{project.root}/{place}{column}"


def test_each_place_of_what_is_left_opens_at_its_line(project):
    with pressed(project, link=pattern("idea")) as (_, address):
        page = desk(address)
    links = opening(page, ".desk-record")
    assert len(links) == len(set(texts(page, ".desk-record .desk-place")))
    for place, href in links.items():
        path, _, line = place.partition(":")
        assert href == f"idea://open?file={project.root}/{path}&line={line or 1}&column=1"
    lines = (project.root / EVENT).read_text().split("\n")
    for place, href in opening(page, "[data-kind=origin] .desk-item").items():
        number = int(place.removeprefix("line "))
        assert href == f"idea://open?file={project.root}/{EVENT}&line={number}&column=1"
        assert "{point: " in lines[number - 1]


def test_where_no_program_is_wanted_the_places_on_the_desk_are_text_alone(project):
    with pressed(project, link=pattern("none")) as (press, address):
        project.replace(EVENT, "at least four were wounded.,", "at least nine were wounded.,")
        press.renew()
        page = desk(address)
    assert opening(page, ".desk") == {}
    assert texts(page, ".wrong .desk-place") and f"{STERN}:1" in texts(page, ".desk-record .desk-place")


def test_a_mistake_in_the_site_s_own_frame_leaves_the_desk_whole_and_stands_on_it(project):
    with pressed(project) as (press, address):
        project.replace("templates/base.html", "</body>", "{{ nothing.at.all }}</body>")
        press.renew()
        assert get(address)[0] == 503
        assert "templates/base.html:" in desk(address).css_first("[aria-labelledby=wrong]").text()


def test_before_there_is_a_good_site_there_is_no_desk_but_what_is_wrong(project):
    project.write(EVENT, "title: [")
    with pressed(project) as (_, address):
        status, text = get(address, DESK)
    assert status == 503 and "There is no good site yet" in text and "reload.js" in text


def test_the_numbers_say_what_the_last_save_did_to_them(project):
    with pressed(project) as (press, address):
        assert not desk(address).css(".desk-change")
        project.replace(STERN, "genre: news-report", "genre: news-report\nuncited: [{paragraph: 3, reason: opinion}]")
        project.write("content/actors/ada-stern.yaml", "name: Ada Stern\nkind: body\n")
        press.renew()
        told = texts(desk(address), ".desk-kinds li")
        assert "1 Paragraphs without a claim (1 fewer)" in told
        assert "1 Actors that no event, relation or claim names (1 more)" in told
        project.write(EVENT, "title: [")
        press.renew()
        assert "1 Paragraphs without a claim (1 fewer)" in texts(desk(address), ".desk-kinds li")


def test_a_paragraph_that_readers_are_not_shown_is_linked_by_its_document_alone(project):
    project.replace("site.toml", 'access = "full"', 'access = "quotes"')
    with pressed(project) as (_, address):
        links = desk(address).css("[data-kind=paragraph] .desk-at a")
        assert {link.attributes["href"].rpartition("/")[2] for link in links} == {
            "stern-2020-03-03.html",
            "courier-2020-03-05.html",
        }


def test_names_and_words_are_escaped(project):
    project.write(
        "content/actors/ada-stern.yaml", "name: Ada <script>alert(1)</script> Stern\nkind: body\nname_is_ours: true\n"
    )
    with pressed(project) as (_, address):
        text = get(address, DESK)[1]
    assert "<script>alert" not in text and "Ada <script>alert(1)</script> Stern" in unescape(text)


def test_every_served_page_leads_to_the_desk_the_terminal_names_it_and_the_site_never_holds_it(project):
    project.replace("site.toml", "[documents]", 'url = "https://example.org/record/"\n\n[documents]')
    with pressed(project) as (press, address):
        for path in ("", "events/harbour-fire.html", "documents/index.html", "nowhere.html"):
            link = LexborHTMLParser(get(address, path)[1]).css_first("a#muniment-desk")
            assert link.attributes["href"] == f"/record/{DESK}", path
        assert desk(address).css_first("a#muniment-desk") is None
        files = press.files()
    for path, data in files.items():
        assert "desk" not in path and not path.startswith("~"), path
        assert b"muniment-desk" not in data and "Editor’s desk".encode() not in data, path


def test_the_terminal_tells_where_the_desk_is(project):
    with served(project, said := []) as address:
        assert f"Editor’s desk: {address}{DESK}" in said


@pytest.fixture
def open_desk(project, browser):
    """The desk of the tiny site in a browser that fails its test on any fault or refusal of the policy."""
    with served(project) as address:
        page = browser.new_page()
        faults = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda line: faults.append(line.text) if "Security" in line.text else None)
        page.goto(address + DESK)
        yield page
        page.close()
    assert not faults, faults


def shown(page) -> list[str]:
    return [" ".join(item.inner_text().split()) for item in page.locator(".desk-item:visible").all()]


def test_the_list_is_narrowed_by_kind_document_and_words_and_the_address_keeps_it(open_desk):
    page, whole = open_desk, len(shown(open_desk))
    page.select_option("[name=kind]", "paragraph")
    assert len(shown(page)) == 2 and page.url.endswith("?kind=paragraph")
    page.fill("[name=q]", "WARNED nobody")
    assert shown(page) == ["¶ 3 Nobody had been warned, the union added."]
    assert page.inner_text("#desk-shown") == f"1 of {whole} shown"
    assert page.locator("[data-kind=paragraph] [data-count]").inner_text() == "1 of 2"
    page.reload()
    assert shown(page) == ["¶ 3 Nobody had been warned, the union added."]
    page.select_option("[name=document]", "courier-2020-03-05")
    assert shown(page) == [] and page.inner_text("#desk-shown") == f"None of {whole} shown"
    page.click("text=Show all")
    page.wait_for_function("!location.search")
    assert len(shown(page)) == whole


def test_a_document_s_row_leads_to_what_is_left_in_it(open_desk):
    page = open_desk
    page.click("tr:has-text('The Courier, 5 March 2020') .desk-more a")
    page.wait_for_url("**/desk?document=courier-2020-03-05#left")
    assert page.input_value("[name=document]") == "courier-2020-03-05"
    assert all("warned" not in item for item in shown(page)) and shown(page)


def test_a_save_shows_on_the_open_desk_which_stays_narrowed(project, open_desk):
    page = open_desk
    page.select_option("[name=kind]", "paragraph")
    project.replace(STERN, "genre: news-report", "genre: news-report\nuncited: [{paragraph: 3, reason: opinion}]")
    page.locator(".desk-kinds", has_text="1 fewer").wait_for()
    assert page.input_value("[name=kind]") == "paragraph" and len(shown(page)) == 1
    project.replace(EVENT, "at least four were wounded", "at least nine were wounded")
    page.locator(".wrong", has_text="at least nine were wounded").first.wait_for()
    assert page.locator("#muniment-problems").count() == 0
    project.replace(EVENT, "at least nine were wounded", "at least four were wounded")
    page.locator(".wrong").first.wait_for(state="detached")


def test_without_scripts_the_whole_list_stands(project, browser):
    with served(project) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{address}{DESK}?kind=paragraph")
        assert not page.locator("#desk-filter").is_visible()
        assert page.locator("[data-kind=origin] .desk-item").first.is_visible()
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1360])
def test_axe_finds_nothing_on_the_desk_and_nothing_overflows(project, browser, width, scheme):
    project.write("content/actors/ada-stern.yaml", "name: Ada Stern\nkind: body\n")
    with served(project) as address:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        for wrong in (False, True):
            if wrong:
                project.replace(UNION, "kind: body", "kind: bodie")
                until(lambda: "bodie" in get(address, DESK)[1])
            page.goto(address + DESK)
            page.evaluate(AXE)
            rules = "['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']"
            found = page.evaluate(f"axe.run(document, {{runOnly: {rules}}})")["violations"]
            assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()
