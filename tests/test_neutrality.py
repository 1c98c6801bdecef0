"""Warnings about our own prose: loaded words, contested sentences without a voice, figures made exact."""

import pytest
from tiny import EVENT

WORDS = "\nloaded_words:\n  murder: {reason: A legal judgement, instead: kill}\n  claimed: {reason: Sets a word in doubt, instead: said}\n"


@pytest.fixture
def watched(project):
    project.write(
        "content/vocabulary.yaml", (project.root / "content/vocabulary.yaml").read_text(encoding="utf-8") + WORDS
    )
    assert project.check() == ()
    return project


@pytest.mark.parametrize("word", ["murdered", "Murders", "claimed"])
def test_a_loaded_word_outside_quotation_marks_is_a_warning(watched, word):
    watched.replace(EVENT, "ask: What led to the fire?", f"ask: Who {word} it?")
    (problem,) = watched.check()
    assert (problem.code, problem.severity, problem.line) == ("loaded-word", "warning", 13)
    assert "Write instead" in problem.hint


@pytest.mark.parametrize("text", ["Was it called “murder”?", "Who reclaimed it?", "Is this a murderous sea?"])
def test_quoted_words_and_other_words_are_none(watched, text):
    watched.replace(EVENT, "ask: What led to the fire?", f"ask: {text}")
    assert watched.check() == ()


def test_a_sentence_on_a_disputed_point_names_its_voice(project):
    line = "  - {text: The Dockers’ Union said that at least four were wounded., claims: [union]}"
    project.replace(EVENT, line, "  - {text: Five were wounded., claims: [later]}")
    assert [p.code for p in project.check()] == ["unattributed"]
    project.replace(EVENT, "Five were wounded.", "According to the Harbour Office five were wounded.")
    assert project.check() == ()


def test_a_figure_is_not_made_exact(project):
    project.replace(EVENT, "said that at least four were wounded", "said that 4 were wounded")
    assert [p.code for p in project.check()] == ["too-exact"]
