-- Regions of Ukraine that reports name as targets, or as affected, per date and weapon group.
-- Figures are lower bounds: the largest count that any one report gives for the region alone. Reports overlap, and a report
-- that names several regions does not say how many munitions targeted each.
-- grain: night_of x region_pcode x weapon_group
-- not for: shares of the national total; a region without a row was not named, but may have been attacked.
with
claims as (
    select
        links.weapon_group,
        known.night_of,
        known.source,
        coalesce(known.report_ref, known.document_id) as report,
        known.launched,
        words.intercepted,
        coalesce(known.target_regions, []) as targets,
        unnest(list_distinct(list_concat(known.target_regions, known.affected_regions))) as region_pcode,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    inner join links.strikes_claims as words on links.claim_id = words.claim_id
    where
        (links.is_added or links.role = 'regional')
        and known.target_iso3 = 'UKR'
        and not list_contains(known.flags, 'part_of_total')
),

-- If a report lists the regions that an attack affected, its figures are those of the entire attack.
roles as (
    select
        *,
        targets = [region_pcode] as is_alone,
        not list_contains(targets, region_pcode) as is_affected,
    from claims
),

reports as (
    select
        night_of,
        region_pcode,
        weapon_group,
        source,
        report,
        count(*) as claims,
        count(case when is_alone then 1 end) as claims_alone,
        count(case when is_affected then 1 end) as claims_affected,
        sum(case when is_alone then launched end) as launched,
        sum(case when is_alone then intercepted end) as intercepted,
    from roles
    group by all
),

names as (
    select
        adm1_pcode as region_pcode,
        min(name_en) as region,
    from vocabulary.places
    where kind = 'adm1'
    group by all
)

select
    reports.night_of, -- Date on which the windows end in Kyiv.
    reports.region_pcode, -- First-level region, P-code.
    names.region, -- English name of the region.
    reports.weapon_group, -- drone, missile, glide_bomb, recon_drone, air_target, or unspecified where only people are counted.
    cast(max(reports.launched) as integer) as launched_at_least, -- Largest count of one report for this region alone; null when no report has one.
    cast(max(reports.intercepted) as integer) as intercepted_at_least, -- Largest count of interceptions of one report for this region alone; can be from another report than launched_at_least.
    cast(sum(reports.claims) as bigint) as claims, -- Claims that name the region.
    cast(sum(reports.claims_alone) as integer) as claims_alone, -- Of them those that name no other target.
    cast(sum(reports.claims_affected) as integer) as claims_affected, -- Of them, those that name it as affected by the attack, not as a target.
    count(distinct reports.source) as sources, -- Sources that name it.
from reports
left join names on reports.region_pcode = names.region_pcode
group by all
order by reports.night_of, reports.region_pcode, reports.weapon_group
