"""Figures: the counts given for a point, per group of people counted, with the lowest and highest and who gives them."""

from dataclasses import dataclass

from muniment.findings.accounts import Account, PointAccounts


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of one group of people at one point. They are never added up or averaged."""

    point: str
    of: str | None
    accounts: tuple[Account, ...]
    lowest: tuple[Account, ...]
    highest: tuple[Account, ...]

    @property
    def differ(self) -> bool:
        """Whether the accounts give different counts."""
        return len({account.statement.value for account in self.accounts}) > 1


def figures(points: tuple[PointAccounts, ...]) -> tuple[Figures, ...]:
    """The counts of each point that takes counts, one value per group counted."""
    found = []
    for point in points:
        counted = [a for a in point.accounts if a.statement.value and a.statement.stance == "asserts"]
        for of in dict.fromkeys(a.statement.of for a in counted):
            found.append(_figures(point.id, of, tuple(a for a in counted if a.statement.of == of)))
    return tuple(found)


def _figures(point: str, of: str | None, accounts: tuple[Account, ...]) -> Figures:
    values = [a.statement.value for a in accounts]
    least = min(v.least for v in values)
    most = max(v.least if v.most is None else v.most for v in values)
    return Figures(
        point, of, accounts,
        tuple(a for a in accounts if a.statement.value.least == least),
        tuple(a for a in accounts if (a.statement.value.least if a.statement.value.most is None else a.statement.value.most) == most),
    )
