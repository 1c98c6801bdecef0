"""The record to take away: what readers of other programs find in it, and that it is what the pages say."""

import csv
import io
import json
import re

import frictionless
import pytest
from jsonschema import Draft202012Validator
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tiny import EVENT, STERN, Project

from muniment import pipeline
from muniment.export import export


def exported(project: Project) -> dict[str, bytes]:
    return export(pipeline.understand(project.root, pipeline.Clock()).site)


def table(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"data/csv/{name}.csv"].decode())))


def written(files: dict[str, bytes], folder) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.fixture(scope="module")
def record(real_site) -> dict:
    return json.loads((real_site / "data/record.json").read_text(encoding="utf-8"))


def claim_words(item) -> str:
    return " ".join("".join(p.text() for p in item.css(".quotation")).split()).replace("[…]", "[...]")[1:-1]


def test_the_whole_record_fits_its_schema(record, real_site):
    schema = json.loads((real_site / "data/record.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert not [f"{e.json_path}: {e.message}" for e in Draft202012Validator(schema).iter_errors(record)]


def test_the_schema_explains_every_field_of_a_claim(real_site):
    schema = json.loads((real_site / "data/record.schema.json").read_text(encoding="utf-8"))
    unexplained = [
        n
        for d in ("claim", "statement")
        for n, f in schema["$defs"][d]["properties"].items()
        if "$ref" not in f and "description" not in f
    ]
    assert not unexplained


def test_each_page_has_its_data_beside_it_and_its_foot_leads_there(record, real_site):
    for folder in ("events", "actors", "places", "outlets", "documents"):
        assert len(record[folder]) == len(list((real_site / folder).glob("*.csl.json"))), folder
        for one in record[folder]:
            own = json.loads((real_site / one["page"]).with_suffix(".json").read_text(encoding="utf-8"))
            assert own == one
    page = HTMLParser((real_site / record["events"][0]["page"]).read_text(encoding="utf-8"))
    assert f"{record['events'][0]['id']}.json" in [a.attributes["href"] for a in page.css(".page-foot a")]


def test_the_data_hold_the_claims_of_the_pages_word_for_word(record, real_site):
    compared = 0
    for event in record["events"]:
        page = HTMLParser((real_site / event["page"]).read_text(encoding="utf-8"))
        shown = {
            i.attributes["id"]: claim_words(i) for i in page.css("li.claim") if i.attributes["id"].startswith("claim-")
        }
        held = {f"claim-{id}": " ".join(claim["quote"].split()) for id, claim in event["claims"].items()}
        assert shown == held, event["id"]
        compared += len(held)
    assert compared > 1000


def test_the_data_hold_the_statuses_of_the_pages(record, real_site):
    for event in record["events"]:
        page = HTMLParser((real_site / event["page"]).read_text(encoding="utf-8"))
        shown = {
            point.attributes["href"].removeprefix("#point-"): one.attributes["class"].removeprefix("standing standing-")
            for one in page.css(".standings .standing")
            for point in one.css(".standing-points a")
        }
        assert shown == {one["point"]: one["status"] for one in event["computed"]["points"]}, event["id"]


def test_the_tables_are_a_valid_data_package(real_site):
    report = frictionless.validate(str(real_site / "data/datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    assert len(report.tasks) == 20


def test_the_tables_hold_what_the_json_holds(record, real_site):
    held = [
        (f"{o['id']}/{id}", c["quote"])
        for f in ("actors", "events", "outlets", "places")
        for o in record[f]
        for id, c in o.get("claims", {}).items()
    ]
    text = (real_site / "data/csv/claims.csv").read_text(encoding="utf-8")
    assert sorted((r["id"], r["quote"]) for r in csv.DictReader(io.StringIO(text, newline=""))) == sorted(held)
    counts = [
        (f"{e['id']}/{id}", s["value"]["typed"])
        for e in record["events"]
        for id, c in e["claims"].items()
        for s in c["says"]
        if "value" in s
    ]
    text = (real_site / "data/csv/statements.csv").read_text(encoding="utf-8")
    rows = [(r["claim"], r["value"]) for r in csv.DictReader(io.StringIO(text, newline="")) if r["value"]]
    assert {row for row in rows} >= set(counts) and len(counts) > 100


def test_the_data_page_gives_size_and_hash_of_the_very_bytes_and_the_build(real_site):
    from hashlib import sha256

    page = HTMLParser((real_site / "data.html").read_text(encoding="utf-8"))
    files = page.css("li.file")
    for one in files:
        data = (real_site / one.css_first("a").attributes["href"]).read_bytes()
        assert sha256(data).hexdigest() in one.text() and f"{len(data):,} bytes" in one.text()
    assert {one.css_first("a").attributes["href"] for one in files} == {
        path.relative_to(real_site).as_posix() for path in (real_site / "data").rglob("*") if path.is_file()
    }
    build = json.loads((real_site / "build.json").read_text(encoding="utf-8"))["build"]
    assert build in page.text()


def test_the_build_id_stands_on_the_data_page_alone(real_site):
    build = json.loads((real_site / "build.json").read_text(encoding="utf-8"))["build"].encode()
    holding = [
        p.relative_to(real_site).as_posix() for p in real_site.rglob("*") if p.is_file() and build in p.read_bytes()
    ]
    assert sorted(holding) == ["build.json", "data.html"]


def test_an_edit_changes_the_data_of_its_own_record_and_the_files_of_all(project):
    before = exported(project)
    project.replace("content/actors/dockers-union.yaml", "kind: body", "kind: body\nnames: [the Union]")
    after = exported(project)
    changed = {path for path in after if before.get(path) != after[path]}
    assert "actors/dockers-union.json" in changed
    assert all(path == "actors/dockers-union.json" or path.startswith("data/") for path in changed), changed


def test_cells_that_a_spreadsheet_would_run_are_made_safe_and_can_be_read_back(project):
    for number, text in enumerate(("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "＝1")):
        project.replace(
            EVENT,
            "participants:\n",
            f"slips:\n  - {{claim: office, words: on Monday, note: {json.dumps(text)}}}\nparticipants:\n",
        ) if not number else project.replace(
            EVENT,
            "participants:\n",
            f"  - {{claim: office, words: on Monday, note: {json.dumps(text)}}}\nparticipants:\n",
        )
    notes = [row["detail"] for row in table(exported(project), "sentences") if row["part"] == "slips"]
    assert notes == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "''=1", "'＝1"]


def test_a_latitude_in_the_south_stays_a_number(project):
    where = "coordinates: {lat: -33.9, lon: -18.4, radius_km: 2, origin: our reading}\n"
    project.replace("content/places/old-harbour.yaml", "kind: area\n", f"kind: area\n{where}")
    assert table(exported(project), "places")[0]["latitude"] == "-33.9"


@pytest.mark.parametrize("access", ["quotes", "citation"])
def test_withheld_text_stands_in_no_file_of_the_data(project, access):
    project.replace(STERN, "genre: news-report", f"genre: news-report\naccess: {access}")
    project.replace(
        EVENT,
        "quote: at least four were wounded\n",
        "quote: at least four were wounded\n    before: The Dockers’ Union said\n",
    )
    for path, data in exported(project).items():
        assert b"Nobody had been warned" not in data and b'Union said"' not in data, path
    assert b"at least four were wounded" not in exported(project)["documents/stern-2020-03-03.json"]


@pytest.mark.parametrize("gone", ["date", "place", "everything"])
def test_a_site_with_little_in_it_has_its_data_too(project, tmp_path, gone):
    if gone == "everything":
        for folder in ("events", "actors", "places", "outlets", "documents"):
            for path in (project.root / "content" / folder).glob("*.yaml"):
                path.unlink()
        project.relock()
    else:
        text = (project.root / EVENT).read_text(encoding="utf-8")
        project.write(EVENT, re.sub(rf"^{gone}: .*\n", "", text, flags=re.MULTILINE))
    files = exported(project)
    written(files, tmp_path / "out")
    assert frictionless.validate(str(tmp_path / "out/data/datapackage.json")).valid
    schema = json.loads(files["data/record.schema.json"])
    assert Draft202012Validator(schema).is_valid(json.loads(files["data/record.json"]))
