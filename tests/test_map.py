"""Maps: where things happened, how precisely that is known, and names that collide with nothing."""

import random

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from muniment.basemap import parse_basemaps
from muniment.draw.clip import area_in, line_in, path
from muniment.draw.labels import Spot, Wish, labels, overlap
from muniment.draw.projection import fitted, kilometres, middle_longitude, ring
from muniment.source import SourceFile

PLACE = "content/places/old-harbour.yaml"
AT = "coordinates: {lat: %s, lon: %s, radius_km: %s, origin: a gazetteer}\n"


def put(project, lat=33.3, lon=44.4, radius=20, path=PLACE, name="the old harbour"):
    """Give a place its coordinates."""
    project.write(path, f"name: {name}\nkind: area\n" + AT % (lat, lon, radius))


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
    found = labels(wishes, spots, (0, 0, 900, 600))
    assert len(found) > 20
    for n, one in enumerate(found):
        assert one.box[0] >= 0 and one.box[2] <= 900 and one.box[1] >= 0 and one.box[3] <= 600
        assert not any(overlap(one.box, other.box) for other in found[:n])
        assert not any(overlap(one.box, (s.x - s.r, s.y - s.r, s.x + s.r, s.y + s.r)) for s in spots)
    assert found == labels(wishes, spots, (0, 0, 900, 600))


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
