"""The two files of the observatory as rows of text, and the records that cannot be read.

What a record consists of does not belong here (bulletins.py, incidents.py).
"""

import json
from collections.abc import Callable
from typing import Any

import polars as pl

from pipelines.defs.sources.drone_observatory.bulletins import attack, place_reached
from pipelines.defs.sources.drone_observatory.incidents import statements
from pipelines.defs.sources.drone_observatory.values import Refusal, Refused, Row
from pipelines.staging.document import RAW_LIMIT, REFUSED, Document, ParsedDocument, Unreadable

COLUMNS = (
    "registro", "id", "sentido", "tipo", "ataque", "inicio", "inicio_precision", "fin",
    "fin_precision", "lanzados_min", "lanzados_max", "otros_min", "otros_max", "reactivos_min",
    "reactivos_max", "derribados_min", "derribados_max", "derribados_categoria", "perdidos_min",
    "perdidos_max", "impacto_min", "impacto_max", "restos_min", "restos_max", "lugares_impacto",
    "lugares_restos", "zonas_lanzamiento", "regiones", "regiones_misiles",
    "reivindicacion_de_parte", "incluido_en", "solapado_con", "resumen", "impacto_o_restos",
    "lugar", "nivel", "dia", "parte_diario", "duracion_min", "pais", "localidad", "radio_km",
    "longitud", "latitud", "objetivo", "objetivo_nombre", "clase", "modelo", "estado", "historial",
    "numero_min", "numero_max", "presencia_dron", "atribucion_pais", "autoridad", "medidas",
    "cierre", "fuente_id", "enlace", "medio", "fuente_fecha", "fuente_precision", "idioma",
    "fiabilidad", "frase_origen",
)  # fmt: skip
"""Columns of both files, in the observatory's words."""


def records(document: Document) -> ParsedDocument:
    """Records of one of the two files; raises `Unreadable` for any other content."""
    try:
        content = json.loads(document.text())
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{document.name}: not JSON ({error}); it was cut off") from error
    known = content if isinstance(content, dict) else {}
    if isinstance(known.get("ataques"), list):
        return _bulletins(known)
    if known.get("type") == "FeatureCollection" and isinstance(known.get("features"), list):
        return _collected(known["features"], statements)
    raise Unreadable(
        f"{document.name}: neither a list `ataques`, as in ucrania.json, nor a FeatureCollection, "
        "as in incidentes.geojson"
    )


def _bulletins(content: dict[str, Any]) -> ParsedDocument:
    attacks: dict[str, Row] = {}

    def one_attack(entry: dict[str, Any]) -> list[Row]:
        row = attack(entry)
        attacks[row["id"] or ""] = row
        return [row]

    bulletins = _collected(content["ataques"], one_attack)
    places = content.get("impactos")
    reached = _collected(
        places if isinstance(places, list) else [],
        lambda entry: [place_reached(entry, attacks)],
    )
    return ParsedDocument.whole(
        pl.concat([bulletins.rows, reached.rows]),
        pl.concat([bulletins.refused, reached.refused]),
        bulletins.rows_in + reached.rows_in,
    )


def _collected(
    records: list[Any], rows_of: Callable[[dict[str, Any]], list[Row]]
) -> ParsedDocument:
    """Rows of every record that can be read, and the others with their reasons."""
    kept: list[Row] = []
    refused: list[Refusal] = []
    seen: set[str] = set()
    for place, record in enumerate(records, start=1):
        name = f"record {place}"
        try:
            if not isinstance(record, dict):
                raise Refused(f"{record!r} is not an object")
            rows = rows_of(record)
            name = rows[0]["id"] or name
            if name in seen:
                raise Refused(f"id = {name!r} occurs twice in this file")
            seen.add(name)
        except Refused as error:
            raw = json.dumps(record, ensure_ascii=False)[:RAW_LIMIT]
            refused.append((f"record {place}", str(error), raw))
        else:
            is_one = len(rows) == 1
            kept += [
                {**row, "locator": name if is_one else f"{name} source {number}"}
                for number, row in enumerate(rows, start=1)
            ]
    columns = (*COLUMNS, "locator")
    frame = pl.DataFrame(
        {column: [row.get(column) for row in kept] for column in columns},
        schema=dict.fromkeys(columns, pl.String),
    )
    wrong = pl.DataFrame(refused, schema=REFUSED, orient="row")
    return ParsedDocument.whole(frame, wrong, len(kept) + len(refused))
