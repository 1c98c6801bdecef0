"""The pages that set outlets side by side: the coverage grid, comparison, as told by, terms; unknowns and denials."""

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tiny import EVENT, STERN

COURIER_ONLY = """\
title: The harbour stays closed
kind: situation
importance: secondary
date: {is: DATE, basis: Set in a test.}
claims:
  closed:
    document: courier-2020-03-05
    quote: The old harbour will stay closed
    says: [{point: description, words: stay closed}]
"""


def states(page: str) -> dict[str, list[str]]:
    """The words of each row's cells in the grid, by the event's title."""
    rows = HTMLParser(page).css(".grid tbody tr:not(.grid-period)")
    return {row.css_first("th a").text(): [cell.text() for cell in row.css("td:not(.grid-sum)")] for row in rows}


def words(page: str, chosen: str) -> str:
    return " ".join(" ".join(node.text(separator=" ").split()) for node in HTMLParser(page).css(chosen))


def split_outlets(project) -> None:
    """Give the older document an outlet of its own: The Courier then holds the younger one alone."""
    project.write("content/outlets/the-gazette.yaml", "name: The Gazette\nname_is_ours: true\n")
    project.replace(STERN, "{is: the-courier, printed: The Courier}", "{is: the-gazette, basis: Told in a test.}")


def test_an_outlet_that_states_something_reports_the_event_and_its_mark_leads_to_its_words(project):
    pages = project.pages()
    assert states(pages["coverage.html"]) == {"Fire at the old harbour": ["Reported, 4 passages"]}
    href = HTMLParser(pages["coverage.html"]).css_first(".grid td a").attributes["href"]
    assert href == "outlets/the-courier.html#told-harbour-fire"
    assert HTMLParser(pages["outlets/the-courier.html"]).css_first("#told-harbour-fire")


@pytest.mark.parametrize(
    ("date", "state"),
    [
        ("2020-03-03", "Silent"),
        ("2020-03-02", "Silent"),
        ("2020-03-04", "Nothing held"),
        ("2020-03", "Nothing held"),
        ("2020", "Nothing held"),
        ("2020-02", "Silent"),
        ("2020-03-01/..", "Silent"),
        ("../2020-03-04", "Nothing held"),
        ("../2020-03-03", "Silent"),
        ('"[2020-03-01..2020-03-04]"', "Nothing held"),
        ('"[2020-03-01..2020-03-03]"', "Silent"),
    ],
)
def test_an_outlet_is_silent_only_on_what_had_certainly_begun_when_its_document_appeared(project, date, state):
    split_outlets(project)
    project.write("content/events/closed.yaml", COURIER_ONLY.replace("DATE", date))
    found = states(project.pages()["coverage.html"])["The harbour stays closed"]
    assert found == ["Reported, 1 passage", state]


def test_nobody_is_silent_on_an_event_without_a_date(project):
    split_outlets(project)
    project.write("content/events/closed.yaml", COURIER_ONLY.replace("date: {is: DATE, basis: Set in a test.}\n", ""))
    page = project.pages()["coverage.html"]
    assert states(page)["The harbour stays closed"] == ["Reported, 1 passage", "Nothing held"]
    assert "Date not stated" in words(page, ".grid-period")


def test_a_passage_recorded_elsewhere_that_bears_on_an_event_mentions_it(project):
    split_outlets(project)
    event = COURIER_ONLY.replace("{is: DATE, basis: Set in a test.}", "{is: 2020-03-02, claims: [harbour-fire/office]}")
    project.write("content/events/closed.yaml", event)
    assert states(project.pages()["coverage.html"])["The harbour stays closed"] == ["Reported, 1 passage", "Mentioned"]


def test_a_document_without_an_outlet_stands_for_itself(project):
    project.replace(STERN, "outlet: {is: the-courier, printed: The Courier}\n", "")
    page = project.pages()["coverage.html"]
    assert states(page)["Fire at the old harbour"] == ["Reported, 1 passage", "Reported, 3 passages"]
    assert "Stern, 3 March 2020 no outlet known 1 document" in words(page, "table.plain")
    assert "1 outlet and 1 document without a known outlet" in words(page, ".deck")


