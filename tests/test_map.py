"""Maps: where things happened, how precisely that is known, and names that collide with nothing."""

import random
import re
import time
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from muniment.basemap import parse_basemaps
from muniment.draw.clip import area_in, line_in, path
from muniment.draw.ground import ground
from muniment.draw.labels import Spot, Wish, labels, overlap
from muniment.draw.projection import fitted, kilometres, middle_longitude, ring
from muniment.draw.spots import Located, clusters
from muniment.source import SourceFile

ROOT = Path(__file__).parents[1]
PLACE = "content/places/old-harbour.yaml"
AT = "coordinates: {lat: %s, lon: %s, radius_km: %s, origin: a gazetteer}\n"


def put(project, lat=33.3, lon=44.4, radius=20, path=PLACE, name="the old harbour"):
    """Give a place its coordinates."""
    ours = "" if name == "the old harbour" else "name_is_ours: true\n"
    project.write(path, f"name: {name}\nkind: area\n{ours}" + AT % (lat, lon, radius))


def words(page: str, chosen: str) -> str:
    node = HTMLParser(page).css_first(chosen)
    return " ".join(node.text(separator=" ").split()) if node else ""


@pytest.mark.parametrize("seed", range(6))
def test_no_label_overlaps_another_or_a_marker_and_all_stand_in_the_picture(seed):
    chance = random.Random(seed)
    spots = [Spot(chance.uniform(0, 900), chance.uniform(0, 600), chance.uniform(3, 20)) for _ in range(70)]
    names = ["a" * chance.randint(1, 40) for _ in spots]
    wishes = [Wish(str(n), name, 13, spot=spot) for n, (name, spot) in enumerate(zip(names, spots, strict=True))]
    wishes += [Wish(f"c{n}", "COUNTRY", 11, 1.2, places=((spot.x, spot.y),)) for n, spot in enumerate(spots)]
    bar = (10, 560, 200, 590)
    found = labels(wishes, spots, (0, 0, 900, 600), [bar])
    assert not any(overlap(one.box, bar) for one in found)
    assert len(found) > 20
    for n, one in enumerate(found):
        assert one.box[0] >= 0 and one.box[2] <= 900 and one.box[1] >= 0 and one.box[3] <= 600
        assert not any(overlap(one.box, other.box) for other in found[:n])
        assert not any(overlap(one.box, (s.x - s.r, s.y - s.r, s.x + s.r, s.y + s.r)) for s in spots)
    assert found == labels(wishes, spots, (0, 0, 900, 600), [bar])


@pytest.mark.parametrize("lat,lon", [(33, 44), (-34, -58), (0, 20), (64, -150), (-17, 179)])
def test_a_fitted_projection_shows_every_place_and_leads_back_to_it(lat, lon):
    places = [(lon + dx, lat + dy) for dx in (-3, 0, 3) for dy in (-2, 0, 2)]
    projection = fitted(places, 400, 300, 20, 100)
    for place in places:
        x, y = projection(place)
        assert 19.9 <= x <= 380.1 and 19.9 <= y <= 280.1
        if projection.cone:
            back = projection.place(x, y)
            assert kilometres(place, back) < 1


def test_north_is_up_on_both_sides_of_the_equator():
    for lat in (40, 1, -40):
        projection = fitted([(10, lat - 2), (10, lat + 2)], 400, 300, 20, 100)
        assert projection((10, lat + 2))[1] < projection((10, lat - 2))[1]
        assert projection((11, lat))[0] > projection((9, lat))[0]


def test_places_on_both_sides_of_the_antimeridian_stand_side_by_side():
    assert abs(middle_longitude([179, -179])) == 180
    projection = fitted([(179, -17), (-179, -17)], 400, 300, 20, 100)
    assert projection((179, -17))[0] < projection((-179, -17))[0] < 400


def test_no_coast_of_the_world_leaps_across_the_picture():
    maps, _ = parse_basemaps(
        {"w": SourceFile("w", (ROOT / "templates/basemap/world.json").read_text(encoding="utf-8"))}
    )
    for lon in (8, 95, -150):
        world = ground(maps[0], fitted([(lon - 110, 12), (lon + 110, 45)], 400, 400, 20, 100), 400.0, 400.0, 0.7, False)
        found = list(strokes(world.land))
        assert len(found) > 1000
        assert not [one for one in found if abs(one[2] - one[0]) > 200 and 0 < one[1] < 330]


