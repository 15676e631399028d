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

ruled as (
    select
        *,
        concat_ws(
            '-', 'strike', cast(night_of as varchar), period, coalesce(attacker_iso3, 'unknown'), coalesce(target_iso3, 'unknown'), weapon_group
        ) as event_id,
    from claims
),

overrides as (
    select *
    from vocabulary.link_overrides
    where family = 'strikes'
),

-- A reviewed decision stands above the rules: `link` moves a claim, `unlink` takes it out of its event.
decided as (
    select
        ruled.* exclude (event_id),
        case when overrides.action = 'link' then overrides.event_id else ruled.event_id end as event_id,
        coalesce(overrides.action, 'rule') as decision,
        overrides.decided_by,
        concat(overrides.decided_by, ' decided on ', cast(overrides.decided_on as varchar), ': ', overrides.reason) as decided_because,
    from ruled
    left join overrides
        on ruled.claim_id = overrides.claim_id
        and (overrides.action = 'link' or overrides.event_id = ruled.event_id)
),

named as (
    select *
    from decided
    where decision <> 'unlink'
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
    decided.claim_id, -- Claim, as in claims.strikes.
    decided.event_id, -- Attack, as in events.strikes.
    case
        when decided.decision = 'unlink' then 'unlinked'
        when decided.scope <> 'national' then 'regional'
        when list_contains(decided.flags, 'part_of_total') or list_contains(decided.flags, 'beside_the_total') then 'supporting'
        when decided.standing <> 'dataset' and last_reports.place > 1 then 'superseded'
        when ranked_tellers.place = 1 then 'primary'
        else 'supporting'
    end as role, -- primary, supporting, superseded, regional, or unlinked: a reviewed decision took it out.
    case
        when decided.decision <> 'rule' then decided.decided_because
        when decided.scope <> 'national' then concat('a ', decided.scope, ' tally; the national figure contains it')
        when list_contains(decided.flags, 'part_of_total') then 'a part of a total that the same report states'
        when list_contains(decided.flags, 'beside_the_total') then 'front-line drones that the report names beside its total'
        when decided.standing <> 'dataset' and last_reports.place > 1 then concat(decided.reported_by, ' said more later of the same window')
        when ranked_tellers.place = 1 then concat('the ', decided.standing, ' account ranks first among those that tell of it')
        else concat('a ', decided.standing, ' account beside a higher ranking one')
    end as reason, -- Why it has this role, in words.
    decided.weapon_group, -- drone, missile, glide_bomb, recon_drone, air_target or unspecified.
    decided.decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from decided
left join last_reports
    on decided.event_id = last_reports.event_id
    and decided.source = last_reports.source
    and decided.reported_by = last_reports.reported_by
    and decided.report = last_reports.report
left join ranked_tellers
    on decided.event_id = ranked_tellers.event_id
    and decided.source = ranked_tellers.source
order by decided.claim_id