def test_a_silence_that_the_editors_note_decides(project):
    silence = "silences:\n  - {who: the-courier, kind: does-not-mention, text: It passes the fire over.}\n"
    project.replace(EVENT, "participants:\n", silence + "participants:\n")
    assert states(project.pages()["coverage.html"]) == {"Fire at the old harbour": ["Silent"]}


def test_an_outlet_without_documents_is_no_column_and_says_so_on_its_page(project):
    project.write("content/outlets/the-gazette.yaml", "name: The Gazette\nname_is_ours: true\n")
    pages = project.pages()
    assert "Gazette" not in words(pages["coverage.html"], ".grid")
    assert "We hold no document of this outlet" in words(pages["outlets/the-gazette.html"], "main")


def test_an_outlet_tells_an_event_in_its_own_words_before_those_of_others(project):
    project.replace(EVENT, "    quote: five had been wounded in the fire\n    by: harbour-office\n",
                    "    quote: five had been wounded in the fire\n")  # fmt: skip
    page = project.pages()["outlets/the-courier.html"]
    assert "“five had been wounded in the fire” The Courier , in The Courier, 5 March 2020" in words(page, ".told")


def test_terms_show_each_voice_its_words_and_the_index_leaves_the_article_aside(project):
    project.replace(EVENT, "      - {point: wounded, value: 5,", "      - {point: description, words: the fire}\n"
                    "      - {point: wounded, value: 5,")  # fmt: skip
    page = project.pages()["terms.html"]
    assert "the Harbour Office in The Courier, 5 March 2020 description “the fire”" in words(page, "#of-harbour-fire")
    assert words(page, ".things summary").endswith("1 wording: the Harbour Office, “the fire”")
    letter = words(page, ".letters-leaves .leaf")
    assert letter == "F 1 phrase: “the fire” the fire the Harbour Office of Fire at the old harbour"
    assert "documents/courier-2020-03-05.html#harbour-fire--later" in [
        node.attributes["href"] for node in HTMLParser(page).css(".term-words a")
    ]


def test_terms_say_so_where_no_words_are_recorded(project):
    assert "No words for events" in words(project.pages()["terms.html"], "main")


def test_the_comparison_sets_passages_beside_each_other_and_marks_days_of_publication_and_gaps(project):
    split_outlets(project)
    later = COURIER_ONLY.replace("DATE", "2020-02-10").replace("point: description", "point: cause, answer: strike")
    project.write("content/events/closed.yaml", later + "points: {cause: {answers: {strike: A strike}}}\n")
    page = project.pages()["compare.html"]
    rows = [" ".join(row.text(separator=" ").split()) for row in HTMLParser(page).css(".compare tbody tr")]
    assert rows == [
        "February 2020",
        "10 February 2020 The harbour stays closed “The old harbour will stay closed” Silent",
        "March 2020",
        "20 days without a dated event or document",
        "2 March 2020 Fire at the old harbour the Harbour Office “five had been wounded in the fire” "
        "the Harbour Office “Two dockers were killed and three were wounded in a fire at the old harbour on Monday”",
        "3 March 2020 published Two dockers die in harbour fire",
        "5 March 2020 published Calm returns to the harbour",
    ]
    assert [node.attributes["data-column"] for node in HTMLParser(page).css("th[data-column]")] == [
        "the-courier",
        "the-gazette",
    ]


def test_what_has_no_stated_beginning_comes_last_in_the_comparison_and_in_the_grid(project):
    project.write("content/events/closed.yaml", COURIER_ONLY.replace("DATE", "../2020-01").replace("secondary", "core"))
    pages = project.pages()
    assert words(pages["compare.html"], ".grid-period").endswith("Beginning not stated")
    assert words(pages["coverage.html"], ".grid-period") == "March 2020 Beginning not stated"


