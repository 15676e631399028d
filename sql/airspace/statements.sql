-- What each claim states of each figure of the incident it is linked to, one row each.
-- grain: event_id x claim_id x figure
-- not for: adding up; claims overlap. marts.overview_statements has all families, with the wording and who reports it.
-- test: unique(event_id, claim_id, figure): A statement with two rows would be counted twice.
-- test: not_null(is_account): A statement that is marked neither way would be left out of every disagreement.
with
stated as (
    select
        links.event_id,
        links.claim_id,
        names.figure,
        links.role,
        case when names.figure = 'object_count' then known.object_count end as number,
        case when names.figure = 'object_count' then known.object_count_low end as low,
        case when names.figure = 'object_count' then known.object_count_high end as high,
        case when names.figure = 'object_count' then known.object_count_qualifier end as qualifier,
        case names.figure
            when 'kind' then known.kind
            when 'occurred_stated' then known.occurred_stated
            when 'attribution' then concat_ws(' ', known.attribution, known.violator_iso3)
            when 'violated_state_iso3' then coalesce(known.violated_state_iso3, array_to_string(known.violated_states, ';'))
        end as word,
    from links.airspace as links
    inner join known.airspace as known on links.claim_id = known.claim_id
    cross join (
        values ('object_count'), ('kind'), ('occurred_stated'), ('attribution'), ('violated_state_iso3')
    ) as names (figure)
    where links.role <> 'unlinked'
)

select
    event_id, -- Incident, as in events.airspace.
    claim_id, -- Claim, as in claims.airspace.
    figure, -- object_count, kind, occurred_stated, attribution or violated_state_iso3.
    role, -- Role of the claim in the incident; see links.airspace.
    role in ('primary', 'supporting', 'contradicting') as is_counted, -- Whether it can affect the event's value.
    true as is_account, -- Always true: a claim is its claimant's account of the incident.
    number, -- Number it states; null for words and where it gives only bounds.
    low, -- Lower bound, where it gives one.
    high, -- Upper bound, where it gives one.
    qualifier, -- exact, at_least, up_to or about; null for words.
    word, -- What it states, where that is a word or a date.
from stated
where number is not null or low is not null or high is not null or nullif(word, '') is not null
order by event_id, claim_id, figure
