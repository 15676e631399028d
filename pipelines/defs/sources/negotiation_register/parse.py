"""The negotiation register: contract columns as they stand."""

from pipelines.staging.tables.register import claimer, reader

read = reader("negotiations")
negotiations = claimer("negotiations")
