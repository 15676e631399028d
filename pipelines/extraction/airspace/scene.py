"""`Scene`: the states and objects that a sentence names.

`violations` and `encounters` decide what happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.airspace import reach
from pipelines.extraction.airspace.incident import Incident
from pipelines.extraction.airspace.objects import FlyingObject
from pipelines.extraction.airspace.states import AT_WAR, ORGANISATIONS, SENDERS
from pipelines.extraction.sentence.actors import STATE_KINDS, Actor
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

    def state_around(self) -> str | None:
        """The state of the last incident, else the only one named up to this sentence."""
        if self.current is not None and self.current.state:
            return self.current.state
        near = self.text.sentences[max(0, self.sentence.index - reach.CONTEXT_SENTENCES) :]
        named = {
            mark.value
            for sentence in near[: self.sentence.index - near[0].index + 1]
            for mark in sentence.of(*STATE_KINDS)
        } - {*AT_WAR, *SENDERS, *ORGANISATIONS}
        return named.pop() if len(named) == 1 else None