def strokes(path: str):
    """The straight strokes of a path of moves, each with its two ends."""
    for piece in path.split("M")[1:]:
        start, _, steps = piece.rstrip("z").partition("l")
        numbers = [float(one) for one in re.findall(r"-?\d*\.?\d+", f"{start} {steps}")]
        x, y = numbers[:2]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            yield x, y, x + dx, y + dy
            x, y = x + dx, y + dy


def test_a_ring_lies_at_its_distance_all_around():
    for place in ((44, 33), (179.9, -60), (0, 85)):
        assert all(abs(kilometres(place, point) - 250) < 0.5 for point in ring(place, 250))


def test_what_is_cut_stays_in_the_window():
    window = (0, 0, 10, 10)
    square = ((-5, -5), (5, -5), (5, 5), (-5, 5))
    assert set(area_in(square, window)) == {(0, 0), (5, 0), (5, 5), (0, 5)}
    assert area_in(((20, 20), (30, 20), (25, 30)), window) == ()
    assert list(line_in(((-5, 5), (5, 5), (50, 5), (60, 5), (5, 6), (6, 6)), window)) == [
        ((-5, 5), (5, 5), (50, 5)),
        ((60, 5), (5, 6), (6, 6)),
    ]


def test_a_path_keeps_tenths_and_never_drifts():
    assert path([((0, 0), (0.25, -0.5), (10, 3))]) == "M0 0l.2-.5 9.8 3.5"
    assert path([((1, 1), (1, 1))]) == ""
    assert path([((0, 0), (1, 0), (1, 1))], closed=True) == "M0 0l1 0 0 1z"


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"title": 3}', "null", '{"title": "x", "bounds": [1, 2]}'])
def test_a_broken_basemap_is_told_with_its_file(text):
    maps, problems = parse_basemaps({"x.json": SourceFile("templates/basemap/x.json", text)})
    assert not maps and [p.path for p in problems] == ["templates/basemap/x.json"]
    assert problems[0].code == "bad-basemap" and problems[0].hint


def test_a_theme_without_basemap_is_told(project):
    for file in (project.root / "templates/basemap").iterdir():
        file.unlink()
    assert [p.path for p in project.check() if p.code == "missing-file"] == ["templates/basemap"]


def test_a_place_shows_where_it_lies_and_how_precisely_that_is_known(project):
    put(project)
    page = project.pages()["places/old-harbour.html"]
    assert "within 20 km" in words(page, ".locator figcaption") and "a gazetteer" in words(page, ".locator figcaption")
    assert "the old harbour" in words(page, ".locator svg")
    assert HTMLParser(page).css_first(".locator .map-ring")


def test_a_place_without_coordinates_has_no_small_map(project):
    page = project.pages()["places/old-harbour.html"]
    assert not HTMLParser(page).css_first(".locator") and "no coordinates recorded" in words(page, "main")


def test_thousands_of_places_are_drawn_in_a_second():
    chance = random.Random(1)
    points = [(chance.uniform(0, 900), chance.uniform(0, 600)) for _ in range(4000)] + [(5.0, 5.0)] * 4000
    places = [Located(str(n), f"place {n}", (0, 0), 5, ((str(n), 1),)) for n in range(8000)]
    start = time.process_time()
    found = clusters(zip(places, points, strict=True))
    assert time.process_time() - start < 2
    assert sum(len(one.members) for one in found) == 8000
    assert all((a.x - b.x) ** 2 + (a.y - b.y) ** 2 > 24**2 for n, a in enumerate(found) for b in found[:n])


def happening(project, id, place, kind="fire"):
    """Let another event happen at a place."""
    project.write(
        f"content/events/{id}.yaml",
        f"title: Event {id}\nkind: {kind}\nimportance: secondary\nplace: {{is: {place}, claims: [at]}}\n"
        "claims:\n  at:\n    document: courier-2020-03-05\n    quote: The old harbour will stay closed.\n"
        f"    says:\n      - {{point: place, answer: {place}, words: The old harbour}}\n",
    )


def drawn(page: str, chosen: str, name: str = "wide", scale: int = 1) -> list[str]:
    """What the map names at a step of zoom."""
    nodes = HTMLParser(page).css(f".map-{name} .map-level[data-scale='{scale}'] {chosen}")
    return [" ".join(node.text(separator=" ").split()) for node in nodes]


