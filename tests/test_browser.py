"""The real site in Chromium, served under a base path as GitHub Pages does: marks, pop-overs, search, axe."""

from pathlib import Path

import pytest
from pages_server import serve

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")
PAGE_TYPES = (
    "index.html",
    "events/index.html",
    "events/strikes-on-kataib-hezbollah.html",
    "actors/index.html",
    "actors/kataib-hezbollah.html",
    "network.html",
    "places/index.html",
    "places/baghdad.html",
    "outlets/index.html",
    "outlets/world-socialist.html",
    "documents/index.html",
    "documents/van-auken-2020-01-03.html",
    "timeline.html",
    "map.html",
    "differences.html",
    "compare.html",
    "coverage.html",
    "unknowns.html",
    "terms.html",
    "search.html",
    "method.html",
    "data.html",
    "corrections.html",
    "404.html",
)


@pytest.fixture(scope="module")
def base(real_site):
    """The address of the site, served under /repo/ as GitHub Pages would."""
    with serve(real_site, "/repo/") as address:
        yield address


@pytest.fixture
def page(browser, base):
    """A page that fails its test on any console error, policy violation or request to another origin."""
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda request: faults.append(request.url) if not request.url.startswith((base, "data:", "blob:")) else None,
    )
    yield page
    context.close()
    assert not faults, faults


def test_three_clicks_lead_from_home_to_the_sentence_that_says_at_least_55(page, base):
    page.goto(base + "index.html")
    page.click("main a[href$='events/strikes-on-kataib-hezbollah.html']")
    page.click(".accounts a:has-text('at least 55')")
    page.wait_for_url("**/documents/van-auken-2020-01-03.html#*")
    anchor = page.url.partition("#")[2]
    marked = page.locator(f"mark.evidence[data-claims~='{anchor}']")
    assert "at least 55" in "".join(marked.all_text_contents())
    assert marked.first.is_visible()


def test_and_to_the_one_that_says_51(page, base):
    page.goto(base + "index.html")
    page.click("main a[href$='events/strikes-on-kataib-hezbollah.html']")
    page.click(".accounts a:has-text('51')")
    page.wait_for_url("**/documents/porter-2020-03-20.html#*")
    anchor = page.url.partition("#")[2]
    assert "wounded 51" in "".join(page.locator(f"mark.evidence[data-claims~='{anchor}']").all_text_contents())


def test_a_mark_opens_its_passage_in_place_and_escape_closes_it(page, base):
    page.goto(base + "events/strikes-on-kataib-hezbollah.html")
    mark = page.locator("a.mark").first
    mark.click()
    shown = page.locator("[role='dialog']")
    assert shown.is_visible() and "“" in shown.inner_text()
    assert shown.locator("a[href*='/documents/'][href*='#strikes-on-kataib-hezbollah--']").count() >= 1
    page.keyboard.press("Escape")
    assert shown.count() == 0
    assert mark.evaluate("mark => mark === document.activeElement")


def test_without_script_a_mark_is_a_link_to_its_passage(browser, base):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "events/strikes-on-kataib-hezbollah.html")
    page.locator("a.mark").first.click()
    assert "/documents/" in page.url and "#strikes-on-kataib-hezbollah--" in page.url
    context.close()


def test_search_finds_a_person_an_event_and_a_paragraph(page, base):
    page.goto(base + "search.html?q=Soleimani")
    page.wait_for_selector(".hit")
    titles = page.locator(".hit-title").all_inner_texts()
    assert any("Soleimani" in title for title in titles)
    page.goto(base + "search.html?q=Molotov+cocktails")
    page.wait_for_selector(".hit-title a[href*='/documents/']")
    links = page.locator(".hit-title a").evaluate_all("found => found.map(link => link.href)")
    assert any("/documents/van-auken-2020-01-03.html?hl=Molotov+cocktails#p" in link for link in links), links
    assert all(link.startswith(base) for link in links)


def test_slash_leads_to_the_search_box_and_enter_to_the_results(page, base):
    page.goto(base + "documents/porter-2020-03-20.html")
    page.keyboard.press("/")
    page.keyboard.type("Katyusha rockets")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=Katyusha+rockets")
    page.wait_for_selector(".hit")


def test_a_hit_opens_a_document_in_which_all_spellings_are_marked_and_stepped_through(page, base):
    page.goto(base + "documents/van-auken-2020-03-13.html?hl=Soleimani")
    page.wait_for_selector(".hits-bar")
    bar = page.locator(".hits-bar")
    marked = page.evaluate("[...CSS.highlights.get('hit')].map((range) => range.toString())")
    assert len(set(marked)) > 1 and all("leimani" in words for words in marked), marked
    assert bar.locator("[role=status]").inner_text() == f"1 of {len(marked)}"
    bar.get_by_role("button", name="Previous").click()
    assert bar.locator("[role=status]").inner_text() == f"{len(marked)} of {len(marked)}"
    bar.get_by_role("button", name="Remove").click()
    assert "hl=" not in page.url and page.locator(".hits-bar").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1360])
def test_the_results_of_a_search_pass_axe_and_nothing_overflows(browser, base, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for address in (
        "search.html?q=Soleymany",
        "search.html?status=disputed&q=zzyzxq",
        "documents/porter-2020-03-20.html?hl=Soleimani",
    ):
        page.goto(base + address)
        page.wait_for_selector(".hit, .search-advice, .hits-bar")
        page.evaluate(AXE)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1360])
def test_axe_finds_nothing_and_nothing_overflows(browser, base, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for address in PAGE_TYPES:
        page.goto(base + address)
        page.evaluate(AXE)
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )["violations"]
        assert not found, f"{address}: {[(v['id'], v['nodes'][0]['html'][:200]) for v in found]}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} is wider than the screen"
    context.close()
