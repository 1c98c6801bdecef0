"""The tiny site: one seed, two documents, one event, two actors, one place, one outlet."""

from dataclasses import dataclass
from pathlib import Path

from muniment import pipeline, printing
from muniment.diagnostics import Problem, errors, in_order

SEED = """\
Two dockers die in harbour fire
By Ada Stern
The Courier – 3 March 2020
Two dockers were killed and three were wounded in a fire at the old harbour on Monday, the Harbour Office said.
The Dockers’ Union said at least four were wounded. It denied that its strike had led to the fire.
Nobody had been warned, the union added.
Calm returns to the harbour
The Courier – 5 March 2020
The Harbour Office said on Wednesday that five had been wounded in the fire.
The old harbour will stay closed.
"""

FILES = {
    "site.toml": 'title = "The Harbour Record"\nsubtitle = "A fire"\nstatement = "Who says what about a fire."\n\n[documents]\naccess = "full"\n',
    "seeds/paper.txt": SEED,
    "content/vocabulary.yaml": """\
event_kinds: {fire: {label: Fire, definition: Something burns.}, situation: {label: Standing matter, definition: It lasts.}}
actor_kinds: {body: {label: Body, definition: An office or a union.}}
place_kinds: {area: {label: Area, definition: A part of a town.}}
genres: {news-report: {label: News report, definition: Reports.}}
roles: {spoke: {label: Spoke, definition: Said something.}}
relations: {followed-by: {label: Followed by, inverse: Came after, definition: What came next.}}
actor_relations: {part-of: {label: Part of, inverse: Includes, definition: Belongs to it.}}
points:
  date: {label: When, takes: date, definition: The day.}
  place: {label: Where, takes: place, definition: The place.}
  killed: {label: Killed, takes: count, definition: How many were killed.}
  wounded: {label: Wounded, takes: count, definition: How many were wounded.}
  cause: {label: Cause, takes: answer, definition: What led to it.}
  description: {label: Description, takes: words, definition: How it is described.}
coverage_reasons: {opinion: {label: Opinion, definition: It reports no fact.}}
counted: {dockers: {label: dockers, definition: Workers.}, people: {label: people, definition: Anybody.}}
""",
    "content/documents/stern-2020-03-03.yaml": """\
title: Two dockers die in harbour fire
label: Stern, 3 March 2020
seed: paper.txt
lines: 1-6
body: 4-6
layout:
  - {lines: 1, is: title}
  - {lines: 2, is: byline}
  - {lines: 3, is: dateline}
authors: [Ada Stern]
outlet: {is: the-courier, printed: The Courier}
published: {is: 2020-03-03, printed: 3 March 2020}
language: en
genre: news-report
""",
    "content/documents/courier-2020-03-05.yaml": """\
title: Calm returns to the harbour
label: The Courier, 5 March 2020
seed: paper.txt
lines: 7-10
body: 9-10
layout:
  - {lines: 7, is: title}
  - {lines: 8, is: dateline}
outlet: {is: the-courier, printed: The Courier}
published: {is: 2020-03-05, printed: 5 March 2020}
language: en
genre: news-report
""",
    "content/outlets/the-courier.yaml": "name: The Courier\n",
    "content/actors/harbour-office.yaml": "name: the Harbour Office\nkind: body\nnames: [Harbour Office]\n",
    "content/actors/dockers-union.yaml": "name: Dockers’ Union\nkind: body\n",
    "content/places/old-harbour.yaml": "name: the old harbour\nkind: area\nnames: [old harbour]\n",
    "content/events/harbour-fire.yaml": """\
title: Fire at the old harbour
kind: fire
importance: core
date: {is: 2020-03-02, claims: [office], basis: Counted from the article's own date.}
place: {is: old-harbour, claims: [office]}
summary:
  - {text: The Harbour Office said that two dockers were killed and three were wounded., claims: [office]}
  - {text: The Dockers’ Union said that at least four were wounded., claims: [union]}
points:
  killed: {ask: How many were killed?}
  wounded: {ask: How many were wounded?}
  cause:
    ask: What led to the fire?
    answers: {strike: The strike}
claims:
  office:
    document: stern-2020-03-03
    quote: Two dockers were killed and three were wounded in a fire at the old harbour on Monday
    by: harbour-office
    says:
      - {point: date, date: 2020-03-02, words: on Monday}
      - {point: place, answer: old-harbour, words: at the old harbour}
      - {point: killed, value: 2, of: dockers, words: Two dockers were killed}
      - {point: wounded, value: 3, of: people, words: three were wounded}
  union:
    document: stern-2020-03-03
    quote: at least four were wounded
    by: dockers-union
    says:
      - {point: wounded, value: ">=4", of: people, words: at least four were wounded}
  denial:
    document: stern-2020-03-03
    quote: It denied that its strike had led to the fire
    by: dockers-union
    says:
      - {point: cause, stance: denies, answer: strike, words: It denied}
  later:
    document: courier-2020-03-05
    quote: five had been wounded in the fire
    by: harbour-office
    says:
      - {point: wounded, value: 5, of: people, words: five had been wounded}
participants:
  - {actor: harbour-office, role: spoke, claims: [office]}
""",
    "content/pages/method.md": "---\ntitle: Method\n---\n\nHow we work.\n",
    "content/pages/about.md": "---\ntitle: About\n---\n\nWhat this is.\n",
}
EVENT = "content/events/harbour-fire.yaml"
STERN = "content/documents/stern-2020-03-03.yaml"
COURIER = "content/documents/courier-2020-03-05.yaml"


@dataclass(frozen=True)
class Project:
    """The tiny site on disk, with what tests do to it."""

    root: Path

    def replace(self, path: str, old: str, new: str) -> None:
        """Change one text in a file; the text must stand there."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} does not stand in {path}"
        self.write(path, text.replace(old, new, 1))

    def write(self, path: str, text: str | bytes) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode("utf-8") if isinstance(text, str) else text)

    def check(self) -> tuple[Problem, ...]:
        """The problems that `check --pages` finds."""
        checked = pipeline.check(self.root, pipeline.Clock())
        faults = printing.rendered(checked)[1] if not errors(checked.problems) else ()
        return in_order((*checked.problems, *faults))

    def pages(self) -> dict[str, str]:
        """The text of every page, by address; the site must have no error."""
        checked = pipeline.check(self.root, pipeline.Clock())
        assert not [p for p in checked.problems if p.severity == "error"], checked.problems
        files, faults = printing.rendered(checked)
        assert not faults
        return {path: data.decode("utf-8") for path, data in files.items() if path.endswith(".html")}

    def relock(self) -> None:
        """Renew the lock, as `build.py lock` does."""
        from muniment.verify.lock import lock_text

        understood = pipeline.understand(self.root, pipeline.Clock())
        self.write("content/seeds.lock", lock_text(understood.site, understood.sources.seeds))


def write_tiny_site(root: Path) -> None:
    """Put the tiny site into a folder."""
    project = Project(root)
    for path, text in FILES.items():
        project.write(path, text)
    project.relock()