def test_a_site_without_coordinates_lists_its_places_in_words(project):
    page = project.pages()["map.html"]
    assert "No place of this record has coordinates" in words(page, "main")
    assert "the old harbour" in words(page, "[aria-labelledby='map-without']")
    assert not HTMLParser(page).css_first("svg.map") and "map.js" not in page


def test_one_place_is_drawn_with_its_number_its_name_and_its_ring(project):
    put(project)
    page = project.pages()["map.html"]
    assert drawn(page, ".map-number") == ["1"] and drawn(page, ".map-name") == ["the old harbour"]
    link = HTMLParser(page).css_first(".map-wide .map-spot")
    assert link.attributes["href"] == "places/old-harbour.html"
    assert link.attributes["aria-label"] == "the old harbour: 1 event"
    assert HTMLParser(page).css_first(".map-wide .map-ring[data-ring='old-harbour']")
    assert "Fire at the old harbour" in words(page, "#place-old-harbour")


def test_places_at_one_point_are_one_marker_that_counts_an_event_once(project):
    put(project)
    for n in range(3):
        put(project, path=f"content/places/quay-{n}.yaml", name=f"quay {n}")
        happening(project, f"blaze-{n}", f"[quay-{n}, old-harbour]")
    page = project.pages()["map.html"]
    for scale in (1, 16):
        assert drawn(page, ".map-number", scale=scale) == ["4"]
        assert drawn(page, ".map-name", scale=scale) == ["the old harbour +3"]


def test_a_country_is_a_name_and_never_a_marker(project):
    put(project, radius=600)
    page = project.pages()["map.html"]
    assert not drawn(page, ".map-spot") and drawn(page, ".map-area-link text") == ["the old harbour 1"]


def test_places_on_both_sides_of_the_antimeridian_share_one_map(project):
    put(project, lat=-17, lon=179)
    put(project, lat=-18, lon=-178, path="content/places/east.yaml", name="east")
    happening(project, "blaze", "east")
    page = project.pages()["map.html"]
    spots = {
        node.attributes["data-keys"]: float(node.attributes["data-x"])
        for node in HTMLParser(page).css(".map-wide .map-level[data-scale='1'] .map-spot")
    }
    assert 0 < spots["old-harbour"] < spots["east"] < 900


def test_a_long_name_is_shortened_in_the_picture_and_whole_in_the_list(project):
    name = "a very long name " * 7
    put(project, name=name.strip())
    page = project.pages()["map.html"]
    assert drawn(page, ".map-name")[0].endswith("…") and name.strip() in words(page, ".map-list")
    assert name.strip() in HTMLParser(page).css_first(".map-wide .map-spot").attributes["aria-label"]


def test_a_name_from_right_to_left_is_drawn_and_listed(project):
    put(project, name="الميناء القديم")
    page = project.pages()["map.html"]
    assert drawn(page, ".map-name") == ["الميناء القديم"] and "الميناء القديم" in words(page, ".map-list bdi")


def test_a_small_map_leads_to_its_place_on_the_large_one(project):
    put(project)
    pages = project.pages()
    link = HTMLParser(pages["places/old-harbour.html"]).css_first(".locator-whole").attributes["href"]
    assert link == "../map.html#place-old-harbour" and HTMLParser(pages["map.html"]).css_first("#place-old-harbour")


def test_the_ring_of_a_marker_has_the_share_of_each_family(project):
    put(project)
    project.replace(
        "content/vocabulary.yaml",
        "event_kinds: {fire: {label: Fire,",
        "event_groups: {fires: {label: Fires, definition: Fire., mark: F}}\nevent_kinds: {fire: {group: fires, label: Fire,",
    )
    happening(project, "lasting", "old-harbour", kind="situation")
    page = project.pages()["map.html"]
    shares = HTMLParser(page).css(".map-wide .map-level[data-scale='1'] .map-share")
    assert [node.attributes["data-family"] for node in shares] == ["1", "2"]
    assert "F1" in drawn(page, ".map-name")[0]
    assert "Fires 1" in words(page, ".map-families") and "Other events 1" in words(page, ".map-families")


def test_the_whole_map_is_light_enough(real_site):
    import gzip

    assert len(gzip.compress((real_site / "map.html").read_bytes())) < 120_000


