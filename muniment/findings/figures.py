"""Figures: the counts given for a point, per group of people counted, with the lowest and the highest."""

from msgspec import Struct

from muniment.counts import Count
from muniment.findings.accounts import Account, PointAccounts


class Figures(Struct, frozen=True):
    """The counts of one group of people at one point, those that are only words ("two dozen") among them.

    They are never added up or averaged; `lowest` and `highest` are of the counts in numbers, empty where there is none.
    """

    point: str
    of: str | None
    accounts: tuple[Account, ...]
    lowest: tuple[Account, ...]
    highest: tuple[Account, ...]

    @property
    def differ(self) -> bool:
        """Whether the accounts give different counts."""
        return len({account.statement.value for account in self.accounts if account.statement.value}) > 1


def figures(points: tuple[PointAccounts, ...]) -> tuple[Figures, ...]:
    """The counts of each point that takes counts, one value per group, those with numbers first."""
    found = []
    for point in points:
        if point.takes != "count":
            continue
        given = [account for account in point.accounts if account.statement.stance == "asserts"]
        numbered = [account for account in given if account.statement.value]
        for of in dict.fromkeys(account.statement.of for account in (*numbered, *given)):
            found.append(_figures(point.id, of, tuple(a for a in given if a.statement.of == of)))
    return tuple(found)


def _figures(point: str, of: str | None, accounts: tuple[Account, ...]) -> Figures:
    counted = [account for account in accounts if account.statement.value]
    least = min((account.statement.value.least for account in counted), default=0)
    most = max((top(account.statement.value) for account in counted), default=0)
    return Figures(
        point,
        of,
        accounts,
        tuple(account for account in counted if account.statement.value.least == least),
        tuple(account for account in counted if top(account.statement.value) == most),
    )


def top(value: Count) -> int:
    """The highest number that a count names; of "at least 25" that is 25."""
    return value.least if value.most is None else value.most
