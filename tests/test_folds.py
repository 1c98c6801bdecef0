"""Long pages fold: a line tells what is behind it, and a link, print and the search of the browser still reach it."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

FOLDED = ("terms.html", "differences.html", "unknowns.html", "events/index.html", "outlets/world-socialist.html")
LONG = (
    *FOLDED,
    "timeline.html",
    "outlets/press-tv.html",
    "actors/government-of-the-united-states.html",
    "actors/us-military.html",
    "actors/government-of-iran.html",
)
SEEN = """() => {
  const one = document.querySelector(":target");
  const box = one.getBoundingClientRect();
  return one.checkVisibility({ contentVisibilityAuto: true }) && box.height > 20 && box.top < innerHeight && box.bottom > 0;
}"""


def page_of(real_site, address: str) -> HTMLParser:
    return HTMLParser((real_site / address).read_text(encoding="utf-8"))


def test_no_folded_page_is_longer_on_a_phone_than_thirty_screens(browser, real_site):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for address in LONG:
        page.goto((real_site / address).as_uri())
        assert page.evaluate("document.documentElement.scrollHeight") < 30 * 844, address
    page.close()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("address", ["terms.html", "differences.html", "outlets/world-socialist.html", "timeline.html"])
def test_a_link_to_what_is_folded_shows_it_with_and_without_script(browser, real_site, address, script):
    anchors = [node.attributes["id"] for node in page_of(real_site, address).css(".leaf-body[id]")]
    context = browser.new_context(java_script_enabled=script, viewport={"width": 390, "height": 844})
    page = context.new_page()
    for anchor in (anchors[0], anchors[-1]):
        page.goto("about:blank")
        page.goto(f"{(real_site / address).as_uri()}#{anchor}")
        page.wait_for_timeout(200)
        assert page.evaluate(SEEN), anchor
    context.close()


def test_a_link_on_the_page_opens_what_it_names_and_its_line_stays_in_sight(browser, real_site):
    page = browser.new_page(viewport={"width": 1360, "height": 900})
    page.goto((real_site / "differences.html").as_uri())
    page.locator(".ways summary").first.click()
    page.locator(".way-list ul a").nth(5).click()
    page.wait_for_timeout(200)
    opened = page.locator(".section .leaf[open]")
    assert opened.count() == 1 and page.evaluate(SEEN)
    assert opened.locator("summary").bounding_box()["y"] >= 0
    page.close()


@pytest.mark.parametrize("address", [*FOLDED, "timeline.html"])
def test_in_print_everything_is_open_with_and_without_script(browser, real_site, address):
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto((real_site / address).as_uri())
        page.emulate_media(media="print")
        bodies = page.locator(".leaf-body:not(.ways *)")
        assert bodies.count() > 1
        heights = bodies.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
        assert min(heights) > 10
        context.close()


def test_the_search_of_the_browser_finds_what_is_folded(browser, real_site):
    words = page_of(real_site, "terms.html").css(".things .term-words a")[-1].text().strip("“”")
    page = browser.new_page()
    page.goto(f"{(real_site / 'terms.html').as_uri()}#:~:text={words.replace(' ', '%20')}")
    page.wait_for_timeout(400)
    assert page.locator(".leaf[open]").count() == 1
    page.close()


def test_one_press_opens_all_folds_of_a_part(browser, real_site):
    page = browser.new_page()
    page.goto((real_site / "terms.html").as_uri())
    part = page.locator("section[aria-labelledby=outlets]")
    part.get_by_role("button", name="Open all outlets").click()
    assert part.locator(".leaf:not([open])").count() == 0 and part.locator(".leaf[open]").count() > 3
    page.close()


def test_the_line_of_a_fold_tells_how_much_is_in_it_and_whose(real_site):
    terms = page_of(real_site, "terms.html")
    for leaf in terms.css(".things .leaf"):
        gist = leaf.css_first(".leaf-gist").text()
        assert int(gist.split()[0]) == len(leaf.css(".term-words a")), gist
        assert leaf.css_first(".voice").text().strip() in gist or " more" in gist
    for leaf in page_of(real_site, "differences.html").css(".section .leaf"):
        assert int(leaf.css_first(".leaf-gist").text().split()[0]) == len(leaf.css(".side"))


def test_a_long_list_of_passages_is_folded_by_document_and_none_is_lost(real_site):
    page = page_of(real_site, "actors/government-of-the-united-states.html")
    leaves = page.css("section[aria-labelledby=evidence] .leaf")
    counts = [int(leaf.css_first(".leaf-gist").text().split()[0]) for leaf in leaves]
    assert counts == [len(leaf.css(".claim")) for leaf in leaves] and sum(counts) > 50
    marks = {node.attributes["href"] for node in page.css("main a.mark") if node.attributes["href"].startswith("#")}
    assert all(page.css_first(mark) for mark in marks)


def test_a_short_list_of_passages_is_not_folded(project):
    page = HTMLParser(project.pages()["actors/harbour-office.html"])
    assert not page.css(".leaf") and page.css(".claim")


@pytest.mark.parametrize("width", [390, 1360])
def test_the_first_point_where_accounts_differ_is_in_sight_under_the_two_ways_to_it(browser, real_site, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((real_site / "differences.html").as_uri())
    assert page.locator(".section .leaf-title").first.bounding_box()["y"] < 900
    for line in page.locator(".ways summary").all():
        points = int(re.search(r"(\d+) points", line.inner_text())[1])
        line.click()
        assert points == line.locator("xpath=..").locator("ul a").filter(visible=True).count() > 20
    page.close()
