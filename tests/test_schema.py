"""The schemas that editors' programs use agree with the check; an independent validator reads both."""

import json

import pytest
from jsonschema import Draft202012Validator
from tiny import EVENT, Project

from muniment import pipeline
from muniment.schema import schemas


def faults(project: Project) -> list[str]:
    """What the independent validator finds wrong with the records."""
    understood = pipeline.understand(project.root, pipeline.Clock())
    site = understood.site
    made = schemas(site.vocabulary, {entry.id: entry.type for entry in site.entries.values()})
    found = []
    for file in understood.sources.records:
        from muniment.parse import parse_record

        parsed = parse_record(file)
        validator = Draft202012Validator(json.loads(made[f"{parsed.type.name}.json"]))
        found += [
            f"{file.path}: {error.json_path}"
            for error in validator.iter_errors(json.loads(json.dumps(parsed.root.value)))
        ]
    return found


def test_a_clean_site_fits_the_schemas(project):
    assert faults(project) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("importance: core", "importanse: core"),
        ("importance: core", "importance: main"),
        ("kind: fire", "kind: fier"),
        ("by: dockers-union", "by: docker-union"),
        ("document: courier-2020-03-05", "document: courier"),
        ("stance: denies", "stance: refutes"),
        ("title: Fire at the old harbour", "title: [a]"),
        ("summary:\n", "sumary:\n"),
        ("role: spoke", "role: speaks"),
        ("title: Fire at the old harbour\n", ""),
        ("claims: [union]}\npoints", "claims: []}\npoints"),
    ],
)
def test_what_the_check_refuses_the_schemas_refuse(project, old, new):
    project.replace(EVENT, old, new)
    assert project.check()
    assert [fault for fault in faults(project) if EVENT in fault]


def test_hover_texts_come_from_the_models(project):
    site = pipeline.understand(project.root, pipeline.Clock()).site
    schema = json.loads(schemas(site.vocabulary, {})["event.json"])
    assert schema["properties"]["summary"]["description"] == "What the documents say, one sentence an item."
    assert all(
        "description" in field
        for model in [schema, *schema["$defs"].values()]
        for name, field in model.get("properties", {}).items()
    )
