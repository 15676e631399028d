"""What a reader points at in a text, for tests of what each family reads there."""

import json

from pipelines.extraction.readers.pointing import Pointed, pointed
from pipelines.extraction.text.annotation import AnnotatedText
from tests.extraction.annotating import annotated


def pointing_at(text: str, family: str, **quotes: str) -> tuple[AnnotatedText, Pointed]:
    """The text, and the places of these quotes, all of which it has."""
    read = annotated(text, "en")
    (one,) = pointed(read, json.dumps({"claims": [{"family": family, **quotes}]}))
    return read, one
