"""The build as a user runs it: a door that opens, a site that is put in place whole, the same bytes every time."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tiny import EVENT, STERN

ROOT = Path(__file__).parents[1]


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    if not (root / "build.py").exists():
        shutil.copy(ROOT / "build.py", root / "build.py")
    return subprocess.run(
        [sys.executable, "build.py", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_build_says_what_it_built_and_how_to_look_at_it(project):
    done = run(project.root)
    assert done.returncode == 0, done.stderr
    for words in (
        "Built _site/",
        "2 documents, 1 event, 2 actors",
        "4 quotations verified",
        "render",
        "in all",
        "http.server",
    ):
        assert words in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--project", "SITE"),
        ("--project", "SITE", "check"),
        ("check", "--project", "SITE"),
        ("build", "--project", "SITE"),
    ],
)
def test_another_folder_can_be_built_from_anywhere(project, tmp_path_factory, arguments):
    done = run(tmp_path_factory.mktemp("elsewhere"), *(str(project.root) if a == "SITE" else a for a in arguments))
    assert done.returncode == 0 and "4 quotations verified" in done.stdout, done.stderr


def test_help_is_a_page_that_helps():
    text = run(ROOT, "--help").stdout
    for words in ("check", "cite", "lock", "schema", "Every quotation"):
        assert words in text


def test_a_wrong_command_is_wrong_usage(project):
    done = run(project.root, "chekc")
    assert done.returncode == 2 and "chekc" in done.stderr and "Traceback" not in done.stderr


def test_a_changed_word_in_a_quotation_turns_the_build_red_and_leaves_the_last_good_site(project):
    assert run(project.root).returncode == 0
    before = tree(project.root / "_site")
    project.replace(EVENT, "quote: five had been wounded", "quote: six had been wounded")
    done = run(project.root)
    assert (
        done.returncode == 1
        and "quotation-not-found" in done.stderr
        and f"{EVENT}:39:" in done.stderr
        and "Traceback" not in done.stderr
    )
    assert tree(project.root / "_site") == before


def test_a_changed_word_in_a_seed_turns_the_build_red_and_names_the_claims(project):
    project.replace("seeds/paper.txt", "five had been wounded", "six had been wounded")
    done = run(project.root)
    assert (
        done.returncode == 1
        and "seed-changed" in done.stderr
        and "harbour-fire/later" in done.stderr
        and "quotation-not-found" in done.stderr
    )


def test_lock_renews_the_lock_and_lists_the_claims_endangered(project):
    project.replace("seeds/paper.txt", "will stay closed", "will stay shut")
    assert run(project.root, "check").returncode == 1
    done = run(project.root, "lock")
    assert (
        done.returncode == 0 and "check harbour-fire/later" in done.stdout and "harbour-fire/office" not in done.stdout
    )
    assert run(project.root, "check").returncode == 0


def test_equal_inputs_give_equal_bytes_whatever_the_hash_seed_and_the_clock(project, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    for name in ("templates", "seeds", "content"):
        for path in sorted((project.root / name).rglob("*"), reverse=True):
            if path.is_file():
                (other / path.relative_to(project.root)).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, other / path.relative_to(project.root))
    shutil.copy(project.root / "site.toml", other / "site.toml")
    assert run(project.root, PYTHONHASHSEED="1", TZ="UTC").returncode == 0
    assert run(other, PYTHONHASHSEED="2", TZ="Asia/Tehran").returncode == 0
    assert tree(project.root / "_site") == tree(other / "_site")


def test_unchanged_files_keep_their_time_stamps(project):
    assert run(project.root).returncode == 0
    times = {path: path.stat().st_mtime_ns for path in (project.root / "_site").rglob("*") if path.is_file()}
    project.replace(EVENT, "title: Fire at the old harbour", "title: Fire in the old harbour")
    assert run(project.root).returncode == 0
    kept = {path.name for path, time in times.items() if path.exists() and path.stat().st_mtime_ns == time}
    assert "method.html" in kept and "harbour-fire.html" not in kept


def test_changing_one_value_changes_exactly_the_cells_that_show_it(project):
    before = project.pages()
    project.replace(EVENT, "words: three were wounded", "words: were wounded")
    after = project.pages()
    for address in before:
        if before[address] != after[address]:
            changed = [
                pair for pair in zip(lines(before[address]), lines(after[address]), strict=True) if pair[0] != pair[1]
            ]
            assert all(old.replace("three were wounded", "were wounded") == new for old, new in changed), address
    assert before["events/harbour-fire.html"] != after["events/harbour-fire.html"]
    assert before["actors/dockers-union.html"] == after["actors/dockers-union.html"]
    assert before["documents/courier-2020-03-05.html"] == after["documents/courier-2020-03-05.html"]


def lines(text: str) -> list[str]:
    return re.split(r"(?=<)", text)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '" onload="alert(1)',
        "{{ 7 * 7 }}",
        "]]><b>",
        "\u202eevil",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_hostile_text_in_records_and_documents_is_shown_as_text(project, hostile):
    project.replace(
        "seeds/paper.txt", "The old harbour will stay closed.", f"The old harbour will stay closed. {hostile}"
    )
    quoted = json.dumps(
        f"The Harbour Office said so. {hostile}".replace("Office said so", "Office said that"), ensure_ascii=False
    )
    project.replace(EVENT, "ask: What led to the fire?", f"ask: {quoted}")
    project.replace(EVENT, "strike: The strike", f"strike: {quoted}")
    project.replace("content/vocabulary.yaml", "label: Fire,", f"label: {quoted},")
    project.replace("site.toml", 'subtitle = "A fire"', f"subtitle = {quoted}")
    project.write("content/pages/about.md", f"---\ntitle: About\n---\n\n{hostile}\n")
    project.relock()
    from selectolax.lexbor import LexborHTMLParser as HTMLParser

    for address, text in project.pages().items():
        page = HTMLParser(text)
        assert not page.css("main script, main img, [onload], [onerror]"), address
        assert "49" not in text or "7 * 7" in text, address
        for link in page.css("a[href]"):
            href = link.attributes["href"] or ""
            assert not href.lower().startswith(("javascript:", "//", "data:")), (address, href)


@pytest.mark.parametrize(
    "target", ["JaVa&#115;cript:alert(1)", "//evil.example", "data:text/html,x", "events/none.html", "event:none"]
)
def test_a_link_of_a_page_that_leads_nowhere_is_told(project, target):
    project.write("content/pages/about.md", f"---\ntitle: About\n---\n\nA [link]({target}).\n")
    assert [(p.path, p.line, p.code) for p in project.check()] == [("content/pages/about.md", 5, "broken-link")]


@pytest.mark.parametrize("access", ["quotes", "citation"])
def test_withheld_text_appears_nowhere_in_the_output(project, access):
    project.replace(STERN, "genre: news-report", f"genre: news-report\naccess: {access}")
    assert run(project.root).returncode == 0
    for path, data in tree(project.root / "_site").items():
        import gzip

        data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        assert b"Nobody had been warned" not in data, path
        if access == "citation" and path.startswith("documents/"):
            assert b"at least four were wounded" not in data, path


def test_the_engines_default_access_is_quotes(project):
    project.replace("site.toml", '[documents]\naccess = "full"\n', "")
    assert "Nobody had been warned" not in "".join(project.pages().values())


def test_a_former_id_redirects(project):
    project.replace(EVENT, "kind: fire", "kind: fire\nformer_ids: the-fire")
    page = project.pages()["events/the-fire.html"]
    assert "url=harbour-fire.html" in page and 'href="harbour-fire.html"' in page


def test_cite_prints_a_claim_that_passes_the_check(project):
    done = run(project.root, "cite", "NOBODY had been warned")
    assert (
        done.returncode == 0
        and "document: stern-2020-03-03" in done.stdout
        and "quote: Nobody had been warned" in done.stdout
    )
    done = run(project.root, "cite", "wounded in")
    claims = re.findall(r"^  a-short-name:\n(?:    .*\n?)+", done.stdout, re.MULTILINE)
    assert len(claims) == 2
    text = "\n".join(
        claim.replace("a-short-name", f"c{n}").replace("{point: ,", "{point: description,")
        for n, claim in enumerate(claims)
    )
    project.replace(EVENT, "participants:", text.rstrip() + "\nparticipants:")
    assert [p.code for p in project.check()] == []


def test_cite_tells_where_similar_words_stand(project):
    done = run(project.root, "cite", "Nobody was warned")
    assert done.returncode == 1 and "Nobody had been" in done.stderr


@pytest.mark.parametrize("form", ["full", "short", "github", "json"])
def test_problems_print_in_four_forms(project, form):
    project.replace(EVENT, "importance: core", "importance: main")
    done = run(project.root, "check", "--format", form)
    assert done.returncode == 1
    if form == "json":
        assert json.loads(done.stdout)[0] | {"message": "", "hint": ""} == {
            "path": EVENT,
            "line": 3,
            "column": 13,
            "code": "unknown-word",
            "severity": "error",
            "message": "",
            "hint": "",
        }
    elif form == "github":
        assert done.stdout.startswith(f"::error file={EVENT},line=3,col=13,title=unknown-word::")
    else:
        assert f"{EVENT}:3:13: error [unknown-word]" in done.stderr
