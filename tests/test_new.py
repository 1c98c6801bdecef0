"""New records: what is asked, what is written, and what is refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from muniment.drafts import QUESTIONS, identifier

ROOT = Path(__file__).parents[1]


def new(root: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess:
    answers = [part for key, value in given.items() for part in ("--set", f"{key}={value}")]
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "new", *arguments, *answers],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_new_event_stands_on_the_words_given_and_passes_the_check(project):
    done = new(project.root, "event", title="A union’s warning", kind="fire", words="nobody had been warned")
    assert done.returncode == 0, done.stderr
    text = (project.root / "content/events/a-unions-warning.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schema/event.json\ntitle: A union’s warning\n")
    assert "quote: Nobody had been warned" in text and "document: stern-2020-03-03" in text
    assert project.check() == ()
    assert "“Nobody had been warned”" in project.pages()["events/a-unions-warning.html"]


@pytest.mark.parametrize(
    ("type", "given", "path"),
    [
        ("actor", {"name": "Ada Stern", "kind": "body"}, "content/actors/ada-stern.yaml"),
        ("place", {"name": "harbour", "kind": "area", "parent": "old-harbour"}, "content/places/harbour.yaml"),
        ("outlet", {"name": "The Courier – 3"}, "content/outlets/the-courier-3.yaml"),
    ],
)
def test_a_new_record_of_each_type_can_be_read_at_once(project, type, given, path):
    done = new(project.root, type, **given)
    assert done.returncode == 0 and path in done.stdout, done.stderr
    found = {problem.code for problem in project.check() if problem.path == path}
    assert found <= {"name-not-printed", "unused-record", "name-clash"}


def test_a_new_document_is_cut_from_its_seed(project):
    project.write("seeds/letter.txt", "A letter\nThe harbour is closed.\nIt opens in May.\n")
    done = new(
        project.root,
        "document",
        "a-letter",
        title="A letter",
        label="Letter, 8 March 2020",
        seed="letter.txt",
        lines="1-3",
        body="2-3",
        published="2020-03-08",
        genre="news-report",
    )
    assert done.returncode == 0 and "build.py lock" in done.stdout, done.stderr
    project.relock()
    told = [p.code for p in project.check() if p.severity == "error"]
    assert told == ["line-without-role", "fact-without-claim"], "and the date wants its ground"


def test_what_is_missing_or_wrong_is_told_and_nothing_is_written(project):
    before = sorted(project.root.rglob("content/**/*.yaml"))
    for arguments, given, told in (
        (("actor",), {}, "--set name=…"),
        (("actor",), {"name": "X", "kind": "bodi"}, "Did you mean 'body'?"),
        (("actor",), {"name": "X", "kind": "body", "nam": "y"}, "Did you mean 'name'?"),
        (("actor", "harbour-fire"), {"name": "X", "kind": "body"}, "'harbour-fire' is taken"),
        (("actor", "../../x"), {"name": "X", "kind": "body"}, "../../x"),
        (("event",), {"title": "X", "kind": "fire", "words": "no such words"}, "stand in no document"),
        (
            ("event",),
            {"title": "X", "kind": "fire", "words": "Calm returns", "importance": "huge"},
            "'huge' is not one of",
        ),
        (("event",), {"title": "X", "kind": "fire", "words": "Calm returns", "date": "soon"}, "date"),
    ):
        done = new(project.root, *arguments, **given)
        assert done.returncode in (1, 2) and told in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert sorted(project.root.rglob("content/**/*.yaml")) == before


def test_on_a_terminal_a_wrong_answer_is_asked_again_and_none_is_lost(project):
    given = ["A warning", "fier", "fire", "big", "core", "March 2020", "", "no such words", "nobody had been warned"]
    master, terminal = os.openpty()
    command = [sys.executable, str(ROOT / "build.py"), "new", "event", "a-warning"]
    asking = subprocess.Popen(
        command, cwd=project.root, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    os.write(master, "".join(f"{answer}\n" for answer in given).encode())
    told = asking.communicate(timeout=60)[0].decode()
    os.close(master)
    os.close(terminal)
    assert asking.returncode == 0, told
    for words in ("Did you mean 'fire'?", "Known here: background, core", "type 2020-03", "stand in no document"):
        assert words in told
    text = (project.root / "content/events/a-warning.yaml").read_text(encoding="utf-8")
    assert "title: A warning\nkind: fire\nimportance: core\n" in text and "date:" not in text


def test_an_id_that_is_none_is_refused_before_anything_is_asked(project):
    done = new(project.root, "event", "My-Try")
    assert "Type 'my-try'." in done.stderr and "Not given" not in done.stderr


def test_a_package_that_is_not_installed_is_told_with_what_to_run(project, tmp_path):
    (tmp_path / "msgspec.py").write_text("import a_package_that_nobody_has\n")
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "check"],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr and "is not installed here. Run: make site" in done.stderr


def test_an_id_is_made_of_any_name():
    assert identifier("Kata’ib Ḥizballah — “K-1”") == "kataib-hizballah-k-1"
    assert identifier("سلیمانی") == ""
    assert all(question.ask for questions in QUESTIONS.values() for question in questions)
