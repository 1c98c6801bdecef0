"""Pages of running text: what stands between the two lines of --- at the top of a Markdown file."""

from typing import Literal

from muniment.records.base import Many, Part, Text


class FrontMatter(Part):
    """The title of a page, and what the build adds at its end."""

    title: Text
    """The title of the page."""
    shows: Many[Literal["coverage"]] = ()
    """What the build adds below the text: coverage, a table of how much of each document the record holds."""