def test_open_questions_stand_with_what_would_settle_them_and_apart_from_what_is_computed(project):
    unknown = "unknowns:\n  - {text: Who lit it?, settle: A witness., claims: [union]}\n"
    project.replace(EVENT, "participants:\n", unknown + "participants:\n")
    project.replace(EVENT, "stance: denies, answer", "stance: doubts, answer")
    page = project.pages()["unknowns.html"]
    assert "Who lit it? What would settle it A witness. Passages: Stern, 3 March 2020, ¶ 2" in words(page, ".questions")
    assert words(page, "#core") == "Core events noted by the editors"
    assert "What led to the fire?" in words(page, '[aria-labelledby="uncommitted"]')
    assert words(page, "#uncommitted") == "Nobody commits computed"
    assert "Killed the Harbour Office , Stern, 3 March 2020, ¶ 1" in words(page, '[aria-labelledby="one-origin"]')


def test_an_event_without_date_or_place_is_listed_with_its_first_passage(project):
    project.write("content/events/closed.yaml", COURIER_ONLY.replace("date: {is: DATE, basis: Set in a test.}\n", ""))
    page = project.pages()["unknowns.html"]
    for part in ("undated", "unplaced"):
        assert "The harbour stays closed" in words(page, f'[aria-labelledby="{part}"]')
        assert "documents/courier-2020-03-05.html#closed--closed" in [
            node.attributes["href"] for node in HTMLParser(page).css(f'[aria-labelledby="{part}"] a')
        ]


def test_differences_can_be_entered_by_event_and_by_what_is_disputed(project):
    page = project.pages()["differences.html"]
    assert (
        words(page, '[aria-labelledby="by-kind"]')
        == "By what is disputed 1 point of 1 kind: Wounded Wounded 1 point Fire at the old harbour"
    )
    chosen = [node.attributes["href"] for node in HTMLParser(page).css(".way-list ul a")]
    assert chosen == ["#harbour-fire--wounded"] * 2 and HTMLParser(page).css_first("#harbour-fire--wounded")


def test_a_revised_point_stands_among_the_differences(project):
    project.replace(EVENT, "  killed: {ask: How many were killed?}", "  killed: {status: revised, reason: It was two.}")
    page = project.pages()["differences.html"]
    assert "1 disputed point, 1 revised point in 1 event" in words(page, ".deck")
    assert "Set by the editors: It was two." in words(page, "#harbour-fire--killed")


def test_a_denial_that_disputes_nothing_is_listed_apart(project):
    page = project.pages()["differences.html"]
    assert "What led to the fire?" in words(page, '[aria-labelledby="denied"]')
    assert "denied: The strike" in words(page, ".side-denied")


def test_a_site_without_any_event_or_document_builds_these_pages(project):
    for folder in ("events", "documents", "outlets"):
        for file in (project.root / "content" / folder).iterdir():
            file.unlink()
    for name in ("actors/harbour-office", "actors/dockers-union", "places/old-harbour"):
        (project.root / f"content/{name}.yaml").unlink()
    project.relock()
    pages = project.pages()
    assert "nothing to compare" in words(pages["compare.html"], "main")
    assert "No document is held" in words(pages["coverage.html"], "main")
    assert "no open question" in words(pages["unknowns.html"], "main")
    assert "No disputed point in no events" in words(pages["differences.html"], "main")


def test_long_names_and_names_from_right_to_left_stand_in_their_columns(project):
    long = "The Courier of the Old and the New Harbour and of All the Docks, Quays, Sheds and Warehouses Between Them"
    project.replace("content/outlets/the-courier.yaml", "name: The Courier", f"name: {long}\nname_is_ours: true")
    project.write("content/outlets/gazette.yaml", "name: روزنامه بندر\nname_is_ours: true\n")
    project.replace(STERN, "{is: the-courier, printed: The Courier}", "{is: gazette, basis: Told in a test.}")
    pages = project.pages()
    heads = HTMLParser(pages["coverage.html"]).css(".grid-name bdi")
    assert {head.text() for head in heads} == {long, "روزنامه بندر"}
