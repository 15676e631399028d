-- Labelled round of talks that each claim fits by days, venue and parties.
-- grain: claim_id
-- not for: final links; claims that fit no label are grouped in links.negotiations_groups.
-- test: unique(claim_id): A claim that fits two rounds would be counted in both.
with
claims as (
    select
        * replace (coalesce(parties, []) as parties),
        nullif(trim(regexp_replace(lower(venue_city), '[^\p{L}0-9]+', '-', 'g'), '-'), '') as venue,
        coalesce(format = 'phone', false) as is_phone,
        length(coalesce(started_stated, ended_stated)) = 10 as has_day,
        -- A month can mean any of its days; a single date is both the first and the last day.
        case length(coalesce(started_stated, ended_stated))
            when 10 then cast(coalesce(started_stated, ended_stated) as date)
            when 7 then cast(coalesce(started_stated, ended_stated) || '-01' as date)
        end as first_day,
        case length(coalesce(ended_stated, started_stated))
            when 10 then cast(coalesce(ended_stated, started_stated) as date)
            when 7 then last_day(cast(coalesce(ended_stated, started_stated) || '-01' as date))
        end as last_day,
    from known.negotiations
),

tolerance as (
    select days,
    from links.negotiations_reach
),

-- A register's label identifies the round; other claims join it if days, venue and parties agree.
spans as (
    select
        event_ref,
        min(first_day) as first_day,
        max(last_day) as last_day,
        list_sort(list_distinct(flatten(list(parties)))) as parties,
        bool_or(format = 'phone') as is_phone,
    from claims
    where event_ref is not null and has_day
    group by all
),

labelled as (
    select distinct
        spans.*,
        claims.venue,
        claims.venue_iso3,
        claims.round_no,
    from spans
    inner join claims on spans.event_ref = claims.event_ref
),

pairs as (
    select
        claims.claim_id,
        labelled.event_ref,
        greatest(
            date_diff('day', claims.last_day, labelled.first_day), date_diff('day', labelled.last_day, claims.first_day), 0
        ) as days_apart,
        contains(labelled.venue, claims.venue) or contains(claims.venue, labelled.venue) as venues_agree,
        labelled.venue_iso3 = claims.venue_iso3 as states_agree,
        labelled.round_no = claims.round_no as numbers_agree,
        list_sort(labelled.parties) = list_sort(claims.parties) as parties_agree,
        claims.has_day,
        claims.first_day is null as is_undated,
    from claims
    inner join labelled
        on claims.is_phone = coalesce(labelled.is_phone, false)
        and (list_has_all(labelled.parties, claims.parties) or list_has_all(claims.parties, labelled.parties))
        and coalesce(claims.venue_iso3 = labelled.venue_iso3, true)
    cross join tolerance
    where
        claims.event_ref is null
        and (
            claims.first_day is null
            or (claims.first_day <= labelled.last_day + tolerance.days and claims.last_day >= labelled.first_day - tolerance.days)
        )
),

-- Matches by venue and days; without a venue by parties and the same day; without a day by venue and round number.
fitting as (
    select
        claim_id,
        event_ref,
        case when bool_or(is_undated) then null else min(days_apart) end as days_apart,
        bool_or(coalesce(venues_agree, false)) as venues_agree,
        bool_or(parties_agree) as parties_agree,
    from pairs
    where
        case
            when is_undated then coalesce(venues_agree and numbers_agree, false)
            when days_apart > 0 then coalesce(venues_agree, false) and coalesce(numbers_agree, true)
            when not has_day then coalesce(venues_agree, false)
            else coalesce(venues_agree, parties_agree) or (coalesce(states_agree, false) and parties_agree)
        end
    group by all
),

-- A claim that fits two rounds equally well is matched to neither.
ranked as (
    select
        *,
        row_number() over (
            partition by claim_id
            order by days_apart, parties_agree desc, venues_agree desc, event_ref
        ) as place,
        count(*) over (partition by claim_id, days_apart, parties_agree, venues_agree) as rivals,
    from fitting
)

select
    claims.claim_id, -- Claim, as in claims.negotiations.
    claims.venue, -- Venue as a part of an id; null when no city is named.
    claims.is_phone, -- Whether the talks were by phone.
    claims.has_day, -- Whether the first day is stated to the day.
    claims.first_day as first_on, -- First day that the stated dates can mean; null when undated.
    claims.last_day as last_on, -- Last day that the stated dates can mean; null when undated.
    coalesce(claims.event_ref, ranked.event_ref) as event_ref, -- Label of the source itself, else the label that the claim fits; null when none.
    cast(ranked.days_apart as integer) as days_apart, -- Days between the claim and the matched round; null where it is undated or no other source's label is matched.
    ranked.venues_agree as has_same_venue, -- Whether the venues agree; null where no other source's label is matched.
from claims
left join ranked on claims.claim_id = ranked.claim_id and ranked.place = 1 and ranked.rivals = 1
order by claims.claim_id
