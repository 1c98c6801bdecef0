"""Renaming a record: its file, every reference and its old address; nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tiny import EVENT

ROOT = Path(__file__).parents[1]


def rename(root: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "rename", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def content(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in (root / "content").rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    ("type", "old"),
    [
        ("event", "harbour-fire"),
        ("actor", "harbour-office"),
        ("place", "old-harbour"),
        ("document", "stern-2020-03-03"),
        ("outlet", "the-courier"),
    ],
)
def test_a_renamed_record_of_each_type_passes_the_check_and_its_old_address_redirects(project, type, old):
    project.write(
        "content/pages/about.md", f"---\ntitle: About\n---\n\n[One]({type}:{old}) and [two](<{type}s/{old}.html#x>).\n"
    )
    before = content(project.root)
    done = rename(project.root, type, old, "another-id")
    assert done.returncode == 0, done.stderr
    assert project.check() == ()
    pages = project.pages()
    assert "url=another-id.html" in pages[f"{type}s/{old}.html"]
    assert f'href="{type}s/another-id.html"' in pages["about.html"]
    after = content(project.root)
    moved = {f"content/{type}s/{old}.yaml": f"content/{type}s/another-id.yaml"}
    assert set(after) == {moved.get(path, path) for path in before}
    for path, text in before.items():
        lines, now = text.decode().splitlines(), after[moved.get(path, path)].decode().splitlines()
        if path in moved:
            assert now.pop() == f"former_ids: [{old}]"
        assert [line.replace("another-id", old) for line in now] == lines, path


def test_comments_layout_and_line_ends_stay(project):
    text = (project.root / EVENT).read_text(encoding="utf-8")
    text = "# A note\n" + text.replace("by: harbour-office", "by:  'harbour-office'   # the office", 1)
    project.write(EVENT, "\ufeff" + text.replace("\n", "\r\n"))
    assert rename(project.root, "actor", "harbour-office", "port-office").returncode == 0
    now = (project.root / EVENT).read_bytes().decode("utf-8")
    assert "by:  'port-office'   # the office\r\n" in now and now.startswith("\ufeff# A note\r\n")
    assert now.replace("port-office", "harbour-office") == "\ufeff" + text.replace("\n", "\r\n")
    assert project.check() == ()


def test_a_record_renamed_twice_keeps_both_addresses(project):
    assert rename(project.root, "event", "harbour-fire", "quay-fire").returncode == 0
    assert rename(project.root, "event", "quay-fire", "dock-fire").returncode == 0
    assert "former_ids: [harbour-fire, quay-fire]" in (project.root / "content/events/dock-fire.yaml").read_text()
    assert {"events/harbour-fire.html", "events/quay-fire.html"} <= project.pages().keys()


@pytest.mark.parametrize(
    "written",
    ["former_ids: an-old-one\n", "former_ids:\n  - an-old-one # note\n", "former_ids: [\n  an-old-one,\n  ]\n"],
)
def test_former_ids_are_added_to_however_they_are_written(project, written):
    project.replace(EVENT, "kind: fire\n", f"kind: fire\n{written}")
    done = rename(project.root, "event", "harbour-fire", "quay-fire")
    if "[\n" in written:
        assert done.returncode == 1 and "former_ids: [an-old-one, harbour-fire]" in done.stderr
        assert project.check() == ()
    else:
        assert done.returncode == 0, done.stderr
        assert (
            project.check() == ()
            and "former_ids: [an-old-one, harbour-fire]\nimportance"
            in (project.root / "content/events/quay-fire.yaml").read_text()
        )


def test_claims_of_the_record_that_others_name_follow(project):
    project.replace(
        "content/actors/harbour-office.yaml",
        "kind: body\n",
        "kind: body\nsummary:\n  - {text: The Harbour Office counted two killed., claims: harbour-fire/office}\n",
    )
    assert project.check() == ()
    assert rename(project.root, "event", "harbour-fire", "quay-fire").returncode == 0
    assert "claims: quay-fire/office" in (project.root / "content/actors/harbour-office.yaml").read_text()
    assert project.check() == ()


def test_a_dry_run_shows_the_difference_and_changes_nothing(project):
    before = content(project.root)
    done = rename(project.root, "place", "old-harbour", "old-port", "--dry-run")
    assert done.returncode == 0 and content(project.root) == before
    assert "-place: {is: old-harbour, claims: [office]}\n+place: {is: old-port, claims: [office]}" in done.stdout
    assert "rename content/places/old-harbour.yaml => content/places/old-port.yaml" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("event", "no-such", "x"), "There is no event 'no-such'"),
        (("actor", "harbour-fire", "x"), "a record of type event"),
        (("event", "harbour-fire", "old-harbour"), "is the id of content/places/old-harbour.yaml"),
        (("event", "harbour-fire", "Quay Fire"), "is no id"),
        (("event", "harbour-fire", "../x"), "is no id"),
        (("event", "harbour-fire", "con"), "is no id"),
        (("event", "harbour-fire", "harbour-fire"), "is the id of"),
    ],
)
def test_an_impossible_renaming_is_refused_in_one_sentence_and_changes_nothing(project, arguments, told):
    before = content(project.root)
    done = rename(project.root, *arguments)
    assert done.returncode == 1 and told in done.stderr and "Traceback" not in done.stderr
    assert content(project.root) == before
