"""Maps: boundaries, their projection, and paths of areas. What a map shows does not belong here.

Boundaries are background; boundaries/README.md says where they come from.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from pipelines.report.svg import n

BOUNDARIES = Path(__file__).parent / "boundaries"

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Area:
    """A state or oblast. `code`: ISO alpha-3 or P-code; `rings`: outlines as (lon, lat)."""

    code: str
    name: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class Map:
    """An equal-area conic projection (Albers) fitted into a width.

    `south`, `north`: standard parallels; `middle`: the meridian that runs straight up; `west`,
    `east`, `low`, `high`: corners in degrees that must be inside.
    """

    width: float
    south: float
    north: float
    middle: float
    west: float
    east: float
    low: float
    high: float

    @property
    def height(self) -> int:
        """Height in pixels of the corners' box."""
        (x0, x1), (y0, y1) = _box(self)
        return round((y1 - y0) / (x1 - x0) * self.width)

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The place of a point, in pixels."""
        (x0, x1), (y0, _y1) = _box(self)
        x, y = _albers(self, longitude, latitude)
        scale = self.width / (x1 - x0)
        return (x - x0) * scale, (y - y0) * scale

    def path(self, area: Area) -> str:
        """The outline of an area, in steps from point to point, which are short to write."""
        rings = []
        for ring in area.rings:
            tenths = [(round(x * 10), round(y * 10)) for x, y in (self(*point) for point in ring)]
            steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(tenths) if a != b]
            start = f"M{n(tenths[0][0] / 10)} {n(tenths[0][1] / 10)}"
            rings.append(start + "l" + " ".join(f"{_short(x)} {_short(y)}" for x, y in steps) + "z")
        return "".join(rings)

    def middle_of(self, area: Area) -> tuple[float, float]:
        """A point inside the largest ring, for a label; no place of an event.

        It is on the height of the ring's centre, in the middle of the longest run inside.
        """
        pairs = list(pairwise(self(*point) for point in max(area.rings, key=_size)))
        twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)
        y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * twice)
        crossed = sorted(
            a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])
            for a, b in pairs
            if (a[1] > y) != (b[1] > y)
        )
        inside = list(zip(crossed[::2], crossed[1::2], strict=True))
        left, right = max(inside, key=lambda run: run[1] - run[0])
        return (left + right) / 2, y


def _short(tenths: int) -> str:
    """A step in pixels, without the zero before a decimal point."""
    return n(tenths / 10).replace("0.", ".") if abs(tenths) < 10 else n(tenths / 10)


def europe(width: float) -> Map:
    """Europe from Portugal to the Caspian Sea."""
    return Map(width, 43, 62, 15, -9.5, 41, 36, 70.5)


def ukraine(width: float) -> Map:
    """Ukraine within its internationally recognised borders."""
    return Map(width, 46, 51, 31.2, 21.9, 40.4, 44.2, 52.5)


@cache
def areas(name: str) -> tuple[Area, ...]:
    """Areas of boundaries/<name>.geojson, in the order in which they are drawn."""
    features = json.loads((BOUNDARIES / f"{name}.geojson").read_text())["features"]
    return tuple(
        Area(
            code=feature["properties"].get("iso3") or feature["properties"]["pcode"],
            name=feature["properties"]["name"],
            rings=tuple(
                tuple((lon, lat) for lon, lat in polygon[0])
                for polygon in feature["geometry"]["coordinates"]
            ),
        )
        for feature in features
    )


def _albers(one: Map, longitude: float, latitude: float) -> tuple[float, float]:
    south, north = math.radians(one.south), math.radians(one.north)
    cone = (math.sin(south) + math.sin(north)) / 2
    constant = math.cos(south) ** 2 + 2 * cone * math.sin(south)
    radius = math.sqrt(constant - 2 * cone * math.sin(math.radians(latitude))) / cone
    angle = cone * math.radians(longitude - one.middle)
    return radius * math.sin(angle), radius * math.cos(angle)


@cache
def _box(one: Map) -> tuple[tuple[float, float], tuple[float, float]]:
    """Least and greatest x and y of the edges; y grows to the south."""
    steps = [place / 20 for place in range(21)]
    edge = [
        (one.west + (one.east - one.west) * s, lat) for s in steps for lat in (one.low, one.high)
    ]
    edge += [
        (lon, one.low + (one.high - one.low) * s) for s in steps for lon in (one.west, one.east)
    ]
    places = [_albers(one, *point) for point in edge]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return (min(xs), max(xs)), (min(ys), max(ys))


def _size(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))
