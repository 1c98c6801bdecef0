"""By whose word somebody acted: what its page sets apart, on a tiny site and against the documents of the real one."""

import csv

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from test_list_pages import links, words
from tiny import EVENT

SEED = "seeds/paper.txt"
STERN = "content/documents/stern-2020-03-03.yaml"
VOCABULARY = "content/vocabulary.yaml"
UNION, OFFICE = "actors/dockers-union.html", "actors/harbour-office.html"
SPEAKS = "relations:\n  - {to: dockers-union, relation: speaks-for, claims: [harbour-fire/for-it]}\n"
PART = SPEAKS.replace("speaks-for", "part-of")


@pytest.fixture
def lit(project):
    """The tiny site with who lit the fire: the office and the author say that the union did."""
    project.replace(
        SEED,
        "Nobody had been warned, the union added.",
        "The dockers lit it, the office said. The union set the fire. We lit it, the union said; we set it, the "
        "warden said. None of us lit it, the union said later. The warden spoke for the union.",
    )
    project.relock()
    project.replace(
        VOCABULARY,
        "roles: {",
        "roles: {did: {label: Said to have done it, deed: Did it, act: done, definition: Did it.}, "
        "accused: {label: Accused, act: ascribed, definition: Said to have done it.}, "
        "denied: {label: Denied, act: denied, definition: Denied it.}, ",
    )
    project.replace(
        VOCABULARY,
        "actor_relations: {",
        "actor_relations: {speaks-for: {label: Speaks for, inverse: Spoken for by, speaks: true, definition: So.}, ",
    )
    project.replace(
        VOCABULARY,
        "  cause: {",
        "  responsibility: {label: Who did it, takes: answer, definition: Who did it.}\n  cause: {",
    )
    project.replace(
        EVENT,
        "  cause:\n    ask",
        "  responsibility: {ask: Who lit it?, answers: {union: {actor: dockers-union}}}\n  cause:\n    ask",
    )
    project.write("content/actors/warden.yaml", "name: the warden\nkind: body\n")
    for name, quote, by, stance in (
        ("accusation", "The dockers lit it, the office said", "harbour-office", "asserts"),
        ("author", "The union set the fire", "", "asserts"),
        ("own", "We lit it, the union said", "dockers-union", "asserts"),
        ("for-it", "we set it, the warden said", "warden", "asserts"),
        ("own-denial", "None of us lit it, the union said later", "dockers-union", "denies"),
    ):
        claim = f"  {name}:\n    document: stern-2020-03-03\n    quote: {quote}\n" + (f"    by: {by}\n" if by else "")
        says = f"    says:\n      - {{point: responsibility, stance: {stance}, answer: union}}\n"
        project.replace(EVENT, "participants:\n", f"{claim}{says}participants:\n")
    return project


def without(project, *claims):
    """Take claims out of the event again."""
    text = (project.root / EVENT).read_text(encoding="utf-8")
    for claim in claims:
        start = text.index(f"  {claim}:\n")
        text = text[:start] + text[text.index("answer: union}\n", start) + len("answer: union}\n") :]
    project.write(EVENT, text)


def part(project, role, *claims):
    """Give the union a part in the fire."""
    line = f"  - {{actor: dockers-union, role: {role}, claims: [{', '.join(claims)}]}}\n"
    project.replace(EVENT, "participants:\n", f"participants:\n{line}")


def standing(page, key):
    """The words of one standing on a page of an actor."""
    found = HTMLParser(page).css_first(f"section:has(> #deeds-{key})")
    return " ".join(found.text(separator=" ").split()) if found else ""


def test_what_an_actor_says_itself_stands_under_its_own_word_with_the_words_and_the_passage(lit):
    without(lit, "own-denial", "for-it")
    part(lit, "did", "author")
    page = lit.pages()[UNION]
    assert "Dockers’ Union : “We lit it, the union said”" in standing(page, "own")
    assert "Did it" in standing(page, "own") and not standing(page, "others")
    assert "../documents/stern-2020-03-03.html#harbour-fire--own" in links(page, ".deed-said")
    assert "By the actor’s own word 1 event" in words(page, ".deeds-at-once")


def test_an_author_who_says_that_an_actor_did_it_is_one_of_the_others(lit):
    without(lit, "own", "for-it", "own-denial")
    part(lit, "did", "author")
    page = lit.pages()[UNION]
    assert standing(page, "own").endswith("Nothing recorded.")
    assert "Ada Stern : “The union set the fire”" in standing(page, "others")
    assert "By the actor’s own word nothing recorded" in words(page, ".deeds-at-once")


