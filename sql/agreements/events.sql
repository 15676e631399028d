-- Status of agreements and channels over time: one row per agreement and stretch of one status.
-- grain: event_id x status x valid_from
-- not for: legal advice; it says what sources report. A treaty that one party suspends stays in force, and has both rows.
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

-- What most claimants say; in a tie the first by alphabet, so that reruns agree.
names as (
    select
        event_id,
        name,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, name) as place,
    from claims
    group by event_id, name
),

kinds as (
    select
        event_id,
        kind,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, kind) as place,
    from claims
    where kind is not null
    group by event_id, kind
),

parties as (
    select
        event_id,
        parties,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, len(parties) desc, parties) as place,
    from claims
    where len(parties) > 0
    group by event_id, parties
),

-- What a change does to the status, in the order in which changes of one day follow each other.
-- Notice and violation leave it as it is until somebody ends it.
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

told as (
    select
        claims.event_id,
        claims.event,
        claims.event_stated,
        claims.reported_by,
        claims.source_type,
        claims.source_rank,
        effects.status,
        effects.step,
        -- One party's suspension of a treaty runs beside its being in force; a channel or a truce that is suspended is off.
        case when kinds.kind = 'treaty' and claims.event = 'suspended' then 'participation' else 'life' end as strand,
    from claims
    inner join effects on claims.event = effects.event
    left join kinds on claims.event_id = kinds.event_id and kinds.place = 1
    where claims.event_stated is not null
),

-- A year or a month is no change of its own beside the same change told more exactly.
finest as (
    select
        coarse.event_id,
        coarse.status,
        coarse.event_stated,
        min(finer.event_stated) as finer_on,
    from told as coarse
    inner join told as finer
        on coarse.event_id = finer.event_id
        and coarse.status = finer.status
        and starts_with(finer.event_stated, coarse.event_stated)
        and length(finer.event_stated) > length(coarse.event_stated)
    where length(coarse.event_stated) < 10
    group by all
),

dated as (
    select
        told.event_id,
        told.strand,
        told.status,
        told.step,
        told.event,
        coalesce(finest.finer_on, told.event_stated) as event_stated,
        count(distinct case when finest.finer_on is null then told.reported_by end) as claimants,
        min(case when finest.finer_on is null then told.source_rank end) as source_rank,
        list(told.reported_by) as reported_by,
        list(case when told.source_type = 'official' then told.reported_by end) as official_by,
        count(*) as claims,
    from told
    left join finest
        on told.event_id = finest.event_id
        and told.status = finest.status
        and told.event_stated = finest.event_stated
    group by all
),

-- What ends a treaty ends its suspension too.
changes as (
    select
        *,
        false as is_echo,
    from dated
    union all
    select
        * replace ('participation' as strand),
        true as is_echo,
    from dated
    where
        strand = 'life'
        and status in ('expired', 'withdrawn', 'in_force')
        and event <> 'extended'
        and event_id in (
            select event_id,
            from dated
            where strand = 'participation'
        )
),

-- A proposal, a signature or a refusal moves nothing while the agreement stands: an extension that is proposed ends no treaty.
placed as (
    select
        *,
        last_value(case when status in ('in_force', 'suspended', 'expired', 'withdrawn') then status end ignore nulls) over before as stood_as,
        bool_or(status <> 'proposed' and status <> 'rejected') over before as has_begun,
    from changes
    window before as (
        partition by event_id, strand
        order by event_stated, step, event
        rows between unbounded preceding and 1 preceding
    )
),

moving as (
    select
        *,
        lag(status) over (partition by event_id, strand order by event_stated, step, event) as status_before,
    from placed
    where
        case status
            when 'proposed' then not coalesce(has_begun, false)
            when 'signed' then coalesce(stood_as in ('expired', 'withdrawn'), true)
            when 'rejected' then stood_as is null
            else true
        end
),

stretches as (
    select
        *,
        sum(case when status is distinct from status_before then 1 else 0 end) over (
            partition by event_id, strand
            order by event_stated, step, event
            rows unbounded preceding
        ) as stretch,
        cast(event_stated || substr('-01-01', length(event_stated) - 3) as date) as earliest,
        case length(event_stated)
            when 10 then cast(event_stated as date)
            when 7 then last_day(cast(event_stated || '-01' as date))
            else cast(event_stated || '-12-31' as date)
        end as latest,
    from moving
),

