"""What a record is: one module per record type, and RECORD_TYPES, the list."""

from msgspec import Struct

from muniment.records.actor import Actor
from muniment.records.base import Record
from muniment.records.document import Document
from muniment.records.event import Event
from muniment.records.outlet import Outlet
from muniment.records.place import Place


class RecordType(Struct, frozen=True):
    """A kind of record: its word, the folder of its files under `content/`, its model."""

    name: str
    folder: str
    model: type[Record]


RECORD_TYPES = (
    RecordType("document", "documents", Document),
    RecordType("outlet", "outlets", Outlet),
    RecordType("actor", "actors", Actor),
    RecordType("place", "places", Place),
    RecordType("event", "events", Event),
)
BY_FOLDER = {kind.folder: kind for kind in RECORD_TYPES}
