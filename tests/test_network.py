"""The network of actors and the pages of actors: every relation with who says so, in words and as a picture."""

import math
import re
import time

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tiny import EVENT

from muniment.draw.boxes import Box, apart, broken
from muniment.draw.ego import Beside, fan, stem
from muniment.draw.network import BOW, Line, Spot, clear_bend, network

OFFICE, UNION = "content/actors/harbour-office.yaml", "content/actors/dockers-union.yaml"
RELATED = """\
relations:
  - {to: harbour-office, relation: part-of, claims: [belongs]}
claims:
  belongs:
    document: stern-2020-03-03
    quote: its strike had led to the fire
    says:
      - {point: description, words: its strike}
"""
DENIED = """\
  answer:
    document: stern-2020-03-03
    quote: Nobody had been warned
    by: dockers-union
    says:
      - {point: description, stance: denies, words: Nobody had been warned, about: belongs}
"""


def words(page: str, chosen: str = "main") -> str:
    return " ".join(" ".join(node.text(separator=" ").split()) for node in HTMLParser(page).css(chosen))


def links(page: str, chosen: str = "main") -> list[str]:
    return [node.attributes["href"] for node in HTMLParser(page).css(f"{chosen} a")]


def relate(project, more=""):
    project.replace(UNION, "kind: body\n", "kind: body\n" + RELATED + more)


def test_a_stated_relation_stands_in_the_table_with_who_says_so_and_its_passage(project):
    relate(project)
    page = project.pages()["network.html"]
    assert words(page, "#ties tbody tr[data-actors]") == "Dockers’ Union Part of the Harbour Office Ada Stern \u2060 1"
    assert "documents/stern-2020-03-03.html#dockers-union--belongs" in links(page, "#ties")


def test_every_line_of_the_picture_stands_in_the_table_and_every_mark_is_a_link(project):
    relate(project)
    page = HTMLParser(project.pages()["network.html"])
    drawn = {node.attributes["data-ends"] for node in page.css(".tie")}
    assert drawn == {node.attributes["data-actors"] for node in page.css("#ties tr[data-actors]")}
    assert [node.attributes["href"] for node in page.css("a.spot")] == [
        "actors/dockers-union.html",
        "actors/harbour-office.html",
    ]


def test_a_denied_relation_is_drawn_apart_and_the_table_names_who_denies_it(project):
    relate(project)
    assert not HTMLParser(project.pages()["network.html"]).css(".disputed")
    project.replace(
        UNION,
        "      - {point: description, words: its strike}\n",
        "      - {point: description, words: its strike}\n" + DENIED,
    )
    page = project.pages()["network.html"]
    assert HTMLParser(page).css(".tie.disputed .tie-line.disputed")
    assert "denied or doubted Dockers’ Union" in words(page, ".tie-against")
    assert "denied or doubted" in words(project.pages()["actors/harbour-office.html"], ".tie-against")


def test_without_relations_the_page_says_so_and_draws_nothing(project):
    page = project.pages()["network.html"]
    assert "no relation between actors" in words(page) and not HTMLParser(page).css("svg.network")


def test_an_actor_sees_its_relations_from_its_own_side(project):
    relate(project)
    pages = project.pages()
    assert "Part of the Harbour Office" in words(pages["actors/dockers-union.html"], ".ties tbody")
    assert "Includes Dockers’ Union" in words(pages["actors/harbour-office.html"], ".ties tbody")
    assert "Includes Dockers’ Union" in words(pages["actors/harbour-office.html"], "svg.ego-fan")


def test_an_actor_without_event_relation_or_passage_has_a_page_without_empty_parts(project):
    project.write("content/actors/nobody.yaml", "name: the harbour council\nname_is_ours: true\nkind: body\n")
    page = HTMLParser(project.pages()["actors/nobody.html"])
    assert [node.text() for node in page.css("main h2")] == ["Names, and who prints them"]
    assert not page.css(".contents a")


