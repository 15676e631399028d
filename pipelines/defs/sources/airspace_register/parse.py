"""The airspace register: its columns are those of the contract."""

from pipelines.staging.tables.register import claimer, reader

read = reader("airspace")
airspace = claimer("airspace")
