"""One spelling for what means the same, so that labels and claims can be compared."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from benchmarks.scoring.rows import Value


def canonical(name: str, value: object) -> Value:
    """The value of field `name` in its one spelling; empty text and empty lists are null."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        spell = _weapon if name == "weapons" else str
        return frozenset(spell(each) for each in value)
    return _canonical_text(name, str(value))


def weapon_group(weapon_class: Value) -> str | None:
    """The class, with all classes of missiles as one group."""
    if weapon_class is None:
        return None
    return "missile" if str(weapon_class).endswith("missile") else str(weapon_class)


def local_time(value: object, zone: ZoneInfo) -> str | None:
    """A moment (or its ISO text) to the minute, as seen in `zone`."""
    if value is None:
        return None
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def _canonical_text(name: str, text: str) -> str:
    if name == "name":
        bare = re.sub(r"\(.*\)|\b(the|treaty( on)?|high-level)\b", "", text, flags=re.I)
        return " ".join(bare.replace("–", "-").lower().split())
    if name == "model":
        return _weapon(text)
    if name == "weapon_class":
        return {"recon_drone": "drone", "decoy_drone": "drone"}.get(text, text)
    return text


def _weapon(name: object) -> str:
    """Letters and digits of a model's name, without its second variant: shahed136131 -> shahed."""
    letters = re.sub(r"[^a-zа-яёіїєґ0-9]", "", str(name).lower())
    return "shahed" if letters.startswith("shahed") else letters
