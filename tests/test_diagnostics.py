"""Each kind of bad input has its bad file: the message names file, line and column and says what to type instead."""

import os

import pytest
from tiny import COURIER, EVENT, FILES, STERN

OUTLET = "content/outlets/the-courier.yaml"
PLACE = "content/places/old-harbour.yaml"
ACTOR = "content/actors/dockers-union.yaml"

# file, text that stands there, text put in its place, code, line, words of message or hint
CHANGES = [
    (EVENT, "importance: core", "importanse: core", "unknown-key", 3, "importance"),
    (EVENT, "importance: core\n", "", "missing-key", 1, "importance"),
    (EVENT, "kind: fire", "kind: fire\nkind: fire", "duplicate-key", 3, "line 2"),
    (EVENT, "title: Fire at the old harbour", "title: [a]", "wrong-type", 1, "text"),
    (EVENT, "title: Fire at the old harbour", "title: 12", "wrong-type", 1, "quotes"),
    (EVENT, "importance: core", "importance: main", "unknown-word", 3, "core"),
    (EVENT, "kind: fire", "kind: fier", "unknown-word", 2, "'fire'"),
    (EVENT, "title: Fire at", "title: Fire: at", "yaml-syntax", 1, "quotes"),
    (EVENT, 'value: ">=4"', "value: >=4", "yaml-syntax", 30, "quotes"),
    (EVENT, "by: dockers-union", "by: docker-union", "unknown-id", 28, "'dockers-union'"),
    (EVENT, "document: courier-2020-03-05", "document: courier", "unknown-id", 38, "courier-2020-03-05"),
    (EVENT, "claims: [union]", "claims: [unoin]", "unknown-claim", 8, "'union'"),
    (
        EVENT,
        "five had been wounded in",
        "six had been wounded in",
        "quotation-not-found",
        39,
        "five had been wounded in the fire",
    ),
    (
        EVENT,
        "quote: five had been wounded in the fire",
        "quote: the fire",
        "words-not-in-quotation",
        42,
        "five had been wounded",
    ),
    (EVENT, "quote: at least four were wounded", "quote: were wounded", "quotation-repeated", 27, "before:"),
    (EVENT, "quote: at least four were wounded", "quote: four", "quotation-too-short", 27, "single word"),
    (EVENT, "words: It denied", "words: It confirmed", "words-not-in-quotation", 36, "not part of the quotation"),
    (EVENT, "date: {is: 2020-03-02,", "date: {is: 2020-02-30,", "bad-date", 4, "2020-02-29"),
    (EVENT, "date: {is: 2020-03-02,", "date: {is: 2/3/2020,", "bad-date", 4, "2020"),
    (EVENT, "date: {is: 2020-03-02,", "date: {is: [2020-03-02..2020-03-05],", "bad-date", 4, "in quotation marks"),
    (EVENT, ", basis: Counted from the article's own date.}\nplace", "}\nplace", None, 4, ""),
    (EVENT, "date: 2020-03-02, words: on Monday", "date: 2020-03, words: on Monday", None, 4, ""),
    (EVENT, "value: 5,", "value: 25..3,", "bad-count", 42, "3..25"),
    (EVENT, "value: 5,", "value: many,", "bad-count", 42, ">=25"),
    (EVENT, "value: 5, of: people,", "value: 5,", "missing-content", 42, "of:"),
    (EVENT, "point: cause, stance", "point: couse, stance", "unknown-point", 36, "'cause'"),
    (EVENT, "answer: strike, words", "answer: strikes, words", "unknown-answer", 36, "'strike'"),
    (
        EVENT,
        "answers: {strike: The strike}",
        "answers: {strike: The strike, wind: The wind}",
        "unused-answer",
        14,
        "wind",
    ),
    (EVENT, "stance: denies, answer", "stance: refutes, answer", "unknown-word", 36, "denies"),
    (EVENT, "value: 2, of", "answer: a, of", "wrong-content", 23, "value"),
    (EVENT, "  cause:\n", "  killing: {ask: Who?}\n  cause:\n", "unknown-point", 12, "'killed'"),
    (EVENT, "  killed: {ask", "  description: {ask: How?}\n  killed: {ask", "unused-point", 10, "description"),
    (
        EVENT,
        "  killed: {ask: How many were killed?}",
        "  killed: {ask: How many?, status: agreed}",
        "missing-key",
        10,
        "reason",
    ),
    (
        EVENT,
        "three were wounded., claims: [office]",
        "nine were wounded., claims: [office]",
        "number-not-in-claims",
        7,
        "9",
    ),
    (
        EVENT,
        "The Dockers’ Union said that at",
        "The Dockers’ Union of Genoa said that at",
        "name-not-in-claims",
        8,
        "Genoa",
    ),
    (EVENT, "- {text: The Harbour Office said", "- {text: The Courier and Bob said", "name-not-in-claims", 7, "Bob"),
    (EVENT, "wounded., claims: [union]}", "wounded., claims: []}", "sentence-without-claim", 8, "claims:"),
    (EVENT, "wounded., claims: [union]}", "wounded.}", "missing-key", 8, "claims"),
    (STERN, "lines: 1-6", "lines: 1-66", "slice-outside-seed", 4, "11 lines"),
    (STERN, "body: 4-6", "body: 4-8", "slice-outside-seed", 5, "1-6"),
    (STERN, "lines: 1-6", "lines: 1-7", "line-without-role", 4, "layout"),
    (COURIER, "lines: 7-10\nbody: 9-10", "lines: 6-10\nbody: 6-10", "slice-overlap", 4, "stern-2020-03-03"),
    (COURIER, "lines: 7-10", "lines: 10-7", "bad-lines", 4, "7-10"),
    (STERN, "seed: paper.txt", "seed: papers.txt", "missing-seed", 3, "'paper.txt'"),
    (STERN, "title: Two dockers die in harbour fire", "title: Three dockers die", "not-printed", 1, "seed"),
    (STERN, "printed: 3 March 2020", "printed: 4 March 2020", "not-printed", 12, "basis"),
    (STERN, ", printed: The Courier}", "}", "fact-without-claim", 11, "basis"),
    (STERN, "authors: [Ada Stern]", "authors: [Ada Sterne]", "not-printed", 10, "seed"),
    (ACTOR, "kind: body", "kind: body\nnames: [Dock Workers]", "name-not-printed", 3, "search_only"),
    (ACTOR, "name: Dockers’ Union", "name: Dock Union", "name-not-printed", 1, "printed"),
    (PLACE, "name: the old harbour", "name: the quay\nname_is_ours: true", None, 1, ""),
    (ACTOR, "kind: body", "kind: body\nnames: [dockers' union]", "repeated-name", 3, "Remove"),
    (ACTOR, "kind: body", "kind: body\nnames: [Harbour Office]", "shared-name", 3, "only_in"),
    (
        ACTOR,
        "kind: body",
        "kind: body\nclaims:\n  x: {document: courier-2020-03-05, quote: The old harbour, says: [{point: wounded, words: harbour}]}",
        "unused-claim",
        4,
        "claims:",
    ),
    (ACTOR, "kind: body", "kind: body\nformer_ids: [harbour-office]", "repeated-id", 3, "harbour-office"),
    (PLACE, "kind: area", "kind: area\nparent: &x old", "yaml-anchor", 3, "&"),
    (PLACE, "kind: area", "kind: !!python/object:os.system area", "yaml-tag", 2, "!"),
    (PLACE, "kind: area", "kind: area\n---\na: b", "yaml-second-document", 3, "one record"),
    (
        PLACE,
        "kind: area",
        "kind: area\ncoordinates: {lat: north, lon: 3, radius_km: 1, origin: ours}",
        "wrong-type",
        3,
        "33.31",
    ),
    (PLACE, "kind: area", "kind: area\n\tparent: x", "yaml-syntax", 3, "spaces"),
    ("site.toml", "subtitle =", "subtitel =", "unknown-key", 2, "subtitle"),
    ("site.toml", 'title = "The', "title = The", "settings-syntax", 1, "TOML"),
    ("site.toml", 'access = "full"', 'access = "all"', "wrong-value", 6, "access"),
    ("content/vocabulary.yaml", "label: Fire,", "lable: Fire,", "unknown-key", 1, "label"),
    ("content/vocabulary.yaml", "burns.}", "burns., group: blaze}", "unknown-group", 1, "event_groups:"),
    (
        "content/vocabulary.yaml",
        "actor_kinds:",
        "event_groups: {a: {label: A, definition: A., mark: A}, b: {label: B, definition: B., mark: A}}\nactor_kinds:",
        "repeated-mark",
        2,
        "letter of its own",
    ),
    ("content/pages/about.md", "---\ntitle: About\n---\n", "# About\n", "no-front-matter", 1, "title"),
    ("seeds/paper.txt", "five had been", "six had been", "seed-changed", 1, "lock"),
    ("content/seeds.lock", "seed paper.txt", "seed paper", "not-locked", 0, "build.py lock"),
]


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "line", "words"), CHANGES, ids=[f"{c[3]}-{i}" for i, c in enumerate(CHANGES)]
)
def test_bad_input_is_told_with_its_place_and_its_remedy(project, path, old, new, code, line, words):
    project.replace(path, old, new)
    problems = project.check()
    if code is None:
        assert not problems
        return
    found = [p for p in problems if p.code == code]
    assert found, problems
    assert (found[0].path, found[0].line) == ("content/seeds.lock" if code == "seed-changed" else path, line)
    assert words in f"{found[0].message} {found[0].hint}"
    assert found[0].hint


