-- What each claimant counts for each side of an exchange: all living people, remains, and each category of people.
-- grain: event_id x to_party x breakdown x category x claimant x reported_by
-- not for: adding up; claimants count the same people, and categories are parts of the living. Use events.exchanges.
-- test: unique(event_id, to_party, breakdown, category, claimant, reported_by): Two accounts of one claimant would be compared with each other.
with
cited as (
    select
        links.event_id,
        known.claim_id,
        known.source,
        known.to_party,
        known.category,
        known.count_basis,
        known.reported_by,
        known.report_ref,
        known.source_type = 'official' as is_official,
        links.role = 'primary' as is_own_word,
        -- Figures of one speaker in one report can be added up; figures of different claimants cannot.
        concat_ws(' | ', known.reported_by, known.report_ref, known.attributed_to) as claimant,
        list_contains(coalesce(known.flags, []), 'total_of_parts') as is_total,
        list_contains(coalesce(known.flags, []), 'part_of_total') as is_part,
        known."count" as people,
        coalesce(known."count", known.count_low) as low,
        coalesce(known."count", known.count_high) as high,
    from links.exchanges as links
    inner join known.exchanges as known on links.claim_id = known.claim_id
    where links.role in ('primary', 'supporting') and known.to_party is not null
),

-- A report that two sources cite is one account: it is read from the source with more claims from it, then the first by name.
reading as (
    select
        event_id,
        to_party,
        claimant,
        source,
        row_number() over (partition by event_id, to_party, claimant order by count(*) desc, source) as place,
    from cited
    group by event_id, to_party, claimant, source
),

claims as (
    select cited.* exclude (source),
    from cited
    inner join reading
        on cited.event_id = reading.event_id
        and cited.to_party = reading.to_party
        and cited.claimant = reading.claimant
        and cited.source is not distinct from reading.source
    where reading.place = 1
),

-- A side's total covers all categories and belongs to none: 189 people of whom 2 are civilians are not 189 prisoners.
-- If the total names a category and the report gives no other category, it is the total of that category: 197 prisoners, in
-- parts of 175 and 22.
other_categories as (
    select distinct
        event_id,
        to_party,
        reported_by,
        report_ref,
        category,
    from claims
    where count_basis = 'per_side' and not is_part and not is_total and category <> 'remains'
),

in_category as (
    select claims.*,
    from claims
    left join other_categories as others
        on claims.is_total
        and claims.event_id = others.event_id
        and claims.to_party = others.to_party
        and claims.reported_by = others.reported_by
        and claims.report_ref is not distinct from others.report_ref
        and claims.category <> others.category
    where
        claims.count_basis = 'per_side'
        and not claims.is_part
        and (not claims.is_total or (claims.category <> 'unclear' and others.category is null))
),

-- Remains are reported alongside the living and counted separately.
broken_down as (
    select
        * exclude (category),
        case when category = 'remains' then 'remains' else 'living' end as category,
        category as stated_category,
        'side' as breakdown,
    from claims
    where case when category = 'remains' then not is_part else count_basis = 'per_side' end
    union all
    select
        * exclude (category),
        category,
        category as stated_category,
        'category' as breakdown,
    from in_category
),

-- Each claim's exact count, lower bound and upper bound are added up in the same way.
bounds as (
    select
        broken_down.*,
        names.bound,
        case names.bound when 'people' then broken_down.people when 'low' then broken_down.low when 'high' then broken_down.high end as value,
    from broken_down
    cross join (values ('people'), ('low'), ('high')) as names (bound)
),

-- A claimant's stated total, else the sum of its categories, never both. If the people without a stated status number as many
-- as all other categories together, they are the same people. A claimant that counts only civilians gives no figure for a side.
summed as (
    select
        event_id,
        to_party,
        breakdown,
        category,
        claimant,
        reported_by,
        bound,
        bool_or(is_own_word) as is_own_word,
        bool_or(is_official) as is_official,
        count(*) as claims,
        case
            when breakdown = 'side' and category = 'living' then coalesce(
                max(case when is_total then value end),
                case
                    when
                        sum(case when stated_category = 'unclear' then people end)
                        = sum(case when stated_category <> 'unclear' and not is_part then people end)
                        then sum(case when stated_category = 'unclear' then people end)
                end,
                case
                    when count(value) = count(*) and bool_or(stated_category in ('pow', 'unclear') and not is_part)
                        then sum(case when not is_part then value end)
                end
            )
            when breakdown = 'side' then case when count(value) = count(*) then sum(value) end
            else coalesce(max(case when is_total then value end), case when count(value) = count(*) then sum(value) end)
        end as value,
    from bounds
    group by event_id, to_party, breakdown, category, claimant, reported_by, bound
)

select
    event_id, -- Exchange, as in links.exchanges.
    to_party, -- State that received the people.
    breakdown, -- side: all living people, or remains; category: people of one category.
    category, -- living or remains for a side; pow, civilian, child, remains or unclear for a category.
    claimant, -- Claimant: publisher, report and whom the report cites.
    reported_by, -- Publisher.
    cast(max(case when bound = 'people' then value end) as integer) as people, -- People; null when not counted exactly.
    cast(max(case when bound = 'low' then value end) as integer) as low, -- Fewest people; null when not bounded from below.
    cast(max(case when bound = 'high' then value end) as integer) as high, -- Most people; null when not bounded from above.
    bool_or(is_own_word) as is_own_word, -- Whether it is an official publisher's or the receiving side's account.
    bool_or(is_official) as is_official, -- Whether an official publisher reports it.
    max(claims) as claims, -- Claims that the account is the sum of.
from summed
group by event_id, to_party, breakdown, category, claimant, reported_by
order by event_id, to_party, breakdown, category, claimant, reported_by
