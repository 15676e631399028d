"""News articles: files of an article each, and feeds; claims of all families by extraction."""

from pipelines.staging.texts import articles
from pipelines.staging.texts.claims import claimer

read = articles.read
claims = claimer("strikes", "airspace", "negotiations", "exchanges", "agreements")
