-- Claims of one night with the values that links and figures depend on: claimant, origin, weapon group, interceptions.
-- Claims of a week or longer refer to no single attack and have no row.
-- grain: claim_id
-- not for: adding up; it lists both the parts and the totals of a report, see links.strikes_totals.
-- test: unique(claim_id): A claim listed twice would be counted twice.
with
origins as (
    select
        lower(name) as name,
        origin,
    from vocabulary.origins
),

dated as (
    select
        *,
        coalesce(report_ref, document_id) as report,
        concat(coalesce(attacker_iso3, 'unknown'), '-', coalesce(target_iso3, 'unknown')) as sides,
        lower(regexp_extract(report_ref, '^(https?://)?(www[.])?(t[.]me/|facebook[.]com/)?(s/)?([^/]+)/', 5)) as channel,
        case
            when weapon_class in ('drone', 'decoy_drone') then 'drone'
            when weapon_class like '%missile' then 'missile'
            when weapon_class is null then 'unspecified'
            else weapon_class
        end as weapon_group,
    from known.strikes
    where night_of is not null
)

select
    dated.claim_id, -- Claim, as in claims.strikes.
    dated.night_of, -- Date on which the window ends in Kyiv.
    dated.sides, -- <attacker>-<target>, unknown where a state is not stated.
    dated.weapon_group, -- drone, missile, glide_bomb, recon_drone, air_target, or unspecified where only people are counted.
    concat_ws('-', cast(dated.night_of as varchar), dated.sides, dated.weapon_group) as overlap_key, -- Date, sides and weapon group: figures with the same key can overlap.
    dated.report, -- Report: its address or post id, else its document.
    case
        -- A compiled table is one claimant, whatever posts it was coded from.
        when dated.source_type in ('dataset', 'research', 'curated_list') then dated.source
        else concat(dated.source, ': ', dated.reported_by)
    end as claimant, -- Whose account the claim belongs to: a publisher within one source, or a compiled table.
    coalesce(quoted.origin, dated.attributed_to, posted.origin, publishing.origin, dated.reported_by) as origin, -- Publisher that the figure comes from, as far as known.
    dated.scope = 'national' as is_national, -- Whether the figure is for the whole country.
    list_contains(dated.flags, 'part_of_total') as is_part, -- Whether the report states it as a part of a total; null without flags.
    list_contains(dated.flags, 'beside_the_total') as is_beside, -- Whether the report states it outside its total; null without flags.
    list_contains(dated.flags, 'header_contradicts_body') as is_contradicted_by_header, -- Whether the report's heading gives another figure; null without flags.
    case
        when dated.weapon_class = 'missile' and array_length(dated.weapons) = 0 then 'total'
        when dated.weapon_class like '%missile' then 'part'
        when dated.weapon_class = 'drone' and dated.decoys_included = 'yes' then 'total'
        when dated.weapon_class = 'decoy_drone' then 'part'
        else 'neither'
    end as containment, -- total: its class can contain other classes of the report; part: such a total can contain it; neither.
    coalesce(dated.shot_down_or_suppressed, dated.shot_down + dated.suppressed, dated.shot_down) as intercepted, -- shot_down_or_suppressed, else shot_down plus suppressed, else shot_down.
    case
        when coalesce(dated.shot_down_or_suppressed, dated.shot_down + dated.suppressed) is not null then 'shot_down_or_suppressed'
        when dated.shot_down is not null then 'shot_down'
    end as intercepted_means, -- What intercepted counts: shot_down_or_suppressed or shot_down.
from dated
left join origins as quoted on lower(dated.attributed_to) = quoted.name
left join origins as posted on dated.channel = posted.name
left join origins as publishing on lower(dated.reported_by) = publishing.name
order by dated.claim_id
