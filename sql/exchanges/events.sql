-- Exchanges of people between Russia and Ukraine, one row each, with what each side received.
-- grain: event_id
-- not for: adding up rows with is_aggregate; they span several days and overlap the rows of these days.
with
claims as (
    select
        links.event_id,
        known.exchanged_stated,
        known.is_aggregate,
        known.mediators,
        known.reported_by,
        known.source_type,
    from links.exchanges as links
    inner join known.exchanges as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

dates as (
    select
        event_id,
        exchanged_stated,
        row_number() over (partition by event_id order by length(exchanged_stated) desc, count(distinct reported_by) desc, exchanged_stated) as place,
    from claims
    where exchanged_stated is not null
    group by event_id, exchanged_stated
),

reports as (
    select
        event_id,
        bool_or(is_aggregate) as is_aggregate,
        count(distinct case when length(exchanged_stated) = 10 then exchanged_stated end) as dates,
        count(*) as claims,
        count(distinct reported_by) as sources,
        count(distinct case when source_type = 'official' then reported_by end) as official_sources,
    from claims
    group by all
),

mediators as (
    select
        event_id,
        list_sort(list(distinct mediator)) as mediators,
    from (
        select
            event_id,
            unnest(mediators) as mediator,
        from claims
    ) as each_mediator
    group by all
),

sides as (
    select *,
    from events.exchanges_ranges
    where breakdown = 'side'
),

totals as (
    select
        event_id,
        min(stated) as low,
        max(stated) as high,
        list_sort(list(distinct stated)) as stated_totals,
        string_agg(
            case
                when is_mismatch
                    then concat(reported_by, ' states a total of ', stated, ', but its parts (', parts, ') add up to ', people_in_parts)
            end, '; '
            order by reported_by, report_ref, category
        ) as mismatches,
    from events.exchanges_totals
    group by all
)

select
    reports.event_id, -- Readable id, exchange-<label or date>.
    dates.exchanged_stated, -- Date as most publishers give it, ISO 8601 at the stated precision; null when none dates it.
    reports.is_aggregate, -- True where the figures span several days and overlap the rows of these days.
    ukraine.low as to_ukraine_low, -- Fewest living people any claimant says Ukraine received.
    ukraine.best as to_ukraine_best, -- Living people Ukraine received, chosen as in best_rule; null when no claimant counts them.
    ukraine.high as to_ukraine_high, -- Most living people any claimant says Ukraine received.
    russia.low as to_russia_low, -- Fewest living people any claimant says Russia received.
    russia.best as to_russia_best, -- Living people Russia received, chosen as in best_rule; null when no claimant counts them.
    russia.high as to_russia_high, -- Most living people any claimant says Russia received.
    ukraine.best + russia.best as people_best, -- Sum of both bests; null unless both are known.
    totals.low as stated_total_low, -- Lowest total of both sides that a claimant states.
    totals.high as stated_total_high, -- Highest total of both sides that a claimant states.
    coalesce(totals.stated_totals, []) as stated_totals, -- All totals of both sides that claimants state.
    totals.mismatches is not null as has_component_mismatch, -- True where a stated total is not the sum of the same report's parts.
    totals.mismatches as component_mismatch_in_words, -- Which totals differ from their parts, and how; null when none does.
    remains_ukraine.low as remains_to_ukraine_low, -- Fewest bodies Ukraine received.
    remains_ukraine.best as remains_to_ukraine_best, -- Bodies Ukraine received; null when no claimant counts them.
    remains_ukraine.high as remains_to_ukraine_high, -- Most bodies Ukraine received.
    remains_russia.low as remains_to_russia_low, -- Fewest bodies Russia received.
    remains_russia.best as remains_to_russia_best, -- Bodies Russia received; null when no claimant counts them.
    remains_russia.high as remains_to_russia_high, -- Most bodies Russia received.
    coalesce(mediators.mediators, []) as mediators, -- All mediators named by any claimant.
    reports.claims, -- Claims linked to it.
    reports.sources, -- Publishers that report it.
    reports.official_sources, -- Official publishers among them.
    'the receiving side''s or an official publisher''s figure, then the one that most publishers give, in a tie the higher; parts are added up first' as best_rule, -- How the bests were chosen.
    list_filter(
        [
            case when ukraine.is_disputed then 'to_ukraine' end,
            case when russia.is_disputed then 'to_russia' end,
            case when remains_ukraine.is_disputed then 'remains_to_ukraine' end,
            case when remains_russia.is_disputed then 'remains_to_russia' end,
            case when array_length(totals.stated_totals) > 1 then 'stated_total' end,
            case when reports.dates > 1 then 'exchanged_stated' end
        ],
        lambda name: name is not null
    ) as disputed_figures, -- Figures on which claimants differ; empty when there are none.
from reports
left join dates on reports.event_id = dates.event_id and dates.place = 1
left join sides as ukraine on reports.event_id = ukraine.event_id and ukraine.to_party = 'UKR' and ukraine.category = 'living'
left join sides as russia on reports.event_id = russia.event_id and russia.to_party = 'RUS' and russia.category = 'living'
left join sides as remains_ukraine on reports.event_id = remains_ukraine.event_id and remains_ukraine.to_party = 'UKR' and remains_ukraine.category = 'remains'
left join sides as remains_russia on reports.event_id = remains_russia.event_id and remains_russia.to_party = 'RUS' and remains_russia.category = 'remains'
left join totals on reports.event_id = totals.event_id
left join mediators on reports.event_id = mediators.event_id
order by reports.event_id
