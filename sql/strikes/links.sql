-- Which claims speak of which attack, in which role, and why.
-- grain: claim_id
-- not for: counting; an event is spoken of by many claims.
with
standings as (
    select *
    from (
        values
            ('official', 1),
            ('dataset', 2),
            ('research', 3),
            ('agency', 4),
            ('press', 5),
            ('curated_list', 6),
            ('encyclopedia', 7),
            ('partisan_social', 8)
    ) as t (standing, rank)
),

-- A week's or a month's figure has no night; it stays a claim and speaks of no single event.
claims as (
    select
        known.*,
        standings.rank as standing_rank,
        coalesce(known.report_ref, known.document_id) as report,
        case
            when known.weapon_class in ('drone', 'decoy_drone') then 'drone'
            when known.weapon_class like '%missile' then 'missile'
            when known.weapon_class is null then 'unspecified'
            else known.weapon_class
        end as weapon_group,
    from known.strikes as known
    inner join standings on known.standing = standings.standing
    where known.night_of is not null
),

named as (
    select
        *,
        concat_ws(
            '-', 'strike', cast(night_of as varchar), period, coalesce(attacker_iso3, 'unknown'), coalesce(target_iso3, 'unknown'), weapon_group
        ) as event_id,
    from claims
),

-- Of one publisher's bulletins on one event the last counts; a dataset's posts are parts of one another.
reports as (
    select
        event_id,
        source,
        reported_by,
        report,
        max(coalesce(published_at, known_from)) as last_said_at,
    from named
    where scope = 'national'
    group by all
),

last_reports as (
    select
        *,
        row_number() over (
            partition by event_id, source, reported_by
            order by last_said_at desc, report desc
        ) as place,
    from reports
),

tellers as (
    select
        event_id,
        source,
        min(standing_rank) as standing_rank,
        max(known_from) as known_from,
    from named
    where scope = 'national'
    group by all
),

ranked_tellers as (
    select
        *,
        row_number() over (
            partition by event_id
            order by standing_rank, known_from desc, source
        ) as place,
    from tellers
)

select
    named.claim_id, -- Claim, as in claims.strikes.
    named.event_id, -- Attack, as in events.strikes.
    case
        when named.scope <> 'national' then 'regional'
        when list_contains(named.flags, 'part_of_total') or list_contains(named.flags, 'beside_the_total') then 'supporting'
        when named.standing <> 'dataset' and last_reports.place > 1 then 'superseded'
        when ranked_tellers.place = 1 then 'primary'
        else 'supporting'
    end as role, -- primary, supporting, superseded or regional.
    case
        when named.scope <> 'national' then concat('a ', named.scope, ' tally; the national figure contains it')
        when list_contains(named.flags, 'part_of_total') then 'a part of a total that the same report states'
        when list_contains(named.flags, 'beside_the_total') then 'front-line drones that the report names beside its total'
        when named.standing <> 'dataset' and last_reports.place > 1 then concat(named.reported_by, ' said more later of the same window')
        when ranked_tellers.place = 1 then concat('the ', named.standing, ' account ranks first among those that tell of it')
        else concat('a ', named.standing, ' account beside a higher ranking one')
    end as reason, -- Why it has this role, in words.
    named.weapon_group, -- drone, missile, glide_bomb, recon_drone, air_target or unspecified.
from named
left join last_reports
    on named.event_id = last_reports.event_id
    and named.source = last_reports.source
    and named.reported_by = last_reports.reported_by
    and named.report = last_reports.report
left join ranked_tellers
    on named.event_id = ranked_tellers.event_id
    and named.source = ranked_tellers.source
order by named.claim_id
