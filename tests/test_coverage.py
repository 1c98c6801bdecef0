"""Coverage: what of a document's body the record holds, and what is still open."""

import json

from click.testing import CliRunner
from tiny import COURIER, EVENT, STERN

from muniment import pipeline
from muniment.cli import cli
from muniment.findings.coverage import Tally, coverage, tally


def found(project):
    return {one.document: one for one in coverage(pipeline.understand(project.root, pipeline.Clock()).site)}


def told(project, *arguments: str) -> str:
    done = CliRunner().invoke(cli, ["coverage", "--project", str(project.root), *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_paragraph_is_covered_by_a_claim_or_by_a_reason(project):
    stern = found(project)["stern-2020-03-03"]
    assert (stern.paragraphs, stern.cited, stern.uncovered) == (3, (1, 2), (3,))
    project.replace(STERN, "genre: news-report", "genre: news-report\nuncited: [{paragraph: 3, reason: opinion}]")
    assert found(project)["stern-2020-03-03"].uncovered == ()
    assert project.check() == ()


def test_a_number_that_no_statement_holds_is_open_until_set_aside(project):
    project.replace(
        "seeds/paper.txt", "The old harbour will stay closed.", "The old harbour will stay closed for 40 days."
    )
    project.relock()
    assert [(one.kind, one.words) for one in found(project)["courier-2020-03-05"].open] == [("number", "40")]
    project.replace(COURIER, "genre: news-report", 'genre: news-report\nset_aside: [{words: "40", reason: opinion}]')
    assert found(project)["courier-2020-03-05"].open == ()


def test_a_number_that_a_statement_codes_is_not_open(project):
    project.replace("seeds/paper.txt", "that five had been wounded", "that 5 had been wounded")
    project.replace(EVENT, "quote: five had been wounded", "quote: 5 had been wounded")
    project.replace(EVENT, "words: five had been wounded", "words: 5 had been wounded")
    project.relock()
    assert found(project)["courier-2020-03-05"].open == ()
    project.replace(EVENT, "value: 5, of: people", "value: 6, of: people")
    assert [one.words for one in found(project)["courier-2020-03-05"].open] == ["5"]


def test_a_speech_and_a_name_that_no_record_knows_are_open(project):
    project.replace(
        "seeds/paper.txt", "The old harbour will stay closed.", "“We knew nothing of it,” Port Captain Mary Bell said."
    )
    project.relock()
    assert [(one.kind, one.words) for one in found(project)["courier-2020-03-05"].open] == [
        ("speech", "“We knew nothing of it,”"),
        ("name", "Port Captain Mary Bell"),
    ]


def test_a_reason_that_is_not_in_the_vocabulary_is_told(project):
    project.replace(STERN, "genre: news-report", "genre: news-report\nuncited: [{paragraph: 3, reason: dull}]")
    assert [p.code for p in project.check()] == ["unknown-word"]


def test_a_reason_for_a_paragraph_that_is_cited_or_not_there_is_told(project):
    project.replace(
        STERN,
        "genre: news-report",
        "genre: news-report\nuncited: [{paragraph: 1, reason: opinion}, {paragraph: 9, reason: opinion}]",
    )
    assert [p.code for p in project.check()] == ["needless-reason", "no-such-paragraph"]


def test_words_set_aside_that_are_not_open_are_told(project):
    project.replace(
        STERN, "genre: news-report", "genre: news-report\nset_aside: [{words: two dockers, reason: opinion}]"
    )
    assert [p.code for p in project.check()] == ["needless-reason"]


def test_the_table_and_what_is_open_fit_into_eighty_columns(project, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    name = "content/documents/stern-with-a-name-that-is-much-longer-than-others.yaml"
    (project.root / STERN).rename(project.root / name)
    project.replace(EVENT, "document: stern-2020-03-03", "document: stern-with-a-name-that-is-much-longer-than-others")
    for _ in range(2):
        project.replace(EVENT, "stern-2020-03-03", "stern-with-a-name-that-is-much-longer-than-others")
    lines = told(project, "--open").splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1].split() == ["stern-with-a-name-tha…", "3", "2", "0", "1", "66%", "0", "0", "0"]


def test_all_is_said_to_be_covered_only_where_nothing_is_open(project):
    assert Tally(1000, 990, 9, 1, 0, 0, 0).percent == 99
    assert Tally(0, 0, 0, 0, 0, 0, 0).percent == 100
    assert tally(tuple(found(project).values())) == Tally(5, 3, 0, 2, 0, 0, 0)


def test_programs_read_the_same_as_json(project):
    read = json.loads(told(project, "--format", "json", "--document", "stern-2020-03-03"))
    (stern,) = read["documents"]
    assert (stern["cited"], stern["uncovered"], stern["percent"]) == ([1, 2], [3], 66)
    assert read["in_all"]["paragraphs"] == 3
