-- What each claim states of each figure of the round of talks it is linked to, one row each.
-- grain: event_id x claim_id x figure
-- not for: counting rounds; marts.overview_statements has all families, with the wording and who reports it.
-- test: unique(event_id, claim_id, figure): A statement with two rows would be counted twice.
-- test: not_null(is_account): A statement that is marked neither way would be left out of every disagreement.
with
stated as (
    select
        links.event_id,
        links.claim_id,
        names.figure,
        links.role,
        case when names.figure = 'round_no' then known.round_no end as number,
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
)

select
    event_id, -- Round, as in events.negotiations.
    claim_id, -- Claim, as in claims.negotiations.
    figure, -- started_stated, ended_stated, round_no, venue, format or outcome.
    role, -- Role of the claim in the round; see links.negotiations.
    role in ('primary', 'supporting', 'contradicting') as is_counted, -- Whether it can affect the event's value.
    true as is_account, -- Always true: a claim is its claimant's account of the round.
    number, -- The number of the round; null for words.
    cast(null as integer) as low, -- Always null: claims of talks state no bounds.
    cast(null as integer) as high, -- Always null: claims of talks state no bounds.
    cast(null as varchar) as qualifier, -- Always null: the number of a round is exact.
    word, -- What it states, where that is a word or a date.
from stated
where number is not null or nullif(word, '') is not null
order by event_id, claim_id, figure
