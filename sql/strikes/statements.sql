-- What each claim states of each figure of the attack it is linked to, one row each.
-- grain: event_id x claim_id x figure
-- not for: adding up; claims overlap. marts.overview_statements has all families, with the wording and who reports it.
-- test: unique(event_id, claim_id, figure): A statement with two rows would be counted twice.
-- test: not_null(is_account): A statement that is marked neither way would be left out of every disagreement.
with
linked as (
    select
        links.event_id,
        links.role,
        coalesce(links.is_added, false) as is_counted,
        known.*,
        words.intercepted,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    left join links.strikes_claims as words on links.claim_id = words.claim_id
    where links.role <> 'unlinked'
),

stated as (
    select
        linked.event_id,
        linked.claim_id,
        names.figure,
        linked.role,
        linked.is_counted,
        case names.figure
            when 'launched' then linked.launched
            when 'intercepted' then linked.intercepted
            when 'hit_locations' then linked.hit_locations
            when 'debris_locations' then linked.debris_locations
            when 'killed' then linked.killed
            when 'injured' then linked.injured
        end as number,
        case names.figure
            when 'launched' then linked.launched_qualifier
            when 'intercepted' then linked.intercepted_qualifier
        end as qualifier,
    from linked
    cross join (
        values ('launched'), ('intercepted'), ('hit_locations'), ('debris_locations'), ('killed'), ('injured')
    ) as names (figure)
)

select
    event_id, -- Attack, as in events.strikes.
    claim_id, -- Claim, as in claims.strikes.
    figure, -- launched, intercepted, hit_locations, debris_locations, killed or injured.
    role, -- Role of the claim in the attack; see links.strikes.
    is_counted, -- Whether it is added to its claimant's account: false for regional tallies, superseded reports and parts of a stated total.
    false as is_account, -- Always false: an account is the sum of its claims; see marts.strikes_disputes.
    number, -- Number it states.
    cast(null as integer) as low, -- Always null: claims of strikes state no bounds.
    cast(null as integer) as high, -- Always null: claims of strikes state no bounds.
    qualifier, -- exact, at_least, up_to or about; null where the figure has none.
    cast(null as varchar) as word, -- Always null: the figures of an attack are numbers.
from stated
where number is not null
order by event_id, claim_id, figure
