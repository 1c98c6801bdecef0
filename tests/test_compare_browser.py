"""The comparison of outlets in a browser: the script only picks columns, and the choice lives in the address."""

import shutil
from pathlib import Path

import pytest
from tiny import STERN

ROOT = Path(__file__).parents[1]


@pytest.fixture
def address(project, tmp_path_factory) -> str:
    """The comparison of two outlets, on disk."""
    project.write("content/outlets/the-gazette.yaml", "name: The Gazette\nname_is_ours: true\n")
    project.replace(STERN, "{is: the-courier, printed: The Courier}", "{is: the-gazette, basis: Told in a test.}")
    folder = tmp_path_factory.mktemp("compared")
    (folder / "compare.html").write_text(project.pages()["compare.html"], encoding="utf-8")
    shutil.copytree(ROOT / "templates" / "assets", folder / "assets")
    return (folder / "compare.html").as_uri()


def shown(page) -> list[str]:
    return [
        head.inner_text().splitlines()[0] for head in page.query_selector_all("th[data-column]") if head.is_visible()
    ]


def test_a_choice_of_columns_is_in_the_address_and_comes_back_from_it(browser, address):
    page = browser.new_page()
    page.goto(address)
    assert shown(page) == ["The Courier", "The Gazette"]
    page.get_by_label("The Gazette", exact=True).uncheck()
    assert shown(page) == ["The Courier"] and page.url.endswith("?outlets=the-courier")
    assert not page.get_by_text("Two dockers die in harbour fire").is_visible()
    assert "1 of 2 columns" in page.text_content("[data-picker-count]")
    page.reload()
    assert shown(page) == ["The Courier"]
    page.get_by_role("button", name="All", exact=True).click()
    assert shown(page) == ["The Courier", "The Gazette"] and page.url == address
    page.close()


def test_one_outlet_of_many_takes_two_clicks_and_rows_that_it_leaves_empty_go(browser, address):
    page = browser.new_page()
    page.goto(address)
    page.get_by_role("button", name="None").click()
    assert shown(page) == [] and page.text_content("[data-picker-count]") == "No column is chosen."
    page.get_by_label("The Courier", exact=True).check()
    assert shown(page) == ["The Courier"]
    for row in page.query_selector_all("tr.published, tr.happened"):
        assert row.is_visible() == any(cell.is_visible() for cell in row.query_selector_all("td a"))
    hidden = sum(not row.is_visible() for row in page.query_selector_all("tr.published, tr.happened"))
    assert hidden and f"{hidden} row" in page.text_content("[data-picker-count]")
    page.close()


def test_without_script_every_column_stands_and_an_unknown_choice_shows_all(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "?outlets=the-courier")
    assert shown(page) == ["The Courier", "The Gazette"]
    context.close()
    page = browser.new_page()
    page.goto(address + "?outlets=no-such-outlet")
    assert shown(page) == ["The Courier", "The Gazette"]
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_head_of_a_column_leads_to_the_next_and_the_row_stays_in_sight(browser, real_site, script):
    context = browser.new_context(java_script_enabled=script, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((real_site / "compare.html").as_uri())
    box = page.locator(".compare-box")
    box.evaluate("(one) => { one.scrollTop = 2400; }")
    heads = page.locator("th[data-column]")
    for place in (1, 2):
        heads.nth(place - 1).get_by_role("link", name="On to").click()
        page.wait_for_timeout(300)
        head, around = heads.nth(place).bounding_box(), box.bounding_box()
        assert around["x"] < head["x"] and head["x"] + head["width"] <= around["x"] + around["width"]
        assert heads.nth(place).locator(".compare-place").inner_text() == f"{place + 1} of {heads.count()}"
        assert box.evaluate("(one) => one.scrollTop") == 2400
    assert around["height"] < 0.85 * 844
    assert heads.last.get_by_role("link", name="On to").count() == 0
    context.close()


def test_on_a_phone_the_arrows_pass_over_columns_that_are_not_shown(browser, real_site):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((real_site / "compare.html").as_uri() + "?outlets=press-tv,sputnik")
    first = page.locator("#column-press-tv")
    assert first.get_by_role("link", name="On to Sputnik").get_attribute("href") == "#column-sputnik"
    assert first.get_by_role("link", name="Back to").count() == 0
    assert page.locator("#column-sputnik .compare-place").inner_text() == "2 of 2"
    page.close()
