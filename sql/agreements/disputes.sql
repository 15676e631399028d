-- Changes of agreements that claimants date differently, with who gives which date.
-- grain: event_id x figure x source x claimant x value
-- not for: deciding who is right. marts.overview_disagreements has all families.
-- test: unique(event_id, figure, source, claimant, value): A claimant that repeats itself counts once.
with
statements as (
    select
        *,
        concat(reported_by, case when attributed_to <> reported_by then concat(', citing ', attributed_to) else '' end) as claimant,
        case when value <> 'undated' then cast(concat(value, substr('-01-01', length(value) - 3)) as date) end as first_day,
        case
            when figure in ('entered_into_force_on', 'extended_on', 'restored_on') then 'in_force'
            else replace(figure, '_on', '')
        end as status,
    from marts.overview_statements
    where family = 'agreements' and is_counted
)

select
    statements.event_id, -- Agreement, as in events.agreements.
    events.valid_from_stated as happened_stated, -- Best date of the change, ISO 8601 at the stated precision.
    concat(events.status, '_from') as figure, -- The change, named by the status it brings: expired_from, in_force_from.
    min(statements.reporting_side) as reporting_side, -- Side of the claimant: ukraine, russia, third_party or media.
    statements.claimant, -- Who published it, and whom the report cites if it cites anyone.
    statements.source, -- Folder of the source it came through.
    statements.value, -- Date that the claimant gives; a claimant with two dates has two rows.
    cast(null as integer) as number, -- Always null: a date is not a number.
    count(*) as claims, -- Claims that give this date.
    cast(null as integer) as low, -- Always null: a date is not a number.
    events.valid_from_stated as best_value, -- Best date of the change.
    cast(null as integer) as high, -- Always null: a date is not a number.
    cast(null as integer) as difference, -- Always null: a date is not a number.
    events.best_rule, -- How the best date was chosen.
from statements
inner join events.agreements as events
    on statements.event_id = events.event_id
    and statements.status = events.status
    and list_contains(events.disputed_figures, 'valid_from_stated')
    and statements.first_day between events.valid_from_earliest and events.valid_from_latest
group by all
order by statements.event_id, figure, statements.source, statements.claimant, statements.value
