"""News articles: files of an article each, and feeds; claims of all families by extraction."""

from pipelines import articles
from pipelines.texts import claimer

read = articles.read
claims = claimer("strikes", "airspace", "negotiations", "exchanges", "agreements")
