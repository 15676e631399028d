"""Each rule from DuckDB's SQL to Spark's, and the order of views."""

import pytest

from pipelines.engines.dialect import NotTranslated, View, translated


@pytest.mark.parametrize(
    ("duckdb", "spark"),
    [
        (
            "select list_has_all(a, b) as c from t",
            "SELECT SIZE(ARRAY_EXCEPT(b, a)) = 0 AS c FROM t",
        ),
        (
            "select * replace (1 as x), y + 1 as z from t",
            "SELECT * EXCEPT (x), y + 1 AS z, 1 AS x FROM t",
        ),
        (
            "select t.* exclude (w) from t",
            "SELECT t.* EXCEPT (w) FROM t",
        ),
        (
            "select cast(unnest(l) as date) as day from t where n > 1",
            "SELECT CAST(unnested.element AS DATE) AS day FROM t "
            "LATERAL VIEW EXPLODE(l) unnested AS element WHERE n > 1",
        ),
        (
            "select cast(unnest(l) as date) as day",
            "SELECT CAST(unnested.element AS DATE) AS day FROM (SELECT 1) AS one_row "
            "LATERAL VIEW EXPLODE(l) unnested AS element",
        ),
        ("select unnest(l) as x from t", "SELECT EXPLODE(l) AS x FROM t"),
        ("select l[2] as x from t", "SELECT GET(l, 1) AS x FROM t"),
        (
            "select started_at at time zone 'Europe/Kyiv' as x from t",
            "SELECT FROM_UTC_TIMESTAMP(started_at, 'Europe/Kyiv') AS x FROM t",
        ),
        (
            "select cast(d as timestamp) at time zone 'Europe/Kyiv' as x from t",
            "SELECT TO_UTC_TIMESTAMP(CAST(d AS TIMESTAMP_NTZ), 'Europe/Kyiv') AS x FROM t",
        ),
        (
            "select epoch(ended_at) as x from t",
            "SELECT (CAST(UNIX_MICROS(ended_at) AS DOUBLE) / 1000000) AS x FROM t",
        ),
        ("select array_length(l) as x from t", "SELECT SIZE(l) AS x FROM t"),
        ("select l[2:] as x from t", "SELECT SLICE(l, 2, SIZE(l)) AS x FROM t"),
        (
            "select list_filter(list_zip(a, b), lambda c: c[2] > c[1]) as x from t",
            "SELECT FILTER(ZIP_WITH(TRANSFORM(COALESCE(a, ARRAY()), x -> STRUCT(x AS `1`)), "
            "COALESCE(b, ARRAY()), (x, y) -> STRUCT(x.`1` AS `1`, y AS `2`)), "
            "c -> c.`2` > c.`1`) AS x FROM t",
        ),
        (
            "select cast('[a, null]' as varchar[]) as x",
            "SELECT CAST(ARRAY('a', NULL) AS ARRAY<STRING>) AS x",
        ),
        (
            "select max(n) over (w rows 1 preceding) as x from t window w as (order by d)",
            "SELECT MAX(n) OVER (ORDER BY d NULLS LAST rows BETWEEN 1 preceding AND CURRENT ROW) "
            "AS x FROM t WINDOW w AS (ORDER BY d NULLS LAST)",
        ),
    ],
)
def test_a_construct_is_rewritten(duckdb: str, spark: str):
    assert translated(duckdb).query == spark


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("select * replace (1 as x) from t union all select * from t", "union"),
        ("select unnest(a) as x, unnest(b) as y from t", "several `unnest`"),
        ("select cast(unnest(range(max(n))) as date) as x from t", "aggregate"),
        ("select names[key] as x from t", "numbered elements"),
        ("select names[2:3] as x from t", "numbered elements"),
        ("select (a + b) at time zone 'UTC' as x from t", "time zone"),
        ("with recursive r as (select 1 as n union select n + 1 from r) from r", "union all"),
    ],
)
def test_a_construct_without_translation_is_named(query: str, words: str):
    with pytest.raises(NotTranslated, match=words):
        translated(query)


def test_common_table_expressions_become_views_and_those_read_twice_are_kept():
    translation = translated(
        "with a as (select 1 as n), b as (select n from a) select b.n from a, b, b as c"
    )
    assert translation.views == (
        View("a", "SELECT 1 AS n", is_shared=True),
        View("b", "SELECT n FROM a", is_shared=True),
    )
    once = translated("with a as (select 1 as n) select n from a")
    assert not once.views[0].is_shared


def test_a_table_named_like_a_view_is_no_reading_of_the_view():
    (view,) = translated("with a as (select n from s.a) select n from a").views
    assert not view.is_shared and view.next_round is None


def test_a_recursion_has_first_rows_and_next_rows():
    (view,) = translated(
        "with recursive r as (select 1 as n union all select n + 1 as n from r where n < 3) from r"
    ).views
    assert (view.query, view.next_round) == (
        "SELECT 1 AS n",
        "SELECT n + 1 AS n FROM r WHERE n < 3",
    )
