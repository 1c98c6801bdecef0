"""The schemas that editors' programs use agree with the check; an independent validator reads both."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tiny import COURIER, EVENT, STERN, Project

from muniment import pipeline, resolve
from muniment.drafts import QUESTIONS, draft
from muniment.parse import Parsed, parse_record, read_model
from muniment.problems.sample import sample
from muniment.records import RECORD_TYPES
from muniment.records.vocabulary import Vocabulary
from muniment.schema import schemas
from muniment.source import SourceFile
from muniment.verify import verify_record

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from mutations import spots, without  # noqa: E402

TYPES = [kind.name for kind in RECORD_TYPES]
PLACE = "content/places/old-harbour.yaml"
JUDGED = {
    "unknown-key",
    "missing-key",
    "wrong-type",
    "wrong-value",
    "unknown-word",
    "unknown-id",
    "bad-id",
    "bad-date",
    "bad-count",
    "bad-lines",
    "sentence-without-claim",
}
"""The problems that a schema can see too."""
VALUES = (
    *("12", "-3", "0", "1.5", "181", "20000000", "true", "null", "[]", "{}", "[a, b]", "{a: b}", "[[a]]", '["", a]'),
    *('""', '"   "', "some words", "a-word", "A_B", "a--b", "a/b/c", "x" * 400, "english", "en", "Z", "2020"),
    *("2020-01-03", "2020-13-01", "2020-01-03~", "201X", "2020-01-03/..", "../..", "3 March 2020", "2020-03-03T24:30Z"),
    *("many", '">=5"', '"~5"', '">=5..6"', "3..5", "<0", "4-6", "0-3", "union", "no-such/claim", "strike"),
)
BEYOND = [
    (STERN, "lines: 1-6", "lines: 6-1", "bad-lines"),
    (EVENT, "value: 5,", "value: 5..3,", "bad-count"),
    (EVENT, "date: {is: 2020-03-02,", "date: {is: 2020-02-30,", "bad-date"),
    (EVENT, "date: {is: 2020-03-02,", "date: {is: 2020-03-02/2020-03-01,", "bad-date"),
    (EVENT, "date: {is: 2020-03-02,", 'date: {is: "2020-03-02T10:00+25:00",', "bad-date"),
    (EVENT, "kind: fire\n", "kind: fire\nkind: fire\n", "duplicate-key"),
    (EVENT, "title: Fire", 'title: "\\aFire', "yaml-syntax"),
    (EVENT, "claims: [union]}", "claims: [unoin]}", "unknown-claim"),
    (EVENT, "point: cause, stance", "point: couse, stance", "unknown-point"),
    (EVENT, "answer: strike, words", "answer: strikes, words", "unknown-answer"),
    (EVENT, "value: 5, of: people,", "value: 5,", "missing-content"),
    (EVENT, "quote: five had been", "quote: six had been", "quotation-not-found"),
    (EVENT, "two dockers were", "nine dockers were", "number-not-in-claims"),
    (STERN, "seed: paper.txt", "seed: papers.txt", "missing-seed"),
    (STERN, "printed: 3 March 2020", "printed: 4 March 2020", "not-printed"),
    (COURIER, "lines: 7-10\nbody: 9-10", "lines: 6-10\nbody: 6-10", "slice-overlap"),
    (STERN, ", printed: The Courier}", "}", "fact-without-claim"),
    (PLACE, "kind: area", "kind: area\nparent: old-harbour", "parent-cycle"),
    (PLACE, "kind: area", "kind: area\nformer_ids: [harbour-office, index]", "bad-id"),
]
"""What a schema cannot say, with a bad file each: the order of two numbers, the calendar, what stands twice, what is
chosen in the same file (claims, points, answers), what a point takes, and whatever hangs on documents or other files."""


@dataclass(frozen=True)
class Judges:
    """A project, with the check and the independent validator to ask about one changed record."""

    understood: pipeline.Understood
    validators: dict[str, Draft202012Validator]

    @classmethod
    def of(cls, root: Path) -> "Judges":
        understood = pipeline.understand(root, pipeline.Clock())
        ids = {entry.id: entry.type for entry in understood.site.entries.values()}
        made = schemas(understood.site.vocabulary, ids)
        return cls(understood, {name: Draft202012Validator(json.loads(text)) for name, text in made.items()})

    def check(self, changed: Parsed) -> set[str]:
        """The codes that the check has for a record, in the place of the one with its id."""
        site, codes = self.understood.site, {problem.code for problem in changed.problems}
        if changed.record is not None:
            parsed = [changed if entry.id == changed.id else entry.parsed for entry in site.entries.values()]
            held = (site.settings, site.vocabulary, parsed, (), self.understood.sources.seeds)
            made, found = resolve.resolve(*held)
            found += tuple(verify_record(made, made.entries[changed.id]))
            codes |= {problem.code for problem in found if problem.path == changed.file.path}
        return codes

    def schema(self, parsed: Parsed) -> list[str]:
        """What the validator finds wrong with a record."""
        value = json.loads(json.dumps(parsed.root.value))
        found = self.validators[f"{parsed.type.name}.json"].iter_errors(value)
        return [f"{error.json_path}: {error.message[:80]}" for error in found]


@pytest.fixture
def judges(project) -> Judges:
    return Judges.of(project.root)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory) -> Judges:
    """The sample, with every key that an event can have."""
    project = Project(tmp_path_factory.mktemp("harbour"))
    for path, text in sample().items():
        project.write(path, text)
    project.replace(
        EVENT,
        "title: Fire",
        "links: [{to: other-fire, relation: followed-by, basis: The day.}]\n"
        "slips: [{claim: union, words: at least, note: Perhaps more.}]\n"
        "silences: [{who: the-courier, kind: denies, point: killed, text: Nothing., claims: [union]}]\n"
        "history: [{date: 2020-03-03, text: A letter.}]\nformer_ids: [the-fire]\ntitle: Fire",
    )
    project.write(EVENT.replace("harbour-fire", "other-fire"), sample()[EVENT])
    return Judges.of(project.root)


def changes(text: str) -> Iterator[tuple[str, str]]:
    """Each value deleted, each key misspelt, each value replaced; with a word for what was done."""
    for spot in spots(text):
        yield f"{spot.path} deleted", without(text, spot)
        if spot.key is not None:
            yield f"{spot.path} misspelt", text[: spot.key] + "x" + text[spot.key :]
            yield f"{spot.path} no id", text[: spot.key] + "A_" + text[spot.key :]
        for value in VALUES:
            yield f"{spot.path} = {value[:30]}", text[: spot.start] + value + text[spot.end :]


def test_a_clean_site_fits_the_schemas(judges):
    assert faults(judges) == []


def faults(judges: Judges) -> list[str]:
    """What the independent validator finds wrong with the records of a project."""
    entries = judges.understood.site.entries.values()
    return [f"{entry.id} {fault}" for entry in entries for fault in judges.schema(entry.parsed)]


def test_every_record_of_this_documentary_fits_the_schemas():
    judges = Judges.of(ROOT)
    assert faults(judges) == []
    root, _ = read_model(judges.understood.sources.vocabulary, Vocabulary)
    assert judges.validators["vocabulary.json"].is_valid(json.loads(json.dumps(root.value)))


@pytest.mark.parametrize("id", ["stern-2020-03-03", "the-courier", "dockers-union", "old-harbour", "harbour-fire"])
def test_check_and_schemas_agree_on_every_change_of_a_record(harbour, id):
    """Each value deleted, each key misspelt, and some fifty other values at each place."""
    file, differing, tried = harbour.understood.site.entries[id].parsed.file, [], 0
    for done, text in changes(file.text):
        changed = parse_record(SourceFile(file.path, text))
        if changed.root is None:
            continue
        codes, found, tried = harbour.check(changed), harbour.schema(changed), tried + 1
        if bool(codes & JUDGED) != bool(found):
            differing.append((done, codes, found))
    assert tried > 40 and differing == []


@pytest.mark.parametrize("list", [name for name in Vocabulary.model_fields if name != "common_capitals"])
def test_check_and_schemas_agree_on_every_change_of_the_vocabulary(judges, list):
    rows = {
        "label": "A",
        "definition": "A.",
        "mark": "A",
        "takes": "count",
        "inverse": "B",
        "group": "g",
        "means": "person",
    }
    rows |= {"reason": "R.", "instead": "S."}
    schema = judges.validators["vocabulary.json"]
    whole = read_model(judges.understood.sources.vocabulary, Vocabulary)[0].value
    for key, value in rows.items():
        for made in ({}, {key: value}, rows, {**rows, key: ""}, {**rows, key: 3}, {**rows, key: None}):
            for id in ("a-word", "A Word"):
                vocabulary = {**whole, list: {id: made}}
                try:
                    Vocabulary.model_validate(vocabulary)
                    fits = True
                except ValueError:
                    fits = False
                found = [error for error in schema.iter_errors(json.loads(json.dumps(vocabulary)))]
                found = [error for error in found if not error.json_path.endswith(".group") or made["group"] != "g"]
                assert fits == (not found), (list, id, made, found)


@pytest.mark.parametrize(("path", "old", "new", "code"), BEYOND, ids=[f"{row[3]}-{n}" for n, row in enumerate(BEYOND)])
def test_what_a_schema_cannot_say_the_check_says(project, judges, path, old, new, code):
    project.replace(path, old, new)
    assert code in {problem.code for problem in project.check()}
    changed = parse_record(SourceFile(path, (project.root / path).read_text(encoding="utf-8")))
    assert changed.root is None or judges.schema(changed) == []


@pytest.mark.parametrize("name", [*TYPES, "vocabulary"])
def test_every_key_has_its_hover_text(judges, name):
    schema = judges.validators[f"{name}.json"].schema
    for model in [schema, *schema.get("$defs", {}).values()]:
        for key, field in model.get("properties", {}).items():
            assert field.get("description", "").strip().endswith((".", "?", "…", '".')), (name, model.get("title"), key)


def test_a_hover_text_is_the_one_of_the_model(judges):
    summary = judges.validators["event.json"].schema["properties"]["summary"]
    assert summary["description"] == "What the documents say, one sentence an item."


def test_words_and_ids_complete(judges):
    event = judges.validators["event.json"].schema
    assert event["properties"]["kind"]["enum"] == ["fire", "situation"]
    assert event["$defs"]["Participant"]["properties"]["actor"]["enum"] == ["dockers-union", "harbour-office"]


@pytest.mark.parametrize("type", TYPES)
def test_a_new_record_names_its_schema(type):
    answers = {question.key: "x" for question in QUESTIONS[type]}
    assert draft(type, answers).startswith(f"# yaml-language-server: $schema=../../schema/{type}.json\n")


@pytest.mark.parametrize("top", [ROOT, ROOT / "muniment/skeleton/project"], ids=["documentary", "sample"])
def test_every_record_names_its_schema(top):
    for kind in RECORD_TYPES:
        for path in (top / "content" / kind.folder).glob("*.yaml"):
            assert path.read_text(encoding="utf-8").startswith(
                f"# yaml-language-server: $schema=../../schema/{kind.name}.json\n"
            ), path
    vocabulary = (top / "content/vocabulary.yaml").read_text(encoding="utf-8")
    assert vocabulary.startswith("# yaml-language-server: $schema=../schema/vocabulary.json\n")


def test_vs_code_takes_each_folder_s_schema():
    given = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    wanted = {f"./schema/{kind.name}.json": f"content/{kind.folder}/*.yaml" for kind in RECORD_TYPES}
    assert given == wanted | {"./schema/vocabulary.json": "content/vocabulary.yaml"}
    recommended = json.loads((ROOT / ".vscode/extensions.json").read_text(encoding="utf-8"))["recommendations"]
    assert "redhat.vscode-yaml" in recommended


def test_an_id_that_is_empty_is_told(project):
    for old, new in (
        ("role: spoke", 'role: ""'),
        ("actor: harbour-office", 'actor: ""'),
        ("kind: fire", 'kind: ""'),
    ):
        project.replace(EVENT, old, new)
    assert {problem.code for problem in project.check()} == {"unknown-id", "unknown-word"}
