"""Outlets: who publishes the documents, and who is quoted by them; described in one form for all."""

from pydantic import Field

from muniment.records.base import Fact, Record, Sentence, Text
from muniment.records.claim import ClaimsById
from muniment.records.names import Named


class Outlet(Named, Record):
    """A newspaper, agency, website or broadcaster, in the same fields for all."""

    of_itself: Fact[Text] | None = None
    """What it says of itself in the documents we hold."""
    country: Fact[Text] | None = None
    """Its country, only with a source."""
    owner: Fact[Text] | None = None
    """Its owner, only with a source."""
    summary: tuple[Sentence, ...] = Field(default=())
    """What the documents say of it."""
    claims: ClaimsById = {}
    """Passages about the outlet itself."""
