"""Faults once found by breaking things on purpose: each stays mended."""

import os
import re

import pytest
from test_build import run, tree
from tiny import COURIER, EVENT, STERN

from muniment import pipeline
from muniment.diagnostics import errors
from muniment.report import report

OFFICE = "content/actors/harbour-office.yaml"
UNION = "content/actors/dockers-union.yaml"
PLACE = "content/places/old-harbour.yaml"
DATE = "date: {is: 2020-03-02, claims: [office], basis: Counted from the article's own date.}"

# file, text that stands there, text put in its place, code, line, words of message or hint
CHANGES = [
    (STERN, "outlet: {is: the-courier,", "outlet: {is: the-couriezr,", "unknown-id", 11, "'the-courier'"),
    (
        EVENT,
        "text: The Dockers’ Union said that at least four were wounded.",
        'text: "12"',
        "number-not-in-claims",
        8,
        "12",
    ),
    (EVENT, "value: 5,", f'value: "{"9" * 10_000}",', "bad-count", 42, "Type 25"),
    (EVENT, "value: 5,", "value: -1,", "bad-count", 42, "Type 25"),
    (EVENT, "participants:", "slips: [{claim: [], words: Two, note: n}]\nparticipants:", "wrong-type", 43, "text"),
    (EVENT, "role: spoke, claims: [office]", "role: spoke, claims: []", "wrong-type", 44, "empty"),
    (
        EVENT,
        "participants:",
        "links: [{to: harbour-fire, relation: followed-by, basis: x}]\nparticipants:",
        "link-to-itself",
        43,
        "harbour-fire",
    ),
    (
        EVENT,
        "participants:",
        "silences: [{who: the-courier, kind: denies, text: Nothing., point: couse}]\nparticipants:",
        "unknown-point",
        43,
        "'cause'",
    ),
    (EVENT, "by: dockers-union", "by: {of: dockers-union}", "missing-key", 28, "printed:"),
    (EVENT, "strike: The strike", "strike: {}", "missing-key", 14, "label:"),
    (EVENT, "quote: at least four were wounded", 'quote: ". . ."', "quotation-empty", 27, "Copy"),
    (EVENT, "kind: fire", "kind: fire\nformer_ids: [a, a]", "bad-id", 3, "twice"),
    (EVENT, "kind: fire", "kind: fire\nformer_ids: index", "bad-id", 3, "reserved"),
    (EVENT, "title: Fire at", 'title: "Fire\\x01" #', "control-character", 1, "U+0001"),
    (
        OFFICE,
        "kind: body",
        "kind: body\nrelations: [{to: harbour-office, relation: part-of, claims: harbour-fire/office}]",
        "link-to-itself",
        3,
        "harbour-office",
    ),
    (PLACE, "kind: area", "kind: area\nparent: old-harbour", "parent-cycle", 3, "in itself"),
    (
        PLACE,
        "kind: area",
        "kind: area\ncoordinates: {lat: sNaN, lon: 3, radius_km: 1, origin: ours}",
        "wrong-type",
        3,
        "33.31",
    ),
    (
        PLACE,
        "kind: area",
        "kind: area\ncoordinates: {lat: 91, lon: 3, radius_km: 1, origin: ours}",
        "wrong-value",
        3,
        "degrees",
    ),
    (UNION, "kind: body", 'kind: body\nnames: [{is: "\\u200b", search_only: true}]', "name-empty", 3, "letter"),
    (UNION, "name: Dockers’ Union", f"name: {'x' * 900_000}", "wrong-type", 1, "300 characters"),
    (UNION, "kind: body", "kind: body\nzzzzzz: 1", "unknown-key", 3, "former_ids"),
    (COURIER, "language: en", "language: ENGLISH", "wrong-value", 11, "language"),
    ("site.toml", 'subtitle = "A fire"', f"subtitle = {'9' * 10_000}", "settings-syntax", 1, "TOML"),
    ("site.toml", 'subtitle = "A fire"', f"subtitle = {'[' * 10_000}", "settings-syntax", 1, "TOML"),
    ("site.toml", 'subtitle = "A fire"', 'subtitle = "A fire"\noutput = "Content"', "wrong-value", 3, "kept"),
    ("site.toml", 'subtitle = "A fire"', 'subtitle = "A fire"\noutput = "con"', "wrong-value", 3, "kept"),
]


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "line", "words"), CHANGES, ids=[f"{c[3]}-{i}" for i, c in enumerate(CHANGES)]
)
def test_bad_input_is_told_with_its_place_and_its_remedy(project, path, old, new, code, line, words):
    project.replace(path, old, new)
    problems = project.check()
    found = [p for p in problems if p.code == code]
    assert found, problems
    assert (found[0].path, found[0].line) == (path, line)
    assert words in f"{found[0].message} {found[0].hint}" and found[0].hint


def test_places_that_lie_in_each_other_are_told(project):
    project.replace(PLACE, "kind: area", "kind: area\nparent: fire-yard")
    project.write("content/places/fire-yard.yaml", "name: harbour\nkind: area\nparent: old-harbour\n")
    assert sorted(p.path for p in project.check() if p.code == "parent-cycle") == [
        "content/places/fire-yard.yaml",
        PLACE,
    ]


