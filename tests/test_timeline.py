"""The timeline's picture, its filters, and the pages that carry them; extremes of dates and of number."""

import random
import re
from datetime import date
from typing import NamedTuple

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node
from tiny import EVENT, Project

from muniment.draw.axis import axis
from muniment.draw.lanes import MOST_MARKS, Span, lanes


def day(year: int, month: int = 1, at: int = 1) -> int:
    return date(year, month, at).toordinal()


def boxes(drawn) -> list[tuple[float, float, float]]:
    """From where to where each mark reaches, and its height."""
    found = []
    for mark in drawn.marks:
        drawn_with = mark.outline.path + mark.outline.line + mark.outline.area
        numbers = [float(n) for n in drawn_with.replace("M", " ").replace("L", " ").replace("Z", " ").split()]
        found.append((min(numbers[::2]), max(numbers[::2]), min(numbers[1::2])))
    return found


def test_no_mark_hides_another():
    spans = [Span(at % 3, day(2020, 1 + at % 9, 1 + at % 7), day(2020, 1 + at % 9, 1 + at % 13)) for at in range(400)]
    manners = ("lasted", "some-day", "doubted")
    spans = [
        Span(s.lane, min(s.first, s.last), max(s.first, s.last), split=at % 5 == 0, manner=manners[at % 3])
        for at, s in enumerate(spans)
    ]
    by_row: dict[float, list] = {}
    for start, end, y in boxes(lanes(spans, 3, 1000)):
        by_row.setdefault(y, []).append((start, end))
    for row in by_row.values():
        row.sort()
        assert all(one[1] <= other[0] for one, other in zip(row, row[1:], strict=False))


def test_a_label_has_its_row_to_itself_and_turns_round_at_the_edge():
    spans = [Span(0, day(2020, 1, 1 + at), day(2020, 1, 1 + at), label=400) for at in range(28)]
    drawn = lanes(spans, 1, 1000)
    assert {mark.anchor for mark in drawn.marks} == {"start", "end"}
    reach = {}
    for mark in drawn.marks:
        reach.setdefault(mark.y, []).append(
            (mark.x, mark.x + 400) if mark.anchor == "start" else (mark.x - 400, mark.x)
        )
    for row in reach.values():
        row.sort()
        assert all(one[1] <= other[0] for one, other in zip(row, row[1:], strict=False))


def test_a_lone_early_event_does_not_press_the_rest_together():
    days = [day(1920), *(day(2020, 1, at) for at in range(1, 29))]
    drawn = axis(days, 1000)
    assert [zone.unit for zone in drawn.zones] == ["year", "day"]
    assert drawn.x(day(2020, 1, 28)) - drawn.x(day(2020, 1, 1)) > 700
    assert drawn.x(days[0]) < drawn.x(days[1])


@pytest.mark.parametrize(
    "days",
    [
        [day(2020)],
        [day(622), day(2020), day(2020)],
        [day(1), date.max.toordinal()],
        [day(2020, 1, 1), day(2020, 1, 2)],
        [day(1900 + at) for at in range(120)],
        [
            day(1920),
            *(day(2019, 1 + at) for at in range(12)),
            *(day(2020, 1 + at % 3, 1 + at % 28) for at in range(90)),
        ],
    ],
)
def test_places_grow_with_time_and_stay_in_the_picture(days):
    drawn = axis(days, 1000)
    places = [drawn.x(one) for one in sorted(days)]
    assert places == sorted(places)
    assert places[0] >= 0 and places[-1] <= 1000
    assert all(0 <= tick.x <= 1000 for tick in drawn.ticks)
    assert all(one.x + one.width <= other.x for one, other in zip(drawn.zones, drawn.zones[1:], strict=False))


def test_very_many_become_columns_that_lose_none():
    spans = [Span(at % 4, day(2019) + at % 700, day(2019) + at % 700) for at in range(MOST_MARKS + 1)]
    drawn = lanes(spans, 4, 1000)
    assert not drawn.marks
    assert sorted(at for column in drawn.columns for at in column.members) == list(range(len(spans)))
    assert drawn == lanes(spans, 4, 1000)


def test_open_ends_point_and_nothing_dated_draws_nothing():
    drawn = lanes([Span(0, None, day(2020, 3)), Span(0, day(2020, 2), None), Span(0, day(2020), day(2020))], 1, 1000)
    assert len(drawn.marks) == 3
    assert lanes([], 0, 1000) is None


