"""The dossier: one archive that proves itself on a bare Python, holds no withheld text, and is the same each time."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import pytest
from tiny import COURIER

ROOT = Path(__file__).parents[1]


def archived(root: Path) -> bytes:
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "dossier"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return (root / "dossier.zip").read_bytes()


def unpacked(archive: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(archive)) as bag:
        bag.extractall(folder)
    return folder / "dossier"


def verified(bag: Path) -> tuple[int, str]:
    """What the verifier says on a bare Python: no site packages, no environment."""
    command = [sys.executable, "-I", "-S", str(bag / "data/verify.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=bag)
    assert not done.stderr
    return done.returncode, done.stdout


@pytest.fixture
def bag(project, tmp_path_factory) -> Path:
    return unpacked(archived(project.root), tmp_path_factory.mktemp("bag"))


def test_the_archive_is_a_valid_bag_and_confirms_every_quotation(project, bag):
    assert bagit.Bag(str(bag)).validate()
    code, told = verified(bag)
    assert code == 0 and told == "4 quotations stand in their documents, word for word.\nNothing is wrong.\n"
    assert (bag / "data/seeds/paper.txt").read_bytes() == (project.root / "seeds/paper.txt").read_bytes()
    assert (bag / "data/site/index.html").is_file() and "http.server" in (bag / "data/README.txt").read_text()


def test_the_same_record_gives_the_same_archive(project):
    assert archived(project.root) == archived(project.root)


def test_a_changed_word_anywhere_is_noticed(bag):
    quotations, document = bag / "data/quotations.json", bag / "data/documents/stern-2020-03-03.txt"
    seed, whole = bag / "data/seeds/paper.txt", (bag / "manifest-sha256.txt").read_text()
    for path, told in (
        (quotations, "does not stand in stern-2020-03-03 as it is quoted"),
        (document, "documents/stern-2020-03-03.txt is not made of lines 1 to 6 of seeds/paper.txt"),
        (seed, "documents/stern-2020-03-03.txt is not made of lines 1 to 6 of seeds/paper.txt"),
    ):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Two dockers were killed", "Ten dockers were killed"), encoding="utf-8")
        code, output = verified(bag)
        assert code == 1 and told in output and f"changed: {path.relative_to(bag).as_posix()}" in output
        path.write_text(text, encoding="utf-8")
    (bag / "data/site/stray.html").write_text("x")
    assert "not in the manifest: data/site/stray.html" in verified(bag)[1]
    (bag / "data/site/stray.html").unlink()
    (bag / "data/site/index.html").unlink()
    assert "missing: data/site/index.html" in verified(bag)[1]
    assert whole == (bag / "manifest-sha256.txt").read_text()


@pytest.mark.parametrize("access", ["quotes", "citation"])
def test_withheld_text_is_nowhere_in_the_archive(project, tmp_path_factory, access):
    project.write(COURIER, (project.root / COURIER).read_text(encoding="utf-8") + f"access: {access}\n")
    bag = unpacked(archived(project.root), tmp_path_factory.mktemp("bag"))
    everything = b"\n".join(path.read_bytes() for path in bag.rglob("*") if path.is_file())
    assert b"will stay closed" not in everything
    assert b"five had been wounded in the fire" in everything
    assert not (bag / "data/seeds").exists() and not (bag / "data/documents/courier-2020-03-05.txt").exists()
    held = json.loads((bag / "data/quotations.json").read_text(encoding="utf-8"))
    assert held["documents"]["courier-2020-03-05"]["held"] is False
    code, told = verified(bag)
    assert code == 0 and told.startswith("3 quotations stand")
    assert "1 quotations are from documents whose text this archive may not hold" in told
