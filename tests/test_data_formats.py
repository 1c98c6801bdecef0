"""Each format of the data, read back by a program that is not ours, against what the pages say."""

import json
import re
import sqlite3
import subprocess
import sys

import networkx
import pytest
from followthemoney import model
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tiny import EVENT, STERN, Project

from muniment import pipeline
from muniment.export import export
from muniment.export.xml import xml

PLACE = "content/places/old-harbour.yaml"


def exported(project: Project) -> dict[str, bytes]:
    return export(pipeline.understand(project.root, pipeline.Clock()).site)


@pytest.fixture(scope="module")
def record(real_site) -> dict:
    return json.loads((real_site / "data/record.json").read_text(encoding="utf-8"))


@pytest.fixture
def database(real_site):
    made = sqlite3.connect(f"file:{real_site}/data/record.sqlite?mode=ro", uri=True)
    yield made
    made.close()


def test_datasette_opens_the_database_with_every_row(real_site, database):
    command = [sys.executable, "-m", "datasette", "inspect", str(real_site / "data/record.sqlite")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    tables = json.loads(done.stdout)["record"]["tables"]
    assert tables["claims"]["count"] == database.execute("SELECT count(*) FROM claims").fetchone()[0] > 1000
    assert tables["events"]["count"] == len(list((real_site / "events").glob("*.csl.json")))


def test_datasette_searches_the_quotations(real_site):
    command = [sys.executable, "-m", "datasette", str(real_site / "data/record.sqlite")]
    address = "/record/claims.json?_search=%22at+least+55%22&_shape=array"
    done = subprocess.run([*command, "--get", address], capture_output=True, text=True, timeout=120, check=True)
    assert any("at least 55" in row["quote"] for row in json.loads(done.stdout))


def test_every_reference_of_the_database_leads_to_a_row(database):
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_database_holds_the_statements_of_the_pages(record, database):
    held = sorted(database.execute("SELECT claim, point, stance, value FROM statements").fetchall(), key=str)
    said = [
        (claim["address"], one["point"], one["stance"], one["value"]["typed"] if "value" in one else None)
        for folder in ("events", "actors", "places", "outlets")
        for owner in record[folder]
        for claim in owner.get("claims", {}).values()
        for one in claim["says"]
    ]
    assert held == sorted(said, key=str)


def test_equal_records_give_equal_bytes(project):
    assert exported(project) == exported(project)


def test_each_annotation_finds_its_words_on_the_page_of_its_document(record, real_site):
    collection = json.loads((real_site / "data/annotations.jsonld").read_text(encoding="utf-8"))
    items = collection["first"]["items"]
    claims = sum(len(o.get("claims", {})) for f in ("events", "actors", "places", "outlets") for o in record[f])
    assert collection["total"] == len(items) == claims
    texts = {}
    for one in record["documents"]:
        page = HTMLParser((real_site / one["page"]).read_text(encoding="utf-8"))
        texts[f"https://example.org/repo/{one['page']}"] = "\n\n".join(n.text() for n in page.css(".block-text"))
    for item in items:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            words = target["selector"]
            around = words.get("prefix", "") + words["exact"] + words.get("suffix", "")
            assert around in texts[target["source"]], item["id"]


def test_an_annotation_of_a_document_not_shown_in_full_gives_no_words_around_it(project):
    project.replace(STERN, "genre: news-report", "genre: news-report\naccess: quotes")
    items = json.loads(exported(project)["data/annotations.jsonld"])["first"]["items"]
    around = {i["id"].rpartition("#")[2]: {"prefix", "suffix"} & i["target"]["selector"].keys() for i in items}
    assert not around["claim-union"] and around["claim-later"]


def test_geojson_holds_the_coordinates_of_the_pages_longitude_first(project):
    where = "coordinates: {lat: -33.9, lon: 18.4, radius_km: 2, origin: our reading}\n"
    project.replace(PLACE, "kind: area\n", f"kind: area\n{where}")
    files = exported(project)
    place = json.loads(files["data/places.geojson"])["features"][0]
    event = json.loads(files["data/events.geojson"])["features"][0]
    assert place["geometry"] == event["geometry"] == {"type": "Point", "coordinates": [18.4, -33.9]}
    assert place["properties"]["radius_km"] == 2 and event["properties"]["date"] == "2020-03-02"


def test_geojson_gives_no_coordinates_to_what_has_none(project):
    features = json.loads(exported(project)["data/events.geojson"])["features"]
    assert [one["geometry"] for one in features] == [None]


def test_the_real_geojson_lies_on_the_earth_and_names_every_event(record, real_site):
    for name, folder in (("places", "places"), ("events", "events")):
        features = json.loads((real_site / f"data/{name}.geojson").read_text(encoding="utf-8"))["features"]
        assert [one["id"] for one in features] == [one["id"] for one in record[folder]]
        for one in features:
            geometry = one["geometry"] or {"type": "MultiPoint", "coordinates": []}
            points = geometry["coordinates"] if geometry["type"] == "MultiPoint" else [geometry["coordinates"]]
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)


