"""Writing while serving: words selected on a document become a claim, pages tell their file and line; never in the site."""

import http.client
import json
import random
import re
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from click.testing import CliRunner
from test_serve import PAGE, get, served, until
from tiny import COURIER, EVENT, STERN

from muniment import pipeline, printing, strict_yaml
from muniment.cite import claim_at
from muniment.cli import cli
from muniment.quotes import Passage, find_quotation
from muniment.serve import NoProgram, Press, listening
from muniment.serve.places import Places, pattern

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")
DOCUMENT = "documents/stern-2020-03-03.html"
SELECT_AS_A_FINGER_DOES = """(words) => {
  const walk = document.createTreeWalker(document.querySelector(".transcript"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode() && !walk.currentNode.data.includes(words));
  const start = walk.currentNode.data.indexOf(words);
  getSelection().setBaseAndExtent(walk.currentNode, start, walk.currentNode, start + words.length);
}"""
"""A long press selects, without any event of the mouse; a browser without a screen cannot be pressed long."""
WHITE = re.compile("[\\s\ufeff]")


@contextmanager
def asking(project, **options):
    """A function that asks the server of a project and gives its answer."""
    press = Press(project.root)
    press.renew()
    with listening(press, 0, **options) as server:
        root = f"http://127.0.0.1:{server.server_port}/"

        def ask(question, **values):
            return json.loads(get(root, f"~muniment/{question}?{urlencode(values)}")[1])

        yield ask


def selection(site, words, nth=0, document="stern-2020-03-03"):
    """What a browser tells of the nth place at which words stand in one paragraph of a document."""
    transcript = site.transcripts[document]
    start = [found.start() for found in re.finditer(re.escape(words), transcript.text)][nth]
    block = transcript.block_at(start)
    before, chosen = (WHITE.sub("", text) for text in (transcript.text[block.start : start], words))
    page = site.entries[document].address
    return {
        "page": page,
        "first": block.anchor,
        "start": len(before),
        "last": block.anchor,
        "end": len(before) + len(chosen),
        "words": chosen,
    }


def site_of(project):
    return pipeline.understand(project.root, pipeline.Clock()).site


def paste(project, claim, name="pasted"):
    """Put a claim into the event's file as an editor does: with a name and a point."""
    claim = claim.replace("a-short-name", name).replace("{point: ,", "{point: description,")
    project.replace(EVENT, "  office:\n", f"{claim}  office:\n")


@pytest.mark.parametrize("nth", [0, 1])
def test_a_claim_copied_passes_the_check_and_means_the_place_that_was_selected(project, nth):
    with asking(project) as ask:
        answer = ask("claim", **selection(site_of(project), "were wounded", nth))
    assert answer["where"] == f"stern-2020-03-03#p{nth + 1}" and answer["seed"]["text"] == f"seeds/paper.txt:{nth + 4}"
    paste(project, answer["yaml"])
    assert [problem.message for problem in project.check()] == []
    site = site_of(project)
    (start, _), *_ = site.claims["harbour-fire/pasted"].passage.spans
    assert site.transcripts["stern-2020-03-03"].block_at(start).number == nth + 1


def test_a_place_that_only_the_words_on_both_sides_set_apart_is_told_by_both(project):
    project.write(
        "seeds/paper.txt",
        "One\nBy\nD\nthe red fire broke out.\nthe red fire went on.\na red fire broke out.\nx\ny\nz\nw\n",
    )
    for path in (EVENT, COURIER):
        (project.root / path).unlink()
    project.write(STERN, "title: One\nlabel: One\nseed: paper.txt\nlines: 1-6\nbody: 4-6\nlayout:\n  - {lines: 1, is: title}\n  - {lines: 2, is: byline}\n  - {lines: 3, is: dateline}\npublished: {is: 2020-03-03, basis: Told.}\nlanguage: en\ngenre: news-report\n")  # fmt: skip
    site = site_of(project)
    transcript = site.transcripts["stern-2020-03-03"]
    start = transcript.text.index("red fire")
    found = claim_at(site, "stern-2020-03-03", start, start + len("red fire"))
    assert (found.before, found.after) == ("the", "broke")
    assert find_quotation(transcript, found.quote, found.before, found.after) == Passage((found.span,))


