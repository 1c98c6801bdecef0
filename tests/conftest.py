"""A tiny real site to try things on, and the real site built once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tiny import Project, write_tiny_site

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path) -> Project:
    """A tiny site that has no problem, in a folder of its own, with the real templates (fonts left out)."""
    write_tiny_site(tmp_path)
    shutil.copytree(ROOT / "templates", tmp_path / "templates", ignore=shutil.ignore_patterns("fonts"))
    return Project(tmp_path)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory) -> Path:
    """The output folder of the real site, built from a copy of the project as a publisher would."""
    copy = tmp_path_factory.mktemp("real")
    for name in ("build.py", "site.toml"):
        shutil.copy(ROOT / name, copy / name)
    text = (copy / "site.toml").read_text(encoding="utf-8")
    assert 'url = ""' in text
    (copy / "site.toml").write_text(text.replace('url = ""', 'url = "https://example.org/repo/"'), encoding="utf-8")
    for name in ("muniment", "templates", "content", "seeds"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    done = subprocess.run(
        [sys.executable, "build.py"], cwd=copy, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return copy / "_site"


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium, the machine's own."""
    from playwright.sync_api import sync_playwright

    path = (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    assert path, "Chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        yield chromium
        chromium.close()
