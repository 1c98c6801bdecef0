"""The golden queries: what readers type finds what they mean, on the real site in Chromium below a base path."""

import json
import random
import re
import time
from itertools import count
from pathlib import Path

import oracle
import pytest
import yaml
from pages_server import serve

HERE = Path(__file__).parent
QUERIES = yaml.load((HERE / "golden_queries.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
UNSEEN = yaml.load((HERE / "unseen_spellings.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
STRANGERS = yaml.load((HERE / "strangers_spellings.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
LARGEST = 500_000
ALL_HITS = """async (group) => {
  const results = document.getElementById("search-results");
  const settled = async () => { while (results.hasAttribute("aria-busy")) await new Promise((go) => setTimeout(go, 5)); };
  await settled();
  for (let more; (more = results.querySelector(`.hits-${group} + .hits-more`)); ) {
    const shown = results.querySelectorAll(".hit").length;
    more.click();
    while (results.querySelectorAll(".hit").length === shown) await new Promise((go) => setTimeout(go, 5));
  }
  const links = (where) => [...results.querySelectorAll(where)].map((link) => link.href);
  return {
    names: links(".hit-name h3 a"),
    records: links(".hits-records .hit-title a"),
    claims: links(".hits-claims .hit-title a"),
    docs: links(".hits-docs .hit-title a"),
    notes: document.getElementById("search-notes").innerText,
    status: document.getElementById("search-status").innerText,
  };
}"""
LANDINGS = (
    """() => [...document.querySelectorAll("#search-results .hits-docs a")].slice(0, 6).map((link) => link.href)"""
)
LIT = """() => {
  const lit = [...(CSS.highlights.get("hit") ?? [])];
  const [now] = CSS.highlights.get("hit-now") ?? [];
  const target = document.getElementById(location.hash.slice(1));
  const own = (range) => range.startContainer.parentElement.closest(".transcript .block-text");
  return {
    texts: lit.map((range) => range.toString()),
    there: lit.filter((range) => target?.contains(range.startContainer)).map((range) => range.toString()),
    elsewhere: lit.filter((range) => !own(range)).map((range) => range.toString()),
    folded: lit.filter((range) => !range.getClientRects().length).map((range) => range.toString()),
    first: Boolean(now && target?.contains(now.startContainer)),
  };
}"""
SOUGHT = ["PMU", "Taji", "Mahdi", "al Asad", "25 killed", "Green Zone", "siege of the embassy", "attacks on bases"]
FIRST_NAMES = """async (queries) => {
  const index = await (await import(new URL("assets/engine.js", location.href))).open(new URL("./", location.href));
  const found = {};
  for (const query of queries) {
    const [first] = index.named(query, await index.find(query, false), 5);
    found[query] = first ? first.entry.u : "";
  }
  return found;
}"""


@pytest.fixture(scope="module")
def base(real_site):
    with serve(real_site, "/repo/") as address:
        yield address


@pytest.fixture(scope="module")
def page(browser, base):
    """The search page, open; afterwards nothing stood in its console and no answer was too large."""
    context = browser.new_context()
    page = context.new_page()
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("response", lambda answer: seen.append(f"large: {answer.url}") if size(answer) > LARGEST else None)
    page.goto(f"{base}search.html")
    yield page
    context.close()
    assert seen == []


def size(answer) -> int:
    return int(answer.headers.get("content-length", 0))


@pytest.fixture(scope="module")
def answers(page, base) -> list[tuple[dict, dict]]:
    """Each golden query with what the page found."""
    return [(query, answer(page, base, query)) for query in QUERIES]


def answer(page, base: str, query: dict) -> dict:
    """What the page shows for a query, every hit of the group that it is about unfolded."""
    if "narrow" in query:
        page.goto(f"{base}search.html?{query['narrow']}&q={query['query']}")
    else:
        page.fill("#search-box", query["query"])
        page.press("#search-box", "Enter")
    page.wait_for_selector("#search-status:not(:empty)")
    return page.evaluate(ALL_HITS, "records" if "kind" in query else "docs")


def ids(links: list[str]) -> list[str]:
    return [re.sub(r".*/|\.html.*", "", link) for link in links]


def relevant(query: dict) -> tuple[str, set[str]]:
    """The group of hits that a query is about, and the records that belong there."""
    if "kind" in query:
        return "records", oracle.events_of_kind(query["kind"])
    found = [set(oracle.records("document"))]
    if "names" in query:
        found.append(oracle.documents_naming(*query["names"]))
    if "words" in query:
        found.append(oracle.documents_with(*query["words"]))
    elif "says" in query:
        found.append(oracle.documents_saying(query["says"]))
    if "where" in query:
        found.append(oracle.documents_where(**query["where"]))
    return "docs", set.intersection(*found)


def test_there_are_eighty_queries_and_each_has_something_to_find():
    assert len(QUERIES) >= 80
    assert [q["query"] for q in QUERIES if "choices" not in q and not relevant(q)[1]] == []


def test_what_is_meant_is_found(answers):
    missed, found, wanted, false = [], 0, 0, []
    for query, got in answers:
        if "choices" in query:
            continue
        group, right = relevant(query)
        hits = set(ids(got[group]))
        found, wanted = found + len(right & hits), wanted + len(right)
        missed += [(query["query"], sorted(right - hits))] if right - hits else []
        false += [(query["query"], sorted(hits - right))] if hits - right else []
    print(f"\nrecall {found} of {wanted}; missed {missed}; not meant {false}")
    assert found >= 0.95 * wanted, missed
    assert sum(len(hits) for _, hits in false) <= 0.05 * wanted, false


def test_the_record_meant_stands_first_among_the_names(answers):
    wrong = [
        (q["query"], ids(got["names"]))
        for q, got in answers
        if "names" in q and q["names"][0] not in ids(got["names"])[: len(q["names"])]
    ]
    assert wrong == []


def test_an_ambiguous_name_offers_the_choice(answers):
    for query, got in answers:
        assert set(query.get("choices", ())) <= set(ids(got["names"])), query


def test_the_page_says_what_it_corrected_and_what_it_left_out(answers):
    recorded = {oracle.folded(form) for form in claimants()}
    for query, got in answers:
        fixed = "Showing results for" in got["notes"]
        assert fixed or "fixed" not in query, query
        assert not fixed or oracle.folded(query["query"]) not in recorded, (query, got["notes"])
        assert (f"“{query.get('left_out')}”" in got["notes"]) == ("left_out" in query), (query, got["notes"])


def test_documents_that_say_the_whole_phrase_come_first(answers):
    for query, got in answers:
        if "says" in query and "words" in query:
            saying = oracle.documents_saying(query["says"])
            assert set(ids(got["docs"])[: len(saying)]) == saying, query


def test_a_hit_in_a_document_leads_to_a_paragraph_that_holds_it(answers, real_site):
    for query, got in answers:
        if query.get("words") and "narrow" not in query:
            for link in got["docs"]:
                anchor = link.partition("#")[2]
                text = (real_site / "documents" / f"{ids([link])[0]}.html").read_text(encoding="utf-8")
                assert not anchor or f'id="{anchor}"' in text, link


def test_results_sorted_by_date_are_in_order(page, base):
    for order, sign in (("oldest", 1), ("newest", -1)):
        got = answer(page, base, {"query": "", "narrow": f"type=document&sort={order}"})
        days = [oracle.records("document")[id]["published"]["is"].lstrip("[")[:10] for id in ids(got["docs"])]
        assert days == sorted(days)[::sign] and len(days) == 16


def claimants() -> dict[str, set[str]]:
    """Every recorded form of every name, with the records that claim it."""
    found: dict[str, set[str]] = {}
    for id in oracle.named():
        given = [name if isinstance(name, str) else name["is"] for name in oracle.named()[id].get("names", ())]
        for form in (oracle.named()[id]["name"], *given):
            found.setdefault(form, set()).add(id)
    return found


def first_names(page, base: str, queries: list[str]) -> dict[str, str]:
    page.goto(f"{base}search.html")
    return {query: ids([url])[0] for query, url in page.evaluate(FIRST_NAMES, queries).items()}


def test_every_recorded_form_of_a_name_leads_to_its_record(page, base):
    claimed = claimants()
    first = first_names(page, base, sorted(claimed))
    same = {}
    for form, records in claimed.items():
        same.setdefault(oracle.folded(form), set()).update(records)
    assert {form: first[form] for form in claimed if first[form] not in same[oracle.folded(form)]} == {}
    assert len(claimed) > 400


def test_case_apostrophes_and_hyphens_make_no_difference(page, base):
    changes = (
        str.upper,
        lambda form: re.sub("[’‘]", "'", form),
        lambda form: re.sub("[’‘']", "", form),
        lambda form: form.replace("-", " "),
    )
    claimed = claimants()
    same: dict[str, set[str]] = {}
    for form, records in claimed.items():
        same.setdefault(oracle.folded(form).replace(" ", ""), set()).update(records)
    changed = {change(form): form for change in changes for form in claimed if change(form) != form and len(form) > 3}
    first = first_names(page, base, sorted(changed))
    wrong = {form: first[form] for form in changed if first[form] not in same[oracle.folded(form).replace(" ", "")]}
    assert len(wrong) <= 0.01 * len(changed), wrong


def by_rule() -> dict[str, set[str]]:
    """One misspelling of each proper name of a person, group or place, by rules of transliteration, chosen by chance."""
    chance, known = random.Random(2020), {oracle.folded(form) for form in claimants()}
    made: dict[str, set[str]] = {}
    for id, record in sorted(oracle.named().items()):
        if (
            record.get("kind") not in ("person", "armed-group", "city", "base", "district", "region")
            or "’" in record["name"]
        ):
            continue
        words = record["name"].split()
        longest = max(words, key=len)
        if len(longest) < 6:
            continue
        for _ in count():
            wrong = misspelt(longest.lower(), chance)
            query = " ".join(wrong if word == longest else word for word in words)
            if oracle.folded(query) not in known:
                made.setdefault(query, set()).add(id)
                break
    return made


def misspelt(word: str, chance: random.Random) -> str:
    """The word with one of the changes that come from transliteration or from haste."""
    rules = [("ei", "ey"), ("i", "y"), ("y", "i"), ("ou", "u"), ("u", "ou"), ("q", "k"), ("k", "c"), ("e", "i"), ("a", "e"), ("o", "u"), ("ss", "s"), ("ll", "l")]  # fmt: skip
    at = chance.randrange(1, len(word) - 1)
    slips = [
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ]
    fitting = [word[0] + word[1:].replace(old, new, 1) for old, new in rules if old in word[1:]]
    return chance.choice([*fitting, *slips])


def test_unseen_misspellings_lead_to_the_record_meant(page, base):
    for name, wanted in (
        ("from a list", listed(UNSEEN)),
        ("by a stranger", listed(STRANGERS)),
        ("by a rule", by_rule()),
    ):
        first = first_names(page, base, sorted(wanted))
        wrong = {query: first[query] for query in wanted if not meant(first[query], wanted[query])}
        print(
            f"\n{name}: {len(wanted) - len(wrong)} of {len(wanted)} first; else {json.dumps(wrong, ensure_ascii=False)}"
        )
        assert len(wrong) <= 0.15 * len(wanted), wrong


def listed(spellings: dict[str, list[str]]) -> dict[str, set[str]]:
    """The record meant by each spelling that is not recorded."""
    known = {oracle.folded(form) for form in claimants()}
    return {one: {id} for id, some in spellings.items() for one in some if oracle.folded(one) not in known}


def meant(found: str, wanted: set[str]) -> bool:
    """Whether the record is one of those meant, or goes by the very name of one of them."""
    named = {oracle.folded(oracle.named()[id]["name"]) for id in wanted}
    return found in wanted or any(oracle.folded(form) in named for form, ids in claimants().items() if found in ids)


def test_first_results_come_within_a_second_on_a_slow_line(browser, base):
    """The best of three first visits: the machine may be busy with other things."""
    first, hit = min(first_visit(browser, base) for _ in range(3))
    print(f"\nfirst result after {first:.2f} s, first hit after {hit:.2f} s")
    assert first < 1


def first_visit(browser, base: str) -> tuple[float, float]:
    """The seconds from a reader's first query to the first result, and to the first hit, on 10 Mbit/s and 40 ms."""
    context = browser.new_context()
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    speed = {"downloadThroughput": 1_250_000, "uploadThroughput": 1_250_000, "latency": 40, "offline": False}
    line.send("Network.emulateNetworkConditions", speed)
    page.goto(f"{base}search.html")
    page.fill("#search-box", "Soleimani")
    start = time.monotonic()
    page.press("#search-box", "Enter")
    page.wait_for_selector(".hit-name, .hit")
    first = time.monotonic() - start
    page.wait_for_selector(".hit")
    hit = time.monotonic() - start
    context.close()
    return first, hit


def fresh_answer(page, base: str, query: str) -> dict:
    """What an un-narrowed search page shows."""
    page.goto(f"{base}search.html")
    return answer(page, base, {"query": query})


def lit(browser, links: list[str]) -> dict[str, dict]:
    """What is marked on each page that a hit leads to."""
    context = browser.new_context()
    found = {}
    for link in links:
        page = context.new_page()
        page.goto(link)
        page.wait_for_selector(".hits-bar")
        found[link] = page.evaluate(LIT)
        page.close()
    context.close()
    return found


def test_the_paragraph_that_a_hit_leads_to_holds_what_was_found(browser, page, base):
    links = [link for query in SOUGHT for link in found_links(page, base, query)]
    marks = lit(browser, links)
    assert len(links) > len(SOUGHT)
    assert [link for link, got in marks.items() if not got["there"] or not got["first"]] == []
    assert {link: got["elsewhere"] for link, got in marks.items() if got["elsewhere"]} == {}
    assert [link for link, got in marks.items() if {"al", "of"} & {text.lower() for text in got["texts"]}] == []


def found_links(page, base: str, query: str) -> list[str]:
    fresh_answer(page, base, query)
    return page.evaluate(LANDINGS)


def test_nothing_folded_away_is_marked_on_the_page_of_a_record(browser, page, base):
    fresh_answer(page, base, "Taji")
    link = page.locator(".hits-records .hit-title a").first.get_attribute("href")
    [got] = lit(browser, [link]).values()
    assert got["texts"] and got["folded"] == []


@pytest.mark.parametrize("query", ["25 killed", "killed 25"])
def test_a_number_by_its_noun_comes_first_in_either_order(page, base, query):
    fresh_answer(page, base, query)
    said = re.compile(r"\b25\b(?:\W+\w+){0,3}?\W+kill|kill\w*(?:\W+\w+){0,3}?\W+25\b")
    for group in ("records", "claims", "docs"):
        first = page.locator(f".hits-{group} .hit").first
        assert said.search(first.inner_text()), first.inner_text()