def test_an_accusation_stands_apart_and_says_that_nothing_is_recorded_against_it(lit):
    without(lit, "own", "for-it", "own-denial")
    part(lit, "accused", "accusation")
    page = lit.pages()[UNION]
    assert "the Harbour Office : “The dockers lit it, the office said”" in standing(page, "accused")
    assert "Nothing recorded under this act." in standing(page, "accused")


def test_a_denial_stands_beside_the_accusation(lit):
    without(lit, "own", "for-it")
    part(lit, "accused", "accusation")
    part(lit, "denied", "own-denial")
    page = lit.pages()[UNION]
    rows = HTMLParser(page).css("#deeds-accused ~ table tbody tr")
    assert len(rows) == 1
    assert "Dockers’ Union denies : “None of us lit it, the union said later”" in words(page, ".deed-against")
    assert "1 event, 1 denied, 1 disputed" in standing(page, "accused")


def test_what_is_said_of_an_actor_and_denied_no_longer_stands_as_uncontradicted(lit):
    without(lit, "own", "for-it")
    part(lit, "did", "author")
    page = lit.pages()[UNION]
    assert not standing(page, "others") and "“The union set the fire”" in standing(page, "accused")
    assert "None of us lit it" in words(page, ".deed-against")


def test_a_denial_alone_stands_beside_what_it_denies(lit):
    without(lit, "own", "for-it")
    part(lit, "denied", "own-denial")
    page = lit.pages()[UNION]
    assert "“The dockers lit it, the office said”" in words(page, ".deed-said")
    assert "None of us lit it" in words(page, ".deed-against")


def test_who_is_described_as_speaking_for_an_actor_stands_apart_and_with_that(lit):
    without(lit, "own", "own-denial")
    part(lit, "did", "author")
    assert "the warden : “we set it" not in standing(lit.pages()[UNION], "through")
    lit.write("content/actors/warden.yaml", f"name: the warden\nkind: body\n{SPEAKS}")
    page = lit.pages()[UNION]
    assert "the warden (speaks for Dockers’ Union)" in standing(page, "through")
    assert "“we set it, the warden said”" in standing(page, "through")
    assert standing(page, "own").endswith("Nothing recorded.")


def test_a_silence_of_the_accused_is_named_where_no_word_of_its_own_stands(lit):
    without(lit, "own", "for-it", "own-denial")
    part(lit, "accused", "accusation")
    silence = "silences:\n  - {who: dockers-union, kind: no-document, text: Nothing of the union is held.}\n"
    lit.replace(EVENT, "participants:\n", silence + "participants:\n")
    page = lit.pages()[UNION]
    assert "Its own word: no document held" in words(page, ".deed-against")
    assert "../events/harbour-fire.html#silence-1" in links(page, ".deed-against")


def test_an_actor_without_an_act_has_no_such_part(lit):
    assert not HTMLParser(lit.pages()[OFFICE]).css("#deeds, .deeds-at-once")


@pytest.fixture
def parted(lit):
    """The warden, described as part of the union, is the one whose acts are recorded."""
    lit.replace(
        VOCABULARY, "inverse: Includes, definition: Belongs to it", "inverse: Includes, part: true, definition: So"
    )
    lit.write("content/actors/warden.yaml", f"name: the warden\nkind: body\n{PART}")
    line = "  - {actor: warden, role: did, claims: [for-it]}\n"
    lit.replace(EVENT, "participants:\n", f"participants:\n{line}")
    return lit


def test_an_actor_without_acts_leads_to_those_of_its_part_and_says_how_the_two_stand(parted):
    without(parted, "own", "own-denial")
    page = parted.pages()[UNION]
    assert "No act is recorded under Dockers’ Union ." in words(page, "section:has(> #acts-elsewhere)")
    assert "the warden (part of Dockers’ Union) 1 event" in words(page, ".elsewhere")
    assert "warden.html#deeds" in links(page, ".elsewhere")
    assert not HTMLParser(page).css("#deeds")


def test_an_empty_list_never_says_that_nothing_is_recorded_where_a_part_has_something(parted):
    without(parted, "own", "own-denial")
    part(parted, "accused", "accusation")
    page = parted.pages()[UNION]
    assert "Nothing recorded under this actor." in standing(page, "own")
    assert "the warden (part of Dockers’ Union) 1 event" in standing(page, "own")
    assert "warden.html#deeds-own" in links(page, ".standing-part .elsewhere")
    assert "nothing recorded here; recorded with others" in words(page, ".deeds-own")


def test_a_standing_that_only_a_part_has_is_named_to_lead_there(parted):
    without(parted, "own", "own-denial")
    part(parted, "accused", "accusation")
    parted.replace(EVENT, "actor: warden, role: did, claims: [for-it]", "actor: warden, role: did, claims: [author]")
    page = parted.pages()[UNION]
    assert "the warden (part of Dockers’ Union) 1 event" in standing(page, "others")
    assert "warden.html#deeds-others" in links(page, ".elsewhere")


