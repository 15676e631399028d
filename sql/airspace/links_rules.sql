-- Airspace incident that the rules assign to each claim: by the source's label, by a label that it fits, else by its group.
-- grain: claim_id
-- not for: final links; a reviewed decision overrules a rule, see links.airspace.
-- test: unique(claim_id): A claim of two incidents would be counted in both.
with
grouped as (
    select
        unnest(candidates.claim_ids) as claim_id,
        groups.event_id,
    from links.airspace_candidates as candidates
    inner join links.airspace_groups as groups on candidates.candidate = groups.candidate
)

select
    matches.claim_id, -- Claim, as in claims.airspace.
    case
        when matches.event_ref is not null then concat('airspace-', matches.event_ref)
        when grouped.event_id is not null then grouped.event_id
        else concat_ws(
            '-', 'airspace', coalesce(known.occurred_stated, 'undated'), matches.state, coalesce(matches.object_group, 'object'), substr(matches.claim_id, 1, 8)
        )
    end as event_id, -- airspace-<label>, or date, state, object and place where no label fits.
    case
        when known.event_ref is not null then concat('the source labels it ', matches.event_ref)
        when matches.event_ref is not null and matches.day is null
            then concat('not dated to the day; ', matches.event_ref, ' is the only incident that fits its state and object')
        when matches.is_placed then concat('same date, state, object and place as ', matches.event_ref)
        when matches.days_apart = 0 then concat('same date, state and object as ', matches.event_ref, ', the only one that fits')
        when matches.event_ref is not null
            then concat('same state and object as ', matches.event_ref, ', the only one that fits; ', matches.days_apart, ' day apart')
        when matches.day is null then 'not dated to the day, and no single labelled incident fits'
        else 'grouped by date, state, object and place; no labelled incident fits'
    end as reason, -- Rule that applied, in words.
from links.airspace_matches as matches
inner join known.airspace as known on matches.claim_id = known.claim_id
left join grouped on matches.claim_id = grouped.claim_id
order by matches.claim_id
