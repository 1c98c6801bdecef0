"""The history of the record: every published correction of every record, newest first."""

from msgspec import Struct

from muniment.memo import remembered
from muniment.records.base import Change
from muniment.site import Entry, Site


class Correction(Struct, frozen=True):
    """A correction with the record that it is of; `number` counts those of the record from 1 and never changes."""

    entry: Entry
    number: int
    change: Change

    @property
    def anchor(self) -> str:
        """Its permanent place on the page of corrections."""
        return f"{self.entry.id}-{self.number}"


@remembered
def corrections(site: Site) -> tuple[Correction, ...]:
    """Every correction, newest first; those of one day in the order of the records."""
    found = [
        Correction(entry, number, change)
        for entry in site.entries.values()
        for number, change in enumerate(entry.record.history, start=1)
    ]
    return tuple(sorted(found, key=lambda one: one.change.date.sort_key, reverse=True))
