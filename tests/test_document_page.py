"""Document pages: paragraphs that stand elsewhere too, the margin, the notice of rights."""

import re

import pytest
from tiny import COURIER, STERN

from muniment import pipeline
from muniment.text import fold_quotation

REPEATED = "Nobody had been warned, the union added, and the harbour was closed at once."


def reprinted(project) -> None:
    """The tiny site with one paragraph in both documents."""
    seed = (project.root / "seeds/paper.txt").read_text(encoding="utf-8")
    seed = seed.replace("Nobody had been warned, the union added.", REPEATED)
    seed = seed.replace("The old harbour will stay closed.", REPEATED.replace("the union", "the  union"))
    project.write("seeds/paper.txt", seed)
    project.relock()


def test_a_paragraph_printed_twice_leads_to_the_other_one_both_ways(project):
    reprinted(project)
    pages = project.pages()
    stern, courier = pages["documents/stern-2020-03-03.html"], pages["documents/courier-2020-03-05.html"]
    assert 'word for word also in <a href="courier-2020-03-05.html#p2">The Courier, 5 March 2020, ¶ 2</a>' in stern
    assert 'word for word also in <a href="stern-2020-03-03.html#p3">Stern, 3 March 2020, ¶ 3</a>' in courier
    assert stern.count("word for word also") == courier.count("word for word also") == 1


def test_no_link_leads_to_a_paragraph_that_is_not_shown(project):
    reprinted(project)
    project.write(COURIER, (project.root / COURIER).read_text(encoding="utf-8") + "access: quotes\n")
    assert "word for word also" not in project.pages()["documents/stern-2020-03-03.html"]


def test_the_margin_names_each_record_once_and_folds_what_is_longer_than_its_paragraph(project):
    claim = "  n{0}:\n    document: stern-2020-03-03\n    quote: Nobody had been warned\n    says: [{{point: description}}]\n"
    for number in range(4):
        project.write(
            f"content/actors/body-{number}.yaml",
            f"name: Body {number}\nkind: body\nname_is_ours: true\nclaims:\n{claim.format(number)}",
        )
    page = project.pages()["documents/stern-2020-03-03.html"]
    margin = re.search(r'aria-label="Claims on paragraph 3">(.*?)</div>', page, re.DOTALL)[1]
    assert margin.count('class="margin-record"') == 4 and "3 more records" in margin
    assert margin.index("<details") > margin.index("Body 0")


def test_the_notice_of_rights_names_author_and_outlet(project):
    project.replace(STERN, "outlet: {is: the-courier, printed: The Courier}\n", "")
    pages = project.pages()
    assert "By Ada Stern; no outlet is printed. The rights are" in pages["documents/stern-2020-03-03.html"]
    assert "No author is printed; published by The Courier." in pages["documents/courier-2020-03-05.html"]


LIT = """() => [...document.querySelectorAll(".passage-anchor")].map((anchor) => {
  location.hash = anchor.id;
  const marks = [...document.querySelectorAll("mark.evidence")];
  const lit = marks.filter((one) => getComputedStyle(one).boxShadow !== "none");
  const meant = marks.filter((one) => one.dataset.claims.split(" ").includes(anchor.id));
  return { anchor: anchor.id, lit: lit.length, meant: meant.length, same: meant.every((one) => lit.includes(one)) };
})"""


@pytest.mark.parametrize("document", ["porter-2020-03-20", "van-auken-2020-03-13"])
def test_without_script_every_piece_of_the_passage_named_is_lit_and_no_other(browser, real_site, document):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((real_site / f"documents/{document}.html").as_uri())
    found = page.evaluate(LIT)
    assert sum(one["meant"] > 1 for one in found) > 100
    assert [one for one in found if one["lit"] != one["meant"] or not one["same"]] == []
    context.close()


def test_a_paragraph_with_more_passages_than_the_style_tells_apart_still_has_every_anchor(project):
    claim = "  n{0}:\n    document: stern-2020-03-03\n    quote: Nobody had been warned\n    says: [{{point: description}}]\n"
    many = "".join(claim.format(number) for number in range(40))
    project.write("content/actors/body.yaml", f"name: Body\nkind: body\nname_is_ours: true\nclaims:\n{many}")
    page = project.pages()["documents/stern-2020-03-03.html"]
    assert len(re.findall(r'id="body--n\d+" class="passage-anchor', page)) == 40
    assert " at-30" in page and " at-31" not in page


def test_the_folded_text_of_a_block_is_that_of_its_words_whatever_stands_around_it(project):
    """Also where a block folds to nothing, so that the breaks around it are one."""
    project.replace("seeds/paper.txt", "Nobody had been warned, the union added.", "\u200b\u200b")
    site = pipeline.understand(project.root, pipeline.Clock()).site
    for transcript in site.transcripts.values():
        shown = [fold_quotation(transcript.block_text(block)).text.strip() for block in transcript.blocks]
        assert list(transcript.folded_texts()) == shown
    assert "" in site.transcripts["stern-2020-03-03"].folded_texts()
