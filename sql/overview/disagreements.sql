-- Events whose sources differ on a figure, with who says what: one row per event, figure, claimant and value.
-- grain: family x event_id x figure x source x claimant x value
-- not for: deciding who is right; it says who differs and which side they are on. Rounding, bounds and late updates differ too.
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

-- Where each claim is its claimant's account, claims are compared one by one.
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
        cast(count(*) as integer) as claims,
    from statements
    group by all
),

told as (
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
        accounts.number - disputed.best as difference,
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
    happened_stated, -- Date of the event, reduced ISO 8601; of an agreement, the best date of the change.
    figure, -- Figure on which its claimants differ.
    reporting_side, -- Which side the claimant is on: ukraine, russia, third_party or media.
    claimant, -- Who published it and, where the report cites somebody, whom.
    source, -- Folder of the source it came through.
    value, -- What the claimant says; a claimant who says two things has two rows.
    number, -- The same as a number; null for words and mere bounds.
    claims, -- Claims it was added up or taken from.
    low, -- Lowest value of the event, as in marts.overview_figures.
    best_value, -- Best value of the event.
    high, -- Highest value of the event.
    difference, -- How far the claimant is from the best value; null where either is no number.
    best_rule, -- How the best value was chosen.
from told
order by family, event_id, figure, reporting_side, claimant, value
