"""`ucrania.json` as rows: attacks, each as one bulletin reports it, and places reached.

Which figures become claims does not belong here (parse.py).
"""

from typing import Any

from pipelines.defs.sources.drone_observatory.values import (
    Row,
    instant,
    joined,
    member,
    range_cells,
    required,
    source_cells,
    sources,
    text,
    texts,
)
from pipelines.defs.sources.drone_observatory.values import flag as true_or_null


def attack(entry: dict[str, Any]) -> Row:
    """One bulletin; raises `Refused`."""
    period = required(entry, "periodo", dict)
    launched = member(entry, "lanzados", dict) or {}
    starts_at, start_precision = instant(period.get("inicio"), "periodo.inicio")
    ends_at, end_precision = instant(period.get("fin"), "periodo.fin")
    first = next(sources(entry), {})
    return {
        "registro": "ataque",
        "id": required(entry, "id", str),
        "sentido": required(entry, "sentido", str),
        "inicio": starts_at,
        "inicio_precision": start_precision,
        "fin": ends_at,
        "fin_precision": end_precision,
        **range_cells(launched, lanzados="total", otros="otros", reactivos="reactivos"),
        **range_cells(
            entry,
            derribados="derribados",
            perdidos="perdidos_guerra_electronica",
            impacto="localizaciones_impacto",
            restos="localizaciones_restos",
        ),
        "derribados_categoria": text(entry, "derribados_categoria"),
        "lugares_impacto": texts(entry, "lugares_impacto"),
        "lugares_restos": texts(entry, "lugares_restos"),
        "zonas_lanzamiento": texts(entry, "zonas_lanzamiento"),
        "regiones": _regions(entry),
        "regiones_misiles": texts(entry, "regiones_misiles"),
        "reivindicacion_de_parte": true_or_null(entry, "reivindicacion_de_parte"),
        "incluido_en": _named(entry, "incluido_en"),
        "solapado_con": _named(entry, "solapado_con"),
        "resumen": "true" if entry.get("resumen") else None,
        **source_cells(first),
    }


def place_reached(entry: dict[str, Any], attacks: dict[str, Row]) -> Row:
    """One place that a drone or its debris reached; raises `Refused`.

    `attacks`: the bulletins of the file by id, for the window of the attack that the place names.
    Casualties are left out: the observatory reads some of them out of digests and years.
    """
    place = member(entry, "lugar", dict) or {}
    attacked = text(entry, "ataque")
    window = attacks.get(attacked or "", {})
    first = next(sources(entry), {})
    return {
        "registro": "impacto",
        "id": required(entry, "id", str),
        "sentido": required(entry, "sentido", str),
        "ataque": attacked,
        **{name: window.get(name) for name in WINDOW},
        "regiones": text(entry, "region"),
        "impacto_o_restos": text(entry, "impacto"),
        "lugar": text(place, "nombre_latino") or text(place, "nombre"),
        "nivel": text(place, "nivel"),
        "dia": text(entry, "dia"),
        "parte_diario": true_or_null(entry, "parte_diario"),
        "reivindicacion_de_parte": true_or_null(entry, "reivindicacion_de_parte"),
        **source_cells(first),
    }


WINDOW = ("inicio", "inicio_precision", "fin", "fin_precision")
"""Cells that a place takes over from its attack."""


def _regions(entry: dict[str, Any]) -> str | None:
    """Codes of the regions that the bulletin names, without those named for missiles only."""
    regions = member(entry, "regiones", list) or []
    missiles = member(entry, "regiones_misiles", list) or []
    codes = [one.get("region") if isinstance(one, dict) else one for one in regions]
    return joined([code for code in codes if code not in missiles], "regiones")


def _named(entry: dict[str, Any], name: str) -> str | None:
    """Ids of other bulletins, which may come as one or as a list."""
    value = entry.get(name)
    return text(entry, name) if isinstance(value, str) else texts(entry, name)
