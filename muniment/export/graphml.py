"""GraphML: records as nodes; roles, relations, places and sources as edges, each with the claims behind it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from muniment.export.file import DataFile
from muniment.export.iri import iri
from muniment.export.plain import full_address
from muniment.export.xml import DECLARATION, xml
from muniment.site import Entry, Site

PATH = "data/record.graphml"
NODE_KEYS = ("type", "name", "kind", "date", "page")
EDGE_KEYS = ("type", "label", "claims", "basis")


class Edge(Struct, frozen=True):
    """A tie from one record to another: its type, its word for readers, the claims that it stands on."""

    source: str
    target: str
    type: str
    label: str
    claims: tuple[str, ...] = ()
    basis: str = ""


def files(site: Site) -> Iterator[DataFile]:
    """The one graph."""
    yield DataFile(
        PATH,
        lambda: graph(site).encode(),
        "The record as a graph",
        "Records as nodes; roles in events, links of events, stated relations of actors, places and sources as edges, "
        "with the claims behind each.",
        "GraphML; Gephi, Cytoscape and networkx open it",
    )


def graph(site: Site) -> str:
    """The graph as GraphML; edges may be parallel, so each has an id."""
    keys = [f'<key id="n-{key}" for="node" attr.name="{key}" attr.type="string"/>' for key in NODE_KEYS]
    keys += [f'<key id="e-{key}" for="edge" attr.name="{key}" attr.type="string"/>' for key in EDGE_KEYS]
    nodes = [_node(site, entry) for entry in site.entries.values()]
    drawn = [_edge(number, edge) for number, edge in enumerate(edges(site), start=1)]
    head = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    parts = [head, *keys, '<graph id="record" edgedefault="directed">', *nodes, *drawn, "</graph>", "</graphml>", ""]
    return DECLARATION + "\n".join(parts)


def edges(site: Site) -> Iterator[Edge]:
    """Every tie between two records."""
    words = site.vocabulary
    for entry in site.of_type("event"):
        event = entry.record
        for one in event.participants:  # type: ignore[attr-defined]
            yield Edge(one.actor, entry.id, "role", words.roles[one.role].label, _claims(entry, one.claims))
        for one in event.links:  # type: ignore[attr-defined]
            label = words.relations[one.relation].label
            yield Edge(entry.id, one.to, "link", label, _claims(entry, one.claims), one.basis or "")
        if event.place:  # type: ignore[attr-defined]
            for place in event.place.value:  # type: ignore[attr-defined]
                yield Edge(entry.id, place, "place", "at", _claims(entry, event.place.claims), event.place.basis or "")  # type: ignore[attr-defined]
    for entry in site.of_type("actor"):
        for one in entry.record.relations:  # type: ignore[attr-defined]
            label = words.actor_relations[one.relation].label
            yield Edge(entry.id, one.to, "relation", label, _claims(entry, one.claims))
    for entry in site.of_type("place"):
        if entry.record.parent:  # type: ignore[attr-defined]
            yield Edge(entry.id, entry.record.parent, "inside", "lies in")  # type: ignore[attr-defined]
    yield from _sources(site)


def _sources(site: Site) -> Iterator[Edge]:
    """Each document with the records that its claims are about, and with the outlet that published it."""
    for entry in site.of_type("document"):
        if entry.record.outlet:  # type: ignore[attr-defined]
            yield Edge(entry.record.outlet.value, entry.id, "published", "published")  # type: ignore[attr-defined]
        for owner in Counter(claim.owner for claim in site.claims_from(entry.id)):
            told = tuple(claim.address for claim in site.claims_from(entry.id) if claim.owner == owner)
            yield Edge(entry.id, owner, "tells", "tells of", told)


def _claims(entry: Entry, claims: Iterable[str]) -> tuple[str, ...]:
    return tuple(full_address(claim, entry.id) for claim in claims)


def _node(site: Site, entry: Entry) -> str:
    record = entry.record
    date = getattr(record, "date", None) or getattr(record, "published", None)
    held = {
        "type": entry.type,
        "name": entry.name,
        "kind": getattr(record, "kind", None) or getattr(record, "genre", None),
        "date": date.value.raw if date else None,
        "page": iri(site, entry.address, PATH),
    }
    return f'<node id="{xml(entry.id)}">{_held("n", held)}</node>'


def _edge(number: int, edge: Edge) -> str:
    held = {"type": edge.type, "label": edge.label, "claims": " ".join(edge.claims), "basis": edge.basis}
    return f'<edge id="e{number}" source="{xml(edge.source)}" target="{xml(edge.target)}">{_held("e", held)}</edge>'


def _held(of: str, held: dict[str, str | None]) -> str:
    return "".join(f'<data key="{of}-{key}">{xml(value)}</data>' for key, value in held.items() if value)