def test_whatever_is_selected_is_quoted_at_its_place_or_refused_never_quoted_wrongly(project):
    """Random stretches of both documents, also cut within words, with signs that HTML and YAML treat specially."""
    project.replace(
        "seeds/paper.txt", "Nobody had been warned", "A <b>no</b> & 😀: yes, “no” # not {a: b}, warned, warned"
    )
    project.relock()
    site, chance, made = site_of(project), random.Random(5), 0
    with asking(project) as ask:
        for _ in range(250):
            id = chance.choice(("stern-2020-03-03", "courier-2020-03-05"))
            transcript = site.transcripts[id]
            block = chance.choice(transcript.blocks)
            bare = WHITE.sub("", transcript.block_text(block))
            start = chance.randrange(len(bare))
            end = min(len(bare), start + chance.choice((1, 6, 15, 40)))
            place = {"first": block.anchor, "start": start, "last": block.anchor, "end": end}
            answer = ask("claim", page=f"documents/{id}.html", words=bare[start:end], **place)
            if "refused" in answer:
                assert "single word" in answer["refused"], answer
                continue
            tree, faults = strict_yaml.load("claims:\n" + answer["yaml"])
            claim = tree.value["claims"]["a-short-name"]
            passage = find_quotation(transcript, claim["quote"], claim.get("before"), claim.get("after"))
            (first, last), *more = passage.spans
            before = len(WHITE.sub("", transcript.text[block.start : first]))
            assert (
                not faults
                and not more
                and before <= start
                and before + len(WHITE.sub("", transcript.text[first:last])) >= end
            )
            made += 1
    assert made > 100


def test_what_cannot_be_quoted_is_refused_with_what_to_do(project):
    site = site_of(project)
    one = selection(site, "three were wounded")
    with asking(project) as ask:
        assert "at least two" in ask("claim", **selection(site, "wounded"))["refused"]
        two = one | {
            "last": "p2",
            "end": 3,
            "words": WHITE.sub(
                "", site.transcripts["stern-2020-03-03"].text.split("killed and ")[1].split("Dockers’")[0]
            ),
        }
        assert (
            ask("claim", **two)["refused"]
            == "The selection runs over 2 paragraphs. A quotation stands in one: select words of a single paragraph."
        )
        assert "Reload" in ask("claim", **one | {"words": "threewerekilled"})["refused"]
        assert "Reload" in ask("claim", **one | {"start": 9999, "end": 10019})["refused"]
        assert "Reload" in ask("claim", **one | {"first": "p99"})["refused"]
        assert "notes beside it are ours" in ask("claim", **one | {"words": ""})["refused"]
        assert "at most 5,000" in ask("claim", **one | {"words": "x" * 5001})["refused"]
        assert ask("claim", **one | {"start": "-1"})["refused"] == "This is no selection."
        assert ask("cited", page=DOCUMENT)["refused"] == "This is no selection."
        assert "no such page" in ask("claim", **one | {"page": "../site.toml"})["refused"]
        widened = ask("claim", **selection(site, "ree were woun"))
        assert "quote: three were wounded\n" in widened["yaml"] and "whole word" in widened["notes"][0]


def test_who_cites_words_is_told_with_record_claim_words_page_and_line(project):
    site = site_of(project)
    with asking(project) as ask:
        one = ask("cited", **selection(site, "four"))["citing"]
        line = (project.root / EVENT).read_text().split("\n").index("  union:") + 1
        assert [(c["record"], c["claim"], c["words"], c["href"]) for c in one] == [
            ("Fire at the old harbour", "union", "at least four were wounded", "/events/harbour-fire.html#claim-union")
        ]
        assert one[0]["place"] == {
            "text": f"{EVENT}:{line}",
            "path": f"{project.root / EVENT}",
            "href": f"vscode://file{project.root / EVENT}:{line}:3",
        }
        text = site.transcripts["stern-2020-03-03"].text
        over_two = {"last": "p2", "end": len("TheDockers’Unionsaidatleast")}
        words = WHITE.sub("", text[text.index("three were") : text.index(" four were")])
        both = ask("cited", **selection(site, "three were wounded") | over_two | {"words": words})["citing"]
        assert [c["claim"] for c in both] == ["office", "union"]
        assert ask("cited", **selection(site, "Nobody had"))["citing"] == []


