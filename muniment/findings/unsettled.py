"""What the record leaves unsettled, as a program can tell: points that nobody commits to, or one origin alone."""

from muniment.findings.accounts import PointAccounts, accounts
from muniment.findings.status import COMMITTED
from muniment.site import Site


def uncommitted(site: Site, owner: str) -> tuple[PointAccounts, ...]:
    """The points of a record that nobody asserts or denies: all suggest, doubt, find no evidence or do not know."""
    return tuple(point for point in accounts(site, owner) if not _stances(point).intersection(COMMITTED))


def single_origin(site: Site, owner: str) -> tuple[PointAccounts, ...]:
    """The points of a record on which somebody commits, and all that is said goes back to one origin."""
    found = (point for point in accounts(site, owner) if point.status.status == "single-origin")
    return tuple(point for point in found if _stances(point).intersection(COMMITTED))


def denied(site: Site, owner: str) -> tuple[PointAccounts, ...]:
    """The points of a record that somebody denies, though no status calls them disputed or revised."""
    found = (point for point in accounts(site, owner) if point.status.status not in ("disputed", "revised"))
    return tuple(point for point in found if "denies" in _stances(point))


def _stances(point: PointAccounts) -> set[str]:
    return {account.statement.stance for account in point.accounts}
