-- Which attack each claim refers to, in which role, and why.
-- grain: claim_id
-- not for: counting rows; several claims refer to one attack, and is_added marks those that are added up per claimant.
with
claims as (
    select
        counted.claim_id,
        counted.event_id,
        counted.is_superseded,
        counted.is_added,
        decided.decision,
        decided.decided_by,
        decided.reason as link_reason,
        claims.claimant,
        claims.origin,
        claims.weapon_group as stated_group,
        claims.is_national,
        claims.is_part,
        claims.is_beside,
        claims.is_contradicted_by_header,
        claims.intercepted,
        windows.is_in_total,
        windows.stated_period,
        windows.relation,
        rules.period,
        rules.weapon_group,
        known.scope,
        known.source_type,
        known.reported_by,
        known.launched,
        known.launched_qualifier,
        known.time_precision,
    from links.strikes_counted as counted
    inner join links.strikes_decided as decided on counted.claim_id = decided.claim_id
    inner join links.strikes_rules as rules on counted.claim_id = rules.claim_id
    inner join links.strikes_windows as windows on counted.claim_id = windows.claim_id
    inner join links.strikes_claims as claims on counted.claim_id = claims.claim_id
    inner join known.strikes as known on counted.claim_id = known.claim_id
),

-- An account with an uncounted part has only a lower bound.
accounts as (
    select
        claims.event_id,
        claims.claimant,
        min(source_types.source_rank) as source_rank,
        max(claims.time_precision) as time_precision,
        count(claims.launched) + count(claims.intercepted) > 0 as has_counts,
        count(claims.launched) > 0
        and count(claims.launched) = count(case when claims.stated_group <> 'unspecified' then 1 end) as is_launched_known,
        case when count(case when claims.launched_qualifier = 'up_to' then 1 end) = 0 then sum(claims.launched) end as lowest,
        case
            when
                count(claims.launched) = count(case when claims.stated_group <> 'unspecified' then 1 end)
                and count(case when claims.launched_qualifier = 'at_least' then 1 end) = 0
                then sum(claims.launched)
        end as highest,
    from claims
    inner join vocabulary.source_types as source_types on claims.source_type = source_types.source_type
    where claims.is_added
    group by all
),

ranked as (
    select
        *,
        -- The order depends only on the content of claims, never on when they arrived.
        row_number() over (
            partition by event_id
            order by has_counts desc, source_rank, is_launched_known desc, time_precision, claimant
        ) as claimant_rank,
    from accounts
),

best as (
    select
        event_id,
        claimant,
        lowest,
        highest,
    from ranked
    where claimant_rank = 1
),

compared as (
    select
        claims.*,
        ranked.claimant_rank,
        best.claimant as best_claimant,
        ranked.lowest > best.highest or ranked.highest < best.lowest as differs_from_best,
    from claims
    left join ranked
        on claims.event_id = ranked.event_id
        and case when claims.is_added then claims.claimant end = ranked.claimant
    left join best on claims.event_id = best.event_id
)

select
    claim_id, -- Claim, as in claims.strikes.
    event_id, -- Attack, as in events.strikes.
    case
        when decision = 'unlink' then 'unlinked'
        when not is_national then 'regional'
        when relation = 'contains' then 'containing'
        when is_superseded then 'superseded'
        when not is_added then 'supporting'
        when claimant_rank = 1 then 'primary'
        when differs_from_best then 'contradicting'
        else 'supporting'
    end as role, -- primary, supporting, contradicting, superseded, containing (24 hours that include it), regional, or unlinked by a reviewed decision.
    concat(
        case
            when decision <> 'rule' then link_reason
            when not is_national and best_claimant is not null then concat('a ', scope, ' tally; the national figure contains it')
            when not is_national then concat('a ', scope, ' tally; no national figure is known')
            when relation = 'contains' and stated_period = 'day24' then concat('counts 24 hours that include this ', period, '; adds nothing to it')
            when relation = 'contains' then concat('names only the date, for which others report night and day separately; adds nothing to them')
            when is_part then 'a part of a total that the same report states'
            when is_beside then 'front-line drones that the report lists outside its total'
            when is_in_total then 'a class that is part of the same report''s total'
            when is_superseded then concat(reported_by, ' gave a later figure for the same window')
            when claimant_rank = 1 then concat('the ', source_type, ' account ranks first among those that report it')
            when differs_from_best then concat('differs from the account that ranks first, ', best_claimant)
            else concat('a ', source_type, ' account next to a higher-ranking one')
        end,
        case when decision = 'rule' then '; ' || link_reason end,
        case when is_contradicted_by_header then '; its heading gives another figure than its text' end
    ) as reason, -- Why the claim is linked and has this role, in words.
    weapon_group, -- drone, missile, glide_bomb, recon_drone, air_target or unspecified.
    claimant, -- Whose account the claim belongs to: a publisher within one source, or a compiled table.
    origin, -- Publisher that the figure comes from as far as known; claims that repeat an origin do not add a source.
    claimant_rank, -- Rank of the claimant's account of the attack, from 1; null where the claim does not add up.
    is_added, -- Whether its figures are added to its claimant's account.
    decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from compared
order by claim_id
