"""The published folder holds one whole site, whatever happens to the build that writes it."""

import os
import subprocess
import sys
import tempfile
import textwrap
import threading
from pathlib import Path

import pytest

from muniment.addresses import faults
from muniment.alone import alone
from muniment.publish import MARKER, Published, PublishError, publish, repair

ROOT = Path(__file__).parents[1]
OLD = {"build.json": b"{}", ".nojekyll": b"", "index.html": b"old", "events/a/index.html": b"same", "gone.txt": b"x"}
NEW = {"build.json": b"{}", ".nojekyll": b"", "index.html": b"new!", "events/a/index.html": b"same", "b/c.txt": b"y"}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "site"


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(script: str, *arguments: object) -> subprocess.CompletedProcess:
    """A finished child process that ran the script with the engine at hand."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        cwd=tempfile.gettempdir(),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_output_holds_exactly_the_files_given(output):
    assert publish(output, OLD) == Published(written=5, kept=0, removed=0)
    assert files_in(output) == OLD
    assert publish(output, NEW) == Published(written=2, kept=3, removed=1)
    assert files_in(output) == NEW
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_a_file_that_did_not_change_keeps_its_time_and_a_changed_one_does_not(output):
    publish(output, OLD)
    for path in OLD:
        os.utime(output / path, ns=(10**18, 10**18))
    publish(output, NEW)
    assert (output / "events/a/index.html").stat().st_mtime_ns == 10**18
    assert (output / "index.html").stat().st_mtime_ns != 10**18


def test_a_disk_without_links_keeps_the_times_too(output, monkeypatch):
    def no_links(*_: object) -> None:
        raise PermissionError("no links on this disk")

    publish(output, OLD)
    os.utime(output / "build.json", ns=(10**18, 10**18))
    monkeypatch.setattr(os, "link", no_links)
    assert publish(output, NEW).kept == 3
    assert (output / "build.json").stat().st_mtime_ns == 10**18
    assert files_in(output) == NEW


def test_the_new_site_never_writes_through_a_file_that_someone_linked_to(output, tmp_path):
    publish(output, OLD)
    os.link(output / "index.html", tmp_path / "mine.html")
    publish(output, NEW)
    assert (tmp_path / "mine.html").read_bytes() == b"old"


def test_a_folder_may_become_a_file_and_a_file_a_folder(output):
    publish(output, {"build.json": b"", "a/b": b"1", "c": b"2"})
    publish(output, {"build.json": b"", "a": b"1", "c/d": b"2"})
    assert files_in(output) == {"build.json": b"", "a": b"1", "c/d": b"2"}


BAD_PATHS = [
    "../evil", "a/../../evil", "/etc/evil", "", "a//b", "a/", "./a", "a\\b", "a\0b", "a\nb", "C:/evil", "con",
    "a/NUL.txt", "com1", "LPT9.html/x", "aux .txt", "dot.", "space ", "a?b", "e\u0301.html", "x" * 256, "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("path", BAD_PATHS)
def test_a_path_that_some_disk_cannot_hold_is_refused_before_anything_is_written(output, path):
    publish(output, OLD)
    with pytest.raises(PublishError, match="cannot be written"):
        publish(output, {**NEW, path: b"evil"})
    assert files_in(output.parent) == {f"site/{name}": content for name, content in OLD.items()}


@pytest.mark.parametrize(
    "pair", [("A.html", "a.html"), ("Events/a", "events/b"), ("a", "a/b"), ("a/b", "A/b/c"), ("ß", "SS")]
)
def test_two_paths_that_cannot_stand_together_are_refused(output, pair):
    assert len(list(faults(pair))) >= 1
    with pytest.raises(PublishError, match="cannot be written"):
        publish(output, {"build.json": b"", **dict.fromkeys(pair, b"x")})
    assert not output.exists()


def test_ordinary_paths_are_not_refused():
    fine = ["index.html", "events/k1/index.html", "con-artist.html", "console/com10.txt", ".nojekyll", "ایران.html"]
    assert list(faults(fine)) == []


def test_a_site_without_its_proof_is_refused(output):
    with pytest.raises(PublishError, match="build.json"):
        publish(output, {"index.html": b""})
    assert not output.exists()


def test_a_folder_that_no_build_made_is_never_replaced(output):
    output.mkdir()
    (output / "thesis.txt").write_text("mine")
    with pytest.raises(PublishError, match="no build made it") as refused:
        publish(output, OLD)
    assert refused.value.hint
    assert files_in(output) == {"thesis.txt": b"mine"}


@pytest.mark.parametrize("ending", ["old", "new"])
def test_a_sibling_that_no_build_made_is_never_deleted(output, ending):
    mine = output.with_name(f"site.{ending}")
    mine.mkdir()
    (mine / "thesis.txt").write_text("mine")
    with pytest.raises(PublishError, match="in the way"):
        publish(output, OLD)
    assert files_in(mine) == {"thesis.txt": b"mine"}


def test_an_empty_folder_is_taken(output):
    output.mkdir()
    publish(output, OLD)
    assert files_in(output) == OLD


def test_a_file_and_a_symbolic_link_are_refused_as_output(output, tmp_path):
    output.write_text("a file")
    with pytest.raises(PublishError, match="is a file"):
        publish(output, OLD)
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(PublishError, match="symbolic link"):
        publish(tmp_path / "link", OLD)
    assert files_in(tmp_path) == {"site": b"a file"}


@pytest.mark.parametrize("below", [".", "deep/project"])
def test_an_output_that_contains_the_project_is_refused(tmp_path, below):
    (tmp_path / "build.json").write_text("{}")
    project = tmp_path / below
    project.mkdir(parents=True, exist_ok=True)
    with pytest.raises(PublishError, match="contains the project"):
        publish(tmp_path, OLD, project)
    with pytest.raises(PublishError, match="contains the project"):
        publish(Path("/"), OLD, project)
    assert (tmp_path / "build.json").read_text() == "{}"


def test_a_parent_that_is_a_file_gives_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError, match="could not be put into") as refused:
        publish(tmp_path / "file" / "site", OLD)
    assert "Check that you may write" in refused.value.hint


def test_a_parent_that_may_not_be_written_leaves_the_last_site():
    script = """
        import os, sys
        from pathlib import Path
        from muniment.publish import PublishError, publish
        if os.geteuid() == 0:
            os.seteuid(65534)
        try:
            publish(Path(sys.argv[1]), {"build.json": b"other"})
        except PublishError as refused:
            sys.exit(f"{refused.message} / {refused.hint}")
        """
    with tempfile.TemporaryDirectory() as top:
        output = Path(top, "site")
        publish(output, OLD)
        os.chmod(top, 0o555)
        done = run(script, output)
        os.chmod(top, 0o755)
        assert "Permission denied" in done.stderr and "Check that you may write" in done.stderr
        assert "Traceback" not in done.stderr
        assert files_in(output) == OLD


def test_a_disk_that_takes_no_more_leaves_the_last_site_and_nothing_beside_it(output):
    script = """
        import resource, sys
        from pathlib import Path
        from muniment.publish import PublishError, publish
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            publish(Path(sys.argv[1]), {"build.json": b"", "a": b"x", "big": b"x" * 99999})
        except PublishError as refused:
            sys.exit(refused.message)
        """
    publish(output, OLD)
    done = run(script, output)
    assert "File too large" in done.stderr and "Traceback" not in done.stderr
    assert files_in(output) == OLD
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_a_swap_that_the_disk_refuses_half_way_is_undone(output, monkeypatch):
    rename = os.rename

    def refuse_the_new(source: Path, target: Path) -> None:
        if Path(source).name == "site.new":
            raise OSError(5, "Input/output error")
        rename(source, target)

    publish(output, OLD)
    monkeypatch.setattr(os, "rename", refuse_the_new)
    with pytest.raises(PublishError, match="Input/output error"):
        publish(output, NEW)
    assert files_in(output) == OLD
    monkeypatch.undo()
    publish(output, NEW)
    assert files_in(output.parent) == {f"site/{name}": content for name, content in NEW.items()}


KILLED = """
    import os, sys
    from pathlib import Path
    from muniment.publish import publish
    steps = {"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.utime", "os.scandir"}
    left = int(sys.argv[2])

    def count(event, arguments):
        global left
        if event in steps and (event == "os.remove" or sys.argv[1] in str(arguments[0])):
            left -= 1
            if left == 0:
                os._exit(9)

    files = eval(sys.argv[3])
    sys.addaudithook(count)
    publish(Path(sys.argv[1]), files)
    """


@pytest.mark.parametrize("last", [{}, OLD], ids=["first build", "second build"])
def test_a_build_killed_at_any_step_leaves_a_whole_site_or_is_repaired(tmp_path, last):
    for step in range(1, 200):
        output = tmp_path / f"step{step}" / "site"
        output.parent.mkdir()
        if last:
            publish(output, last)
        code = run(KILLED, output, step, NEW).returncode
        assert not output.exists() or files_in(output) in (last, NEW)
        repair(output)
        assert files_in(output) in (last, NEW)
        assert {path.name for path in output.parent.iterdir()} <= {"site"}
        publish(output, NEW)
        assert files_in(output) == NEW
        if code == 0:
            break
        assert code == 9
    assert code == 0 and step > 15


def test_a_partial_new_site_is_never_taken_for_a_site(output):
    new = output.with_name("site.new")
    new.mkdir()
    (new / "build.json").write_bytes(b"{}")
    (new / MARKER).touch()
    repair(output)
    assert list(output.parent.iterdir()) == []


def test_the_old_site_is_put_back_where_only_it_is_left(output):
    publish(output, OLD)
    output.rename(output.with_name("site.old"))
    repair(output)
    assert files_in(output.parent) == {f"site/{name}": content for name, content in OLD.items()}


def test_a_whole_new_site_is_put_in_place_where_only_it_is_left(output):
    publish(output, NEW)
    output.rename(output.with_name("site.new"))
    output.mkdir()
    repair(output)
    assert files_in(output.parent) == {f"site/{name}": content for name, content in NEW.items()}


def test_two_builds_at_once_take_turns(output):
    versions = [{**NEW, "index.html": str(n).encode(), **{f"p{i}": b"x" for i in range(50)}} for n in range(6)]
    builds = [threading.Thread(target=publish, args=(output, version)) for version in versions]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert files_in(output) in versions
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_a_build_that_never_ends_gives_the_next_one_an_error(tmp_path):
    with alone(tmp_path), pytest.raises(BlockingIOError, match="another build"), alone(tmp_path, patience=0.1):
        pass