def test_no_two_markers_of_the_real_map_touch(real_site):
    page = HTMLParser((real_site / "map.html").read_text(encoding="utf-8"))
    for picture in ("wide", "narrow"):
        for scale in (1, 2, 4, 8, 16):
            spots = [
                (float(node.attributes["data-x"]) * scale, float(node.attributes["data-y"]) * scale)
                for node in page.css(f".map-{picture} .map-level[data-scale='{scale}'] .map-spot")
            ]
            for n, (x, y) in enumerate(spots):
                assert all((x - a) ** 2 + (y - b) ** 2 > 24**2 for a, b in spots[:n])


def test_a_busy_place_among_quieter_ones_has_its_name_below_its_own_circle():
    near = [Spot(298.9, 270.4, 15.4), Spot(213.5, 230.5, 10.7), Spot(302.1, 201.0, 10.7), Spot(146.1, 252.4, 8.5)]
    spot = Spot(247.6, 251.7, 10.7)
    found = labels([Wish("p", "a busy airbase", 13, spot=spot, second="A1 T2 M1")], [spot, *near], (0, 0, 900, 600))
    assert found and not any(overlap(found[0].box, _square(one)) for one in (spot, *near))


def test_a_name_never_stands_just_left_or_right_of_a_marker_that_is_not_its_own():
    spot, other = Spot(100, 100, 10), Spot(178, 100, 10)
    blocked = [(0, 0, 300, 89), (0, 111, 300, 300), (0, 89, 89, 111)]
    wish = Wish("p", "al-Qaim", 13, spot=spot)
    assert labels([wish], [spot], (0, 0, 300, 300), blocked)
    assert not labels([wish], [spot, other], (0, 0, 300, 300), blocked)
    assert labels([wish], [spot, Spot(200, 100, 10)], (0, 0, 300, 300), blocked)


@pytest.mark.parametrize(("width", "zoom"), [(390, "4/0.35/0.4"), (1360, "3/0.3/0.45"), (1360, "8/0.7/0.6")])
def test_the_small_map_marks_what_the_large_one_shows_after_zooming(browser, real_site, width, zoom):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((real_site / "map.html").as_uri())
    assert page.evaluate(VIEW) is None
    page.goto((real_site / "map.html").as_uri() + f"#map={zoom}")
    page.reload()
    left, right, top, bottom = page.evaluate(VIEW)
    scale, across, down = map(float, zoom.split("/"))
    assert abs((right - left) - 1 / scale) < 0.12 and abs((bottom - top) - 1 / scale) < 0.2
    assert abs((left + right) / 2 - across) < 0.08 and abs((top + bottom) / 2 - down) < 0.08
    page.locator("[data-zoom=all]").click()
    assert page.evaluate(VIEW) is None
    page.close()


VIEW = """() => {
  const svg = [...document.querySelectorAll(".map-world svg")].find((one) => one.getClientRects().length);
  const part = svg.querySelector("[data-view]"), whole = svg.querySelector(".map-edge").getBBox();
  if (!part.getClientRects().length) return null;
  const box = part.getBBox();
  return [
    (box.x - whole.x) / whole.width, (box.x + box.width - whole.x) / whole.width,
    (box.y - whole.y) / whole.height, (box.y + box.height - whole.y) / whole.height,
  ];
}"""


def _square(spot: Spot) -> tuple[float, float, float, float]:
    return spot.x - spot.r, spot.y - spot.r, spot.x + spot.r, spot.y + spot.r


def test_the_buttons_come_before_the_markers_and_a_step_of_zoom_leaves_markers_in_sight(browser, real_site):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((real_site / "map.html").as_uri())
    page.locator("[data-map]").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.zoom") == "in"
    for _ in range(4):
        page.keyboard.press("Enter")
        assert page.evaluate(IN_SIGHT)
    page.close()


IN_SIGHT = """() => {
  const frame = document.querySelector("[data-map]").getBoundingClientRect();
  return [...document.querySelectorAll(".map-level:not([display]) .map-disc")].some((one) => {
    const box = one.getBoundingClientRect();
    return box.width && box.left > frame.left && box.right < frame.right && box.top > frame.top && box.bottom < frame.bottom;
  });
}"""


