"""Claims of the family `exchanges`."""

from pipelines.extraction.document import Claim
from pipelines.extraction.reading import Reading


def claims(reading: Reading) -> list[Claim]:
    """The claims of this family in one document."""
    return []
