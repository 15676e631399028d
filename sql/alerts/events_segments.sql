-- Time under alert by list and region, without overlaps: of each alert, the part that no earlier alert of the list in the region
-- has covered.
-- grain: claim_id
-- not for: counting alerts; an alert inside another one has no row.
-- test: unique(claim_id): A part that is listed twice is counted twice.
with
ended as (
    select
        known.claim_id,
        known.list_name,
        known.region_pcode,
        known.is_end_guessed,
        known.started_at,
        known.ended_at,
        max(known.ended_at) over (
            partition by known.list_name, known.region_pcode
            order by known.started_at, known.ended_at, known.claim_id
            rows between unbounded preceding and 1 preceding
        ) as covered_until,
    from links.alerts as links
    inner join known.alerts as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked' and known.ended_at is not null
)

select
    claim_id, -- Claim, as in claims.alerts.
    list_name, -- official or volunteer.
    region_pcode, -- First-level region of Ukraine, P-code.
    coalesce(is_end_guessed, false) as is_end_guessed, -- Whether the list assumed the end of the alert.
    covered_until is null or started_at > covered_until as is_new, -- Whether the region was not under alert before.
    greatest(started_at, covered_until) as started_at, -- Start of the part that this alert adds.
    ended_at, -- End of the alert.
from ended
where covered_until is null or ended_at > covered_until
order by claim_id