def test_a_date_more_precise_than_its_claim_is_told(project):
    project.replace(EVENT, ", basis: Counted from the article's own date.}", "}")
    project.replace(EVENT, "date: 2020-03-02, words: on Monday", "date: 2020-03, words: on Monday")
    assert [p.code for p in project.check()] == ["date-too-precise"]


def test_all_problems_of_all_files_come_in_one_run(project):
    project.replace(EVENT, "importance: core", "importanse: core")
    project.replace(STERN, "genre: news-report", "genre: sermon")
    project.write("content/actors/INDEX.yaml", "name: x\n")
    codes = {p.code for p in project.check()}
    assert {"unknown-key", "unknown-word", "bad-id"} <= codes


def test_one_mistake_in_a_record_is_one_message(project):
    project.replace("content/actors/harbour-office.yaml", "kind: body", "kinds: body")
    assert {(p.path, p.code) for p in project.check()} == {("content/actors/harbour-office.yaml", "unknown-key")}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("con", "bad-id"),
        ("INDEX", "bad-id"),
        ("index", "bad-id"),
        ("a b", "bad-id"),
        ("a--b", "bad-id"),
        ("é", "bad-id"),
        ("x" * 90, "bad-id"),
    ],
)
def test_a_file_name_that_is_no_address_is_told(project, name, code):
    project.write(f"content/actors/{name}.yaml", "name: Dockers’ Union\nkind: body\n")
    assert code in [p.code for p in project.check()]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"# nothing\n", "empty-file"),
        (b"name: \xff\n", "not-utf-8"),
        (b"x" * 5_000_000, "file-too-large"),
        (b"[" * 10_000, "yaml-nesting"),
        (b"name: a\x00b\n", "yaml-syntax"),
        (b"- a\n", "wrong-type"),
        (b"just words\n", "wrong-type"),
        (b"? [a]\n: b\n", "yaml-key"),
        (b"a: &b c\nd: *b\n", "yaml-anchor"),
        (b"name: 'open\n", "yaml-syntax"),
    ],
)
def test_a_file_that_is_no_record_is_told(project, data, code):
    project.write("content/actors/odd.yaml", data)
    found = [p for p in project.check() if p.path == "content/actors/odd.yaml"]
    assert [p.code for p in found] == [code]
    assert found[0].message and found[0].hint


