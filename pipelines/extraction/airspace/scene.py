"""`Scene`: the states and objects that a sentence names.

`violations` and `encounters` decide what happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.airspace.incident import Incident
from pipelines.extraction.airspace.objects import FlyingObject
from pipelines.extraction.sentence.actors import Actor
from pipelines.extraction.text.annotation import AnnotatedText, Sentence


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with the states and flying objects it names.

    `current` is the last incident that the text reported before it.
    """

    text: AnnotatedText
    sentence: Sentence
    states: Sequence[Actor]
    objects: Sequence[FlyingObject]
    current: Incident | None
