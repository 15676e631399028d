-- Status of agreements and channels over time: one row per agreement and stretch of one status.
-- grain: event_id x status x valid_from
-- not for: legal advice; it says what sources report. A treaty that one party suspends stays in force, and has both rows.
with
claims as (
    select
        links.event_id,
        known.*,
    from links.agreements as links
    inner join known.agreements as known on links.claim_id = known.claim_id
),

names as (
    select
        event_id,
        min(name) as name,
        min(kind) as kind,
        max(parties) as parties,
    from claims
    group by all
),

-- What a change does to the status. Notice and violation leave it as it is until somebody ends it.
effects as (
    select *
    from (
        values
            ('proposed', 'proposed', 'life'),
            ('rejected', 'rejected', 'life'),
            ('signed', 'signed', 'life'),
            ('entered_into_force', 'in_force', 'life'),
            ('extended', 'in_force', 'life'),
            ('restored', 'in_force', 'life'),
            ('withdrawn', 'withdrawn', 'life'),
            ('expired', 'expired', 'life'),
            ('suspended', 'suspended', 'life')
    ) as t (event, status, strand)
),

dated as (
    select
        claims.event_id,
        claims.event_on,
        effects.status,
        -- One party's suspension of a treaty runs beside its being in force; a channel or a truce that is suspended is off.
        case when names.kind = 'treaty' and claims.event = 'suspended' then 'participation' else effects.strand end as strand,
        count(*) as claims,
    from claims
    inner join effects on claims.event = effects.event
    inner join names on claims.event_id = names.event_id
    where claims.event_on is not null
    group by all
),

-- A year is no change of its own beside the same change told to the day.
exact as (
    select coarse.*
    from dated as coarse
    where not exists (
        select 1
        from dated as finer
        where
            finer.event_id = coarse.event_id
            and finer.status = coarse.status
            and length(finer.event_on) > length(coarse.event_on)
            and starts_with(finer.event_on, coarse.event_on)
    )
),

-- What ends a treaty ends its suspension too.
changes as (
    select *
    from exact
    union all
    select
        event_id,
        event_on,
        status,
        'participation' as strand,
        claims,
    from exact
    where
        strand = 'life'
        and status in ('expired', 'withdrawn', 'in_force')
        and event_id in (
            select event_id
            from exact
            where strand = 'participation'
        )
),

ordered as (
    select
        *,
        lag(status) over change as status_before,
    from changes
    window change as (
        partition by event_id, strand
        order by event_on, case status when 'proposed' then 1 when 'signed' then 2 when 'in_force' then 3 when 'suspended' then 4 else 5 end
    )
),

turned as (
    select
        *,
        lead(event_on) over (
            partition by event_id, strand
            order by event_on, case status when 'proposed' then 1 when 'signed' then 2 when 'in_force' then 3 when 'suspended' then 4 else 5 end
        ) as next_on,
    from ordered
    where status is distinct from status_before
)

select
    turned.event_id, -- Readable id, agreement-<label or name>.
    names.name, -- Name of the agreement or channel.
    names.kind, -- treaty, ceasefire, communication_channel, exchange_deal, grain, energy_truce or framework.
    names.parties, -- Parties.
    turned.status, -- proposed, signed, in_force, suspended, withdrawn, expired or rejected.
    turned.event_on as valid_from, -- From when, ISO 8601 reduced to what is stated (2021).
    turned.next_on as valid_to, -- Until when, ISO 8601 reduced to what is stated; null while it lasts.
    cast(turned.event_on || substr('-01-01', length(turned.event_on) - 3) as date) as valid_from_earliest, -- First day that valid_from can mean.
    turned.claims, -- Claims of the change that began it.
from turned
inner join names on turned.event_id = names.event_id
where turned.strand = 'life' or turned.status = 'suspended'
order by turned.event_id, turned.event_on, turned.status
