"""From one document to all its claims.

Pure: no input, no output, no state between documents. A text that holds no word of any family gives
an empty list.
"""

from pipelines.extraction.agreements.claims import claims as agreements
from pipelines.extraction.airspace.claims import claims as airspace
from pipelines.extraction.document import Claim, Document
from pipelines.extraction.exchanges.claims import claims as exchanges
from pipelines.extraction.negotiations.claims import claims as negotiations
from pipelines.extraction.strikes.claims import claims as strikes
from pipelines.extraction.text.annotation import AnnotatedText

FAMILIES = (strikes, airspace, negotiations, exchanges, agreements)


def extract(document: Document) -> list[Claim]:
    """Every claim a document makes, family by family, in the order of the text."""
    text = AnnotatedText(document)
    return [claim for family in FAMILIES for claim in family(text)]
