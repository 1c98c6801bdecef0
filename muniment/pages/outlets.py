"""The index of outlets: those whose documents we hold, those that republished them, those that the documents quote."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.findings.grid import reported
from muniment.memo import remembered
from muniment.pages.actors import Variant, alphabetical, variants
from muniment.pages.contexts import by_publication
from muniment.pages.page import Page, later, link
from muniment.pages.parts import Foot, Link, foot
from muniment.pages.rows import plural
from muniment.site import Entry, Site, SiteClaim

ADDRESS = "outlets/index.html"
TITLE = "Outlets"
GROUPS = (
    ("held", "Whose documents we hold", "They published the documents first."),
    ("republished", "In whose copy we hold documents", "They republished what others had published."),
    ("quoted", "Quoted by the documents", "We hold no document of theirs: what they said is known from others."),
)


class OutletRow(Struct, frozen=True):
    """An outlet in the index."""

    link: Link
    variants: tuple[Variant, ...]
    documents: str
    reports: str
    voice: str


class Group(Struct, frozen=True):
    """The outlets that stand in one way to the documents."""

    anchor: str
    label: str
    meaning: str
    outlets: tuple[OutletRow, ...]


class OutletsView(Struct, frozen=True):
    """Every outlet, by how it stands to the documents."""

    title: str
    count: str
    groups: tuple[Group, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/outlets.html", TITLE, later(view, site))


def view(site: Site) -> OutletsView:
    """All that the page shows."""
    outlets = sorted(site.of_type("outlet"), key=alphabetical)
    groups = tuple(
        Group(key, label, meaning, tuple(_row(site, outlet) for outlet in outlets if standing(site, outlet.id) == key))
        for key, label, meaning in GROUPS
    )
    return OutletsView(
        TITLE,
        plural(len(outlets), "outlet"),
        tuple(group for group in groups if group.outlets),
        foot(site, ADDRESS, TITLE),
    )


def published_by(site: Site, outlet: str) -> tuple[Entry, ...]:
    """The documents that an outlet published first, oldest first."""
    return tuple(d for d in by_publication(site) if d.record.outlet and d.record.outlet.value == outlet)


def republished_by(site: Site, outlet: str) -> tuple[Entry, ...]:
    """The documents that we hold in an outlet's copy, oldest first."""
    return tuple(d for d in by_publication(site) if d.record.republisher and d.record.republisher.value == outlet)


def standing(site: Site, outlet: str) -> str:
    """How an outlet stands to the documents: held, republished or quoted."""
    if published_by(site, outlet):
        return "held"
    return "republished" if republished_by(site, outlet) else "quoted"


def spoken_by(site: Site, voice: str) -> tuple[SiteClaim, ...]:
    """The claims whose voice is an actor or an outlet, or somebody unnamed who speaks for it."""
    return _by_voice(site)[0].get(voice, ())


def carried_by(site: Site, outlet: str) -> tuple[SiteClaim, ...]:
    """The claims that came to a document by way of an outlet."""
    return _by_voice(site)[1].get(outlet, ())


@remembered
def _by_voice(site: Site) -> tuple[dict[str, tuple[SiteClaim, ...]], dict[str, tuple[SiteClaim, ...]]]:
    """The claims by the record that speaks in them, and by the record that carries them."""
    found: tuple[dict, dict] = {}, {}
    for claim in site.claims.values():
        for by, speakers in zip(found, (claim.claim.by, claim.claim.via), strict=True):
            for id in dict.fromkeys(id for voice in speakers for id in (voice.is_, voice.of) if id):
                by.setdefault(id, []).append(claim)
    spoken, carried = ({id: tuple(claims) for id, claims in by.items()} for by in found)
    return spoken, carried


def _row(site: Site, outlet: Entry) -> OutletRow:
    told = reported(site).get(outlet.id)
    documents = len(published_by(site, outlet.id)) or len(republished_by(site, outlet.id))
    quoted = len(spoken_by(site, outlet.id)) + len(carried_by(site, outlet.id))
    return OutletRow(
        Link(outlet.name, link(ADDRESS, outlet.address)),
        variants(outlet.record),
        plural(documents, "document") if documents else "",
        f"reports {plural(told, 'event')}" if told is not None else "",
        f"heard in {plural(quoted, 'claim')}" if quoted else "",
    )