beginnings as (
    select
        *,
        first_value(event) over beginning as first_event,
        first_value(earliest) over beginning as first_day,
    from stretches
    window beginning as (
        partition by event_id, strand, stretch
        order by event_stated, step, event
    )
),

tolerance as (
    select days,
    from vocabulary.linking_tolerances
    where family = 'agreements'
),

-- Tellers who date one change differently: the most exact date stands, then the one that most publishers give.
ranked as (
    select
        beginnings.*,
        row_number() over (
            partition by event_id, strand, stretch
            order by length(event_stated) desc, claimants desc, source_rank, event_stated
        ) as place,
    from beginnings
    cross join tolerance
    where event = first_event and earliest - first_day <= days
),

begun as (
    select
        event_id,
        strand,
        stretch,
        status,
        max(case when place = 1 then event_stated end) as valid_from,
        min(earliest) as valid_from_earliest,
        max(latest) as valid_from_latest,
        count(distinct event_stated) as dates,
        cast(sum(claims) as integer) as claims,
        len(list_distinct(flatten(list(reported_by)))) as sources,
        len(list_distinct(flatten(list(official_by)))) as official_sources,
        bool_or(is_echo) as is_echo,
    from ranked
    group by all
),

-- An extension within a stretch tells that it still holds.
latest_tellings as (
    select
        event_id,
        strand,
        stretch,
        max(earliest) as last_reported_on,
    from stretches
    group by all
),

turned as (
    select
        *,
        lead(valid_from) over (partition by event_id, strand order by stretch) as valid_to,
    from begun
),

-- Somebody refuses what others say is in force.
refused as (
    select distinct
        event_id,
        event_stated,
    from placed
    where status = 'rejected' and stood_as in ('in_force', 'suspended')
)

select
    turned.event_id, -- Readable id, agreement-<label or name>.
    names.name, -- Name of the agreement or channel, as most claimants write it.
    kinds.kind, -- treaty, ceasefire, communication_channel, exchange_deal, grain, energy_truce or framework.
    coalesce(parties.parties, []) as parties, -- Parties, as most claimants name them; empty when nobody does.
    turned.status, -- proposed, signed, in_force, suspended, withdrawn, expired or rejected.
    turned.valid_from, -- From when, ISO 8601 reduced to what is stated (2021); in doubt the most exact date, then the one most tell.
    turned.valid_to, -- Until when, ISO 8601 reduced to what is stated; null while it lasts.
    turned.valid_from_earliest, -- First day that any claimant's date of this change can mean.
    turned.valid_from_latest, -- Last day that any claimant's date of this change can mean.
    latest_tellings.last_reported_on, -- Latest day on which the status is told to begin, to be restored or to be extended; of a month or a year its first.
    turned.claims, -- Claims of the change that began it.
    turned.sources, -- Publishers that tell of that change.
    turned.official_sources, -- Of them official.
    'the most exact date of the change; among equals the one that most publishers give, then the higher-ranked source type, then the earliest' as best_rule, -- How valid_from was chosen.
    list_filter(
        [
            case when turned.dates > 1 then 'valid_from' end,
            case
                when exists (
                    select 1,
                    from refused
                    where
                        refused.event_id = turned.event_id
                        and turned.status in ('in_force', 'suspended')
                        and refused.event_stated >= turned.valid_from
                        and (turned.valid_to is null or refused.event_stated < turned.valid_to)
                )
                    then 'status'
            end
        ],
        lambda name: name is not null
    ) as disputed_figures, -- What claimants differ on; empty when nothing.
from turned
inner join latest_tellings
    on turned.event_id = latest_tellings.event_id
    and turned.strand = latest_tellings.strand
    and turned.stretch = latest_tellings.stretch
inner join names on turned.event_id = names.event_id and names.place = 1
left join kinds on turned.event_id = kinds.event_id and kinds.place = 1
left join parties on turned.event_id = parties.event_id and parties.place = 1
where turned.strand = 'life' or (turned.status = 'suspended' and not turned.is_echo)
order by turned.event_id, turned.valid_from, turned.status