@pytest.mark.parametrize(
    "written",
    [
        "2020-03-02",
        "0622-07-16",
        "2020-03",
        "2020",
        "197X",
        "../2020-03-02",
        "2020-03-02/..",
        "2020-03-02~",
        "1920/2020?",
        "[2020-03-01..2020-03-09]",
        "[..2020-03-09]",
        "[2020-02..]",
    ],
)
def test_an_event_of_any_date_stands_in_the_picture_and_in_the_list(project: Project, written):
    project.replace(EVENT, "is: 2020-03-02", f'is: "{written}"')
    project.replace(EVENT, "{point: date, date: 2020-03-02", f'{{point: date, date: "{written}"')
    page = project.pages()["timeline.html"]
    assert page.count('class="lane-mark') == 3
    assert page.count("data-entry=") == 3


class Dated(NamedTuple):
    """An event's heading with what stands under it, its entry, and its mark in the picture."""

    day: Node
    entry: Node
    mark: Node

    @property
    def heading(self) -> str:
        return self.day.css_first("h3, h4").text()

    @property
    def when(self) -> str:
        told = self.entry.css_first(".entered-when")
        return told.text() if told else ""

    @property
    def words(self) -> str:
        return self.mark.css_first("title").text()


def dated(project: Project, written: str) -> Dated:
    """The timeline where the event has this date."""
    project.replace(EVENT, "is: 2020-03-02", f'is: "{written}"')
    project.replace(EVENT, "{point: date, date: 2020-03-02", f'{{point: date, date: "{written}"')
    html = HTMLParser(project.pages()["timeline.html"])
    entry = next(one for one in html.css(".entered-event") if "Fire at the old harbour" in one.text())
    mark = next(one for one in html.css("a.lane-mark") if "Fire at the old harbour" in one.text())
    return Dated(entry.parent.parent, entry, mark)


@pytest.mark.parametrize(
    ("written", "heading", "when", "words"),
    [
        ("2020-03-02?", "2 March", "2 March 2020 (uncertain)", "2 March 2020 (uncertain)"),
        ("2020-03-02~", "2 March", "about 2 March 2020", "about 2 March 2020"),
    ],
)
def test_a_day_in_doubt_stands_at_that_day_with_a_question_mark(project: Project, written, heading, when, words):
    page = dated(project, written)
    assert (page.heading, page.when) == (heading, when)
    assert f", {words}." in page.words
    assert page.mark.css_first(".lane-ask").text() == "?" and not page.mark.css(".lane-line")


@pytest.mark.parametrize(
    ("written", "heading", "when", "words"),
    [
        ("2020-03", "Some day or days in March 2020", "", "on some day or days in March 2020"),
        ("2020-03~", "Some day or days in or about March 2020", "about March 2020", "about March 2020"),
        ("2020", "Some day or days in 2020", "", "on some day or days in 2020"),
        ("[2020-03-02..2020-03-09]", "Some day or days in March 2020", "between 2 and 9 March 2020", "between 2 and 9"),
        (
            "[2020-03-31..2020-04-01]",
            "Some day or days in March 2020 or later",
            "31 March or 1 April 2020",
            "31 M",
        ),
        ("[2020-03..]", "Some day or days in March 2020 or later", "no earlier than March 2020", "no earlier than"),
        ("[..2020-03-09]", "Some day or days up to the date given", "no later than 9 March 2020", "no later than"),
    ],
)
def test_some_day_of_many_has_a_heading_of_its_own_and_is_drawn_as_ends_with_a_question_mark(
    project: Project, written, heading, when, words
):
    page = dated(project, written)
    assert (page.heading, page.when) == (heading, when)
    assert words in page.words
    assert page.mark.css_first(".lane-ask").text() == "?" and page.mark.css(".lane-line, .lane-area")


@pytest.mark.parametrize(
    ("written", "heading", "css"),
    [
        ("2020-03-02/2020-03-09", "2 March", False),
        ("2020-03-02?/2020-03-09", "2 March", True),
        ("2020-03/2020-04", "From some day in March 2020 on", True),
    ],
)
def test_what_lasted_is_drawn_as_a_bar_without_a_question_mark(project: Project, written, heading, css):
    page = dated(project, written)
    assert page.heading == heading
    assert not page.mark.css(".lane-ask, .lane-line")
    assert ("lane-unsure" in page.mark.attributes["class"]) is css


def test_the_key_tells_in_words_what_lasted_from_what_happened_on_some_day(project: Project):
    key = HTMLParser(project.pages()["index.html"]).css_first(".lanes-key").text()
    assert "lasted from the one day to the other" in key
    assert "on some day or days between these, not known which" in key
    assert "on this day, in doubt or about" in key


