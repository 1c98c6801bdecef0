"""What `suggest` tells: what the record does not have yet, and nothing that it has."""

import json

import pytest
from click.testing import CliRunner
from tiny import EVENT, FILES, STERN

from muniment import pipeline
from muniment.cli import cli
from muniment.cli.finding import SUGGESTED
from muniment.findings.suggestions import KINDS, suggestions


def found(project) -> dict[str, list[str]]:
    site = pipeline.understand(project.root, pipeline.Clock()).site
    told: dict[str, list[str]] = {}
    for one in suggestions(site):
        told.setdefault(one.kind, []).append(f"{one.record}#{one.at}" if one.at else one.record)
    return told


def suggest(project, *arguments: str) -> str:
    done = CliRunner().invoke(cli, ["suggest", "--project", str(project.root), *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_paragraph_that_nothing_cites_is_suggested_until_it_has_its_reason(project):
    assert "stern-2020-03-03#p3" in found(project)["paragraph"]
    project.replace(STERN, "genre: news-report", "genre: news-report\nuncited: [{paragraph: 3, reason: opinion}]")
    assert "stern-2020-03-03#p3" not in found(project)["paragraph"]


def test_an_event_without_a_place_is_suggested(project):
    assert "place" not in found(project)
    project.replace(EVENT, "place: {is: old-harbour, claims: [office]}\n", "")
    assert found(project)["place"] == ["harbour-fire"]


def test_a_point_with_one_origin_is_suggested_for_core_events_alone(project):
    told = found(project)["origin"]
    assert "harbour-fire#killed" in told and "harbour-fire#wounded" not in told
    project.replace(EVENT, "importance: core", "importance: secondary")
    assert "origin" not in found(project)


def test_an_actor_that_nothing_names_is_suggested_and_one_that_speaks_is_not(project):
    assert "link" not in found(project)
    project.write("content/actors/ada-stern.yaml", "name: Ada Stern\nkind: body\n")
    assert found(project)["link"] == ["ada-stern"]
    project.replace(EVENT, "by: dockers-union", "by: ada-stern")
    assert "link" not in found(project)


def test_a_place_without_coordinates_is_suggested(project):
    assert found(project)["coordinates"] == ["old-harbour"]
    where = "coordinates: {lat: 1.5, lon: 2.5, radius_km: 1, origin: ours}\n"
    project.replace("content/places/old-harbour.yaml", "kind: area\n", f"kind: area\n{where}")
    assert "coordinates" not in found(project)


def test_a_name_that_no_record_knows_is_suggested(project):
    project.replace("seeds/paper.txt", "The old harbour will stay closed.", "Port Captain Mary Bell said so 40 times.")
    project.relock()
    assert "courier-2020-03-05#p2: Port Captain Mary Bell\n" in suggest(project, "--kind", "name")
    assert found(project)["number"] == ["courier-2020-03-05#p2"]


def test_the_printed_list_says_what_to_do_and_how_many(project):
    text = suggest(project)
    assert "Places without coordinates: 1\n  → add coordinates" in text
    assert "  old-harbour: the old harbour\n" in text and text.endswith("None is an error.\n")
    assert suggest(project, "--kind", "speech") == "Nothing to suggest.\n"


def test_programs_read_the_same_as_json_with_the_line_to_mend_and_the_documents_to_look_into(project):
    rows = json.loads(suggest(project, "--format", "json"))
    assert len(rows) == sum(map(len, found(project).values()))
    by_kind = {row["kind"]: row for row in rows}
    assert by_kind["coordinates"] == {
        "kind": "coordinates",
        "record": "old-harbour",
        "at": "",
        "words": "the old harbour",
        "path": "content/places/old-harbour.yaml",
        "line": 1,
        "documents": ["stern-2020-03-03", "courier-2020-03-05"],
    }
    killed = next(row for row in rows if row["at"] == "killed")
    assert "point: killed" in FILES[EVENT].splitlines()[killed["line"] - 1]
    assert killed["documents"] == ["stern-2020-03-03"]


def test_what_may_stay_open_is_mended_at_the_list_of_it_in_the_document_s_record(project):
    paragraph = next(row for row in json.loads(suggest(project, "--format", "json")) if row["kind"] == "paragraph")
    assert (paragraph["path"], paragraph["line"]) == (STERN, 1)
    project.replace(STERN, "genre: news-report", "genre: news-report\nuncited: [{paragraph: 1, reason: opinion}]")
    paragraph = next(row for row in json.loads(suggest(project, "--format", "json")) if row["kind"] == "paragraph")
    assert "uncited" in (project.root / STERN).read_text().splitlines()[paragraph["line"] - 1]


def test_the_list_can_be_narrowed_to_kinds_and_to_what_one_document_may_help_with(project):
    assert "killed" in suggest(project, "--document", "stern-2020-03-03")
    assert "killed" not in suggest(project, "--document", "courier-2020-03-05")
    both = suggest(project, "--kind", "coordinates", "--kind", "paragraph")
    assert "Places without" in both and "Paragraphs without" in both and "single origin" not in both


@pytest.mark.parametrize("command", ["suggest", "coverage"])
def test_a_document_that_is_not_there_is_answered_with_the_nearest(project, command):
    done = CliRunner().invoke(cli, [command, "--project", str(project.root), "--document", "stern-2020"])
    assert done.exit_code == 2 and "Did you mean 'stern-2020-03-03'?" in done.output


def test_no_line_is_wider_than_the_terminal_and_what_is_cut_is_marked(project, monkeypatch):
    monkeypatch.setenv("COLUMNS", "48")
    lines = suggest(project).splitlines()
    assert "  stern-2020-03-03#p3: Nobody had been warned,…" in lines
    assert max(len(line) for line in lines if line.startswith("  ") and "→" not in line) <= 48


def test_each_kind_can_be_asked_for():
    assert SUGGESTED == KINDS
