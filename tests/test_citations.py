"""Citations as others read them, and what stands in the head of a page for them."""

import json
import re

import bibtexparser
import pytest
import rispy
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tiny import EVENT, STERN, Project

from muniment import pipeline
from muniment.export import export
from muniment.export.bibtex import escaped


def exported(project: Project) -> dict[str, bytes]:
    return export(pipeline.understand(project.root, pipeline.Clock()).site)


def give_address(project: Project) -> None:
    project.replace("site.toml", "subtitle", 'url = "https://example.org/repo/"\ncredit = "The editors"\nsubtitle')


@pytest.fixture(scope="module")
def record(real_site) -> dict:
    return json.loads((real_site / "data/record.json").read_text(encoding="utf-8"))


def plain(text: str) -> str:
    return text.replace("{", "").replace("}", "")


def test_the_foot_cites_a_page_and_has_it_for_programs_without_script(project):
    give_address(project)
    foot = HTMLParser(project.pages()["events/harbour-fire.html"]).css_first("#cite")
    assert foot.css_first(".cite-text").text() == (
        "“Fire at the old harbour”, The Harbour Record, https://example.org/repo/events/harbour-fire.html"
    )
    bib, ris, csl = (one.text() for one in foot.css("pre"))
    assert bibtexparser.parse_string(bib).entries[0].key == "events:harbour-fire"
    assert rispy.loads(ris)[0]["title"] == "Fire at the old harbour"
    assert json.loads(csl)[0]["author"] == [{"literal": "The editors"}]


def test_every_page_of_the_site_tells_how_to_cite_it_but_the_one_for_addresses_without_a_page(project):
    for address, text in project.pages().items():
        told = HTMLParser(text).css_first(".cite-text")
        assert told is None if address == "404.html" else told.text().strip(), address


def test_a_document_is_cited_by_author_outlet_and_date_with_our_copy(project):
    foot = HTMLParser(project.pages()["documents/stern-2020-03-03.html"]).css_first(".cite-text").text()
    assert foot == (
        "Ada Stern, “Two dockers die in harbour fire”, The Courier, 3 March 2020. "
        "Copy in The Harbour Record, documents/stern-2020-03-03.html"
    )


def test_a_claim_is_cited_with_its_document_paragraph_and_permanent_address(project):
    give_address(project)
    page = HTMLParser(project.pages()["events/harbour-fire.html"])
    claim = page.css_first("#claim-union .claim-cite")
    assert claim.css_first(".cite-text").text() == (
        "Ada Stern, “Two dockers die in harbour fire”, The Courier, 3 March 2020, paragraph 2. "
        "Claim “union” of “Fire at the old harbour”, The Harbour Record, "
        "https://example.org/repo/events/harbour-fire.html#claim-union"
    )
    files = [a.attributes["href"] for a in claim.css("a[data-entry]")]
    assert files == ["harbour-fire.bib", "harbour-fire.ris", "harbour-fire.csl.json"]


def test_the_three_formats_hold_the_same_claims_word_for_word(real_site, record):
    for event in record["events"][:40]:
        base = (real_site / event["page"]).with_suffix("")
        library = bibtexparser.parse_string(base.with_suffix(".bib").read_text(encoding="utf-8"))
        assert not library.failed_blocks
        bib = {
            one.key: plain(one.fields_dict["abstract"].value)
            for one in library.entries
            if "abstract" in one.fields_dict
        }
        ris = rispy.loads(base.with_suffix(".ris").read_text(encoding="utf-8"))
        csl = json.loads(base.with_suffix(".csl.json").read_text(encoding="utf-8"))
        quotes = {f"{event['id']}:{id}": f"“{one['quote']}”" for id, one in event["claims"].items()}
        assert {one["id"]: one["abstract"] for one in csl if "abstract" in one} == quotes
        spaced = {key: " ".join(quote.split()) for key, quote in quotes.items()}
        assert {one["id"]: one["abstract"] for one in ris if "abstract" in one} == spaced
        assert bib == {key: plain(escaped(quote)) for key, quote in quotes.items()}


def test_each_document_stands_in_the_lists_with_its_date_and_authors(real_site, record):
    library = bibtexparser.parse_string((real_site / "data/documents.bib").read_text(encoding="utf-8"))
    ris = rispy.loads((real_site / "data/documents.ris").read_text(encoding="utf-8"))
    csl = json.loads((real_site / "data/documents.csl.json").read_text(encoding="utf-8"))
    dates = [one["published"]["is"]["edtf"] for one in record["documents"]]
    assert [one.fields_dict["date"].value for one in library.entries] == dates
    assert (
        [one["title"] for one in ris] == [one["title"] for one in csl] == [one["title"] for one in record["documents"]]
    )
    authors = [one.get("authors", []) for one in record["documents"]]
    assert [[name["literal"] for name in one.get("author", [])] for one in csl] == authors
    assert [one.get("authors", []) for one in ris] == authors


def test_signs_that_latex_runs_are_printed_instead(project):
    project.replace(STERN, "title: Two dockers die in harbour fire", "title: '100% & $5_a #1 {b} \\up ~x^2 Two'")
    text = exported(project)["data/documents.bib"].decode()
    assert r"100\% \& \$5\_a \#1 \{b\} \textbackslash{}up \textasciitilde{}x\textasciicircum{}2 Two" in text
    assert len(bibtexparser.parse_string(text).entries) == 2