def test_what_a_body_did_is_never_led_to_from_those_who_belong_to_it(parted):
    parted.replace(EVENT, "  - {actor: warden, role: did, claims: [for-it]}\n", "")
    part(parted, "did", "author")
    page = HTMLParser(parted.pages()["actors/warden.html"])
    assert not page.css(".elsewhere") and not page.css("#acts-elsewhere")


def test_a_relation_that_makes_nobody_a_part_leads_nowhere(parted):
    parted.replace(VOCABULARY, "part: true, ", "")
    assert not HTMLParser(parted.pages()[UNION]).css(".elsewhere")


def test_the_page_says_that_one_passage_can_stand_in_more_than_one_list(lit):
    part(lit, "accused", "accusation")
    assert "one passage can stand in more than one" in words(lit.pages()[UNION], "section:has(> #deeds)")


def rows(site, actor, key):
    """The events of one standing on a real page, with the texts of their sides."""
    page = HTMLParser((site / f"actors/{actor}.html").read_text(encoding="utf-8"))
    return {
        row.css_first(".deed-title a").attributes["href"].split("/")[-1].removesuffix(".html"): " ".join(
            row.text(separator=" ").split()
        )
        for row in page.css(f"section:has(> #deeds-{key}) table.deeds tbody tr")
    }


def test_the_us_military_acknowledges_what_it_and_the_pentagon_said_and_no_more(real_site):
    """Read in the documents: the announced evacuation, the disclosed batteries, and three statements of the Pentagon."""
    assert set(rows(real_site, "us-military", "own")) == {
        "withdrawal-from-al-qaim",
        "consolidation-of-coalition-bases",
        "patriot-batteries-for-iraq",
    }
    through = rows(real_site, "us-military", "through")
    assert set(through) == {
        "us-troops-in-iraq",
        "killing-of-soleimani-and-al-muhandis",
        "pentagon-statement-on-the-killing",
        "raids-after-camp-taji",
    }
    assert all("(speaks for US military)" in text for text in through.values())
    accused = rows(real_site, "us-military", "accused")
    assert set(accused) == {"air-strike-near-albu-kamal", "syrian-observatory-report-on-albu-kamal"}
    assert all("none of its planes had carried out operations in the area" in text for text in accused.values())
    assert "strikes-on-kataib-hezbollah" in rows(real_site, "us-military", "others")


def test_no_word_of_kataib_hezbollah_itself_acknowledges_and_the_iraqi_military_answers_for_k1(real_site):
    """Read in the documents: every attack is ascribed to it by others; the Iraqi military names ISIS for K-1."""
    assert not rows(real_site, "kataib-hezbollah", "own")
    accused = rows(real_site, "kataib-hezbollah", "accused")
    assert {"rockets-on-k1", "first-attack-on-camp-taji", "second-attack-on-camp-taji", "siege-of-us-embassy"} <= set(
        accused
    )
    assert "the attack had been launched by ISIS" in accused["rockets-on-k1"]
    assert "Its own word: no document held" in accused["rockets-on-k1"]


def test_the_guards_are_accused_by_one_program_and_its_critic_stands_beside(real_site):
    """Read in the documents: Rewards for Justice ascribes attacks to them, Philip Giraldi answers."""
    assert not rows(real_site, "revolutionary-guards", "own") and not rows(real_site, "revolutionary-guards", "others")
    accused = rows(real_site, "revolutionary-guards", "accused")
    assert set(accused) == {"attacks-ascribed-to-the-irgc", "attacks-on-foreign-diplomatic-missions"}
    assert "Philip Giraldi denies" in accused["attacks-ascribed-to-the-irgc"]


def test_a_denial_of_tehran_stands_beside_what_it_rejects(real_site):
    accused = rows(real_site, "government-of-iran", "accused")
    for event in ("first-attack-on-camp-taji", "second-attack-on-camp-taji", "tehran-rejects-the-blame"):
        assert "Iranian-backed militants" in accused[event] and "Tehran has rejected the accusations" in accused[event]


def test_the_table_of_participants_tells_by_whose_word_each_act_stands(real_site):
    with (real_site / "data/csv/participants.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {(one["event"], one["actor"], one["role"]): one["standing"] for one in csv.DictReader(file)}
    assert found["raids-after-camp-taji", "us-military", "fired"] == "through"
    assert found["rockets-on-k1", "kataib-hezbollah", "accused"] == "accused"
    assert found["rockets-on-k1", "pentagon", "spoke"] == ""
