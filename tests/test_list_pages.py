"""What a reader finds on the pages that list and gather: home, indexes, dossiers, timeline, differences."""

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tiny import EVENT, STERN


def words(page: str, chosen: str = "main") -> str:
    """The visible text of a part of a page, white space collapsed."""
    node = HTMLParser(page).css_first(chosen)
    return " ".join(node.text(separator=" ").split()) if node else ""


def links(page: str, chosen: str = "main") -> list[str]:
    return [node.attributes["href"] for node in HTMLParser(page).css(f"{chosen} a")]


def test_home_leads_to_the_event_and_to_both_passages_of_a_dispute(project):
    home = project.pages()["index.html"]
    assert "events/harbour-fire.html" in links(home, ".chronicle")
    assert {
        "documents/stern-2020-03-03.html#harbour-fire--office",
        "documents/courier-2020-03-05.html#harbour-fire--later",
    } <= set(links(home, ".dispute"))
    assert "1 of 5 points disputed" in words(home, ".chronicle")


def test_home_prints_no_count_of_the_dead(project):
    home = project.pages()["index.html"]
    assert "two dockers" not in words(home).lower() and "killed" not in words(home).lower()


def test_differences_set_each_answer_of_a_disputed_point_with_its_voice_and_passage(project):
    page = project.pages()["differences.html"]
    assert "the Harbour Office “three were wounded” Stern, 3 March 2020" in words(page, ".sides")
    assert "the Harbour Office “five had been wounded” The Courier, 5 March 2020" in words(page, ".sides")
    assert "documents/stern-2020-03-03.html#harbour-fire--union" in links(page, ".sides")


def test_an_event_without_disputed_points_is_named_as_such(project):
    project.replace(EVENT, "value: 5, of: people, words: five had been", "value: 3, of: people, words: five had been")
    project.replace(EVENT, 'value: ">=4"', 'value: ">=3"')
    page = project.pages()["differences.html"]
    assert "Fire at the old harbour" in words(page, '[aria-labelledby="undisputed"]')


def test_an_actor_page_holds_its_names_its_role_its_statements_and_who_names_it(project):
    page = project.pages()["actors/harbour-office.html"]
    assert "Stern, 3 March 2020" in words(page, ".forms")
    assert "Spoke" in words(page, ".role") and "Fire at the old harbour" in words(page, ".role")
    assert "five had been wounded in the fire" in words(page, ".statement-group")
    assert "../documents/stern-2020-03-03.html#p1" in links(page, ".contexts")


def test_a_place_lists_what_happened_in_the_places_inside_it(project):
    project.write("content/places/town.yaml", "name: the harbour\nkind: area\n")
    project.replace("content/places/old-harbour.yaml", "kind: area\n", "kind: area\nparent: town\n")
    pages = project.pages()
    assert "../events/harbour-fire.html" in links(pages["places/town.html"], ".chronicle")
    assert "old-harbour.html" in links(pages["places/town.html"], ".facts")
    assert "old-harbour.html" in links(pages["places/index.html"], ".area-inside")


def test_an_outlet_says_what_is_not_printed_and_on_what_its_documents_are_silent(project):
    assert (
        words(project.pages()["outlets/the-courier.html"], ".facts").count("not printed in the documents we hold") == 3
    )
    silence = "silences:\n  - {who: courier-2020-03-05, kind: does-not-mention, text: It passes the fire over.}\n"
    project.replace(EVENT, "participants:\n", silence + "participants:\n")
    page = project.pages()["outlets/the-courier.html"]
    assert "in Stern, 3 March 2020 · paragraph 1 more in ¶ 2" in words(page, ".told")
    assert "The Courier, 5 March 2020" not in words(page, ".told")
    assert "It passes the fire over." in words(page, ".silent-list")


def test_a_day_in_doubt_stands_before_the_days_after_it(project):
    project.replace(EVENT, "{is: 2020-03-02,", "{is: 2020-03-02?,")
    page = project.pages()["timeline.html"]
    assert words(page, ".day:first-child").startswith("2 March Fire at the old harbour 2 March 2020 (uncertain)")
    assert words(page, ".day:nth-child(2)").startswith("3 March Published")


def test_a_date_without_a_day_stands_after_the_days_of_its_month(project):
    project.replace(EVENT, "{is: 2020-03-02,", "{is: 2020-03,")
    page = project.pages()["timeline.html"]
    assert words(page, ".day:last-child").startswith("Some day or days in March 2020 Fire at the old harbour")


def test_an_inferred_date_of_a_document_is_marked_in_the_index(project):
    project.replace(STERN, "printed: 3 March 2020}", "basis: The fire was the day before.}")
    assert "3 March 2020 inferred" in words(project.pages()["documents/index.html"], ".document-row")


def test_contexts_show_no_words_that_readers_may_not_see(project):
    project.replace("site.toml", 'access = "full"', 'access = "citation"')
    pages = project.pages()
    assert "Dockers’ Union said at least four" not in "".join(pages[p] for p in pages if p.startswith("actors/"))
    assert "not shown" in words(pages["actors/dockers-union.html"], ".contexts")


def test_two_records_of_one_name_have_titles_of_their_own(project):
    named = "name: The Courier\nname_only_in: "
    project.write("content/places/courier-house.yaml", f"{named}[courier-2020-03-05]\nkind: area\n")
    project.write("content/outlets/the-courier.yaml", f"{named}[stern-2020-03-03]\n")
    pages = project.pages()
    for address, type in (("outlets/the-courier", "outlet"), ("places/courier-house", "place")):
        assert HTMLParser(pages[f"{address}.html"]).css_first("title").text().startswith(f"The Courier ({type})")
