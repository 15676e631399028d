"""Posts of the channel of Ukraine's Air Force; extraction finds claims of strikes."""

from zoneinfo import ZoneInfo

from pipelines.staging.texts.claims import claimer
from pipelines.staging.texts.telegram import Channel, reader

CHANNEL = Channel(
    handle="kpszsu",
    names=("Повітряні Сили ЗС України", "Air Force of the Armed Forces of Ukraine"),
    publisher="Air Force Command of the Armed Forces of Ukraine",
    zone=ZoneInfo("Europe/Kyiv"),
    lang="uk",
)

read = reader(CHANNEL)
claims = claimer("strikes")