def test_a_long_list_folds_and_loses_nothing(project):
    event = (project.root / EVENT).read_text(encoding="utf-8")
    for number in range(20):
        project.write(EVENT.replace("harbour-fire", f"fire-{number:02}"), event.replace("Fire at", f"Fire {number} at"))
    page = project.pages()["actors/harbour-office.html"]
    assert "13 more" in words(page, ".role details summary")
    assert len(HTMLParser(page).css(".role .part-event")) == 21


def test_offices_stand_in_order_of_their_dates_and_the_undated_say_so(project):
    project.replace(
        UNION,
        "kind: body\n",
        "kind: body\noffices:\n  - {title: keeper, claims: [belongs]}\n"
        "  - {title: warden, of: harbour-office, as_of: 2020-02, claims: [belongs]}\n"
        "  - {title: guard, as_of: 2019, claims: [belongs]}\n" + RELATED,
    )
    page = project.pages()["actors/dockers-union.html"]
    assert re.findall("guard|warden|keeper|undated", words(page, ".offices tbody")) == [
        "guard",
        "warden",
        "keeper",
        "undated",
    ]
    assert "warden" in words(project.pages()["actors/harbour-office.html"], ".offices tbody")


@pytest.mark.parametrize("name", ["كتائب الميناء", "Harbour " * 15 + "x"])
def test_no_name_breaks_the_picture(project, name):
    relate(project)
    project.replace(UNION, "name: Dockers’ Union", f"name: {name.strip()}\nname_is_ours: true")
    project.replace(
        EVENT, "  - {text: The Dockers’ Union said that at least four were wounded., claims: [union]}\n", ""
    )
    page = project.pages()["network.html"]
    assert name.strip() in words(page, "#ties")


def crowd(count: int) -> tuple[tuple[Spot, ...], tuple[Line, ...]]:
    spots = tuple(Spot(f"actor-{n}", f"Actor with the number {n}", n % 6, n % 5) for n in range(count))
    lines = tuple(Line(f"actor-{n}", f"actor-{n // 3}", "a", 1.0, True) for n in range(1, count))
    return spots, lines


def test_no_label_covers_another_in_the_fullest_picture_and_it_is_drawn_in_a_second():
    spots, lines = crowd(150)
    started = time.perf_counter()
    drawn = network(spots, lines)
    assert time.perf_counter() - started < 5
    boxes = [
        (min(t.x - len(t.text) * 3 for t in s.label), s.y, max(t.x + len(t.text) * 3 for t in s.label), s.label[-1].y)
        for s in drawn.spots
    ]
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
    assert all(x0 >= 0 and x1 <= drawn.width and y1 <= drawn.height for x0, _, x1, y1 in boxes)


def test_the_letters_of_two_lines_between_the_same_marks_stand_apart():
    spots = (Spot("a", "A", 0, 2), Spot("b", "B", 0, 2), Spot("c", "C", 0, 0))
    for one, other in (("a", "b"), ("b", "a")):
        lines = (Line("a", "b", "p", 1.0, True), Line(one, other, "q", 1.0, False))
        first, second = (line.letter for line in network(spots, lines).lines)
        assert math.hypot(first.x - second.x, first.y - second.y) >= 20


def test_a_line_bows_around_a_mark_that_it_does_not_concern():
    mark = (0.0, 0.0, 8.0, 30.0, 20.0)
    far = (300.0, 0.0, 8.0, 30.0, 20.0)
    assert clear_bend(mark, far, [(150.0, 60.0, 8.0, 30.0, 20.0)]) == 0.0
    assert abs(clear_bend(mark, far, [(150.0, 0.0, 8.0, 30.0, 20.0)])) == BOW