def test_an_inferred_or_uncertain_date_is_not_made_certain(project):
    project.replace(STERN, "{is: 2020-03-03, printed: 3 March 2020}", "{is: 2020-03~, basis: Reckoned from the fire.}")
    files = exported(project)
    stern = json.loads(files["data/documents.csl.json"])[1]
    assert stern["issued"] == {"date-parts": [[2020, 3]], "circa": True}
    assert "Its date is inferred: Reckoned from the fire." in stern["note"]


def test_zotero_finds_the_article_in_the_head_of_a_document(project):
    head = HTMLParser(project.pages()["documents/stern-2020-03-03.html"]).css_first("head")
    held = {one.attributes["name"]: one.attributes["content"] for one in head.css("meta[name]")}
    assert held["z.itemType"] == "newspaperArticle" and held["DC.creator"] == "Ada Stern"
    assert held["DC.date"] == "2020-03-03" and held["prism.publicationName"] == "The Courier"


def test_the_head_says_in_words_of_schema_org_what_a_page_is_about(real_site, record):
    kinds = set()
    for folder in ("events", "actors", "places", "outlets", "documents"):
        for one in record[folder]:
            node = HTMLParser((real_site / one["page"]).read_text(encoding="utf-8")).css_first("script[type$=json]")
            held = json.loads(node.text())
            assert held.get("name", held.get("headline")) == one["name"] and "</" not in node.text()
            assert held["url"] == f"https://example.org/repo/{one['page']}"
            kinds.add(held["@type"])
            if held["@type"] == "Event":
                claims = {claim["@id"].rpartition("#claim-")[2] for claim in held["subjectOf"]}
                assert claims == set(one["claims"])
    assert kinds >= {"Event", "Person", "Organization", "Place", "NewsArticle"}


def test_a_document_of_some_day_between_two_is_cited_in_words(project):
    choice = '{is: "[2020-03-01..2020-03-03]", basis: Reckoned from the fire.}'
    project.replace(STERN, "{is: 2020-03-03, printed: 3 March 2020}", choice)
    held = json.loads(exported(project)["data/documents.csl.json"])
    stern = next(one for one in held if one["title"] == "Two dockers die in harbour fire")
    assert stern["issued"] == {"literal": "between 1 and 3 March 2020"}


@pytest.mark.parametrize("written", ["2020-03-02?", '"[2020-03-01..2020-03-09]"'])
def test_an_uncertain_date_of_an_event_is_left_out_of_its_head(project, written):
    project.replace(EVENT, "{is: 2020-03-02,", f"{{is: {written},")
    assert "startDate" not in project.pages()["events/harbour-fire.html"]


def test_hostile_names_do_not_end_the_script_in_the_head(project):
    project.replace(EVENT, "title: Fire at the old harbour", "title: 'Fire </script><script>alert(1)</script>'")
    page = HTMLParser(project.pages()["events/harbour-fire.html"])
    assert json.loads(page.css_first("script[type$=json]").text())["name"].endswith("<script>alert(1)</script>")
    assert all(one.attributes.get("src") or one.attributes.get("type") for one in page.css("script"))


def test_documents_are_kept_from_search_engines_unless_the_settings_say_otherwise(project):
    shut = project.pages()
    assert 'content="noindex"' in shut["documents/stern-2020-03-03.html"]
    assert 'content="noindex"' not in shut["events/harbour-fire.html"]
    project.replace("site.toml", "[documents]\n", "[documents]\nindexed = true\n")
    assert 'content="noindex"' not in project.pages()["documents/stern-2020-03-03.html"]


@pytest.mark.parametrize("access", ["quotes", "citation"])
def test_no_link_by_words_reveals_words_that_are_withheld(project, access):
    assert ":~:text=" in project.pages()["events/harbour-fire.html"]
    project.replace(STERN, "genre: news-report", f"genre: news-report\naccess: {access}")
    links = re.findall(r'documents/stern[^"]*:~:', project.pages()["events/harbour-fire.html"])
    assert not links


def test_a_link_by_words_scrolls_to_the_passage(browser, real_site, record):
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    page, tried = context.new_page(), 0
    for event in record["events"][::8]:
        text = (real_site / event["page"]).read_text(encoding="utf-8")
        for node in HTMLParser(text).css(".claim-cite a[href*=':~:']")[:1]:
            path, _, fragment = node.attributes["href"].partition("#")
            anchor, _, words = fragment.partition(":~:")
            page.goto("about:blank")
            page.goto((real_site / event["page"]).parent.joinpath(path).resolve().as_uri() + f"#:~:{words}")
            page.wait_for_timeout(200)
            box = page.locator(f"mark[data-claims~='{anchor}']").first.bounding_box()
            assert box and -40 < box["y"] < 900, (event["id"], words, box)
            tried += 1
    context.close()
    assert tried > 12


def test_citations_are_copied_with_one_click(browser, real_site, record):
    from pages_server import serve

    with serve(real_site, "/repo/") as base:
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(base + record["events"][0]["page"])
        claim = page.locator(".claim-cite").first
        claim.locator("summary").click()
        for number, start in ((0, ""), (1, "@misc{"), (2, "TY  - ELEC"), (3, "[")):
            claim.locator("button").nth(number).click()
            claim.locator("[role=status]:has-text('Copied.')").wait_for()
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied.startswith(start) and claim.get_attribute("data-cite").rpartition(":")[2] in copied
            claim.locator("[role=status]").evaluate("one => { one.textContent = '' }")
        assert copied.count('"id"') == 1
        context.close()
