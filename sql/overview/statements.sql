-- What each claim says of each figure of the event it is linked to, one row each, in all families.
-- grain: family x event_id x claim_id x figure
-- not for: adding up; claims overlap, and roles tell which are counted.
-- test: one_row_per_statement = unique(family, event_id, claim_id, figure): A statement that stands twice would be counted twice.
-- test: value_given = not_null(value): A statement without a value says nothing.
with
strike_claims as (
    select
        'strikes' as family,
        links.event_id,
        links.role,
        coalesce(links.adds_up, false) as is_counted,
        known.*,
        case
            when known.shot_down_or_suppressed is not null then known.shot_down_or_suppressed
            when known.shot_down is not null and known.suppressed is not null then known.shot_down + known.suppressed
            else known.shot_down
        end as intercepted,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

strike_statements as (
    select
        claims.family,
        claims.event_id,
        claims.claim_id,
        names.figure,
        claims.role,
        claims.is_counted,
        claims.source,
        claims.reported_by,
        claims.reporting_side,
        claims.attributed_to,
        claims.report_ref,
        case names.figure
            when 'launched' then claims.launched
            when 'intercepted' then claims.intercepted
            when 'hit_locations' then claims.hit_locations
            when 'debris_locations' then claims.debris_locations
            when 'killed' then claims.killed
            when 'injured' then claims.injured
        end as number,
        cast(null as integer) as low,
        cast(null as integer) as high,
        case names.figure
            when 'launched' then claims.launched_qualifier
            when 'intercepted' then claims.intercepted_qualifier
        end as qualifier,
        cast(null as varchar) as word,
    from strike_claims as claims
    cross join (
        values ('launched'), ('intercepted'), ('hit_locations'), ('debris_locations'), ('killed'), ('injured')
    ) as names (figure)
),

airspace_statements as (
    select
        'airspace' as family,
        links.event_id,
        links.claim_id,
        names.figure,
        links.role,
        links.role in ('primary', 'supporting', 'contradicting') as is_counted,
        known.source,
        known.reported_by,
        known.reporting_side,
        known.attributed_to,
        known.report_ref,
        case when names.figure = 'object_count' then known.object_count end as number,
        case when names.figure = 'object_count' then known.object_count_low end as low,
        case when names.figure = 'object_count' then known.object_count_high end as high,
        case when names.figure = 'object_count' then known.object_count_qualifier end as qualifier,
        case names.figure
            when 'kind' then known.kind
            when 'occurred_stated' then known.occurred_stated
            when 'attribution' then concat_ws(' ', known.attribution, known.violator_iso3)
            when 'violated_state_iso3' then known.violated_state_iso3
        end as word,
    from links.airspace as links
    inner join known.airspace as known on links.claim_id = known.claim_id
    cross join (
        values ('object_count'), ('kind'), ('occurred_stated'), ('attribution'), ('violated_state_iso3')
    ) as names (figure)
    where links.role <> 'unlinked'
),

-- One claim is one direction and category; what it counts gives the figure its name.
exchange_claims as (
    select
        links.event_id,
        links.role,
        links.role in ('primary', 'supporting') and not list_contains(coalesce(known.flags, []), 'part_of_total') as is_counted,
        case
            when known.category = 'remains' and known.to_party = 'UKR' then 'remains_to_ukraine'
            when known.category = 'remains' and known.to_party = 'RUS' then 'remains_to_russia'
            when known.category = 'remains' then 'remains'
            when known.count_basis = 'total' then 'stated_total'
            when known.to_party = 'UKR' then 'to_ukraine'
            when known.to_party = 'RUS' then 'to_russia'
            else 'people'
        end as counted_figure,
        known.*,
    from links.exchanges as links
    inner join known.exchanges as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

exchange_statements as (
    select
        'exchanges' as family,
        claims.event_id,
        claims.claim_id,
        case when names.figure = 'count' then claims.counted_figure else names.figure end as figure,
        claims.role,
        claims.is_counted,
        claims.source,
        claims.reported_by,
        claims.reporting_side,
        claims.attributed_to,
        claims.report_ref,
        case when names.figure = 'count' then claims."count" end as number,
        case when names.figure = 'count' then claims.count_low end as low,
        case when names.figure = 'count' then claims.count_high end as high,
        case when names.figure = 'count' then claims.count_qualifier end as qualifier,
        case when names.figure = 'exchanged_stated' then claims.exchanged_stated end as word,
    from exchange_claims as claims
    cross join (values ('count'), ('exchanged_stated')) as names (figure)
),

negotiation_statements as (
    select
        'negotiations' as family,
        links.event_id,
        links.claim_id,
        names.figure,
        links.role,
        links.role in ('primary', 'supporting', 'contradicting') as is_counted,
        known.source,
        known.reported_by,
        known.reporting_side,
        known.attributed_to,
        known.report_ref,
        case when names.figure = 'round_no' then known.round_no end as number,
        cast(null as integer) as low,
        cast(null as integer) as high,
        cast(null as varchar) as qualifier,
        case names.figure
            when 'started_stated' then known.started_stated
            when 'ended_stated' then known.ended_stated
            when 'venue' then concat_ws(', ', known.venue_city, known.venue_iso3)
            when 'format' then known.format
            when 'outcome' then nullif(known.outcome, 'unknown')
        end as word,
    from links.negotiations as links
    inner join known.negotiations as known on links.claim_id = known.claim_id
    cross join (
        values ('started_stated'), ('ended_stated'), ('round_no'), ('venue'), ('format'), ('outcome')
    ) as names (figure)
    where links.role <> 'unlinked'
),

agreement_statements as (
    select
        'agreements' as family,
        links.event_id,
        links.claim_id,
        concat(known.event, '_on') as figure,
        links.role,
        links.role in ('primary', 'supporting', 'contradicting') as is_counted,
        known.source,
        known.reported_by,
        known.reporting_side,
        known.attributed_to,
        known.report_ref,
        cast(null as integer) as number,
        cast(null as integer) as low,
        cast(null as integer) as high,
        cast(null as varchar) as qualifier,
        coalesce(known.event_stated, 'undated') as word,
    from links.agreements as links
    inner join known.agreements as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

statements as (
    select *,
    from strike_statements
    union all
    select *,
    from airspace_statements
    union all
    select *,
    from exchange_statements
    union all
    select *,
    from negotiation_statements
    union all
    select *,
    from agreement_statements
)

select
    family, -- strikes, airspace, exchanges, negotiations or agreements.
    event_id, -- Event, as in events.<family>.
    claim_id, -- Claim, as in claims.<family>.
    figure, -- Which figure it speaks of, named as in marts.overview_figures; an agreement's claims speak of signed_on, expired_on and so on.
    role, -- Role of the claim in the event; see links.<family>.
    is_counted, -- Whether the figure can enter the event's value: false for regional tallies, superseded reports, parts of a stated total and whatever contains it.
    source, -- Folder of the source.
    reported_by, -- Who published the report.
    reporting_side, -- On whose side the speaker stands.
    attributed_to, -- Whom the report cites; null when it cites nobody.
    report_ref, -- The report's address or post id.
    case
        when number is not null and qualifier in ('at_least', 'up_to', 'about')
            then concat(replace(qualifier, '_', ' '), ' ', number)
        when number is not null then cast(number as varchar)
        when low is not null and high is not null then concat(low, ' to ', high)
        when low is not null then concat('at least ', low)
        when high is not null then concat('up to ', high)
        else word
    end as value, -- What it says, in words: 157, "at least 400", a date, an outcome.
    number, -- The number it says; null for words and for mere bounds.
    low, -- Lower bound, where it gives one.
    high, -- Upper bound, where it gives one.
from statements
where number is not null or low is not null or high is not null or nullif(word, '') is not null
order by family, event_id, claim_id, figure