@pytest.mark.parametrize("width", [390, 820, 1360])
@pytest.mark.parametrize("address", ["index.html", "timeline.html"])
def test_no_two_words_of_the_axis_touch(browser, real_site, address, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((real_site / address).as_uri())
    for kind in (".lane-month", ".lane-zone-name"):
        found = [one.bounding_box() for one in page.locator(kind).all() if one.text_content().strip()]
        assert found
        for one, other in zip(found, found[1:], strict=False):
            assert one["x"] + one["width"] + 4 <= other["x"]
    context.close()


@pytest.mark.parametrize("width", [300, 700, 1010])
def test_no_two_ticks_of_an_axis_stand_closer_than_their_words(width):
    dice = random.Random(4)
    for _ in range(200):
        days = [day(dice.randint(1900, 2020), dice.randint(1, 12)) for _ in range(dice.randint(1, 6))]
        days += [day(2019 + at // 12, 1 + at % 12, dice.randint(1, 28)) for at in range(dice.randint(0, 18))]
        ticks = axis(days, width).ticks
        for one, other in zip(ticks, ticks[1:], strict=False):
            assert other.x - one.x >= (60 if one.dated else 38), (days, one, other)


def test_an_event_without_a_date_stands_in_the_list_alone(project: Project):
    project.replace(
        EVENT, "date: {is: 2020-03-02, claims: [office], basis: Counted from the article's own date.}\n", ""
    )
    page = project.pages()["timeline.html"]
    assert page.count('class="lane-mark') == 2
    assert 'id="undated"' in page


def test_a_title_of_120_characters_is_whole_in_the_list(project: Project):
    title = "A fire " * 17 + "x"
    project.replace(EVENT, "title: Fire at the old harbour", f"title: {title}")
    assert title in project.pages()["timeline.html"]


def test_declared_groups_are_the_lanes(project: Project):
    project.replace("content/vocabulary.yaml", "burns.}", "burns., group: blaze}")
    project.replace(
        "content/vocabulary.yaml",
        "event_kinds:",
        "event_groups: {calm: {label: Calm days, definition: None., mark: C}, "
        "blaze: {label: Blazes, definition: It burns., mark: B}}\nevent_kinds:",
    )
    page = project.pages()["timeline.html"]
    assert ">Blazes</text>" in page and ">B</text>" in page
    assert "Calm days" not in page
    assert 'class="lane-mark group-2 lane-core"' in page


@pytest.fixture
def page(browser, real_site):
    """The real site's timeline in a browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((real_site / "timeline.html").as_uri())
    yield page
    context.close()


def shown(page) -> int:
    return page.locator(".entered-event:not([hidden])").count()


def test_what_is_chosen_narrows_list_and_picture_and_stands_in_the_address(page):
    everything = shown(page)
    page.select_option("select[name=kind]", "in.attacks")
    few = shown(page)
    assert 0 < few < everything
    assert f"{few} of {everything} events" in page.text_content("#shown")
    assert page.url.endswith("?kind=in.attacks")
    assert page.locator("a.lane-mark.group-1:not(.lane-out)").count() == few
    page.select_option("select[name=standing]", "disputed")
    fewer = shown(page)
    assert 0 < fewer < few
    page.go_back()
    assert shown(page) == few and page.input_value("select[name=standing]") == ""
    page.reload()
    assert shown(page) == few
    page.click("#clear")
    assert shown(page) == everything and "?" not in page.url


def test_filters_stand_above_the_picture_and_what_they_find_is_in_sight_at_once(page):
    assert page.locator("#filters").bounding_box()["y"] < page.locator(".lanes").bounding_box()["y"]
    page.goto(page.url + "?kind=in.attacks&standing=disputed")
    assert page.locator(".entered-event:not([hidden])").first.bounding_box()["y"] < 800
    lines = page.locator(".parts .leaf:not([hidden]) .leaf-gist").all_text_contents()
    assert sum(int(words.split(" of ")[0]) for words in lines) == shown(page)
    assert all(" of " in words for words in lines)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.is_visible("select[name=kind]")
    page.goto(page.url.partition("?")[0])
    assert not page.is_visible("select[name=kind]") and page.is_visible("#shown")


def test_months_take_in_what_reaches_into_them(page):
    page.select_option("select[name=from]", "2020-03")
    page.select_option("select[name=to]", "2020-03")
    titles = " ".join(page.locator(".entered-event:not([hidden]) .chronicle-title").all_text_contents())
    assert "First rocket attack on Camp Taji" in titles
    assert "Troops leave smaller bases in Iraq" in titles
    assert "Rockets on the K-1 base near Kirkuk" not in titles


def test_choices_that_nothing_meets_say_so(page):
    page.select_option("select[name=kind]", "siege")
    page.select_option("select[name=importance]", "background")
    assert shown(page) == 0
    assert page.is_visible("#none") and page.is_visible("#clear")
    assert page.locator(".parts .leaf:not([hidden])").count() == 0


def test_what_a_filter_finds_stands_open_and_afterwards_all_is_as_before(page):
    lines = page.locator(".parts .leaf-gist").all_text_contents()
    page.locator(".leaf", has=page.get_by_role("heading", name="April 2020")).locator("summary").click()
    page.select_option("select[name=standing]", "disputed")
    assert page.locator(".parts .leaf:not([hidden])").count() == page.locator(".parts .leaf[open]").count() > 3
    assert page.locator(".entered-event").filter(visible=True).count() == shown(page)
    assert not page.get_by_role("heading", name="April 2020").is_visible()
    page.click("#clear")
    assert page.locator(".parts .leaf[open] .leaf-title").all_text_contents() == ["April 2020"]
    assert page.locator(".parts .leaf-gist").all_text_contents() == lines


def test_the_picture_is_one_stop_for_the_tab_key_and_arrows_walk_it(page):
    assert page.locator(".lanes-marks a[tabindex='0']").count() == 1
    page.locator(".lanes-marks a[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.e") == page.locator(".lanes-marks a").nth(1).get_attribute(
        "data-e"
    )


def test_the_lines_tell_of_every_entry_and_thin_years_share_one(real_site):
    page = HTMLParser((real_site / "timeline.html").read_text(encoding="utf-8"))
    parts = page.css(".parts .leaf")
    assert 10 < len(parts) < 25 and not page.css(".parts .leaf[open]")
    for part in parts:
        gist = part.css_first(".leaf-gist").text()
        numbers = [int(n) for n in re.findall(r"(\d+) (?:event|document)", gist)]
        assert sum(numbers) == len(part.css("[data-entry]")), gist
    early = next(part for part in parts if " to " in part.css_first(".leaf-title").text())
    assert len(early.css(".period")) > 5 and early.css_first("h3[id='t-2014']")


def test_years_of_few_entries_stand_together_only_until_they_are_many(project: Project):
    event = (project.root / EVENT).read_text(encoding="utf-8")
    for year in range(1900, 1930):
        text = event.replace("is: 2020-03-02", f'is: "{year}"').replace("date: 2020-03-02", f'date: "{year}"')
        for copy in "ab":
            project.write(
                EVENT.replace("harbour-fire", f"fire-{year}-{copy}"), text.replace("Fire at", f"{copy} fire at")
            )
    titles = [node.text() for node in HTMLParser(project.pages()["timeline.html"]).css(".parts .leaf-title")]
    assert titles == ["1900 to 1919", "1920 to 2020"]


def test_a_short_timeline_stands_open(project: Project):
    page = HTMLParser(project.pages()["timeline.html"])
    assert page.css(".parts .leaf[open]") and not page.css(".parts .leaf:not([open])")


def test_without_script_there_is_no_filter_and_every_link_works(browser, real_site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((real_site / "timeline.html").as_uri())
    assert not page.is_visible("#filters")
    assert page.locator(".entered-event").count() > 200
    targets = page.eval_on_selector_all(".lanes-axis a", "links => links.map(link => link.getAttribute('href'))")
    assert targets and all(page.locator(f"[id='{target[1:]}']").count() == 1 for target in targets)
    for target in targets:
        page.goto("about:blank")
        page.goto((real_site / "timeline.html").as_uri() + target)
        assert page.locator(f"[id='{target[1:]}']").bounding_box()["height"] > 20, target
    context.close()


def test_home_names_the_events_of_its_picture_and_opens_three_doors(project: Project):
    home = project.pages()["index.html"]
    assert 'class="lane-label lane-label-start"' in home and home.count('class="door"') == 3
    assert home.index('class="doors"') < home.index('id="course"')
    assert "Latest changes" not in home


def test_home_lists_corrections_where_there_are_any(project: Project):
    project.replace(
        EVENT, "kind: fire", "kind: fire\nhistory:\n  - {date: 2020-04-01, text: The place is named as printed.}"
    )
    assert "The place is named as printed." in project.pages()["index.html"].partition("Latest changes")[2]


def test_a_site_of_very_long_titles_cuts_labels_and_keeps_the_whole_in_the_title(project: Project):
    title = "A fire " * 17 + "x"
    project.replace(EVENT, "title: Fire at the old harbour", f"title: {title}")
    home = project.pages()["index.html"]
    assert "…</text>" in home and f"<title>{title}, 2 March 2020" in home


def test_the_index_of_events_stands_by_month_and_from_a_to_z(project: Project):
    index = project.pages()["events/index.html"]
    assert '<h3 class="events-month">March 2020</h3>' in index
    assert 'aria-label="F"' in index.partition('id="a-z"')[2]
    assert 'class="family-letter group-1"' in index


def test_an_undated_event_has_its_own_heading_in_the_index(project: Project):
    project.replace(
        EVENT, "date: {is: 2020-03-02, claims: [office], basis: Counted from the article's own date.}\n", ""
    )
    assert '<h3 class="events-month">Not dated</h3>' in project.pages()["events/index.html"]
