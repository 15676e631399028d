"""News articles: single files and feeds; extraction finds claims of all families."""

from pipelines.staging.texts import articles
from pipelines.staging.texts.claims import claimer

read = articles.read
claims = claimer("strikes", "airspace", "negotiations", "exchanges", "agreements")
