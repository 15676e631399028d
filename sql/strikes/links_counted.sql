-- Which claims add up to their claimant's account of an attack. Of several reports by one publisher on one window, only the
-- latest counts; reports on windows that do not overlap are parts of one attack.
-- grain: claim_id
-- not for: comparing accounts; see links.strikes.
-- test: unique(claim_id): A claim listed twice would be counted twice.
with
claims as (
    select
        decided.claim_id,
        decided.event_id,
        claims.claimant,
        claims.report,
        claims.weapon_group,
        claims.intercepted,
        known.source_type,
        known.launched,
        known.window_start_at,
        known.window_end_at,
        coalesce(
            known.published_at,
            case when length(known.published_stated) = 10 then cast(cast(known.published_stated as date) as timestamptz) end
        ) as published_at,
        coalesce(windows.is_total and windows.relation is distinct from 'contains' and decided.decision <> 'unlink', false) as may_count,
    from links.strikes_decided as decided
    inner join links.strikes_claims as claims on decided.claim_id = claims.claim_id
    inner join links.strikes_windows as windows on decided.claim_id = windows.claim_id
    inner join known.strikes as known on decided.claim_id = known.claim_id
),

reports as (
    select
        event_id,
        claimant,
        report,
        case when count(window_start_at) = count(*) then min(window_start_at) end as window_start_at,
        case when count(window_end_at) = count(*) then max(window_end_at) end as window_end_at,
        max(published_at) as published_at,
        count(launched) as launched_counts,
        count(intercepted) as intercepted_counts,
    from claims
    where may_count and source_type <> 'dataset' and weapon_group <> 'unspecified'
    group by all
),

superseded as (
    select distinct
        earlier.event_id,
        earlier.claimant,
        earlier.report,
    from reports as earlier
    inner join reports as later
        on earlier.event_id = later.event_id
        and earlier.claimant = later.claimant
        and earlier.report <> later.report
        and coalesce(earlier.window_start_at < later.window_end_at, true)
        and coalesce(later.window_start_at < earlier.window_end_at, true)
    where
        -- A later report without a count adds to the earlier one and does not replace it.
        (later.launched_counts > 0 or earlier.launched_counts = 0)
        and (later.intercepted_counts > 0 or earlier.intercepted_counts = 0)
        and (
            -- Undated reports come first; at the same moment the later window counts, then the later address.
            coalesce(later.published_at > earlier.published_at, later.published_at is not null and earlier.published_at is null)
            or (
                later.published_at is not distinct from earlier.published_at
                and (
                    coalesce(later.window_end_at > earlier.window_end_at, later.window_end_at is not null and earlier.window_end_at is null)
                    or (later.window_end_at is not distinct from earlier.window_end_at and later.report > earlier.report)
                )
            )
        )
)

select
    claims.claim_id, -- Claim, as in claims.strikes.
    claims.event_id, -- Attack, as in events.strikes.
    superseded.report is not null as is_superseded, -- Whether a later report of the claimant replaces it.
    claims.may_count and superseded.report is null as is_added, -- Whether its figures are added to its claimant's account.
from claims
left join superseded
    on claims.event_id = superseded.event_id
    and case when claims.may_count and claims.weapon_group <> 'unspecified' then claims.claimant end = superseded.claimant
    and claims.report = superseded.report
order by claims.claim_id
