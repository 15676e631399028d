"""The agreement register: contract columns as they stand."""

from pipelines.staging.tables.register import claimer, reader

read = reader("agreements")
agreements = claimer("agreements")