def test_a_seed_that_is_not_utf8_is_told_with_its_line(project):
    project.write("seeds/paper.txt", "fine\nnot fine \xe9\n".encode("latin-1"))
    found = [p for p in project.check() if p.code == "not-utf-8"]
    assert (found[0].path, found[0].line, found[0].column) == ("seeds/paper.txt", 2, 10)


def test_a_symbolic_link_is_refused(project, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_text("name: Dockers’ Union\nkind: body\n")
    os.symlink(outside, project.root / "content/actors/linked.yaml")
    os.symlink(outside.parent, project.root / "content/folder")
    assert sorted(p.path for p in project.check() if p.code == "symbolic-link") == [
        "content/actors/linked.yaml",
        "content/folder",
    ]


def test_an_id_in_two_folders_is_told(project):
    project.write("content/places/dockers-union.yaml", "name: the old harbour\nkind: area\n")
    assert "repeated-id" in [p.code for p in project.check()]


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("    quote: at least four", "    quote at least four", (27, 5), "colon"),
        ("points:\n", "points\n", (9, 1), "colon"),
        ("kind: fire", "kind:fire", (2, 1), "colon"),
        ("basis: Counted from", 'basis: "Counted from', (4, 49), "closed only in line 30"),
        ("claims: [union]}", "claims: [union}", (8, 84), "did not find expected ',' or ']'"),
        ("answers: {strike: The strike}", "answers: {strike: The strike", (14, 14), "bracket { here is not closed"),
        ("title: Fire at the old", 'title: "Fire" at the old', (1, 15), "typographic"),
        ("title: Fire", "title: 'The union's fire'", (1, 19), "typographic"),
    ],
)
def test_a_mistake_of_form_is_told_where_it_is_mended(project, old, new, place, words):
    project.replace(EVENT, old, new)
    (found,) = (p for p in project.check() if p.code == "yaml-syntax")
    assert (found.line, found.column) == place, found
    assert words in f"{found.message} {found.hint}"