def test_the_same_actors_give_the_same_picture_and_one_fewer_nearly_the_same():
    spots, lines = crowd(60)
    drawn = network(spots, lines)
    network.cache_clear()
    assert network(spots, lines) == drawn
    fewer = network(spots[:-1], lines[:-1])
    moved = sorted(
        abs(a.x - b.x) / drawn.width + abs(a.y - b.y) / drawn.height
        for a, b in zip(drawn.spots, fewer.spots, strict=False)
    )
    assert moved[len(moved) // 2] < 0.2


def test_boxes_move_apart_and_a_long_text_ends_in_an_ellipsis():
    one, other = apart([Box(0, 0, 10, 10), Box(1, 1, 10, 10)], gap=0)
    assert abs(one.x - other.x) >= 9.9 or abs(one.y - other.y) >= 9.9
    assert broken("one two three four five", 8, 2) == ("one two", "three …")
    assert network((), ()).spots == ()


def test_the_real_network_reaches_a_passage_from_every_row(real_site):
    page = HTMLParser((real_site / "network.html").read_text(encoding="utf-8"))
    rows = page.css("#ties tr[data-actors]")
    assert len(rows) > 50
    assert all("#" in row.css_first("a.mark").attributes["href"] for row in rows)
    assert len(page.css("a.spot")) <= 150


def test_the_index_leads_from_every_printed_form_to_its_actor_by_letter(project):
    project.replace(
        UNION,
        "kind: body\n",
        "kind: body\nnames:\n  - Nobody\n  - {is: Ünion of old, search_only: true}\n  - {is: The Dockers’ Union, exact_case: true}\n",
    )
    page = project.pages()["actors/index.html"]
    letters = [node.text().strip() for node in HTMLParser(page).css(".letters a")]
    assert letters == ["D", "H", "N"]
    assert words(page, ".see") == "Nobody , see Dockers’ Union" and "Ünion" not in page
    assert {"#letter-d", "#kind-body"} <= set(links(page))
    assert "dockers-union.html" in links(page, ".see")


def test_the_picture_of_one_actor_shortens_what_its_rows_cannot_hold():
    drawn = fan("A", [Beside("Name " * 40, "Part of", 0)], [])
    assert drawn.left[0].name.endswith("…") and not drawn.right
    assert drawn.left[0].x > 0 and drawn.centre_x < drawn.width


def test_on_a_narrow_screen_the_rows_stand_below_the_name_in_their_order():
    rows = [Beside(f"Name {place}", "Part of", place) for place in range(3)]
    drawn = stem("A name", rows, [], rows[:2])
    heights = [spoke.y for bough in drawn.boughs for spoke in bough.spokes]
    assert len(heights) == 5 and heights == sorted(heights) and drawn.centre[-1].y < heights[0]
    assert drawn.height > heights[-1] and all(s.x + 250 <= drawn.width for b in drawn.boughs for s in b.spokes)


@pytest.mark.parametrize("width", [320, 390, 801, 1360])
def test_every_name_of_an_actors_picture_is_whole_on_any_screen(browser, real_site, width):
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto((real_site / "actors/government-of-the-united-states.html").as_uri())
    assert page.locator("svg.ego").filter(visible=True).count() == 1
    names = page.locator(".ego-name, .ego-centre").filter(visible=True)
    boxes = names.evaluate_all("all => all.map((one) => one.getBoundingClientRect().toJSON())")
    assert len(boxes) == 17 and all(box["left"] >= 0 and box["right"] <= width for box in boxes)
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_network_opens_at_its_middle_and_can_be_moved(browser, real_site, script):
    context = browser.new_context(java_script_enabled=script, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((real_site / "network.html").as_uri())
    page.wait_for_timeout(500)
    box = page.locator(".network-box")
    left, most = box.evaluate("(one) => [one.scrollLeft, one.scrollWidth - one.clientWidth]")
    assert abs(left - most / 2) < 5 and most > 300
    box.evaluate("(one) => { one.scrollLeft = 10; }")
    page.wait_for_timeout(300)
    assert box.evaluate("(one) => one.scrollLeft") == 10
    context.close()


def test_on_a_phone_the_chosen_actor_is_in_sight(browser, real_site):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((real_site / "network.html").as_uri())
    chosen = page.eval_on_selector_all(
        "a.spot", "all => all.reduce((a, b) => a.getBBox().x > b.getBBox().x ? a : b).dataset.actor"
    )
    page.goto((real_site / "network.html").as_uri() + f"?actor={chosen}")
    page.wait_for_timeout(500)
    at = page.locator(f"a.spot[data-actor='{chosen}']").bounding_box()
    assert at["x"] >= 0 and at["x"] + at["width"] <= 390
    page.close()
