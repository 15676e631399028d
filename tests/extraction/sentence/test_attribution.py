"""Whose account a sentence gives."""

from pipelines.extraction.sentence.attribution import cited_claimant
from tests.extraction.annotating import annotated


def test_the_claimant_beside_the_verb_of_saying_is_cited() -> None:
    text = annotated(
        "Ukraine's air force said on Monday that drones came. It said more came.", "en"
    )
    found = cited_claimant(text, text.sentences[0])
    assert found is not None and (found.name, found.side) == ("Ukrainian Air Force", "ukraine")
    again = cited_claimant(text, text.sentences[1])
    assert again is not None and again.name == "Ukrainian Air Force"