def test_on_a_document_of_which_only_passages_are_shown_the_place_is_found_all_the_same(project, browser):
    project.replace(STERN, "genre: news-report", "genre: news-report\naccess: quotes")
    with editing(project, browser, DOCUMENT) as page:
        choose(page, "four were")
        assert "quote: four were\n" in copied_claim(page)
        page.keyboard.press("Escape")
        choose(page, "four were wounded", to="It denied")
        assert "words that this page leaves out" in refused(page)


@pytest.mark.parametrize(
    "given, link",
    [
        ("vscode", "vscode://file/a%20b/c.yaml:7:3"),
        ("idea", "idea://open?file=/a%20b/c.yaml&line=7&column=3"),
        ("editor://open?file={path}&line={line}", "editor://open?file=/a%20b/c.yaml&line=7"),
        ("none", ""),
    ],
)
def test_a_line_opens_in_the_program_that_the_editor_names(given, link):
    assert Places(Path("/a b"), pattern(given)).at("c.yaml", 7, 3).href == link


@pytest.mark.parametrize(
    "given",
    ["javascript:alert(1)//{path}", "javascript://{path}", "https://example.org/{path}", "file://{path}", "vim", "",
     'vscode://file{path}"><script>', "vscode://file/x", "vscode://{root}{path}", "vscode://file{path}\n", "search-ms://{path}"],
)  # fmt: skip
def test_a_link_that_could_do_something_else_than_open_a_file_is_refused(given):
    with pytest.raises(NoProgram):
        pattern(given)


def test_serve_refuses_an_unknown_program_and_says_which_are_known(project, monkeypatch):
    monkeypatch.setenv("MUNIMENT_EDITOR", "javascript://{path}")
    done = CliRunner().invoke(cli, ["serve", "--project", str(project.root)])
    assert done.exit_code == 2 and "may not start with javascript" in done.output and "vscode" in done.output


@pytest.mark.parametrize(
    "page, files",
    [
        (PAGE, [f"{EVENT}:1"]),
        ("actors/dockers-union.html", ["content/actors/dockers-union.yaml:1"]),
        ("places/old-harbour.html", ["content/places/old-harbour.yaml:1"]),
        ("outlets/the-courier.html", ["content/outlets/the-courier.yaml:1"]),
        ("documents/courier-2020-03-05.html", [f"{COURIER}:1", "seeds/paper.txt:7"]),
        ("method.html", ["content/pages/method.md:1"]),
        ("index.html", ["site.toml:1"]),
        ("differences.html", []),
    ],
)
def test_every_page_of_a_record_tells_the_files_that_it_is_written_in(project, page, files):
    with asking(project) as ask:
        assert [file["text"] for file in ask("written", page=page)["files"]] == files


def test_a_list_of_the_vocabulary_is_told_by_its_line(project):
    lines = (project.root / "content/vocabulary.yaml").read_text().split("\n")
    line = next(number for number, text in enumerate(lines, 1) if text.startswith("genres:"))
    with asking(project) as ask:
        assert ask("written", page="documents/index.html")["files"][0]["text"] == f"content/vocabulary.yaml:{line}"


def test_lines_follow_every_save_also_one_with_a_mistake(project):
    with served(project) as address:

        def line(claim):
            found = json.loads(get(address, f"~muniment/written?page={PAGE}")[1])["claims"]
            return next(int(one["place"]["text"].rsplit(":", 1)[1]) for one in found if one["id"] == claim)

        before = line("denial")
        project.replace(EVENT, "claims:\n  office:", "# one\n# two\nclaims:\n  office:")
        until(lambda: line("denial") == before + 2)
        project.replace(EVENT, "at least four were wounded", "at least nine were wounded")
        project.replace(EVENT, "# one\n", "# one\n# more\n")
        until(lambda: line("denial") == before + 3)


