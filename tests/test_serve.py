"""Serving while editing: never a stale page, mistakes over the last good page, nothing that editors' programs do ends it."""

import http.client
import json
import os
import random
import shutil
import socket
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from tiny import EVENT, FILES, STERN

from muniment import pipeline, printing
from muniment.diagnostics import errors
from muniment.serve import NoPort, Press, listening, serve
from muniment.shelf import state_of

SECOND = FILES[EVENT].replace("Fire at the old harbour", "Strike at the old harbour")
PAGE = "events/harbour-fire.html"


def variants(root) -> dict[str, list[str | None]]:
    """What each file may say; the first is right, None stands for a file that is not there."""
    event, base = FILES[EVENT], (root / "templates/base.html").read_text()
    page = (root / "templates/pages/event.html").read_text()
    actor = "content/actors/dockers-union.yaml"
    return {
        EVENT: [event, event.replace("Fire at", "Blaze at"), event.replace("two dockers were", "two dockers had been"), None],
        "content/events/second.yaml": [SECOND, None, SECOND.replace("importance: core", "importance: secondary"), "title: ["],
        "content/events/third.yaml": [None, SECOND + "links: [{to: harbour-fire, relation: followed-by, basis: x}]\n"],
        "content/events/fourth.yaml": [None, SECOND.replace("title:", "former_ids: [old-name]\ntitle:")],
        actor: [FILES[actor], FILES[actor] + "names: [the union]\n", FILES[actor].replace("Dockers", "dockers"), None],
        "content/actors/extra.yaml": [None, "name: Ada Stern\nkind: body\n", "name: Nobody at all\nkind: body\n"],
        STERN: [FILES[STERN], FILES[STERN].replace("3 March 2020", "Stern"), FILES[STERN] + "access: quotes\n"],
        "content/vocabulary.yaml": [FILES["content/vocabulary.yaml"], FILES["content/vocabulary.yaml"].replace("Killed", "Dead")],
        "content/pages/about.md": [FILES["content/pages/about.md"], "---\ntitle: About\n---\n\n[x](event:second)\n"],
        "site.toml": [FILES["site.toml"], FILES["site.toml"].replace("A fire", "Fires"), FILES["site.toml"] + "nonsense\n"],
        "templates/base.html": [base, base.replace("</footer>", "<p>More.</p></footer>")],
        "templates/pages/event.html": [page, page.replace("<h1>", '<h1 class="x">'), page + "{{ view.nothing }}"],
        "templates/assets/site.css": ["main { color: red }", "main { color: blue }"],
    }  # fmt: skip


def put(project, path, text):
    if text is None:
        (project.root / path).unlink(missing_ok=True)
    else:
        project.write(path, text)


def test_after_hundreds_of_random_edits_the_served_site_is_that_of_a_clean_build(project):
    """Edits, additions, deletions, renames and changes of templates; every wrong state in between is told alike."""
    chance, choices, good = random.Random(7), variants(project.root), 0
    press = Press(project.root)
    press.renew()
    for number in range(300):
        path = chance.choice(sorted(choices))
        put(project, path, chance.choice(choices[path]) if chance.random() < 0.4 else choices[path][0])
        press.renew()
        if number % 25 == 24:
            clean = pipeline.check(project.root, pipeline.Clock())
            files, faults = printing.rendered(clean) if not errors(clean.problems) else ({}, ())
            served = press.files()
            late = {p for made in press.edition.made.values() if not isinstance(made, bytes) for p in (made,)}
            assert {*press.problems, *late} >= {*errors(clean.problems), *faults}, (number, path)
            if not errors(clean.problems) and not faults:
                good += 1
                assert served == files, (number, path)
                assert set(press.problems) == set(clean.problems)
    assert good > 3


@contextmanager
def served(project, said=None):
    """The project served on a free port; `said` gets the lines that it says. Ended by `stop` like by Ctrl-C."""
    said, stop = [] if said is None else said, threading.Event()
    thread = threading.Thread(target=serve, args=(project.root, 0, said.append, stop))
    thread.start()
    try:
        until(lambda: any("Serving" in line for line in said))
        yield next(line for line in said if "Serving" in line).split()[1]
    finally:
        stop.set()
        thread.join(30)
        assert not thread.is_alive()


