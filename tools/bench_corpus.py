"""A made-up project of any size, to measure with: documents of about 600 words, events with claims and figures, actors.

Six of ten pages are documents that name actors by alias, three are events with two claims each from two documents, one
is an actor. The same size gives the same bytes.
"""

# ruff: noqa: SIM905
import random
import shutil
from pathlib import Path

from muniment import pipeline
from muniment.verify.lock import FILE, lock_text

ROOT = Path(__file__).parents[1]
WORDS = (
    "the a of and in to was had been on at by with after before near over under while when where which that this "
    "harbour mill market bridge river road station school office street quarter winter summer morning evening letter "
    "paper meeting order report answer question reason number matter night crowd worker driver teacher doctor clerk "
    "boat train lorry barrel crate wall roof window door garden field hill valley coast island border village town "
    "said asked told wrote walked waited opened closed carried moved turned held kept found lost heard saw knew "
    "early late long short small large old new quiet loud narrow wide empty full heavy light cold warm dry wet"
).split()
FIRST = "Ada Ben Cora Dov Ella Finn Greta Hugo Ines Jory Karl Lena Milo Nora Otto Petra Quinn Rosa Sven Tilda".split()
SYLLABLES = "ba be bo da de do ka ke ko la le lo ma me mo na ne no ra re ro sa se so ta te to va ve vo za ze zo".split()
VOCABULARY = """\
event_kinds: {accident: {label: Accident, definition: Something went wrong.}}
actor_kinds: {person: {label: Person, definition: A person.}}
place_kinds: {area: {label: Area, definition: A part of a town.}}
genres: {news-report: {label: News report, definition: Reports.}}
roles: {spoke: {label: Spoke, definition: Said something.}}
relations: {followed-by: {label: Followed by, inverse: Came after, definition: What came next.}}
actor_relations: {part-of: {label: Part of, inverse: Includes, definition: Belongs to it.}}
points:
  date: {label: When, takes: date, definition: The day.}
  wounded: {label: Wounded, takes: count, definition: How many were wounded.}
coverage_reasons: {opinion: {label: Opinion, definition: It reports no fact.}}
counted: {people: {label: people, definition: Anybody.}}
"""
SETTINGS = """\
title = "The Measured Record"
subtitle = "Made up to measure with"
statement = "Nothing in it happened."

[documents]
access = "full"
"""


def write(folder: Path, pages: int) -> None:
    """Nothing; the project stands in the folder, which must be new, with the templates of this repository."""
    chance = random.Random(pages)
    actors = [_actor(number) for number in range(max(pages // 10, 2))]
    documents, events = max(pages * 6 // 10, 2), max(pages * 3 // 10, 1)
    planted: list[list[str]] = [[] for _ in range(documents)]
    for number in range(events):
        for telling, count in _tellings(number, documents):
            speaker = actors[(number + telling) % len(actors)][2]
            planted[telling].append(f"{speaker} said on {_day(number)} that {_told(number, count)}.")
    _put(folder / "site.toml", SETTINGS)
    _put(folder / "content/vocabulary.yaml", VOCABULARY)
    _put(folder / "content/outlets/the-courier.yaml", "name: The Courier\n")
    _put(folder / "content/pages/about.md", "---\ntitle: About\n---\n\nMade up.\n")
    _put(folder / "content/pages/method.md", "---\ntitle: Method\n---\n\nMade up.\n")
    for number, (id, name, alias) in enumerate(actors):
        planted[number % documents].append(f"{name} was there.")
        _put(folder / f"content/actors/{id}.yaml", f"name: {name}\nkind: person\nnames: [{alias}]\n")
    for number in range(documents):
        _document(folder, number, planted[number], actors, chance)
    for number in range(events):
        _event(folder, number, documents, actors)
    shutil.copytree(ROOT / "templates", folder / "templates")
    understood = pipeline.understand(folder, pipeline.Clock())
    _put(folder / FILE, lock_text(understood.site, understood.sources.seeds))


def _actor(number: int) -> tuple[str, str, str]:
    """An id, a name and an alias that no other actor has and no other word is."""
    rest, parts = number, []
    for _ in range(3):
        rest, place = divmod(rest, len(SYLLABLES))
        parts.append(SYLLABLES[place])
    last = "".join(parts).capitalize() + "ski"
    return f"actor-{number}", f"{FIRST[number % len(FIRST)]} {last}", last


def _tellings(number: int, documents: int) -> list[tuple[int, int]]:
    """The two documents that tell an event, each with the figure that it gives."""
    return [(number * 7 % documents, number % 40 + 3), ((number * 7 + 1) % documents, number % 40 + 3 + number % 2)]


def _told(number: int, count: int) -> str:
    return f"{count} people were wounded at mill {number}"


def _day(number: int) -> str:
    return f"{number % 28 + 1} March 2020"


Actor = tuple[str, str, str]


def _document(folder: Path, number: int, planted: list[str], actors: list[Actor], chance: random.Random) -> None:
    title, lines = f"What was heard at mill {number}", []
    for paragraph in range(6):
        said = planted[paragraph::6]
        words = [chance.choice(WORDS) for _ in range(98 - sum(len(one.split()) for one in said))]
        for _ in range(2):
            words[chance.randrange(1, len(words))] = actors[chance.randrange(len(actors))][2]
        words[0] = words[0].capitalize()
        lines.append(" ".join([*said, *words]) + ".")
    text = "\n".join([title, "The Courier – 5 April 2020", *lines]) + "\n"
    _put(folder / f"seeds/d{number}.txt", text)
    record = f"""\
title: {title}
label: The Courier, number {number}
seed: d{number}.txt
lines: 1-8
body: 3-8
layout:
  - {{lines: 1, is: title}}
  - {{lines: 2, is: dateline}}
outlet: {{is: the-courier, printed: The Courier}}
published: {{is: 2020-04-05, printed: 5 April 2020}}
language: en
genre: news-report
"""
    _put(folder / f"content/documents/document-{number}.yaml", record)


def _event(folder: Path, number: int, documents: int, actors: list[tuple[str, str, str]]) -> None:
    claims, counts = [], []
    for index, (telling, count) in enumerate(_tellings(number, documents)):
        speaker = actors[(number + telling) % len(actors)]
        counts.append(count)
        claims.append(f"""\
  told-{index}:
    document: document-{telling}
    quote: said on {_day(number)} that {_told(number, count)}
    by: {speaker[0]}
    says:
      - {{point: date, date: 2020-03-{number % 28 + 1:02}, words: on {_day(number)}}}
      - {{point: wounded, value: {count}, of: people, words: {count} people were wounded}}
""")
    speaker = actors[(number + _tellings(number, documents)[0][0]) % len(actors)]
    _put(
        folder / f"content/events/event-{number}.yaml",
        f"""\
title: What happened at mill {number}
kind: accident
importance: secondary
date: {{is: 2020-03-{number % 28 + 1:02}, claims: [told-0]}}
summary:
  - {{text: "{speaker[1]} said that {counts[0]} people were wounded at mill {number}.", claims: [told-0]}}
points:
  wounded: {{ask: How many were wounded?}}
claims:
{"".join(claims)}participants:
  - {{actor: {speaker[0]}, role: spoke, claims: [told-0]}}
""",
    )


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
