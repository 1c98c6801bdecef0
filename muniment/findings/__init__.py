"""What is computed from the record: accounts compared, statuses, origins, figures. Each a pure function of the Site."""

from muniment.findings.accounts import (
    Account,
    PointAccounts,
    accounts,
    answer_label,
    documents_quoted,
    documents_telling,
)
from muniment.findings.figures import Figures, figures, top
from muniment.findings.origins import author_label, origin, origin_label
from muniment.findings.status import StatusFinding, conflicts

__all__ = [
    "Account",
    "Figures",
    "PointAccounts",
    "StatusFinding",
    "accounts",
    "answer_label",
    "author_label",
    "conflicts",
    "documents_quoted",
    "documents_telling",
    "figures",
    "origin",
    "origin_label",
    "top",
]