def test_a_number_a_name_and_a_quotation_are_pointed_at_in_their_sentence(project):
    sentence = "The Dockers’ Union of Genoa said that 9 were “gravely wounded”."
    project.replace(EVENT, "The Dockers’ Union said that at least four were wounded.", sentence)
    line = (project.root / EVENT).read_text(encoding="utf-8").split("\n")[7]
    found = {p.code: p for p in project.check()}
    for code, words in (
        ("number-not-in-claims", "9 were"),
        ("name-not-in-claims", "Genoa"),
        ("quoted-words-not-in-claims", "“gravely"),
    ):
        assert found[code].line == 8 and line[found[code].column - 1 :].startswith(words)


@pytest.mark.parametrize(
    ("quoted", "right"),
    [
        ("“at least four were wounded”", True),
        ("“At least four were wounded.”", True),
        ("“at least [...] wounded”", True),
        ("“‘at least four’ were wounded”", True),
        ("“at least forty were wounded”", False),
        ('\\"at least four were killed\\"', False),
        ("“at least wounded”", False),
    ],
)
def test_words_between_quotation_marks_in_our_sentences_stand_in_their_claims(project, quoted, right):
    sentence = "The Dockers’ Union said that at least four were wounded."
    project.replace(EVENT, f"text: {sentence}", f'text: "The Dockers’ Union said that {quoted}."')
    codes = [p.code for p in project.check()]
    assert ("quoted-words-not-in-claims" in codes) is not right, codes


def test_a_misquoted_claim_is_told_once_and_not_again_by_its_sentence(project):
    project.replace(EVENT, "quote: at least four were wounded", "quote: at least for were wounded")
    assert {p.code for p in project.check()} <= {"quotation-not-found", "words-not-in-quotation"}


def test_quotation_marks_typed_around_a_quotation_are_told_as_such(project):
    project.replace(EVENT, "quote: at least four were wounded", "quote: “at least four were wounded”")
    (found,) = (p for p in project.check() if p.code == "quotation-not-found")
    assert "Leave the marks out" in found.hint
    project.replace(EVENT, "quote: “at least four were wounded”", "quote: at least four were wounded")
    project.replace(EVENT, "words: at least four were wounded", "words: “at least four were wounded”")
    (found,) = project.check()
    assert found.hint == "Leave out the quotation marks."


