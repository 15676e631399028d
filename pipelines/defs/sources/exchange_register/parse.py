"""The exchange register: contract columns as they stand."""

from pipelines.register import claimer, reader

read = reader("exchanges")
exchanges = claimer("exchanges")
