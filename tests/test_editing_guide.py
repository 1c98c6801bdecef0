"""The editor's guide: what it tells to type can be typed, and what it tells to change stands there."""

import re
import shlex
import shutil
from pathlib import Path

from click.testing import CliRunner

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


STEP = re.compile(r"^```(sh|diff|text)\n(.*?)^```|(put both\nlines back)", re.DOTALL | re.MULTILINE)
COUNTED = re.compile(r"^(Nothing wrong|Built|content/releases|\d+ files written|fresh after)")
EDITED = ("events/first-attack-on-camp-taji", "events/legality-questioned", "documents/practice-letter")


def test_whoever_follows_the_guide_to_the_letter_sees_what_it_prints(tmp_path, monkeypatch):
    """But for numbers that every change of the record or every run changes; git, make and serve are left to people."""
    as_cloned(tmp_path)
    monkeypatch.chdir(tmp_path)
    seen = ""
    for kind, block, back in STEP.findall(GUIDE):
        if back:
            (tmp_path / f"content/{EDITED[0]}.yaml").write_text(EVENT, encoding="utf-8")
        elif kind == "sh":
            seen += "".join(printed(line) for line in block.splitlines())
        elif kind == "diff":
            edit(tmp_path / "content", block)
        elif block.startswith("A letter from a reader"):
            (tmp_path / "seeds/practice-letter.txt").write_text(block, encoding="utf-8")
        elif seen:
            assert told(seen) == told(block)
            seen = ""


def as_cloned(folder: Path) -> None:
    """Put the record and its documents into a folder as they are here."""
    for name in ("content", "seeds", "templates"):
        shutil.rmtree(folder / name, ignore_errors=True)
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "site.toml", folder)


def printed(line: str) -> str:
    """What a command of the guide prints; those that need more than this program print nothing here."""
    words = shlex.split(line)
    if words[0] == "cat":
        return Path(words[1]).read_text(encoding="utf-8")
    if words[:2] == ["git", "checkout"]:
        as_cloned(Path.cwd())
    if "build.py" not in line or "serve" in words:
        return ""
    return CliRunner().invoke(cli, words[2:]).output


def edit(content: Path, block: str) -> None:
    """Make the changes that a block of the guide shows, in the file in which what goes or stays stands."""
    for old, new in re.findall(r"((?:^[- ].*\n)*)((?:^\+.*\n)*)", block, re.MULTILINE):
        kept = "".join(line[1:] + "\n" for line in old.splitlines() if line.startswith(" "))
        gone = "".join(line[1:] + "\n" for line in old.splitlines())
        come = kept + "".join(line[1:] + "\n" for line in new.splitlines())
        files = [content / f"{name}.yaml" for name in EDITED if (content / f"{name}.yaml").is_file()]
        file = next(one for one in files if gone in one.read_text(encoding="utf-8"))
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(gone, come, 1) if gone else text + come, encoding="utf-8")


def told(text: str) -> list[str]:
    """The lines of what is printed, numbers that change with each run or each record left out."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    return [re.sub(r"[\d.]+", "N", line) if COUNTED.match(line) else line for line in lines if not _timed(line)]


def _timed(line: str) -> bool:
    return bool(re.fullmatch(r"  [a-z ]+ \d+\.\d\d s", line))


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
