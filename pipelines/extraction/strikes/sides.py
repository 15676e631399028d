"""Whose munitions they are: the subject of the verb, the agent behind "by", the claimant.

A side that is cited, aimed at, or only owns the attack that was repelled is no subject.
"""

from pipelines.extraction.strikes.counted import INTERCEPTIONS, Item
from pipelines.extraction.strikes.marks import REACH, Marked
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.tokens import WORD


class Sides(Marked):
    """Tells the attacker of an item from the sentence alone."""

    def attacker(self, item: Item) -> str | None:
        """The side whose munitions these are, from this sentence alone: ukraine, russia or None."""
        if item.side is not None:
            return item.side
        if item.is_bare:
            return None
        if item.role in INTERCEPTIONS and self.launcher is not None:
            return self.launcher
        agent = self._agent_after(item.last)
        if agent is not None and self._is_agent_of_attack(agent):
            return agent.value
        if agent is not None:
            passive_launch = self._launched_before(agent, item.last)
            stopped = any(
                mark.value in INTERCEPTIONS and item.last <= mark.first < agent.first
                for mark in self.outcomes
            )
            intercepted = (item.role in INTERCEPTIONS or stopped) and not passive_launch
            return _other(agent.value) if intercepted else agent.value
        verb = self._last_outcome(item.first)
        if verb is None:
            return self._told_against(item)
        subject = self._subject(verb)
        if subject is None or item.role in (None, "hit"):
            return None
        if item.role == "launched":
            self.launcher = subject
        return _other(subject) if item.role in INTERCEPTIONS else subject

    def _told_against(self, item: Item) -> str | None:
        """ "The Ukrainian Air Force said that 359 drones were shot down": the other side's."""
        if item.role not in INTERCEPTIONS:
            return None
        claimants = {mark.value.partition(":")[0] for mark in self.by_kind.get("speaker", [])}
        claimants &= {"ukraine", "russia"}
        return _other(claimants.pop()) if len(claimants) == 1 else None

    def is_told_by(self, side: str) -> bool:
        """Whether this side is named as the one who says it: "Росіяни заявили про атаку"."""
        return any(mark.value == side and self._says(mark) for mark in self.by_kind.get("side", []))

    def striker(self) -> str | None:
        """The side this sentence says struck, whether or not it counts munitions."""
        for mark in self.outcomes:
            if mark.value == "launched":
                subject = self._subject(mark)
                if subject is not None:
                    return subject
        return None

    def _subject(self, verb: Mark) -> str | None:
        """The side that acts: the last named before the verb that is neither target nor weapon."""
        adjectives = self._adjectives()
        speakers = self._covered("speaker")  # an air force that is cited launches nothing here
        subject, place = None, -1
        for mark in self.by_kind.get("side", []):
            if mark.first >= verb.first:
                break
            if verb.value == "launched" and (self._says(mark) or mark.first in speakers):
                continue
            if verb.value in INTERCEPTIONS and self._owns_attack(mark):
                continue
            if mark.first - 1 not in self._covered("toward") and mark.first not in adjectives:
                subject, place = mark.value, mark.first
                if self.reading.lang == "de":
                    # The verb stands last: "hat Russland die Ukraine angegriffen".
                    break
        if subject is None and self.reading.lang == "de":
            # The verb before its subject: "In der Nacht greift Russland die Ukraine an".
            behind = self.by_kind.get("side", [])
            subject = next((mark.value for mark in behind if mark.first == verb.last), None)
        if verb.value == "launched":
            return subject
        for mark in self.by_kind.get("speaker", []):
            side = mark.value.partition(":")[0]
            if place <= mark.first < verb.first and side in ("ukraine", "russia"):
                subject = side
        return subject

    def _owns_attack(self, side: Mark) -> bool:
        """ "Units repelled Russia's overnight attack, destroying ...": the attack's owner."""
        return self.reading.lang == "en" and any(
            0 <= mark.first - side.last <= 2 for mark in self.by_kind.get("strike_noun", [])
        )

    def _says(self, side: Mark) -> bool:
        """Whether a side is named as the speaker: "Ukraine's president said"."""
        return any(0 <= mark.first - side.last <= 3 for mark in self.by_kind.get("said", []))

    def _adjectives(self) -> set[int]:
        """Tokens that describe a munition: the "Russian" of "Russian attack drones"."""
        found: set[int] = set()
        for first in [part.first for part in self.parts] + sorted(self.headed):
            index = first - 1
            while (
                index >= max(self.sentence.first, first - REACH)
                and self.tokens[index].kind == WORD
                and index not in self._stops
                and index not in self._outcome_tokens
            ):
                found.add(index)
                index -= 1
        return found

    def _agent_after(self, start: int) -> Mark | None:
        """The side named after "by" behind an item."""
        for mark in self.by_kind.get("by", []):
            if mark.first >= start and mark.first - start <= 8:
                for side in self.by_kind.get("side", []):
                    if 0 <= side.first - mark.last <= 1:
                        return side
        return None

    def _is_agent_of_attack(self, agent: Mark) -> bool:
        """The Russia of "shot down 36 drones during an overnight attack by Russia"."""
        ends = {mark.last for mark in self.by_kind.get("strike_noun", [])}
        return any(
            mark.first in ends and 0 <= agent.first - mark.last <= 1
            for mark in self.by_kind.get("by", [])
        )

    def _launched_before(self, agent: Mark, start: int) -> bool:
        return any(
            mark.value == "launched" and start <= mark.first < agent.first for mark in self.outcomes
        )


def _other(side: str) -> str:
    return "russia" if side == "ukraine" else "ukraine"
