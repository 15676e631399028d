"""`incidentes.geojson` as rows: what one source says about one incident in Europe.

A record with three sources becomes three rows. Where, when and what kind of incident it is are the
record's; a count or the presence of a drone is the source's own statement where the record cites
one, and else stays with the first source. Which values become claims does not belong here
(parse.py).
"""

from typing import Any

from pipelines.defs.sources.drone_observatory.values import (
    Refused,
    Row,
    bounds,
    instant,
    member,
    optional_instant,
    required,
    source_cells,
    sources,
    text,
    texts,
)


def statements(feature: dict[str, Any]) -> list[Row]:
    """Rows of one incident, one per source; raises `Refused`."""
    record = required(feature, "properties", dict)
    shared = _record_cells(feature, record)
    reporting = list(sources(record)) or [{}]
    claims = _claims_by_source(record)
    known = {source.get("id") for source in reporting}
    attributed_by = _attributing_source(record)
    rows = []
    for place, source in enumerate(reporting):
        own = claims.get(source.get("id"), {})
        is_first = place == 0
        is_attributing = (source.get("id") == attributed_by) or (
            is_first and attributed_by not in known
        )
        rows.append(
            {
                **shared,
                **source_cells(source),
                **_stated(record, own, claims, is_first),
                **(_attribution(record) if is_attributing else {}),
                **(_answers(record) if is_first else {}),
            }
        )
    return rows


def _record_cells(feature: dict[str, Any], record: dict[str, Any]) -> Row:
    time = required(record, "tiempo", dict)
    place = required(record, "lugar", dict)
    target = member(record, "objetivo", dict) or {}
    drones = member(record, "drones", dict) or {}
    identified = (member(record, "tipo_dron", dict) or {}).get("identificado") or {}
    starts_at, precision = instant(time.get("inicio"), "tiempo.inicio")
    state = required(record, "estado", dict)
    longitude, latitude = _point(feature)
    return {
        "registro": "incidente",
        "id": required(record, "id", str),
        "tipo": required(record, "tipo", str),
        "inicio": starts_at,
        "inicio_precision": precision,
        "fin": optional_instant(time, "fin")[0],
        "duracion_min": _number(time.get("duracion_min"), "tiempo.duracion_min"),
        "pais": text(place, "pais"),
        "localidad": text(place, "localidad"),
        "regiones": text(place, "region"),
        "nivel": text(place, "nivel"),
        "radio_km": _number(place.get("radio_km"), "lugar.radio_km"),
        "longitud": longitude,
        "latitud": latitude,
        "objetivo": text(target, "categoria"),
        "objetivo_nombre": text(target, "nombre"),
        "clase": text(drones, "clase"),
        # What the observatory deduces (`publicado`) is not an observation.
        "modelo": text(identified, "modelo") if isinstance(identified, dict) else None,
        "estado": text(state, "actual"),
        "historial": _history(state),
        "ataque": text(member(record, "ataque", dict) or {}, "id"),
    }


def _stated(
    record: dict[str, Any], own: dict[str, Any], claims: dict[Any, dict[str, Any]], is_first: bool
) -> Row:
    """Count and presence of drones: those of the source's statement, else those of the record."""
    drones = member(record, "drones", dict) or {}
    is_anybodys = any("numero" in stated for stated in claims.values())
    number = own.get("numero", drones.get("numero") if is_first and not is_anybodys else None)
    low, high = bounds({"numero": number}, "numero")
    presence = own.get(PRESENCE, record.get(PRESENCE))
    return {
        "numero_min": low,
        "numero_max": high,
        PRESENCE: text({PRESENCE: presence}, PRESENCE),
    }


def _claims_by_source(record: dict[str, Any]) -> dict[Any, dict[str, Any]]:
    """Field -> value that each source states; a field on which it contradicts itself is left out.

    `drones.numero` and `numero` are one field.
    """
    found: dict[Any, dict[str, list[Any]]] = {}
    for claim in member(record, "afirmaciones_publicas", list) or []:
        if not isinstance(claim, dict):
            raise Refused(f"afirmaciones_publicas: {claim!r} is not an object")
        field = str(claim.get("campo")).rpartition(".")[2]
        values = found.setdefault(claim.get("fuente_id"), {}).setdefault(field, [])
        if claim.get("valor") not in values:
            values.append(claim.get("valor"))
    return {
        source: {field: values[0] for field, values in fields.items() if len(values) == 1}
        for source, fields in found.items()
    }


def _attribution(record: dict[str, Any]) -> Row:
    """Whom an authority holds responsible; the name of a person is never taken over."""
    stated = member(record, "atribucion", dict) or {}
    if text(member(record, "estado", dict) or {}, "actual") != "atribuido":
        return {}
    is_state = text(stated, "tipo") == "estado"
    return {
        "atribucion_pais": text(stated, "pais") if is_state else None,
        "autoridad": text(stated, "autoridad"),
    }


def _attributing_source(record: dict[str, Any]) -> Any:
    steps = member(member(record, "estado", dict) or {}, "historial", list) or []
    named = [
        step.get("fuente_id")
        for step in steps
        if isinstance(step, dict) and step.get("estado") == "atribuido"
    ]
    return named[-1] if named else None


def _answers(record: dict[str, Any]) -> Row:
    measures = member(record, "respuesta", dict) or {}
    closure = (member(record, "consecuencias", dict) or {}).get("cierre") or {}
    return {
        "medidas": texts(measures, "medidas"),
        "cierre": text(closure, "valor") if isinstance(closure, dict) else None,
    }


def _history(state: dict[str, Any]) -> str | None:
    """Steps of the record's status as `notificado 2025-09-22;confirmado 2025-09-23`."""
    steps = []
    for step in member(state, "historial", list) or []:
        if not isinstance(step, dict):
            raise Refused(f"estado.historial: {step!r} is not an object")
        day = instant(step["fecha"], "estado.historial.fecha")[0][:10] if "fecha" in step else ""
        steps.append(f"{step.get('estado')} {day}".strip())
    return ";".join(steps) or None


def _point(feature: dict[str, Any]) -> tuple[str | None, str | None]:
    """Longitude and latitude, in the order of GeoJSON; null without a point."""
    geometry = member(feature, "geometry", dict)
    if geometry is None:
        return None, None
    coordinates = geometry.get("coordinates")
    if geometry.get("type") != "Point" or not isinstance(coordinates, list):
        raise Refused(f"geometry = {geometry!r} is not a point")
    if len(coordinates) < 2:
        raise Refused(f"geometry = {geometry!r} is not a point")
    longitude, latitude = (_number(value, "coordinates") for value in coordinates[:2])
    return longitude, latitude


def _number(value: Any, name: str) -> str | None:
    if value is None or value == "desconocido":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused(f"{name} = {value!r} is not a number")
    return f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


PRESENCE = "presencia_dron"
"""Field of a statement on whether it was a drone."""
