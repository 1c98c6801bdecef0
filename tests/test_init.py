"""A new documentary: `init` makes a folder that builds at once and holds nothing of the first one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FIRST = re.compile(
    rb"iran|iraq|soleimani|baghdad|hezbollah|hizbullah|kataib|\btaji\b|pentagon|trump|militia|van.auken|press.tv"
    rb"|middle.east|confrontation",
    re.IGNORECASE,
)
"""Words of the first documentary's subject."""
OTHERS = (".woff2", ".png")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """A command, run with the `build.py` of this folder as its users run it."""
    return subprocess.run(
        [sys.executable, "build.py", *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("init") / "harbour record"
    done = run(ROOT, "init", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "holds a documentary" in done.stdout and "cd '" in done.stdout
    return folder


def test_the_check_of_a_new_documentary_finds_nothing(made):
    done = run(made, "check")
    assert done.returncode == 0 and done.stdout.startswith("Nothing wrong: 1 document, 1 event"), done.stderr
    assert done.stderr == ""


def test_a_new_documentary_builds_at_once_with_its_own_engine(made):
    done = run(made)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (made / "_site/events/harbour-fire.html").read_text(encoding="utf-8")
    assert "Fire at the old harbour" in page and "at least four were wounded" in page
    assert list((made / "_site").rglob("pagefind*"))
    assert run(made, "--version").stdout.startswith("muniment")


def test_a_new_documentary_passes_its_own_tests(made):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0 and "1 passed" in done.stdout, done.stdout


def test_nothing_of_the_first_documentary_is_in_a_new_one(made):
    files = [path for path in made.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    told = {path.relative_to(made).as_posix(): path for path in files if path.suffix not in OTHERS}
    named = {name for name, path in told.items() if FIRST.search(name.encode()) or FIRST.search(path.read_bytes())}
    assert {name for name in named if not name.endswith("/basemap/world.json")} == set()
    assert not [name for name in told if name.startswith(("seeds/0", "docs/second", "tools/"))]


def test_every_kind_of_record_has_its_sample(made):
    for folder in ("documents", "outlets", "actors", "places", "events"):
        assert list((made / "content" / folder).glob("*.yaml")), folder


def test_a_new_documentary_can_found_another(made, tmp_path):
    done = run(made, "init", str(tmp_path / "second"))
    assert done.returncode == 0, done.stderr
    first = {path.relative_to(ROOT / "muniment").as_posix() for path in (ROOT / "muniment").rglob("*.py")}
    assert first == {p.relative_to(tmp_path / "second/muniment").as_posix() for p in tmp_path.rglob("muniment/**/*.py")}


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = run(ROOT, "init", str(tmp_path))
    assert done.returncode == 1 and "holds something already" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_taken(tmp_path):
    assert run(ROOT, "init", str(tmp_path)).returncode == 0
    assert (tmp_path / "site.toml").is_file()
