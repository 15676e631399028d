-- Which claims speak of which round of talks, in which role, and why.
-- grain: claim_id
-- not for: counting; a round has as many claims as claimants.
with recursive
claims as (
    select
        known.* replace (coalesce(known.parties, []) as parties),
        source_types.source_rank,
        nullif(trim(regexp_replace(lower(known.venue_city), '[^\p{L}0-9]+', '-', 'g'), '-'), '') as venue,
        length(coalesce(known.started_stated, known.ended_stated)) = 10 as has_day,
        -- A month means any of its days; one date alone is the first and the last.
        case length(coalesce(known.started_stated, known.ended_stated))
            when 10 then cast(coalesce(known.started_stated, known.ended_stated) as date)
            when 7 then cast(coalesce(known.started_stated, known.ended_stated) || '-01' as date)
        end as first_day,
        case length(coalesce(known.ended_stated, known.started_stated))
            when 10 then cast(coalesce(known.ended_stated, known.started_stated) as date)
            when 7 then last_day(cast(coalesce(known.ended_stated, known.started_stated) || '-01' as date))
        end as last_day,
    from known.negotiations as known
    inner join vocabulary.source_types as source_types on known.source_type = source_types.source_type
),

tolerance as (
    select days,
    from vocabulary.linking_tolerances
    where family = 'negotiations'
),

-- A register's own label names the round and is kept; other claims join a round of their days, venue and parties.
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
        greatest(labelled.first_day - claims.last_day, claims.first_day - labelled.last_day, 0) as days_apart,
        contains(labelled.venue, claims.venue) or contains(claims.venue, labelled.venue) as venues_agree,
        labelled.venue_iso3 = claims.venue_iso3 as states_agree,
        labelled.round_no = claims.round_no as numbers_agree,
        list_sort(labelled.parties) = list_sort(claims.parties) as parties_agree,
        claims.has_day,
        claims.first_day is null as is_undated,
    from claims
    inner join labelled
        on coalesce(claims.format = 'phone', false) = coalesce(labelled.is_phone, false)
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