def test_a_file_whose_name_is_no_id_is_one_message_and_its_record_is_known(project):
    (project.root / "content/actors/dockers-union.yaml").rename(project.root / "content/actors/Dockers-Union.yaml")
    assert [(p.code, p.hint) for p in project.check()] == [("bad-id", "Type 'dockers-union'.")]


def test_a_record_in_the_folder_of_another_type_is_one_message_that_names_the_right_one(project):
    office = "content/actors/harbour-office.yaml"
    project.replace(office, "kind: body", "kind: body\nrelations: []")
    (project.root / office).rename(project.root / "content/places/harbour-office.yaml")
    (found,) = project.check()
    assert (found.path, found.code) == ("content/places/harbour-office.yaml", "wrong-folder")
    assert found.hint == "Move the file to content/actors/harbour-office.yaml."


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("content/events/new.yml", "Rename it content/events/new.yaml."),
        ("content/events/new.yaml.txt", "Rename it content/events/new.yaml."),
        ("content/events/more/new.yaml", "Rename it content/events/new.yaml."),
        ("content/pages/new.md.txt", "Rename it content/pages/new.md."),
        ("content/documents/letter.txt", "seeds/"),
        ("content/new.yaml", "content/FOLDER/ID.yaml"),
    ],
)
def test_a_file_with_a_wrong_ending_or_place_is_told_its_right_name(project, path, hint):
    project.write(path, "name: x\n")
    (found,) = (p for p in project.check() if p.code == "stray-file")
    assert hint in found.hint


def test_a_claim_s_name_that_is_no_id_is_told_at_its_line(project):
    project.replace(EVENT, "  denial:\n", "  Denial:\n")
    (found,) = (p for p in project.check() if p.code == "bad-id")
    assert (found.line, found.column, found.hint) == (31, 3, "Type 'denial'.")


def test_a_record_beside_content_is_told_and_settings_of_other_programs_are_not(project):
    project.write("fire.yaml", FILES[EVENT])
    project.write("mkdocs.yml", "site_name: x\nnav: [a]\n")
    (found,) = project.check()
    assert (found.path, found.code, found.severity) == ("fire.yaml", "stray-file", "warning")
    assert "content/FOLDER/fire.yaml" in found.hint


@pytest.mark.parametrize(
    ("line", "column"), [("x: {a: 1 b: 2}", 11), ("x: {a: [b] c: d}", 12), ('x: {a: "b" c: d}', 12)]
)
def test_a_comma_that_is_missing_between_two_keys_is_told_at_the_second(project, line, column):
    project.replace(EVENT, "importance: core", line)
    (found,) = (p for p in project.check() if p.path == EVENT)
    assert (found.code, found.line, found.column) == ("yaml-syntax", 3, column)
    assert "comma" in found.message and "{a: 1, b: 2}" in found.hint


def test_a_file_that_no_step_reads_is_told(project):
    project.write("content/events/notes.txt", "hello")
    project.write("content/evens/x.yaml", "hello: x")
    assert {"stray-file", "unknown-folder"} <= {p.code for p in project.check()}


def test_a_template_error_names_the_template_and_its_line(project):
    path = project.root / "templates/pages/event.html"
    text = path.read_text(encoding="utf-8")
    before, heading, after = text.partition("<h1")
    path.write_text(f"{before}{{{{ view.no_such_thing }}}}\n{heading}{after}", encoding="utf-8")
    found = [p for p in project.check() if p.code == "template-error"]
    assert found and found[0].path == "templates/pages/event.html" and found[0].line == before.count("\n") + 1
    path.write_text(text + "{% if %}", encoding="utf-8")
    assert [p.path for p in project.check() if p.code == "template-error"] == ["templates/pages/event.html"]


def test_a_missing_folder_is_told(project):
    (project.root / "seeds/paper.txt").rename(project.root / "paper.txt")
    (project.root / "seeds").rmdir()
    assert {"missing-folder", "missing-seed"} <= {p.code for p in project.check()}


def test_a_clean_site_has_no_problem(project):
    assert project.check() == ()
