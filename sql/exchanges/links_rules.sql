-- Exchange that the rules assign to each claim: by the source's label, by a label that its report fits, else by day.
-- grain: claim_id
-- not for: final links; a reviewed decision overrules a rule, see links.exchanges.
-- test: unique(claim_id): A claim of two exchanges would be counted in both.
with
claims as (
    select
        matches.claim_id,
        matches.report_key,
        matches.day,
        matches.event_ref,
        matches.days_apart,
        known.event_ref as own_event_ref,
        known.exchanged_stated,
        known.is_aggregate,
        known.category,
        coalesce(known.to_party, 'both') as to_party,
        known."count" as people,
    from links.exchanges_matches as matches
    inner join known.exchanges as known on matches.claim_id = known.claim_id
),

tolerance as (
    select days,
    from links.exchanges_reach
),

unlabelled as (
    select distinct
        report_key,
        day,
        to_party,
        category,
        people,
    from claims
    where event_ref is null and not is_aggregate and people is not null
),

-- Reports without a label are grouped by day; one of the next day joins the day before if at least one count agrees and none differs.
compared as (
    select
        later.report_key,
        later.to_party,
        later.category,
        max(case when earlier.people = later.people then 1 else 0 end) as agrees,
    from unlabelled as later
    cross join tolerance
    inner join unlabelled as earlier
        on later.day - tolerance.days = earlier.day
        and later.to_party = earlier.to_party
        and later.category = earlier.category
    group by all
),

moved as (
    select report_key,
    from compared
    group by report_key
    having sum(agrees) > 0 and sum(agrees) = count(*)
)

select
    claims.claim_id, -- Claim, as in claims.exchanges.
    case
        when claims.event_ref is not null then concat('exchange-', claims.event_ref)
        when claims.day is null
            then concat_ws(
                '-', 'exchange', coalesce(claims.exchanged_stated, 'undated'), case when claims.is_aggregate then 'aggregate' end,
                substr(min(claims.claim_id) over (partition by claims.report_key), 1, 8)
            )
        when claims.is_aggregate then concat('exchange-', claims.exchanged_stated, '-aggregate')
        when moved.report_key is not null then concat('exchange-', cast(claims.day - tolerance.days as varchar))
        else concat('exchange-', claims.exchanged_stated)
    end as event_id, -- exchange-<label>, or exchange-<date> where no label fits.
    case
        when claims.own_event_ref is not null then concat('the source labels it ', claims.event_ref)
        when claims.days_apart = 0 then concat('same day as ', claims.event_ref)
        when claims.event_ref is not null then concat('same counts as ', claims.event_ref, ', ', claims.days_apart, ' day apart')
        when claims.is_aggregate then 'it covers several days; the exchanges on these days are separate events'
        when claims.day is null then 'not dated to the day'
        when moved.report_key is not null then 'same counts as reported for the day before'
        else 'grouped by day; no labelled exchange fits'
    end as reason, -- Rule that applied, in words.
from claims
cross join tolerance
left join moved on claims.report_key = moved.report_key
order by claims.claim_id
