"""The record: it has no fault, and a site can be made of it. The engine's own tests stand where the engine is made."""

from pathlib import Path

from muniment import pipeline, printing
from muniment.diagnostics import errors

ROOT = Path(__file__).parents[1]


def test_the_record_has_no_error_and_every_page_can_be_made():
    checked = pipeline.check(ROOT, pipeline.Clock())
    assert errors(checked.problems) == ()
    files, faults = printing.rendered(checked)
    assert faults == ()
    assert {"index.html", "404.html"} <= files.keys()
