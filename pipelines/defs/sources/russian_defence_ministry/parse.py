"""Posts of the channel of Russia's defence ministry; extraction finds claims of strikes."""

from zoneinfo import ZoneInfo

from pipelines.staging.texts.claims import claimer
from pipelines.staging.texts.telegram import Channel, reader

CHANNEL = Channel(
    handle="mod_russia",
    names=("Минобороны России",),
    publisher="Ministry of Defence of the Russian Federation",
    zone=ZoneInfo("Europe/Moscow"),
    lang="ru",
)

read = reader(CHANNEL)
claims = claimer("strikes")
