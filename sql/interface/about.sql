-- Read this first: what the file is, how to read it, whether its checks passed, and whom to cite.
-- grain: topic x item
-- not for: computing; numbers are part of the text.
-- example: from about
create view about as
with
publication_said as (
    select
        1 as place,
        unnest(generate_series(1, 7)) as line,
        'this file' as topic,
        unnest([
            'what it is',
            'data until',
            'published at',
            'as of',
            'version',
            'opens in',
            'fingerprint'
        ]) as item,
        unnest([
            'Published reports on the Russia-Ukraine war and its spill-over, merged into events with low, best and high values.',
            coalesce(
                (
                    select replace(arg_max(age_in_words, last_item_stated), 'data until ', '') || '; `from ages` lists every source',
                    from ages
                ),
                'no data'
            ),
            strftime(make_timestamp(epoch_us(published_at)), '%Y-%m-%d %H:%M UTC'),
            coalesce(
                strftime(make_timestamp(epoch_us(as_of)), '%Y-%m-%d %H:%M UTC'),
                'everything known when it was published'
            ),
            version,
            concat('DuckDB 1.1 and later, without extensions (storage ', storage, '); if you attach the file, run `use` before calling a function'),
            fingerprint
        ]) as says,
    from publication
),

start_here as (
    select
        2 as place,
        t.*,
    from (
        values
            (1, 'start here', 'list of tables', 'from contents'),
            (2, 'start here', 'what a column means', 'from dictionary where table_name = ''strikes_daily'' order by position'),
            (3, 'start here', 'what happened on a day', 'from timeline where happened_stated = ''2026-02-05'''),
            (4, 'start here', 'strikes in a range of nights', 'from strikes_between(''2026-02-01'', ''2026-02-28'')'),
            (5, 'start here', 'where a figure comes from', 'from explain(''strike-2026-02-05-night-RUS-UKR-drone'')'),
            (6, 'start here', 'what was known on a day', 'from as_known_on(''2026-02-10'')'),
            (7, 'start here', 'what was in force on a day', 'from in_force_on(''2024-03-01'')'),
            (8, 'start here', 'trends', 'from contents where schema_name = ''marts''; write the schema in queries, as in marts.strikes_monthly')
    ) as t (line, topic, item, says)
),

how_to_read as (
    select
        3 as place,
        t.*,
    from (
        values
            (1, 'how to read', 'claims and events', 'A claim is what one report says, right or wrong; an event is computed from claims. Count events, never claims.'),
            (2, 'how to read', 'whose numbers', 'Every number was reported by a party to the war or by someone citing it. None is an estimate of losses.'),
            (3, 'how to read', 'null and zero', 'Null means not stated; 0 means that a source states zero. A date without a row was not reported; it may not have been quiet.'),
            (4, 'how to read', 'low, best, high', 'Low and high are the extremes over sources; best is one reported number, and best_rule says how it was chosen.'),
            (5, 'how to read', 'nights', 'A night is named by the date on which it ends in Kyiv. The same date includes attacks of the day that follows, where they are reported.'),
            (6, 'how to read', 'rates', 'What counts as intercepted changed in July 2024 and in July 2025. Compare rates only where rate_comparable is the same.'),
            (7, 'how to read', 'sightings', 'A sighting is not a violation, and a drone of unknown origin is not attributed to any state until a source attributes it.'),
            (8, 'how to read', 'agreement of sources', 'Equal low and high mean agreement only where several sources report the figure: see the column sources.'),
            (9, 'how to read', 'undated reports', 'A report without a publication date counts as known from the day on which its document landed.'),
            (10, 'how to read', 'dates', 'A column ..._stated is text: an ISO 8601 date at the precision stated (2025-06). A column ..._on is a DATE.')
    ) as t (line, topic, item, says)
),

counted as (
    select
        4 as place,
        row_number() over (order by table_name) as line,
        'contents' as topic,
        concat(schema_name, '.', table_name) as item,
        concat('rows ', row_count) as says,
    from dictionary
    where position = 0 and schema_name = 'events'
),

check_counts as (
    select
        count(*) filter (where is_success) as passed,
        count(*) filter (where not is_success and severity = 'critical') as failed_critical,
        count(*) filter (where not is_success and severity = 'warning') as failed_warning,
    from quality.check_results
),

checks as (
    select
        5 as place,
        unnest(generate_series(1, 3)) as line,
        'checks' as topic,
        unnest(['passed', 'failed: critical', 'failed: warning']) as item,
        unnest([
            cast(passed as varchar),
            cast(failed_critical as varchar),
            concat(failed_warning, case when failed_warning > 0 then ': see quality.check_results and quality.failing_rows' else '' end)
        ]) as says,
    from check_counts
),

sources as (
    select
        6 as place,
        unnest(generate_series(1, 4)) as line,
        concat('source: ', sources.source) as topic,
        unnest(['publisher', 'licence', 'citation', 'what came in']) as item,
        unnest([
            concat_ws(', ', sources.publisher, sources.url),
            sources.licence,
            sources.citation,
            concat_ws(
                ', ',
                concat('documents ', counted.documents),
                concat('claims ', counted.claims),
                ages.age_in_words
            )
        ]) as says,
    from landed.sources as sources
    inner join marts.overview_sources as counted on sources.source = counted.source
    left join ages on sources.source = ages.source
    where counted.documents > 0
),

lines as (
    select *,
    from publication_said
    union all
    select *,
    from start_here
    union all
    select *,
    from how_to_read
    union all
    select *,
    from counted
    union all
    select *,
    from checks
    union all
    select *,
    from sources
)

select
    topic, -- Subject of the line.
    item, -- Item within the subject.
    says, -- Text of the line.
from lines
order by place, topic, line
