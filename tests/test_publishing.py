"""Publishing: the workflows are what GitHub accepts, and the site works under each address that Pages can give it."""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import yaml
from pages_server import serve

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = [path for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]


def valid(schema: str, *paths: Path) -> str:
    """What the checker says; its exit code must be 0."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_workflows_and_issue_forms_are_valid_by_their_published_schemas():
    assert len(WORKFLOWS) == 2 and len(FORMS) == 3
    valid("vendor.github-workflows", *WORKFLOWS)
    valid("vendor.github-issue-forms", *FORMS)
    valid("vendor.github-issue-config", GITHUB / "ISSUE_TEMPLATE" / "config.yml")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_no_more_than_it_needs(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    granted = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert granted in (
        {"check": {"contents": "read"}},
        {"build": {"contents": "read", "pages": "read"}, "deploy": {"pages": "write", "id-token": "write"}},
    )
    used = re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))
    loose = [name for name in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name)]
    assert loose in ([], ["actions/configure-pages@v6"]), "pinned by hash, or said in the file's head why not"
    assert "pull_request_target" not in path.read_text(encoding="utf-8")


def test_a_workflow_puts_nothing_that_a_stranger_wrote_into_a_shell():
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
            for step in job["steps"]:
                assert "${{" not in step.get("run", ""), f"{path.name}: {step['run']}"


def built(root: Path, **environment: str) -> Path:
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py")],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "_site"


REPOSITORY = "https://github.com/someone/harbour"


def test_the_environment_gives_the_addresses_that_site_toml_leaves_empty(project):
    page = built(project.root) / "events/harbour-fire.html"
    plain = page.read_text(encoding="utf-8")
    assert "canonical" not in plain and "/edit/main/" not in plain and "issues/new" not in plain
    built(project.root, MUNIMENT_URL="https://someone.example/harbour", MUNIMENT_REPOSITORY=REPOSITORY)
    told = page.read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://someone.example/harbour/events/harbour-fire.html">' in told
    assert f'href="{REPOSITORY}/edit/main/content/events/harbour-fire.yaml"' in told
    report = re.search(rf'href="({re.escape(REPOSITORY)}/issues/new\?[^"]*)"', told)[1].replace("&amp;", "&")
    filled = dict(part.split("=") for part in report.partition("?")[2].split("&"))
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / filled.pop("template")).read_text(encoding="utf-8"))
    assert filled.keys() - {"title"} <= {part.get("id") for part in form["body"]}
    assert "harbour-fire" in filled["record"] and "harbour-fire.html" in filled["page"]


def test_site_toml_has_the_last_word_on_the_addresses(project):
    path = project.root / "site.toml"
    path.write_text(f'url = "https://harbour.example/"\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    page = built(project.root, MUNIMENT_URL="https://someone.example/harbour") / "index.html"
    assert 'href="https://harbour.example/index.html"' in page.read_text(encoding="utf-8")


def test_a_wrong_address_in_the_environment_is_a_message(project):
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "check", "--format", "short"],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "MUNIMENT_URL": "someone.example"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1 and "MUNIMENT_URL" in done.stderr and "Traceback" not in done.stderr


def test_the_addresses_change_the_build_id(project):
    one = json.loads((built(project.root) / "build.json").read_text())["build"]
    other = json.loads((built(project.root, MUNIMENT_REPOSITORY=REPOSITORY) / "build.json").read_text())["build"]
    assert one != other


def answer(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body, whatever the status."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_the_stand_in_keeps_the_rules_of_pages(project):
    with serve(built(project.root), "/repo/") as base:
        assert answer(base.removesuffix("/"))[0] == 200
        status, headers, body = answer(base + "events/harbour-fire", **{"Accept-Encoding": "gzip"})
        assert (status, headers["Content-Encoding"], headers["Cache-Control"]) == (200, "gzip", "max-age=600")
        assert body[:2] == b"\x1f\x8b" and headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer(base + "events/")[0] == answer(base + "events")[0] == 200
        status, _, body = answer(base + "nothing/at/all")
        assert status == 404 and b"There is no page here" in body
        assert answer(base.replace("/repo/", "/other/"))[0] == 404
        assert answer(base + "../site.toml")[0] == 404


@pytest.mark.parametrize(
    ("where", "base", "host"),
    [
        ("https://someone.github.io/", "/", "127.0.0.1"),
        ("https://someone.github.io/repo/", "/repo/", "127.0.0.1"),
        ("https://record.example/", "/", "record.localhost"),
    ],
    ids=["user site", "project site", "own domain"],
)
def test_a_site_works_under_each_address_that_pages_can_give_it(browser, project, where, base, host):
    """Every page that the home page leads to, and 404 at any depth, load all that they ask for."""
    with serve(built(project.root, MUNIMENT_URL=where), base, host) as address:
        page = browser.new_page()
        lost: list[str] = []
        page.on("response", lambda reply: lost.append(f"{reply.status} {reply.url}") if reply.status >= 400 else None)
        page.on("pageerror", lambda error: lost.append(str(error)))
        page.on("request", lambda sent: lost.append(sent.url) if not sent.url.startswith(address) else None)
        page.goto(address)
        links = page.eval_on_selector_all(
            "a[href]", "all => all.map(one => new URL(one.getAttribute('href'), location).href.split('#')[0])"
        )
        for link in sorted({link for link in links if link.startswith("http://")}):
            assert page.goto(link).status == 200
        page.goto(address + "search.html?q=harbour")
        page.wait_for_selector("#search-results a")
        assert not [one for one in lost if "fonts/" not in one], lost
        lost.clear()
        page.goto(address + "events/of/nothing.html")
        assert page.locator("h1").inner_text() == "There is no page here"
        assert [one for one in lost if "fonts/" not in one] == [f"404 {address}events/of/nothing.html"]
        page.get_by_role("link", name="All events").click()
        assert page.url == address + "events/index.html"
        page.close()
