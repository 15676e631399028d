-- Which claims speak of which exchange of people, in which role, and why.
-- grain: claim_id
-- not for: counting; an exchange has as many claims as claimants, directions and categories.
with
claims as (
    select
        known.*,
        source_types.source_rank,
        case when length(known.exchanged_stated) = 10 then cast(known.exchanged_stated as date) end as day,
        -- What one report says of one day goes together, the living apart from the dead.
        concat_ws(
            ' | ', coalesce(known.report_ref, known.document_id), coalesce(known.exchanged_stated, 'undated'),
            case when known.category = 'remains' then 'remains' else 'living' end,
            case when known.is_aggregate then 'aggregate' end
        ) as account,
        case when known.category = 'remains' then 'remains' else 'living' end as sort,
    from known.exchanges as known
    inner join vocabulary.source_types as source_types on known.source_type = source_types.source_type
),

tolerance as (
    select days,
    from vocabulary.linking_tolerances
    where family = 'exchanges'
),

figures as (
    select distinct
        account,
        event_ref,
        is_aggregate,
        day,
        sort,
        coalesce(to_party, 'both') as to_party,
        category,
        "count" as people,
    from claims
),

-- A register's own label names the exchange and is kept; other accounts join the exchange of their day.
labelled as (
    select distinct
        event_ref,
        day,
    from figures
    where event_ref is not null and not is_aggregate and day is not null
),

labelled_sorts as (
    select distinct
        event_ref,
        sort,
    from figures
    where event_ref is not null
),

loose as (
    select distinct
        account,
        day,
        sort,
    from figures
    where event_ref is null and not is_aggregate and day is not null
),

near_labels as (
    select
        loose.account,
        loose.sort,
        labelled.event_ref,
        min(abs(labelled.day - loose.day)) as days_apart,
    from loose
    inner join (
        select unnest(generate_series(-days, days)) as days_off,
        from tolerance
    ) as offsets on true
    inner join labelled on loose.day + cast(offsets.days_off as integer) = labelled.day
    group by all
),

-- How many of the account's figures the label's claimants give too, and how many they give otherwise.
label_figures as (
    select
        figures.account,
        labelled_figures.event_ref,
        figures.to_party,
        figures.category,
        max(case when labelled_figures.people = figures.people then 1 else 0 end) as agrees,
    from figures
    inner join near_labels on figures.account = near_labels.account
    inner join figures as labelled_figures
        on near_labels.event_ref = labelled_figures.event_ref
        and figures.to_party = labelled_figures.to_party
        and figures.category = labelled_figures.category
    where figures.people is not null and labelled_figures.people is not null
    group by all
),

label_scores as (
    select
        account,
        event_ref,
        sum(agrees) as agreeing,
        count(*) - sum(agrees) as differing,
    from label_figures
    group by all
),

-- A day apart joins only where counts agree and none differs.
joined as (
    select
        near_labels.account,
        near_labels.event_ref,
        near_labels.days_apart,
        row_number() over (
            partition by near_labels.account
            order by
                near_labels.days_apart,
                case when labelled_sorts.event_ref is not null then 1 else 2 end,
                label_scores.agreeing desc nulls last,
                label_scores.differing nulls last,
                near_labels.event_ref
        ) as place,
    from near_labels
    left join label_scores on near_labels.account = label_scores.account and near_labels.event_ref = label_scores.event_ref
    left join labelled_sorts on near_labels.event_ref = labelled_sorts.event_ref and near_labels.sort = labelled_sorts.sort
    where near_labels.days_apart = 0 or (label_scores.agreeing > 0 and label_scores.differing = 0)
),

-- Tellings that nobody labels gather by day; one of the next day goes to the day before on the same condition.
day_before as (
    select
        later.account,
        later.to_party,
        later.category,
        max(case when earlier.people = later.people then 1 else 0 end) as agrees,
    from figures as later
    cross join tolerance
    inner join figures as earlier
        on later.day - tolerance.days = earlier.day
        and later.to_party = earlier.to_party
        and later.category = earlier.category
    left join joined as later_joined on later.account = later_joined.account
    left join joined as earlier_joined on earlier.account = earlier_joined.account
    where
        later.event_ref is null and earlier.event_ref is null
        and not later.is_aggregate and not earlier.is_aggregate
        and later_joined.account is null and earlier_joined.account is null
        and later.people is not null and earlier.people is not null
    group by all
),

moved as (
    select account,
    from day_before
    group by account
    having sum(agrees) > 0 and sum(agrees) = count(*)
),

ruled as (
    select
        claims.*,
        case
            when claims.event_ref is not null then concat('exchange-', claims.event_ref)
            when joined.account is not null then concat('exchange-', joined.event_ref)
            when claims.day is null
                then concat_ws(
                    '-', 'exchange', coalesce(claims.exchanged_stated, 'undated'), case when claims.is_aggregate then 'aggregate' end,
                    substr(min(claims.claim_id) over (partition by claims.account), 1, 8)
                )
            when claims.is_aggregate then concat('exchange-', claims.exchanged_stated, '-aggregate')
            when moved.account is not null then concat('exchange-', cast(claims.day - tolerance.days as varchar))
            else concat('exchange-', claims.exchanged_stated)
        end as event_id,
        case
            when claims.event_ref is not null then concat('the source itself files it under ', claims.event_ref)
            when joined.days_apart = 0 then concat('same day as ', joined.event_ref)
            when joined.account is not null then concat('same counts as ', joined.event_ref, ', ', joined.days_apart, ' day apart')
            when claims.is_aggregate then 'it spans several days; their own exchanges are other events'
            when claims.day is null then 'not dated to the day'
            when moved.account is not null then 'same counts as told of the day before'
            else 'gathered by day; no labelled exchange has it'
        end as because,
    from claims
    cross join tolerance
    left join joined
        on claims.event_ref is null
        and claims.account = joined.account
        and joined.place = 1
    left join moved on claims.account = moved.account
),

overrides as (
    select *,
    from vocabulary.link_overrides
    where family = 'exchanges'
),

-- A reviewed decision stands above the rules: `link` moves a claim, `unlink` takes it out of its exchange.
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
),

-- Of one speaker's figures in one outlet the report of the last day stands.
weighed as (
    select
        *,
        published_stated < max(case when length(published_stated) = 10 and "count" is not null and decision <> 'unlink' then published_stated end) over (
            partition by event_id, reported_by, attributed_to, to_party, category, count_basis
        ) and length(published_stated) = 10 and "count" is not null as is_replaced,
        coalesce(
            source_type = 'official' or (to_party = 'UKR' and reporting_side = 'ukraine') or (to_party = 'RUS' and reporting_side = 'russia'), false
        ) as is_own_word,
    from decided
)

select
    claim_id, -- Claim, as in claims.exchanges.
    event_id, -- Exchange, as in events.exchanges.
    case
        when decision = 'unlink' then 'unlinked'
        when is_replaced then 'superseded'
        when is_own_word then 'primary'
        else 'supporting'
    end as role, -- primary (an official's or the receiving side's own word), supporting, superseded, or unlinked: a reviewed decision took it out.
    case
        when decision = 'unlink' then because
        when is_replaced then concat(because, '; ', reported_by, ' gives a later figure')
        when is_own_word then concat(because, '; the word of an official or of the side that received the people')
        else because
    end as reason, -- Why it is linked so, in words.
    decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from weighed
order by claim_id
