"""The negotiation register: contract columns as they stand."""

from pipelines.register import claimer, reader

read = reader("negotiations")
negotiations = claimer("negotiations")
