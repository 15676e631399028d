-- Whether a claim is the total of its report for an attack, or a part of another figure of the same report.
-- grain: claim_id
-- not for: adding up across reports; claimants repeat each other, see links.strikes_counted.
-- test: unique(claim_id): A claim listed twice would be counted twice.
with
claims as (
    select
        claims.*,
        known.source,
        known.source_type,
        known.period,
        known.scope,
        known.weapon_class,
        known.weapons,
        known.launched,
    from links.strikes_claims as claims
    inner join known.strikes as known on claims.claim_id = known.claim_id
),

-- A report can split an attack into windows by weapon: 24 hours for one model, the night for another.
-- A text that gives figures for one weapon both for the night and for 24 hours does not: its 24 hours contain the night.
windows_of_weapons as (
    select
        source,
        report,
        overlap_key,
        weapon_class,
        weapons,
        source_type = 'dataset' as is_compiled,
        bool_or(period = 'day24') as has_day24,
        bool_or(period in ('night', 'day')) as has_part_of_day,
    from claims
    where is_national and not is_part and not is_beside
    group by all
),

split_reports as (
    select
        source,
        report,
        overlap_key,
    from windows_of_weapons
    group by all
    having bool_or(has_day24) and bool_or(has_part_of_day) and not bool_or(has_day24 and has_part_of_day and not is_compiled)
),

windowed as (
    select
        claims.* exclude (period),
        case when split_reports.report is not null and claims.period in ('night', 'day') then 'day24' else claims.period end as period,
    from claims
    left join split_reports
        on claims.source = split_reports.source
        and claims.report = split_reports.report
        and claims.overlap_key = split_reports.overlap_key
),

-- Within one report, a class without models can be the total of the other classes, and decoys can be part of the drones.
containing as (
    select
        source,
        report,
        overlap_key,
        period,
        scope,
    from windowed
    where containment <> 'neither' and not is_part and not is_beside
    group by all
    having sum(case when containment = 'total' then launched end) >= sum(case when containment = 'part' then launched end)
),

contained as (
    select
        windowed.*,
        windowed.containment = 'part' and containing.report is not null as is_in_total,
    from windowed
    left join containing
        on windowed.source = containing.source
        and windowed.report = containing.report
        and windowed.overlap_key = containing.overlap_key
        and windowed.period = containing.period
        and windowed.scope = containing.scope
)

select
    claim_id, -- Claim, as in claims.strikes.
    period, -- Period as stated; day24 for each window of a report that splits one attack by weapon.
    is_in_total, -- Whether the report has a class total that contains it.
    is_national and not is_part and not is_beside and not is_in_total as is_total, -- Whether it is a national figure that no other figure of the report contains; null where the claim has no flags.
from contained
order by claim_id
