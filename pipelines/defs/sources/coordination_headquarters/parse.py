"""Official running totals of exchanges: contract columns, unchanged."""

from pipelines.staging.tables.register import claimer, reader

read = reader("exchanges")
exchanges = claimer("exchanges")
