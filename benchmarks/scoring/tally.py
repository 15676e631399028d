"""What was right, wrong and missed: counts by place, and one line for each error."""

from dataclasses import dataclass, field

from benchmarks.scoring.rows import Value, shown


@dataclass
class Tally:
    """Right, wrong and missed of one kind of thing."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: "Tally") -> None:
        """Add the counts of another tally."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    @property
    def precision(self) -> float | None:
        """Share of what was given that is right; None when nothing was given."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """Share of what is labelled that was given right; None when nothing is labelled."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None when there is nothing to count."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True)
class Place:
    """What a tally counts: `what` is rows, values or figures, `name` a field of the last two.

    `kind` is the kind of document: art, rumod, snip and so on. `tier` is that of a predicted row;
    rows that no claim has found are of no tier.
    """

    family: str
    what: str
    name: str
    lang: str
    kind: str
    corpus: str = ""
    tier: str = ""


@dataclass(frozen=True)
class Error:
    """One line to work through; `what` is missed, wrong or value."""

    what: str
    doc: str
    family: str
    key: tuple[Value, ...]
    field: str = ""
    expected: Value = None
    got: Value = None

    def __str__(self) -> str:
        key = " ".join("-" if part is None else str(part) for part in self.key)
        line = f"{self.what:<6} {self.doc} {self.family} [{key}]"
        if self.what == "value":
            return f"{line} {self.field}: expected {shown(self.expected)}, got {shown(self.got)}"
        return f"{line} {shown(self.expected if self.what == 'missed' else self.got)}"


@dataclass
class Score:
    """Tallies by place, and the errors in the order of the documents."""

    tallies: dict[Place, Tally] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)

    def tally(self, place: Place) -> Tally:
        """The tally of a place, to count in."""
        return self.tallies.setdefault(place, Tally())

    def total(self, **chosen: str) -> Tally:
        """The sum of all tallies whose place has the `chosen` fields."""
        total = Tally()
        for place, tally in self.tallies.items():
            if all(getattr(place, name) == value for name, value in chosen.items()):
                total.add(tally)
        return total


def _share(part: int, of: int) -> float | None:
    return part / of if of else None
