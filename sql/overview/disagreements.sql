-- Events whose sources differ on a figure, with each claimant's value: one row per event, figure, claimant and value.
-- grain: family x event_id x figure x source x claimant x value
-- not for: deciding who is right; it shows who differs and on which side they are. Rounding, bounds and late updates also count as differences.
with
disputed as (
    select *,
    from marts.overview_figures
    where is_disputed
),

statements as (
    select
        *,
        concat(reported_by, case when attributed_to <> reported_by then concat(', citing ', attributed_to) else '' end) as claimant,
    from marts.overview_statements
    where is_counted and is_account
),

-- Claims that are complete accounts are compared one by one.
accounts as (
    select
        family,
        event_id,
        figure,
        source,
        claimant,
        value,
        min(reporting_side) as reporting_side,
        min(number) as number,
        count(*) as claims,
    from statements
    group by all
),

compared as (
    select
        accounts.family,
        accounts.event_id,
        disputed.happened_stated,
        accounts.figure,
        accounts.reporting_side,
        accounts.claimant,
        accounts.source,
        accounts.value,
        accounts.number,
        accounts.claims,
        disputed.low,
        disputed.value as best_value,
        disputed.high,
        abs(accounts.number - disputed.best) as difference,
        disputed.best_rule,
    from accounts
    inner join disputed
        on accounts.family = disputed.family
        and accounts.event_id = disputed.event_id
        and accounts.figure = disputed.figure
    union all
    select
        family,
        event_id,
        happened_stated,
        figure,
        reporting_side,
        claimant,
        source,
        value,
        number,
        claims,
        low,
        best_value,
        high,
        difference,
        best_rule,
    from every_family.disputes
)

select
    family, -- Family of the event, such as strikes or exchanges.
    event_id, -- Event, as in events.<family>.
    happened_stated, -- Date of the event, ISO 8601 at the stated precision; for an agreement, the best date of the change.
    figure, -- Figure on which claimants differ.
    reporting_side, -- Side of the claimant: ukraine, russia, third_party or media.
    claimant, -- Who published it, and whom the report cites if it cites anyone.
    source, -- Folder of the source it came through.
    value, -- Value that the claimant gives; a claimant with two values has two rows.
    number, -- The value as a number; null for words and bounds.
    claims, -- Claims that the value is taken or added up from.
    low, -- Lowest value of the event, as in marts.overview_figures.
    best_value, -- Best value of the event.
    high, -- Highest value of the event.
    difference, -- Distance of number from the best value, never negative; null where either is missing.
    best_rule, -- How the best value was chosen.
from compared
order by family, event_id, figure, reporting_side, claimant, value
