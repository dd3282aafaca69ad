"""How long an audit is kept: as long as the record that it is filed on, and never shorter."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """A retention class with its rule and where that comes from."""

    name: str
    rule: str
    source: str


_LOCAL = "the authority's retention schedule"

BY_SUBJECT: Mapping[str, Retention] = {
    "child": Retention(
        "child's case record",
        "As the child's record, by its legal status: looked after, to the 75th anniversary of birth, or 15 years "
        "from death before 18; child protection and child in need, by the local schedule",
        "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50; " + _LOCAL,
    ),
    "unborn_child": Retention(
        "child's case record",
        "As the child's own record once born, by its legal status",
        "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50; " + _LOCAL,
    ),
    "young_person": Retention(
        "care leaver's record", "To the 75th anniversary of birth", _LOCAL + " (most use 75 years)"
    ),
    "foster_carer": Retention(
        "foster carer's record",
        "At least 10 years after approval ends",
        "Fostering Services (England) Regulations 2011, regulation 32",
    ),
    "family": Retention("early help record", "By the local schedule", _LOCAL),
    "supervision": Retention("staff supervision file", "By the local schedule for staff files", _LOCAL),
}
"""By the subject of a form. An audit of an audit is kept as the audit that it judges (shared field notes, 6.4)."""
