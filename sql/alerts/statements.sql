-- What each alert states: how many minutes it lasted.
-- grain: event_id x claim_id x figure
-- not for: adding up; alerts of areas inside one region overlap. marts.overview_statements has all families.
-- test: unique(event_id, claim_id, figure): A statement with two rows would be counted twice.
select
    links.event_id, -- Event, as in events.alerts.
    links.claim_id, -- Claim, as in claims.alerts.
    'minutes' as figure, -- Always minutes.
    links.role, -- Role of the claim in the event; see links.alerts.
    true as is_counted, -- Always true: every alert adds its minutes, unless others cover them.
    false as is_account, -- Always false: the account of a list is made of all its alerts of the day.
    cast(round((epoch(known.ended_at) - epoch(known.started_at)) / 60) as integer) as number, -- Minutes from start to end.
    cast(null as integer) as low, -- Always null: lists give moments.
    cast(null as integer) as high, -- Always null: lists give moments.
    case when known.is_end_guessed then 'about' end as qualifier, -- about where the list assumed the end; null elsewhere.
    cast(null as varchar) as word, -- Always null: alerts state numbers.
from links.alerts as links
inner join known.alerts as known on links.claim_id = known.claim_id
where links.role <> 'unlinked' and known.ended_at is not null
order by links.event_id, links.claim_id
