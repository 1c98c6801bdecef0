"""The search index holds every page, the same bytes every time, and fails with a sentence or not at all."""

import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pagefind_bin
import pytest
from msgspec.structs import replace

from muniment.search import Block, SearchError, SearchPage, index_bundle, versioned
from muniment.search.bundles import checked, unpacked
from muniment.search.keys import EVERYTHING
from muniment.search.service import conversation

ROOT = Path(__file__).parents[1]
PAGE = SearchPage(
    url="events/k1/",
    title="Rockets on K1",
    kind="event",
    kind_label="Event",
    date="2019-12-27",
    date_label="27 December 2019",
    detail="Kirkuk, Iraq: rockets, one dead",
    blocks=(Block("p1", "Rockets struck the base.", "en"), Block("", "قاسم سلیمانی", "fa")),
)
HOSTILE = "</p><script>alert(1)</script> <!-- & &lt;b&gt; &amp; \" ' ]]> <p id=p9 data-pagefind-ignore>tail, date:2020"


def index(bundles: dict[str, list[SearchPage]], timeout: float = 600) -> dict[str, bytes]:
    """The files of several bundles."""
    return {path: data for name, pages in bundles.items() for path, data in index_bundle(name, pages, timeout).items()}


def fragments(files: dict[str, bytes]) -> list[dict]:
    """What the index knows of each page."""
    return [json.loads(text) for path, text in unpacked(files) if path.endswith(".pf_fragment")]


def test_every_page_is_in_its_bundle_with_what_a_hit_shows():
    files = index({"records": [PAGE], "docs": [replace(PAGE, url="documents/a/"), replace(PAGE, url="documents/b/")]})
    records = [page for page in fragments(files) if page["url"].startswith("events/")]
    assert len(fragments(files)) == 3 and len(records) == 1
    shown = {name: getattr(PAGE, name) for name in ("title", "kind", "kind_label", "date", "date_label", "detail")}
    assert records[0]["meta"] == shown | {"all": EVERYTHING}
    assert [(anchor["id"], anchor["location"]) for anchor in records[0]["anchors"]] == [("p1", 3)]
    assert "قاسم سلیمانی" in records[0]["content"]


def test_nothing_is_published_that_the_search_page_does_not_load():
    names = {path.split("/")[1].split(".")[0] for path in index({"records": [PAGE]})}
    assert names == {"fragment", "index", "pagefind", "pagefind-entry", "pagefind-worker", "wasm"}


def test_text_that_looks_like_markup_stays_text():
    page = replace(
        PAGE, title=HOSTILE, detail=HOSTILE, blocks=(Block('"><b>x', HOSTILE, 'en" x="'), Block("p2", "end", ""))
    )
    (found,) = fragments(index({"docs": [page]}))
    assert found["meta"]["title"] == found["meta"]["detail"] == HOSTILE
    assert found["content"].count(HOSTILE) == 2
    assert [anchor["id"] for anchor in found["anchors"]] == ['"><b>x', "p2"]


def test_characters_that_would_break_the_index_are_left_out():
    page = replace(PAGE, blocks=(Block("p1", "before\0 zero\u200bwidth \x1b[1m \ud800 after", "en"),))
    (found,) = fragments(index({"docs": [page]}))
    assert found["content"].endswith("before zerowidth [1m after.")


