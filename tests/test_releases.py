"""Releases: what was published once is neither lost nor changed without a word."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tiny import EVENT

ROOT = Path(__file__).parents[1]


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def released(project):
    """The tiny site with a release of 1 May 2020."""
    done = run(project.root, "release", "--date", "2020-05-01")
    assert done.returncode == 0, done.stderr
    assert project.check() == ()
    return project


def test_a_release_is_the_same_text_each_time_and_holds_what_readers_cite(released):
    path = released.root / "content/releases/2020-05-01.json"
    first = path.read_bytes()
    assert run(released.root, "release", "--date", "2020-05-01").returncode == 0
    assert path.read_bytes() == first
    held = json.loads(first)
    assert "events/harbour-fire.html" in held["addresses"] and "index.html" in held["addresses"]
    values = held["records"]["events/harbour-fire.html"]["values"]
    assert any(way.endswith("/says") and "wounded asserts" in value for way, value in values.items())
    assert set(held["documents"]) == {"stern-2020-03-03", "courier-2020-03-05"}


def test_a_changed_value_needs_a_word_in_history(released):
    released.replace(EVENT, "value: 2", "value: 3")
    changed = [one for one in released.check() if one.code == "unexplained-change"]
    assert len(changed) == 1 and changed[0].path == EVENT and changed[0].line > 1
    assert "killed asserts 2" in changed[0].message and "killed asserts 3" in changed[0].message
    with (released.root / EVENT).open("a", encoding="utf-8") as file:
        file.write("history:\n  - {date: 2020-05-02, text: The count was misread.}\n")
    assert "unexplained-change" not in {one.code for one in released.check()}


def test_a_claim_that_is_gone_needs_a_word_and_a_new_one_does_not(released):
    held = json.loads((released.root / "content/releases/2020-05-01.json").read_text(encoding="utf-8"))
    path = released.root / "content/releases/2020-05-01.json"
    values = held["records"]["events/harbour-fire.html"]["values"]
    quote = next(way for way in values if way.endswith("/quote"))
    del values[quote]
    path.write_text(json.dumps(held), encoding="utf-8")
    assert released.check() == ()
    values["claims/gone/quote"] = "words that stood here"
    path.write_text(json.dumps(held), encoding="utf-8")
    (found,) = released.check()
    assert found.code == "unexplained-change" and "became nothing" in found.message


def test_an_address_that_disappears_is_an_error_until_its_record_redirects(released):
    old, new = released.root / EVENT, released.root / "content/events/quay-fire.yaml"
    old.rename(new)
    for path in (released.root / "content").rglob("*"):
        if path.is_file() and path.suffix in (".yaml", ".md"):
            path.write_text(path.read_text(encoding="utf-8").replace("harbour-fire", "quay-fire"), encoding="utf-8")
    (lost,) = [one for one in released.check() if one.code == "lost-address"]
    assert lost.path == EVENT and "former_ids: [harbour-fire]" in lost.hint
    new.write_text("former_ids: [harbour-fire]\n" + new.read_text(encoding="utf-8"), encoding="utf-8")
    assert released.check() == ()
    released.replace("content/events/quay-fire.yaml", "value: 2", "value: 3")
    assert "unexplained-change" in {one.code for one in released.check()}


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 2}', '{"format": 1, "date": 3}', "null", "[" * 100_000])
def test_a_release_that_cannot_be_read_is_an_error(released, text):
    (released.root / "content/releases/2020-05-01.json").write_text(text, encoding="utf-8")
    assert [one.code for one in released.check()] == ["release-syntax"]


def test_a_release_is_never_written_behind_another_nor_of_a_broken_record(released):
    done = run(released.root, "release", "--date", "2020-04-30")
    assert done.returncode == 1 and "newer than 2020-04-30" in done.stderr
    done = run(released.root, "release", "--date", "yesterday")
    assert done.returncode == 2 and "2020-01-31" in done.stderr
    released.replace(EVENT, "value: 2", "value: two")
    done = run(released.root, "release", "--date", "2020-06-01")
    assert done.returncode == 1 and not (released.root / "content/releases/2020-06-01.json").exists()