def until(true, seconds=8.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def get(address, path="", **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(address + path, headers=headers), timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def test_a_save_is_served_whether_written_in_place_or_by_rename(project):
    with served(project) as address:
        project.replace(EVENT, "Fire at the old", "Blaze at the old")
        until(lambda: "Blaze at the old" in get(address, PAGE)[1])
        for name in (".harbour-fire.yaml.swp", "harbour-fire.yaml~", "4913", "#harbour-fire.yaml#"):
            (project.root / "content/events" / name).write_text("x")
        beside = project.root / "content/events/harbour-fire.yaml.tmp"
        beside.write_text((project.root / EVENT).read_text().replace("Blaze", "Flames"))
        os.replace(beside, project.root / EVENT)
        for name in (".harbour-fire.yaml.swp", "harbour-fire.yaml~", "4913", "#harbour-fire.yaml#"):
            (project.root / "content/events" / name).unlink()
        until(lambda: "Flames at the old" in get(address, PAGE)[1])


def test_a_change_is_seen_though_size_and_time_of_the_file_say_that_there_was_none(project):
    """A file that rested is not opened again; what tells is its time of change, which no program sets back."""
    path, press = project.root / EVENT, Press(project.root)
    os.utime(path, ns=(0, 0))
    while time.time_ns() < path.stat().st_ctime_ns + 1.1e9:
        time.sleep(0.05)
    press.renew()
    assert press._shelf.held(EVENT, state_of(path.stat())), "nothing was put on the shelf: the test shows nothing"
    text = path.read_text(encoding="utf-8")
    for word in ("Fume at the", "Fuse at the", "Fury at the"):  # the second within the same tick of the clock
        path.write_text(text.replace("Fire at the", word, 1), encoding="utf-8")
        os.utime(path, ns=(0, 0))
        press.renew()
        assert word.encode() in press.file("events/harbour-fire.html")


def test_a_mistake_leaves_the_last_good_page_and_is_told_with_file_line_and_words(project):
    with served(project) as address, followed(address) as events:
        assert next(events) == ("fresh", "")
        assert next(events) == ("problems", [])
        project.replace(EVENT, "at least four were wounded", "at least nine were wounded")
        kind, (problem, *_) = next(event for event in events if event[1])
        assert kind == "problems" and f"{EVENT}:" in problem["place"]["text"]
        assert "at least nine were wounded" in problem["told"]
        assert get(address, PAGE)[0] == 200 and "nine" not in get(address, PAGE)[1]
        project.replace(EVENT, "at least nine were wounded", "at least four were wounded")
        assert ("problems", []) in (next(events), next(events))


def test_an_edited_record_is_shown_first_and_taken_back_where_one_around_it_is_wrong(project):
    """No document prints the actor's new name, and a sentence of the event says the old one, which no claim brings."""
    said, union = [], "content/actors/dockers-union.yaml"
    press = Press(project.root, said.append)
    press.renew()
    good = press.edition
    project.replace(union, "Dockers’ Union", "Brotherhood")
    press.renew()
    assert [line.split(" after ")[0] for line in said] == ["fresh", "fresh", "2 errors"]
    assert press.edition is good and b"Brotherhood" not in press.file("actors/dockers-union.html")
    assert {problem.path for problem in press.problems} == {union, EVENT}
    project.replace(union, "Brotherhood", "Dockers’ Union")
    press.renew()
    assert not press.problems and press.edition is not good


@contextmanager
def followed(address):
    with urllib.request.urlopen(f"{address}~muniment/changes?page={PAGE}&mark=none", timeout=10) as stream:
        yield told(stream)


def told(stream):
    while line := stream.readline().decode():
        if line.startswith("event: "):
            yield line.split()[1], json.loads(stream.readline().decode().removeprefix("data: "))


def test_a_thousand_changes_and_a_deleted_folder_are_survived(project):
    with served(project) as address:
        kept = {path: (project.root / path).read_text() for path in FILES if path.startswith("content/events")}
        for number in range(1000):
            project.write(f"content/actors/a{number}.yaml", f"name: Actor {number}\nkind: body\nname_is_ours: true\n")
        until(lambda: get(address, "actors/a999.html")[0] == 200, 30)
        for number in range(1000):
            (project.root / f"content/actors/a{number}.yaml").unlink()
        until(lambda: get(address, "actors/a999.html")[0] == 404, 30)
        shutil.rmtree(project.root / "content/events")
        until(lambda: get(address, PAGE)[0] == 404)
        for path, text in kept.items():
            project.write(path, text)
        until(lambda: get(address, PAGE)[0] == 200)
        shutil.rmtree(project.root / "content")
        time.sleep(0.3)
        assert get(address, PAGE)[0] == 200
        for path, text in FILES.items():
            project.write(path, text)
        project.relock()
        project.replace(EVENT, "Fire at the old", "Blaze at the old")
        until(lambda: "Blaze at the old" in get(address, PAGE)[1])


def test_search_follows_in_the_background(project):
    with served(project) as address:
        until(lambda: get(address, "search/current.json")[0] == 200, 30)
        before = get(address, "search/current.json")[1]
        project.replace(EVENT, "Fire at the old", "Blaze at the old")
        until(lambda: get(address, "search/current.json")[1] != before, 30)
        version = json.loads(get(address, "search/current.json")[1])["version"]
        assert get(address, f"search/{version}/names.json")[0] == 200


def test_nothing_is_left_behind_and_nothing_was_written(project):
    before = {path for path in project.root.rglob("*")}
    with served(project) as address:
        assert get(address)[0] == 200
        port = urlsplit(address).port
    assert {path for path in project.root.rglob("*")} == before
    assert not [thread for thread in threading.enumerate() if thread.name in ("serving", "proofreading")]
    with socket.create_server(("127.0.0.1", port)):
        pass


def test_the_base_path_is_kept_and_unknown_addresses_get_the_site_s_own_page(project):
    project.replace("site.toml", "[documents]", 'url = "https://example.org/record/"\n\n[documents]')
    press = Press(project.root)
    press.renew()
    with listening(press, 0) as server:
        root = f"http://127.0.0.1:{server.server_port}"
        assert server.address == f"http://localhost:{server.server_port}/record/"
        assert urllib.request.urlopen(root).url == f"{root}/record/"
        assert get(root, f"/record/{PAGE}")[0] == 200
        assert urllib.request.urlopen(f"{root}/record/events").url == f"{root}/record/events/"
        status, text = get(root, f"/{PAGE}")
        assert status == 404 and "There is no page here" in text
        assert get(root, "/record/../site.toml")[0] == 404
        assert get(root, "/record/%2e%2e/site.toml")[0] == 404


def test_only_this_machine_is_answered_and_the_script_is_never_in_the_site(project):
    press = Press(project.root)
    press.renew()
    with listening(press, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
        asked = http.client.HTTPConnection("127.0.0.1", server.server_port)
        asked.request("GET", "/", headers={"Host": f"evil.example:{server.server_port}"})
        assert asked.getresponse().status == 403
        assert "~muniment" in get(f"http://127.0.0.1:{server.server_port}/")[1]
    assert not any(b"~muniment" in data for data in press.files().values())


def test_a_port_in_use_is_left_to_whoever_has_it(project):
    press, said = Press(project.root), []
    press.renew()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with listening(press, port, said.append) as server:
            assert server.server_port != port and f"Port {port} is in use" in said[0]
    with pytest.raises(NoPort), listening(press, 70000):
        pass


def test_an_open_page_reloads_in_place_and_shows_what_is_wrong(project, browser):
    with served(project) as address:
        page = browser.new_page(viewport={"width": 800, "height": 300})
        faults = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda line: faults.append(line.text) if "Security" in line.text else None)
        page.goto(address + PAGE)
        page.evaluate("scrollTo(0, 400)")
        project.replace(EVENT, "Fire at the old", "Blaze at the old")
        page.locator("h1", has_text="Blaze").wait_for()
        until(lambda: abs(page.evaluate("scrollY") - 400) < 5)
        project.replace(EVENT, "at least four were wounded", "at least nine were wounded")
        page.wait_for_selector("#muniment-problems")
        assert "at least nine were wounded" in page.inner_text("#muniment-problems")
        project.replace(EVENT, "at least nine were wounded", "at least four were wounded")
        page.wait_for_selector("#muniment-problems", state="detached")
        assert not faults, faults
        page.close()
