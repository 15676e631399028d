-- Dated changes of an agreement's status, as claims report them: one row per change and date.
-- A party that suspends a treaty leaves it in force, so suspensions of treaties have a separate track.
-- grain: event_id x track x event x event_stated
-- not for: reading the status on a day; claimants date one change differently. Use events.agreements.
-- test: unique(event_id, track, event, event_stated): A change listed twice would begin an interval of no length.
with
claims as (
    select
        links.event_id,
        known.*,
        source_types.source_rank,
    from links.agreements as links
    inner join known.agreements as known on links.claim_id = known.claim_id
    inner join vocabulary.source_types as source_types on known.source_type = source_types.source_type
    where links.role <> 'unlinked'
),

-- The kind that most publishers give; ties are broken alphabetically, so that reruns agree.
kinds as (
    select
        event_id,
        kind,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, kind) as place,
    from claims
    where kind is not null
    group by event_id, kind
),

-- The status that a change brings, and the order in which changes of one day follow each other.
-- Ratification, notice and violation have no row: they leave the status as it is.
effects as (
    select *,
    from (
        values
            ('proposed', 'proposed', 1),
            ('signed', 'signed', 2),
            ('entered_into_force', 'in_force', 3),
            ('extended', 'in_force', 3),
            ('restored', 'in_force', 3),
            ('suspended', 'suspended', 4),
            ('rejected', 'rejected', 5),
            ('withdrawn', 'withdrawn', 6),
            ('expired', 'expired', 6)
    ) as t (event, status, step)
),

reported as (
    select
        claims.event_id,
        claims.event,
        claims.event_stated,
        claims.reported_by,
        claims.source_type,
        claims.source_rank,
        kinds.kind,
        effects.status,
        effects.step,
        case when kinds.kind = 'treaty' and claims.event = 'suspended' then 'participation' else 'agreement' end as track,
    from claims
    inner join effects on claims.event = effects.event
    left join kinds on claims.event_id = kinds.event_id and kinds.place = 1
    where claims.event_stated is not null
),

-- A change dated to a year or a month is the same change as one that another claim dates more exactly.
finer as (
    select
        coarse.event_id,
        coarse.status,
        coarse.event_stated,
        min(fine.event_stated) as finer_stated,
    from reported as coarse
    inner join reported as fine
        on coarse.event_id = fine.event_id
        and coarse.status = fine.status
        and starts_with(fine.event_stated, coarse.event_stated)
        and length(fine.event_stated) > length(coarse.event_stated)
    where length(coarse.event_stated) < 10
    group by all
),

dated as (
    select
        reported.event_id,
        reported.kind,
        reported.track,
        reported.status,
        reported.step,
        reported.event,
        coalesce(finer.finer_stated, reported.event_stated) as event_stated,
        count(distinct case when finer.finer_stated is null then reported.reported_by end) as publishers_of_date,
        min(case when finer.finer_stated is null then reported.source_rank end) as source_rank,
        list_sort(list(distinct reported.reported_by)) as publisher_names,
        coalesce(list_sort(list(distinct reported.reported_by) filter (where reported.source_type = 'official')), []) as official_names,
        count(*) as claims,
    from reported
    left join finer
        on reported.event_id = finer.event_id
        and reported.status = finer.status
        and reported.event_stated = finer.event_stated
    group by all
),

-- A change that ends or restores a treaty ends its suspension too.
both_tracks as (
    select
        * exclude (track),
        track,
        false as is_echo,
    from dated
    union all
    select
        * exclude (track),
        'participation' as track,
        true as is_echo,
    from dated
    where
        track = 'agreement'
        and status in ('expired', 'withdrawn', 'in_force')
        and event <> 'extended'
        and event_id in (
            select event_id,
            from dated
            where track = 'participation'
        )
)

select
    event_id, -- Agreement, as in links.agreements.
    track, -- participation for a party's suspension of a treaty and the changes that end it; otherwise agreement.
    event, -- Change, as in claims.agreements.
    event_stated, -- Date, ISO 8601 at the stated precision; the exact date where one claim gives it and another only the month or year.
    status, -- Status that the change brings: proposed, signed, in_force, suspended, withdrawn, expired or rejected.
    step, -- Order of changes on one date.
    kind, -- Kind of agreement, as most publishers give it; null when none does.
    is_echo, -- True where a row of the track participation repeats a change of the agreement itself.
    last_value(
        case when status in ('in_force', 'suspended', 'expired', 'withdrawn') then status end ignore nulls
    ) over before as status_held, -- Latest earlier status on the same track other than proposed, signed or rejected; null when there is none.
    coalesce(bool_or(status <> 'proposed' and status <> 'rejected') over before, false) as has_begun, -- Whether any change other than a proposal or a rejection precedes it on the same track.
    publishers_of_date, -- Publishers that give the date with this precision.
    source_rank, -- Rank of the best source type among them, as in vocabulary.source_types.
    publisher_names, -- Publishers that report the change.
    official_names, -- Official publishers among them.
    claims, -- Claims that report it.
from both_tracks
window before as (
    partition by event_id, track
    order by event_stated, step, event
    rows between unbounded preceding and 1 preceding
)
order by event_id, track, event_stated, step, event