def test_a_sentence_without_a_letter_is_no_traceback(project):
    project.replace(EVENT, "text: The Dockers’ Union said that at least four were wounded.", 'text: "!"')
    assert not errors(project.check())


def test_a_broken_place_is_not_told_again_by_the_events_that_answer_with_it(project):
    project.replace(PLACE, "kind: area", "kind: area\nkind: area")
    assert {(p.path, p.code) for p in project.check()} == {(PLACE, "duplicate-key")}


def test_a_line_separator_in_a_record_does_not_shift_the_lines(project):
    project.replace(EVENT, "title: Fire at the old harbour", "title: Fire at the old harbour # \u2028\x85")
    project.replace(EVENT, "importance: core", "importance: main")
    assert [(p.code, p.line) for p in project.check()] == [("unknown-word", 3)]


def test_a_cut_file_is_told_at_a_line_that_it_has(project):
    project.write(OFFICE, "name: the Harbour Office\nkind: {body\n")
    assert [(p.code, p.line) for p in project.check()] == [("yaml-syntax", 2)]


@pytest.mark.parametrize(
    "change",
    [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n"), lambda text: text.replace("\n", "\r")],
    ids=["bom", "crlf", "cr"],
)
def test_byte_order_mark_and_line_ends_of_our_own_files_do_not_matter(project, change):
    for path in (
        "site.toml",
        EVENT,
        "content/pages/about.md",
        "content/vocabulary.yaml",
        "content/seeds.lock",
        "templates/base.html",
    ):
        project.write(path, change((project.root / path).read_text(encoding="utf-8")))
    assert project.check() == ()


def test_endless_words_and_steering_signs_are_not_printed(project):
    project.replace(EVENT, "by: dockers-union", f"by: {'x' * 5_000}")
    project.write("content/actors/a\x1b[2Jb.yaml", "name: x\n")
    checked = pipeline.check(project.root, pipeline.Clock())
    for form in ("full", "short", "github"):
        printed = report(checked.problems, form, checked.sources)
        assert "(5,0" in printed and "x" * 300 not in printed and "\x1b" not in printed


@pytest.mark.parametrize("name", [b"\xff.txt", b"two words.txt"])
def test_a_seed_with_a_name_that_no_record_can_give_is_told_and_not_locked(project, name):
    with open(os.path.join(os.fsencode(project.root), b"seeds", name), "wb") as file:
        file.write(b"x\n")
    assert {p.code for p in project.check()} <= {"bad-file-name", "stray-file"}
    done = run(project.root, "lock")
    assert done.returncode == 1 and "Traceback" not in done.stderr


def test_lock_refuses_to_forget_seeds_that_cannot_be_read(project):
    before = (project.root / "content/seeds.lock").read_bytes()
    project.write("seeds/paper.txt", b"\xff\xfe")
    assert run(project.root, "lock").returncode == 1
    assert (project.root / "content/seeds.lock").read_bytes() == before


@pytest.mark.parametrize("name", ["content", "seeds", "templates", "site.toml"])
def test_what_stands_beside_site_toml_may_not_be_a_link_out_of_the_project(project, tmp_path_factory, name):
    outside = tmp_path_factory.mktemp("outside") / name
    (project.root / name).rename(outside)
    os.symlink(outside, project.root / name)
    assert (name, "symbolic-link") in [(p.path, p.code) for p in project.check()]


def test_a_pipe_in_place_of_the_settings_does_not_hang_the_build(project):
    (project.root / "site.toml").unlink()
    os.mkfifo(project.root / "site.toml")
    done = run(project.root)
    assert done.returncode == 1 and "not-a-file" in done.stderr


@pytest.mark.parametrize("name", ["aux.css", "a:b.css"])
def test_an_asset_that_some_disk_cannot_hold_is_told_by_check(project, name):
    project.write(f"templates/assets/{name}", "x")
    assert [p.code for p in project.check()] == ["bad-file-name"]


def test_a_missing_style_is_told(project):
    (project.root / "templates/assets/site.css").unlink()
    assert [(p.path, p.code) for p in project.check()] == [("templates/assets/site.css", "missing-file")]


def test_a_file_in_place_of_the_schemas_is_one_sentence(project):
    project.write("schema", "x")
    done = run(project.root)
    assert done.returncode == 1 and "schema could not be written" in done.stderr and "Traceback" not in done.stderr


def test_no_bad_input_touches_the_last_good_site(project):
    assert run(project.root).returncode == 0
    before = tree(project.root / "_site")
    text = (project.root / EVENT).read_text(encoding="utf-8")
    for broken in (
        text[:200],
        re.sub("claims:", "claim:", text),
        "[" * 10_000,
        "\x00",
        text.replace(DATE, "date: {is: 2020-02-30}"),
    ):
        project.write(EVENT, broken)
        done = run(project.root)
        assert done.returncode == 1 and "Traceback" not in done.stderr and EVENT in done.stderr
        assert tree(project.root / "_site") == before


def test_control_characters_of_a_seed_never_reach_a_page(project):
    project.replace("seeds/paper.txt", "will stay closed.", "will \x00stay\x1b closed\x0b now.")
    project.relock()
    text = project.pages()["documents/courier-2020-03-05.html"]
    assert "\ufffdstay\ufffd closed\ufffd now." in text and not any(char in text for char in "\x00\x1b\x0b")
