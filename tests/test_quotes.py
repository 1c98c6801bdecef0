"""Quotations are found exactly, or not at all."""

import pytest

from muniment import pipeline
from muniment.quotes import NotFound, Passage, cut, find_quotation, find_words

BODY = "The Harbour Office said on Wednesday that five had been wounded in the fire."


@pytest.fixture
def transcript(project):
    project.replace(
        "seeds/paper.txt",
        "Nobody had been warned, the union added.",
        "Nobody had\u00a0been “warned”\u200b \u2014 it\u2019s said. Nobody had gone.",
    )
    return pipeline.understand(project.root, pipeline.Clock()).site.transcripts["stern-2020-03-03"]


@pytest.mark.parametrize(
    "quote",
    [
        'Nobody had been "warned" - it\'s said',
        "Nobody  had\nbeen “warned” – it’s said",
        "had been ‟warned‟ — it's",
        "It denied [...] to the fire",
        "dockers were killed [...] on Monday, the Harbour",
    ],
)
def test_white_space_quotation_marks_and_dashes_do_not_matter(transcript, quote):
    assert isinstance(find_quotation(transcript, quote), Passage)


@pytest.mark.parametrize(
    "quote",
    [
        "nobody had been warned",
        "Nobody had been warned",
        "Nobody has been “warned”",
        "obody had been “warned”",
        "three were wound",
        "to the fire [...] It denied",
        "Stern The Courier",
        "fire. Nobody had been",
    ],
)
def test_anything_else_does(transcript, quote):
    assert isinstance(find_quotation(transcript, quote), NotFound)


def test_a_repeated_phrase_needs_the_words_beside_it(transcript):
    assert find_quotation(transcript, "Nobody had").code == "quotation-repeated"
    first = find_quotation(transcript, "Nobody had", after="been")
    second = find_quotation(transcript, "Nobody had", before="said.")
    assert isinstance(first, Passage) and isinstance(second, Passage) and first.spans < second.spans
    assert isinstance(find_quotation(transcript, "Nobody had", before="elsewhere"), NotFound)


def test_the_passage_is_the_documents_own_characters(transcript):
    passage = find_quotation(transcript, 'had been "warned" - it\'s said')
    assert cut(transcript, passage) == "had\u00a0been “warned”\u200b \u2014 it\u2019s said"


def test_every_shown_character_knows_its_place_in_the_seed(project):
    understood = pipeline.understand(project.root, pipeline.Clock())
    seed = understood.sources.seeds["paper.txt"].text
    for transcript in understood.site.transcripts.values():
        for block in transcript.blocks:
            for offset in range(block.start, block.end):
                assert seed[transcript.seed_offset(offset)] == transcript.text[offset]


def test_words_are_whole_words_of_the_quotation():
    assert find_words("killed 25 of the militia's members", "killed 25 [...] militia’s members")
    assert not find_words("killed 25 of the members", "killed 2")
    assert not find_words("killed 25 of the members", "members [...] killed")