def test_other_sites_are_told_nothing_of_the_files(project):
    press = Press(project.root)
    press.renew()
    with listening(press, 0) as server:
        asked = http.client.HTTPConnection("127.0.0.1", server.server_port)
        for name in ("written?page=index.html", "claim?page=x", "cited?page=x", "changes?page=x&mark=x", "written.js"):
            for headers in (
                {"Sec-Fetch-Site": "cross-site"},
                {"Sec-Fetch-Site": "same-site"},
                {"Host": "evil.example:80"},
            ):
                asked.request("GET", f"/~muniment/{name}", headers=headers)
                answer = asked.getresponse()
                assert answer.status == 403 and str(project.root).encode() not in answer.read()


def test_nothing_for_editors_and_no_path_of_this_machine_is_in_the_site(project):
    press = Press(project.root)
    press.renew()
    clean, _ = printing.rendered(pipeline.check(project.root, pipeline.Clock()))
    with listening(press, 0) as server:
        sent = get(f"http://127.0.0.1:{server.server_port}/", PAGE)[1]
        get(f"http://127.0.0.1:{server.server_port}/", f"~muniment/written?page={PAGE}")
    assert "~muniment/written.js" in sent and press.files() == clean
    for data in clean.values():
        assert b"~muniment" not in data and b"muniment-written" not in data and str(project.root).encode() not in data


@contextmanager
def editing(project, browser, path, width=1360, **options):
    """A served page open in a browser that may use the clipboard; no script fails on it and no rule of it is broken."""
    with served(project) as address:
        origin = "http://" + urlsplit(address).netloc
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
        page, faults = context.new_page(), []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda line: faults.append(line.text) if "Security" in line.text else None)
        page.goto(address + path)
        page.wait_for_selector("#muniment-written")
        yield page
        context.close()
        assert not faults, faults


def ends(page, words, to=""):
    """The points of the window at which words begin and at which they, or the words `to`, end; bars stand in their context."""
    return page.evaluate(
        """([words, to]) => {
          const find = (wanted) => {
            const all = document.querySelector(".transcript");
            const walk = document.createTreeWalker(all, NodeFilter.SHOW_TEXT);
            const nodes = [];
            while (walk.nextNode()) nodes.push(walk.currentNode);
            const [before, words, after] = wanted.includes("|") ? wanted.split("|") : ["", wanted, ""];
            const text = nodes.map((node) => node.data).join("");
            const at = text.indexOf(before + words + after) + before.length;
            const point = (offset) => {
              for (const node of nodes) {
                if (offset <= node.length) return [node, offset];
                offset -= node.length;
              }
            };
            const range = document.createRange();
            range.setStart(...point(at + 1));
            range.setStart(range.startContainer, range.startOffset - 1);
            range.setEnd(...point(at + words.length));
            return range;
          };
          const range = find(words);
          range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
          const first = range.getClientRects()[0];
          const last = [...find(to || words).getClientRects()].at(-1);
          return [[first.left + 0.5, (first.top + first.bottom) / 2], [last.right - 0.5, (last.top + last.bottom) / 2]];
        }""",
        [words, to],
    )


def choose(page, words, to=""):
    """Select words with the mouse, or from them to the end of others."""
    start, end = ends(page, words, to)
    unselect(page)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()
    page.wait_for_selector("#muniment-tools")


def unselect(page):
    page.mouse.click(5, 5)
    page.wait_for_selector("#muniment-tools", state="detached")


def refused(page):
    """What the pane says where no claim can be made."""
    page.get_by_role("button", name="Copy as claim").click()
    pane = page.get_by_role("dialog", name="No claim was copied")
    pane.wait_for()
    return pane.inner_text()


def copied_claim(page):
    """The claim that the button puts on the clipboard; the pane shows the same."""
    page.get_by_role("button", name="Copy as claim").click()
    page.get_by_role("dialog", name="Claim copied").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert page.inner_text("#muniment-panel pre").rstrip() == text.rstrip()
    return text