-- Venue and days; without a venue the parties and the very day; without a day the number of the round at its venue.
fitting as (
    select
        claim_id,
        event_ref,
        case when bool_or(is_undated) then null else min(days_apart) end as days_apart,
        bool_or(coalesce(venues_agree, false)) as venues_agree,
        bool_or(parties_agree) as parties_agree,
        bool_and(has_day) as has_day,
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

ranked as (
    select
        *,
        row_number() over (
            partition by claim_id
            order by days_apart, parties_agree desc, venues_agree desc, event_ref
        ) as place,
        count(*) over (partition by claim_id, days_apart, parties_agree, venues_agree) as rivals,
    from fitting
),

joined as (
    select *,
    from ranked
    where place = 1 and rivals = 1
),

loose as (
    select claims.*,
    from claims
    left join joined on claims.claim_id = joined.claim_id
    where claims.event_ref is null and joined.claim_id is null
),

-- Claims that nobody labels gather: a named venue before none, the earlier and longer before the later and shorter.
talks as (
    select
        *,
        row_number() over (
            order by
                case when venue is not null then 1 when venue_iso3 is not null then 2 else 3 end,
                first_day, last_day desc, len(parties) desc, venue, venue_iso3, parties, is_phone
        ) as talk,
    from (
        select distinct
            venue,
            venue_iso3,
            parties,
            first_day,
            last_day,
            coalesce(format = 'phone', false) as is_phone,
        from loose
        where has_day
    ) as told
),

reaches as (
    select
        centre.talk as centre,
        around.talk as around,
    from talks as centre
    inner join talks as around
        on centre.talk <= around.talk
        and centre.is_phone = around.is_phone
    cross join tolerance
    where
        centre.talk = around.talk
        or (
            (list_has_all(centre.parties, around.parties) or list_has_all(around.parties, centre.parties))
            and coalesce(centre.venue_iso3 = around.venue_iso3, true)
            and case
                when centre.venue = around.venue
                    then around.first_day <= centre.last_day + tolerance.days and around.last_day >= centre.first_day - tolerance.days
                when centre.venue <> around.venue then false
                else list_sort(centre.parties) = list_sort(around.parties) and around.first_day <= centre.last_day and around.last_day >= centre.first_day
            end
        )
),

-- In each round the talks that none before them reaches become centres and take in what they reach.
rounds as (
    select
        talk,
        cast(null as bigint) as centre,
    from talks
    union all
    select
        talk,
        centre,
    from (
        select
            waiting.talk,
            min(case when taken.around is null then reaches.centre end) as centre,
        from rounds as waiting
        inner join reaches on waiting.talk = reaches.around
        inner join rounds as centres on reaches.centre = centres.talk and centres.centre is null
        left join (
            select distinct reaches.around,
            from reaches
            inner join rounds as earlier on reaches.centre = earlier.talk and earlier.centre is null
            where reaches.centre < reaches.around
        ) as taken on reaches.centre = taken.around
        where waiting.centre is null
        group by waiting.talk
    ) as settled
),

named_centres as (
    select
        rounds.talk,
        rounds.centre,
        concat_ws('-', 'talks', cast(talks.first_day as varchar), coalesce(talks.venue, lower(talks.venue_iso3), case when talks.is_phone then 'phone' else 'unknown-venue' end)) as event_id,
        lower(array_to_string(talks.parties, '-')) as party_words,
    from rounds
    inner join talks on rounds.centre = talks.talk
),

-- Two rounds of one day at one venue are told apart by their parties.
centres as (
    select
        talk,
        case
            when count(distinct centre) over (partition by event_id) > 1 then concat(event_id, '-', party_words)
            else event_id
        end as event_id,
    from named_centres
),

grouped as (
    select
        loose.claim_id,
        coalesce(
            centres.event_id,
            concat_ws('-', 'talks', coalesce(loose.started_stated, loose.ended_stated, 'undated'), coalesce(loose.venue, lower(loose.venue_iso3), 'unknown-venue'), substr(loose.claim_id, 1, 8))
        ) as event_id,
    from loose
    left join talks
        on loose.has_day
        and loose.first_day = talks.first_day
        and loose.last_day = talks.last_day
        and loose.venue is not distinct from talks.venue
        and loose.venue_iso3 is not distinct from talks.venue_iso3
        and loose.parties is not distinct from talks.parties
        and coalesce(loose.format = 'phone', false) = talks.is_phone
    left join centres on talks.talk = centres.talk
),

ruled as (
    select
        claims.*,
        coalesce(grouped.event_id, concat('talks-', coalesce(claims.event_ref, joined.event_ref))) as event_id,
        case
            when claims.event_ref is not null then concat('the source itself files it under ', claims.event_ref)
            when joined.claim_id is not null and joined.days_apart is null then concat('undated; venue and number of the round are those of ', joined.event_ref)
            when joined.days_apart > 0 then concat('same venue and parties as ', joined.event_ref, ', ', joined.days_apart, ' day apart')
            when joined.venues_agree then concat('same venue, days and parties as ', joined.event_ref)
            when joined.claim_id is not null then concat('same days and parties as ', joined.event_ref, '; the venue is not given or named otherwise')
            when claims.has_day then 'gathered by days, venue and parties; no labelled round fits'
            else 'not dated to the day, and no labelled round alone fits'
        end as because,
    from claims
    left join joined on claims.claim_id = joined.claim_id
    left join grouped on claims.claim_id = grouped.claim_id
),

overrides as (
    select *,
    from vocabulary.link_overrides
    where family = 'negotiations'
),

-- A reviewed decision stands above the rules: `link` moves a claim, `unlink` takes it out of its round.
decided as (
    select
        ruled.* exclude (event_id, because),
        case when overrides.action = 'link' then overrides.event_id else ruled.event_id end as event_id,
        coalesce(overrides.action, 'rule') as decision,
        overrides.decided_by,
        case
            when overrides.action is null then ruled.because
            else concat(overrides.decided_by, ' decided on ', cast(overrides.decided_on as varchar), ': ', overrides.reason)
        end as because,
    from ruled
    left join overrides
        on ruled.claim_id = overrides.claim_id
        and (overrides.action = 'link' or overrides.event_id = ruled.event_id)
)

select
    claim_id, -- Claim, as in claims.negotiations.
    event_id, -- Round, as in events.negotiations.
    case
        when decision = 'unlink' then 'unlinked'
        when source_rank = min(case when decision <> 'unlink' then source_rank end) over (partition by event_id) then 'primary'
        else 'supporting'
    end as role, -- primary (of the highest-ranked source type that tells of the round), supporting, or unlinked: a reviewed decision took it out.
    because as reason, -- Why it is linked so, in words.
    decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from decided
order by claim_id