def test_the_same_pages_give_the_same_bytes_in_any_order():
    script = """
import hashlib, random, sys
from muniment.search import Block, SearchPage, index_bundle
pages = [
    SearchPage(f"events/e{n}/", f"Title {n}", "event", "Event", f"2020-01-{n % 28 + 1:02}", f"day {n}", f"in {n % 7}",
               tuple(Block(f"p{p}", " ".join(f"word{(n * p * w) % 997}" for w in range(40)), "en") for p in range(5)))
    for n in range(150)
]
random.Random(sys.argv[1]).shuffle(pages)
for name, content in sorted((index_bundle("records", pages[:0]) | index_bundle("docs", pages)).items()):
    print(name, hashlib.sha256(content).hexdigest())
"""
    runs = {
        subprocess.run(
            [sys.executable, "-c", script, seed],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2", "3")
    }
    assert len(runs) == 1 and runs.pop().count(b"pf_fragment") == 150


def test_an_empty_bundle_is_written_and_holds_no_page():
    files = index({"records": []})
    assert json.loads(files["records/pagefind-entry.json"])["languages"] == {}
    assert "records/pagefind.js" in files


def test_two_pages_with_one_address_are_refused():
    with pytest.raises(SearchError, match="one address: events/k1/"):
        index({"records": [PAGE, replace(PAGE, title="Another")]})


def test_a_page_that_the_index_dropped_is_named():
    with pytest.raises(SearchError, match="lacks events/empty/"):
        index({"records": [PAGE, replace(PAGE, url="events/empty/", title="", blocks=())]})


def test_a_file_that_was_cut_short_is_found():
    files = index({"records": [PAGE]})
    for path, content in files.items():
        if Path(path).suffix in {".pf_fragment", ".pf_index", ".pf_meta", ".pagefind"}:
            with pytest.raises(SearchError, match="only in part"):
                checked({**files, path: content[:-9]}, "records", {PAGE.url})
            with pytest.raises(SearchError, match="unknown format"):
                checked({**files, path: gzip.compress(b"other")}, "records", {PAGE.url})
    with pytest.raises(SearchError, match="incomplete"):
        checked({**files, "records/pagefind-entry.json": b'{"langu'}, "records", {PAGE.url})
    with pytest.raises(SearchError, match="incomplete"):
        checked({**files, "records/pagefind.js": b""}, "records", {PAGE.url})


@pytest.fixture
def stand_in(monkeypatch, tmp_path):
    """A function that puts a shell script in the place of the Pagefind program."""

    def put(script: str) -> None:
        program = tmp_path / "pagefind"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(pagefind_bin, "get_executable", lambda: program)

    return put


def refused(pages: int = 1, timeout: float = 30) -> SearchError:
    """The error of an index of so many pages, which must come soon and leave no thread behind."""
    threads, start = threading.active_count(), time.monotonic()
    with pytest.raises(SearchError) as caught:
        index({"records": [replace(PAGE, url=f"events/{n}/") for n in range(pages)]}, timeout)
    assert time.monotonic() - start < 10
    assert threading.active_count() == threads
    assert caught.value.hint
    return caught.value


def test_a_missing_program_is_an_error_that_says_how_to_install_it(monkeypatch, tmp_path):
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: tmp_path / "nothing")
    assert "pip install" in refused().hint


def test_a_program_that_cannot_run_is_an_error(stand_in):
    stand_in("exit 0")
    Path(pagefind_bin.get_executable()).chmod(0o644)
    assert "could not be started" in refused().message


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("kill -9 $$", "killed (signal 9)"),
        ("exit 3", "stopped with code 3"),
        ("exit 0", "stopped with code 0"),
        ("echo 'called unwrap on an Err value' >&2; exit 101", "an Err value"),
        ("printf 'thread main panicked,'; sleep 30", "unreadable"),
        ("printf 'bnVsbA==,'; sleep 30", "unreadable"),
        ("printf 'W10=,'; sleep 30", "unreadable"),
        ("exec yes", "unreadable"),
    ],
)
def test_a_program_that_fails_is_an_error_with_its_reason(stand_in, capfd, script, told):
    stand_in(script)
    assert told in refused().message
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("script", ["exec sleep 60", "exec cat > /dev/null"])
def test_a_program_that_never_answers_is_ended_in_time(stand_in, script):
    stand_in(script)
    assert "longer than 0.5 seconds" in refused(timeout=0.5).message


def test_a_process_that_is_killed_or_stopped_in_the_middle_is_an_error():
    page = {"url": "events/a/", "file_path": None, "file_contents": "<html><body>" + "word " * 200_000}
    for blow, told in ((signal.SIGKILL, "signal 9"), (signal.SIGSTOP, "longer than 2 seconds")):
        with pytest.raises(SearchError, match=told), conversation(2) as service:
            number = service.ask("NewIndex", "NewIndex", config={})["index_id"]
            os.kill(service.process.pid, blow)
            service.ask("AddFile", "IndexedFile", index_id=number, **page)


def test_an_error_reply_is_an_error_in_its_words():
    with pytest.raises(SearchError, match="refused Nonsense: unknown variant"), conversation(30) as service:
        service.ask("Nonsense", "Nonsense")
    with pytest.raises(SearchError, match="does not yet exist"), conversation(30) as service:
        service.ask("WriteFiles", "WriteFiles", index_id=7, output_path="")


def test_a_panic_of_the_program_is_an_error_with_its_reason(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchError, match="code 101.*Err"), conversation(30) as service:
        number = service.ask("NewIndex", "NewIndex", config={})["index_id"]
        service.ask("WriteFiles", "WriteFiles", index_id=number, output_path=str(tmp_path / "file" / "below"))


def test_a_temporary_folder_that_cannot_be_written_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert "TMPDIR" in refused().hint


def test_the_version_changes_with_the_content_and_the_pointer_names_it():
    files = {"records/a": b"1", "docs/b": b"2"}
    version, placed = versioned(files)
    assert len(version) == 12 and int(version, 16) >= 0
    assert json.loads(placed.pop("search/current.json")) == {"version": version}
    assert placed == {f"search/{version}/{name}": content for name, content in files.items()}
    assert versioned(dict(reversed(files.items())))[0] == version
    moved = ({"records/a": b"12", "docs/b": b""}, {"records/a1": b"", "docs/b": b"2"}, {"records/a": b"1"})
    assert version not in {versioned(other)[0] for other in moved}
    assert hashlib.sha256().hexdigest()[:12] == versioned({})[0]
