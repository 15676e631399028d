"""Hashtags of the Humanitarian Exchange Language (HXL 1.1) for the columns of exported tables.

A tag follows from the name of a column, and names mean the same in every table (docs/naming.md).
"""

import re

import polars as pl

TAGS = (
    (r"event_id", "#event+id"),
    (r"claim_id", "#event+claim+id"),
    (r"family", "#sector"),
    (r"kind|period|weapon_group|category", "#event+type+{name}"),
    (r"(\w+_)?region_pcode|adm1_pcode", "#adm1+code+v_pcode"),
    (r"region|adm1_name", "#adm1+name"),
    (r"adm2_name", "#adm2+name"),
    (r"location_name", "#loc+name"),
    (r"latitude", "#geo+lat"),
    (r"longitude", "#geo+lon"),
    (r"where_precision|point_source", "#geo+precision+{name}"),
    (r"(\w+_)?iso3", "#country+code+v_iso3+{name}"),
    (r"killed\w*|deaths\w*", "#affected+killed+{name}"),
    (r"injured\w*", "#affected+injured+{name}"),
    (r"month|week|day|night_of|\w+_(on|at|of|stated)", "#date+{name}"),
    (r"sources?|reported_by|publisher", "#meta+source+{name}"),
    (r"licence|citation|url", "#meta+{name}"),
)
"""Pattern of a whole column name -> its tag; `{name}` is the name as an attribute."""


def tags(schema: pl.Schema) -> list[str]:
    """A tag for each column; empty for texts and lists that HXL has no word for."""
    return [_tag(name, kind) for name, kind in schema.items()]


def _tag(name: str, kind: pl.DataType) -> str:
    for pattern, tag in TAGS:
        if re.fullmatch(pattern, name):
            return tag.format(name=_attribute(name))
    return f"#indicator+num+{_attribute(name)}" if kind.is_numeric() else ""


def _attribute(name: str) -> str:
    """A column name as an HXL attribute: letters, digits and underscores."""
    return re.sub(r"[^a-z0-9_]", "_", name.lower())
