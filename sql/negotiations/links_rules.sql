-- Round of talks that the rules assign to each claim: by the source's label, by a label that it fits, else by its group.
-- grain: claim_id
-- not for: final links; a reviewed decision overrules a rule, see links.negotiations.
-- test: unique(claim_id): A claim of two rounds would be counted in both.
with
grouped as (
    select
        unnest(candidates.claim_ids) as claim_id,
        groups.event_id,
    from links.negotiations_candidates as candidates
    inner join links.negotiations_groups as groups on candidates.candidate = groups.candidate
)

select
    matches.claim_id, -- Claim, as in claims.negotiations.
    case
        when matches.event_ref is not null then concat('talks-', matches.event_ref)
        when grouped.event_id is not null then grouped.event_id
        else concat_ws(
            '-', 'talks', coalesce(known.started_stated, known.ended_stated, 'undated'),
            coalesce(matches.venue, lower(known.venue_iso3), 'unknown-venue'), substr(matches.claim_id, 1, 8)
        )
    end as event_id, -- talks-<label>, or first day and venue where no label fits.
    case
        when known.event_ref is not null then concat('the source labels it ', matches.event_ref)
        when matches.event_ref is not null and matches.days_apart is null
            then concat('undated; same venue and round number as ', matches.event_ref)
        when matches.days_apart > 0 then concat('same venue and parties as ', matches.event_ref, ', ', matches.days_apart, ' day apart')
        when matches.has_same_venue then concat('same venue, days and parties as ', matches.event_ref)
        when matches.event_ref is not null then concat('same days and parties as ', matches.event_ref, '; the venue is not given or has another name')
        when matches.has_day then 'grouped by days, venue and parties; no labelled round fits'
        else 'not dated to the day, and no single labelled round fits'
    end as reason, -- Rule that applied, in words.
from links.negotiations_matches as matches
inner join known.negotiations as known on matches.claim_id = known.claim_id
left join grouped on matches.claim_id = grouped.claim_id
order by matches.claim_id
