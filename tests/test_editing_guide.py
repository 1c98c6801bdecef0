"""The editor's guide: what it tells to type can be typed, and what it tells to change stands there."""

import re
import shlex
from pathlib import Path

from muniment import cite, pipeline
from muniment.cli import cli
from muniment.drafts import draft
from muniment.serve.places import PROGRAMS, SCHEMES

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs/editing.md").read_text(encoding="utf-8")
EVENT = (ROOT / "content/events/first-attack-on-camp-taji.yaml").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


def test_every_command_of_the_guide_exists_with_its_options():
    lines = [line for block in blocks("sh") for line in block.splitlines() if "build.py" in line]
    assert len(lines) > 20
    for line in lines:
        name, *rest = shlex.split(line)[2:] or ["build"]
        options = {option for parameter in cli.commands[name].params for option in parameter.opts}
        assert {word for word in rest if word.startswith("--")} <= options, line


def test_every_line_that_the_guide_takes_away_stands_there_or_was_put_there_before():
    answers = {"published": "2020-06-01"} | dict.fromkeys(("title", "label", "seed", "lines", "body"), "x")
    there = EVENT + draft("event", {}) + draft("document", answers)
    for block in blocks("diff"):
        for line in block.splitlines():
            if line.startswith("+"):
                there += line[1:] + "\n"
            else:
                assert line[1:] + "\n" in there, line


def test_the_claim_that_the_guide_shows_is_the_one_of_the_record():
    assert all(line in EVENT for line in blocks("yaml")[0].splitlines())


def test_the_claim_that_the_guide_copies_from_a_page_is_the_one_that_is_copied():
    site = pipeline.understand(ROOT, pipeline.Clock()).site
    found = {place.anchor: place for place in cite.cite(site, "Camp Taji", "van-auken-2020-03-13")}["p15"]
    assert found.yaml() + "\n" in blocks("text")


def test_every_program_and_every_start_of_a_link_is_in_the_settings_and_no_other():
    told = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    programs = re.search(r"^\| (`vscode`.*?) \|", told, re.MULTILINE)[1]
    starts = re.search(r"It may start with (.*?); any other", told, re.DOTALL)[1]
    assert set(re.findall("`(.*?)`", programs)) == set(PROGRAMS)
    assert set(re.findall("`(.*?)`", starts)) == SCHEMES