def test_words_selected_with_the_mouse_are_copied_as_a_claim_that_passes_the_check_when_pasted(project, browser):
    """Over the marks of evidence and the links of names, and of the two places the one selected."""
    project.replace(
        "seeds/paper.txt", "It denied that its", "It was <b>&amp; 😀 at the old harbour</b>, was it. It denied that its"
    )
    project.relock()
    with editing(project, browser, DOCUMENT) as page:
        choose(page, "😀 |at the old harbour|</b>")
        second = copied_claim(page)
        assert "before: 😀" in second or 'before: "😀"' in second
        page.keyboard.press("Escape")
        choose(page, "Two dockers were killed and three", to="a fire at the old")
        first = copied_claim(page)
    paste(project, second, "second")
    paste(project, first, "first")
    assert [problem.message for problem in project.check()] == []
    claims, text = site_of(project).claims, site_of(project).transcripts["stern-2020-03-03"].text
    (start, end), *_ = claims["harbour-fire/second"].passage.spans
    assert text[start:end] == "at the old harbour" and text[start - 2] == "😀"
    (start, end), *_ = claims["harbour-fire/first"].passage.spans
    assert text[start:end] == "Two dockers were killed and three were wounded in a fire at the old"


def test_the_words_of_a_link_are_selected_with_the_mouse_and_a_click_still_follows_it(project, browser):
    with editing(project, browser, DOCUMENT) as page:
        (left, line), (right, _) = ends(page, "fire at the old |harbour| on Monday")
        inside = page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('a').className", [left + 1, line])
        assert inside == "mention"
        page.mouse.move(left + 1, line)
        page.mouse.down()
        page.mouse.move(right - 1, line, steps=8)
        page.mouse.up()
        page.wait_for_selector("#muniment-tools")
        assert page.evaluate("String(getSelection())") == "harbour" and page.url.endswith(DOCUMENT)
        unselect(page)
        page.mouse.click(left + 1, line)
        page.wait_for_url("**/places/old-harbour.html")


def test_words_selected_with_keys_reach_the_tools_by_tab_and_the_pane_gives_the_focus_back(project, browser):
    with editing(project, browser, DOCUMENT) as page:
        (x, y), _ = ends(page, "Nobody had been")
        page.mouse.dblclick(x + 4, y)
        for _ in range(2):
            page.keyboard.press("Control+Shift+ArrowRight")
        page.wait_for_selector("#muniment-tools")
        assert "press Tab" in page.locator(".muniment-unseen[role=status]").first.inner_text()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Copy as claim"
        page.keyboard.press("Enter")
        page.get_by_role("dialog", name="Claim copied").wait_for()
        assert "quote: Nobody had been\n" in page.evaluate("navigator.clipboard.readText()")
        assert page.evaluate("document.activeElement.id") == "muniment-panel-title"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.textContent") == "Copy as claim"
        page.keyboard.press("Escape")
        page.wait_for_selector("#muniment-tools", state="detached")


def test_on_a_phone_the_tools_stand_at_the_foot_and_answer_a_tap(project, browser):
    with editing(project, browser, DOCUMENT, width=390, has_touch=True, is_mobile=True) as page:
        page.evaluate(SELECT_AS_A_FINGER_DOES, "four were wounded")
        page.wait_for_selector("#muniment-tools")
        box = page.locator("#muniment-tools").bounding_box()
        assert box["x"] == 0 and box["width"] == 390 and box["y"] > 650
        page.get_by_role("button", name="Who cites this").tap()
        pane = page.get_by_role("dialog", name="One claim cites these words")
        pane.wait_for()
        assert "Fire at the old harbour: union" in pane.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_numbers_notes_and_several_paragraphs_are_never_quoted(project, browser):
    with editing(project, browser, DOCUMENT) as page:
        _, (x, y) = ends(page, "Nobody had been warned, the union added.")
        page.mouse.click(x - 60, y, click_count=3)
        page.wait_for_selector("#muniment-tools")
        assert "quote: Nobody had been warned, the union added.\n" in copied_claim(page)
        assert page.locator(".muniment-note").count() == 0
        page.keyboard.press("Escape")
        choose(page, "four were wounded", to="Nobody had")
        assert "runs over 2 paragraphs" in refused(page)
        page.keyboard.press("Escape")
        unselect(page)
        page.evaluate("getSelection().selectAllChildren(document.querySelector('#p1 .margin-note'))")
        page.wait_for_selector("#muniment-tools")
        assert "notes beside it are ours" in page.inner_text("#muniment-tools")
        (x, y), _ = ends(page, "four were wounded")
        unselect(page)
        page.mouse.move(x, y)
        page.mouse.down()
        note = page.locator("#p2 .margin-note").bounding_box()
        page.mouse.move(note["x"] + 40, note["y"] + 8, steps=4)
        page.mouse.up()
        page.wait_for_timeout(400)
        claim = copied_claim(page)
        assert "quote: " in claim and "Fire at" not in claim
        assert "are ours and were left out" in page.inner_text("#muniment-panel")