def test_networkx_reads_the_graph_with_every_role_and_relation(record, real_site):
    graph = networkx.read_graphml(real_site / "data/record.graphml")
    assert len(graph) == sum(len(record[f]) for f in ("events", "actors", "places", "outlets", "documents"))
    kinds = [held["type"] for _, _, held in graph.edges(data=True)]
    assert kinds.count("role") == sum(len(one.get("participants", ())) for one in record["events"])
    assert kinds.count("relation") == sum(len(one.get("relations", ())) for one in record["actors"])
    assert all(held.get("claims") for _, _, held in graph.edges(data=True) if held["type"] in ("role", "relation"))


def test_names_stand_in_xml_as_they_are_and_what_xml_cannot_hold_is_replaced(project):
    project.replace(EVENT, "title: Fire at the old harbour", "title: 'Fire <at> & \"the\" harbour'")
    (project.root / "graph.graphml").write_bytes(exported(project)["data/record.graphml"])
    name = networkx.read_graphml(project.root / "graph.graphml").nodes["harbour-fire"]["name"]
    assert name == 'Fire <at> & "the" harbour'
    assert xml("a\x0b\ufffe]]>") == "a\ufffd\ufffd]]&gt;"


def test_followthemoney_reads_every_entity_and_drops_nothing(record, real_site):
    lines = (real_site / "data/entities.ftm.json").read_text(encoding="utf-8").splitlines()
    entities = [json.loads(line) for line in lines]
    ids = {one["id"] for one in entities}
    assert len(ids) == len(entities)
    for one in entities:
        read = model.get_proxy(one, cleaned=False).to_dict()["properties"]
        held = {name: sorted(values) for name, values in one["properties"].items()}
        assert held == {name: sorted(values) for name, values in read.items()}, one["id"]
        for name in ("involved", "entity", "proof", "subject", "object", "addressEntity"):
            assert set(one["properties"].get(name, ())) <= ids, one["id"]
    persons = {one["properties"]["name"][0] for one in entities if one["schema"] == "Person"}
    assert persons == {one["name"] for one in record["actors"] if one["kind"] == "person"}


def test_an_uncertain_date_is_no_certain_one_for_programs_that_know_no_uncertainty(project):
    project.replace(EVENT, "{is: 2020-03-02,", "{is: 2020-03-02?,")
    lines = exported(project)["data/entities.ftm.json"].decode().splitlines()
    event = next(one for one in map(json.loads, lines) if one["schema"] == "Event")["properties"]
    assert "date" not in event and event["notes"] == ["Date: 2 March 2020 (uncertain) (EDTF 2020-03-02?)"]


def test_some_day_between_two_is_not_told_to_programs_as_the_time_from_one_to_the_other(project):
    project.replace(EVENT, "{is: 2020-03-02,", '{is: "[2020-03-01..2020-03-09]",')
    lines = exported(project)["data/entities.ftm.json"].decode().splitlines()
    event = next(one for one in map(json.loads, lines) if one["schema"] == "Event")["properties"]
    assert not {"date", "startDate", "endDate"} & event.keys()
    assert event["notes"] == ["Date: between 1 and 9 March 2020 (EDTF [2020-03-01..2020-03-09])"]


def test_without_an_address_the_data_lead_to_the_pages_beside_them(project):
    files = exported(project)
    assert b"http" not in re.sub(
        rb"https?://(creativecommons|www.w3|json-schema|graphml)\S+", b"", files["data/record.json"]
    )
    item = json.loads(files["data/annotations.jsonld"])["first"]["items"][0]
    assert item["id"] == "../events/harbour-fire.html#claim-office"
    assert item["target"]["source"] == "../documents/stern-2020-03-03.html"
