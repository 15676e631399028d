"""The airspace register: contract columns as they stand."""

from pipelines.staging.tables.register import claimer, reader

read = reader("airspace")
airspace = claimer("airspace")
