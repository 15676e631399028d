"""Sets of states that decide whether an incident is related to this war."""

AT_WAR = frozenset(("UKR", "RUS"))
"""Attacks inside these are claims of the family strikes."""

SENDERS = frozenset(("RUS", "BLR"))
"""States whose objects enter the airspace of others."""

OF_THIS_WAR = AT_WAR | SENDERS

NEIGHBOURS = frozenset(
    (
        *("ALB", "AUT", "BEL", "BGR", "BIH", "CHE", "CYP", "CZE", "DEU", "DNK", "ESP", "EST"),
        *("FIN", "FRA", "GBR", "GEO", "GRC", "HRV", "HUN", "IRL", "ISL", "ITA", "KAZ", "LTU"),
        *("LUX", "LVA", "MDA", "MKD", "MNE", "NLD", "NOR", "POL", "PRT", "ROU", "SRB", "SVK"),
        *("SVN", "SWE", "TUR"),
    )
)
"""States where an object of unknown origin is related to this war rather than to another."""

ORGANISATIONS = frozenset(("UN", "ICRC"))
"""Listed among the states of the lexicon, but without an airspace."""