def test_without_the_clipboard_the_claim_can_be_copied_by_hand(project, browser):
    with editing(project, browser, DOCUMENT) as page:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
        choose(page, "Nobody had been")
        page.get_by_role("button", name="Copy as claim").click()
        page.wait_for_selector("#muniment-panel")
        assert "use the button, or select the lines" in page.inner_text("#muniment-panel")
        assert "quote: Nobody had been" in page.inner_text("#muniment-panel pre")


def test_the_strip_opens_the_record_and_each_claim_in_the_editor_s_program_and_copies_the_path(project, browser):
    with editing(project, browser, PAGE) as page:
        file = project.root / EVENT
        page.get_by_role("button", name="Copy path").click()
        page.get_by_text("Copied", exact=True).first.wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == str(file)
        page.get_by_text("4 claims", exact=True).click()
        line = file.read_text().split("\n").index("  denial:") + 1
        link = page.get_by_role("link", name=f"line {line}", exact=True)
        assert link.get_attribute("href") == f"vscode://file{file}:{line}:3"
        page.get_by_role("link", name="denial", exact=True).click()
        assert page.url.endswith("#claim-denial") and not link.is_visible()
        page.locator("a.mark").first.click()
        page.locator(".pop a.muniment-file").wait_for()
        assert page.inner_text(".pop a.muniment-file").startswith(f"{EVENT}:")
        tried = []
        watch = page.context.new_cdp_session(page)
        watch.send("Page.enable")
        watch.on("Page.frameRequestedNavigation", lambda event: tried.append(event["url"]))
        page.get_by_role("link", name=f"{EVENT}:1", exact=True).click()  # last: the browser may ask before it opens it
        until(lambda: page.wait_for_timeout(20) or tried == [f"vscode://file{file}:1:1"])


def test_each_mistake_over_the_page_links_to_its_line(project, browser):
    with editing(project, browser, PAGE) as page:
        project.replace(EVENT, "at least four were wounded\n    by", "at least nine were wounded\n    by")
        link = page.locator("#muniment-problems a").first
        link.wait_for()
        text = link.inner_text()
        assert re.fullmatch(rf"{EVENT}:\d+:\d+", text)
        assert link.get_attribute("href") == f"vscode://file{project.root}/{text}"
        assert "at least nine were wounded" in page.inner_text("#muniment-problems")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1360])
def test_axe_finds_nothing_in_the_strip_the_tools_and_the_pane(project, browser, width, scheme):
    with editing(project, browser, DOCUMENT, width=width, color_scheme=scheme, bypass_csp=True) as page:
        choose(page, "four were wounded")
        page.get_by_role("button", name="Copy as claim").click()
        page.wait_for_selector("#muniment-panel")
        page.evaluate(AXE)
        rules = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']}"
        found = page.evaluate(f"axe.run(document, {rules})")["violations"]
        assert not found, [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
        page.keyboard.press("Escape")
        page.locator(".muniment-claims summary").click()
        found = page.evaluate(f"axe.run('#muniment-written', {rules})")["violations"]
        assert not found, [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