def beyond(page: str, name: str = "wide") -> dict[str, str]:
    """What the small map of the world names, by place: what stands there to be read."""
    nodes = HTMLParser(page).css(f".map-world .map-{name} a")
    return {
        node.attributes["data-keys"]: " ".join(node.css_first("text").text(separator=" ").split()) for node in nodes
    }


def far_away(project):
    """Four fires at the harbour and around it, one on an island far away, and a far country without any."""
    put(project)
    for n in range(3):
        put(project, lat=33 + n / 2, path=f"content/places/quay-{n}.yaml", name=f"quay {n}")
        happening(project, f"blaze-{n}", f"quay-{n}")
    put(project, lat=12.5, lon=122.5, path="content/places/island.yaml", name="island")
    put(project, lat=42.8, lon=12.5, radius=500, path="content/places/country.yaml", name="country")
    happening(project, "far", "island")
    return project.pages()["map.html"]


def test_places_beyond_the_edge_are_drawn_on_a_small_map_that_leads_to_their_list(project):
    page = far_away(project)
    for name in ("wide", "narrow"):
        assert beyond(page, name) == {"island": "1", "country": "country"}
        assert HTMLParser(page).css_first(f".map-world .map-{name} .map-edge")
    assert "2 places with 1 event" in words(page, ".map-world figcaption")
    for link in HTMLParser(page).css(".map-world a"):
        assert HTMLParser(page).css_first(link.attributes["href"])
    assert HTMLParser(page).css_first(".map-world .map-spot").attributes["aria-label"] == "island: 1 event"
    assert "island" in words(page, "[aria-labelledby='map-beyond']")


def test_without_a_place_beyond_the_edge_there_is_no_small_map_of_the_world(project):
    put(project)
    assert not HTMLParser(project.pages()["map.html"]).css_first(".map-world")


def test_every_place_beyond_the_edge_of_the_real_map_is_drawn_and_no_name_meets_the_edge(browser, real_site):
    for width in (390, 1360):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto((real_site / "map.html").as_uri())
        shown = page.locator(".map-world svg a:visible").evaluate_all("all => all.map((one) => one.dataset.keys)")
        listed = page.locator("[aria-labelledby='map-beyond'] .map-entry").evaluate_all(
            "all => all.map((one) => one.dataset.place)"
        )
        assert sorted(shown) == sorted(listed)
        assert page.evaluate(CROSSINGS) == []
        page.close()


def test_a_place_beyond_the_edge_and_its_entry_light_each_other_and_kinds_filter_both(browser, real_site):
    page = browser.new_page(viewport={"width": 1360, "height": 900})
    page.goto((real_site / "map.html").as_uri())
    spot = page.locator(".map-world .map-wide [data-keys=colorado]")
    page.locator("#place-colorado a").first.focus()
    assert "is-lit" in spot.get_attribute("class")
    spot.focus()
    assert "is-lit" in page.locator("#place-colorado").get_attribute("class")
    page.locator(".map-families label", has_text="Wars").click()
    assert not spot.is_visible() and not page.locator("#place-colorado").is_visible()
    page.locator(".map-families label", has_text="Wars").click()
    spot.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "place-colorado"
    page.close()


CROSSINGS = """() => {
  const svg = [...document.querySelectorAll(".map-world svg")].find((one) => one.getClientRects().length);
  const edge = svg.querySelector(".map-edge").getBoundingClientRect();
  const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 2 || b.bottom <= a.top + 2;
  const names = [...svg.querySelectorAll("a text:not(.map-number)")].map((one) => [one.textContent, one.getBoundingClientRect()]);
  return names.flatMap(([text, box], n) => [
    ...(apart(box, edge) ? [] : [text + " on the edge"]),
    ...names.slice(0, n).filter((other) => !apart(box, other[1])).map((other) => text + " on " + other[0]),
  ]);
}"""


@pytest.mark.parametrize("width", [360, 390, 700, 768, 820, 1160, 1360])
def test_no_letter_of_the_map_is_too_small_to_read(browser, real_site, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((real_site / "map.html").as_uri())
    sizes = page.locator(".map-page svg.map :is(text, tspan)").evaluate_all(
        """all => all.filter((one) => one.getClientRects().length).map((one) => {
          const svg = one.ownerSVGElement;
          return parseFloat(getComputedStyle(one).fontSize) * svg.clientWidth / svg.viewBox.baseVal.width;
        })"""
    )
    assert len(sizes) > 20 and min(sizes) >= 11
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
