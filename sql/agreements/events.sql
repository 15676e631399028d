-- Status of agreements and channels over time: one row per agreement and interval in which it keeps one status.
-- grain: event_id x status x valid_from_stated
-- not for: legal advice; it shows what sources report. A treaty that one party suspends stays in force and has a row for each status.
with
claims as (
    select
        links.event_id,
        known.name,
        known.parties,
        known.reported_by,
    from links.agreements as links
    inner join known.agreements as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

-- The name that most publishers give; ties are broken alphabetically, so that reruns agree.
names as (
    select
        event_id,
        name,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, name) as place,
    from claims
    group by event_id, name
),

parties as (
    select
        event_id,
        parties,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, array_length(parties) desc, parties) as place,
    from claims
    where array_length(parties) > 0
    group by event_id, parties
),

-- A party rejects what others report as in force.
rejections as (
    select distinct
        event_id,
        event_stated,
    from events.agreements_changes
    where status = 'rejected' and status_held in ('in_force', 'suspended')
),

contested as (
    select distinct
        intervals.event_id,
        intervals.status,
        intervals.valid_from_stated,
        intervals.valid_to_stated,
    from events.agreements_intervals as intervals
    inner join rejections
        on intervals.event_id = rejections.event_id
        and rejections.event_stated >= intervals.valid_from_stated
        and (intervals.valid_to_stated is null or rejections.event_stated < intervals.valid_to_stated)
    where intervals.status in ('in_force', 'suspended')
)

select
    intervals.event_id, -- Readable id, agreement-<label or name>.
    names.name, -- Name of the agreement or channel, as most publishers write it.
    intervals.kind, -- Kind of agreement, as in vocabulary.agreement_kinds.
    coalesce(parties.parties, []) as parties, -- Parties, as most publishers name them; empty when none does.
    intervals.status, -- proposed, signed, in_force, suspended, withdrawn, expired or rejected.
    intervals.valid_from_stated, -- Start date, ISO 8601 at the stated precision (2021): the most exact date, then the one that most publishers give.
    intervals.valid_to_stated, -- End date, ISO 8601 at the stated precision; null while it lasts.
    intervals.valid_from_earliest, -- Earliest day that any claimant's date for the change can mean.
    intervals.valid_from_latest, -- Latest day that any claimant's date for the change can mean.
    intervals.last_reported_on, -- Latest day on which a claim reports that the status begins, is restored or is extended; for a month or a year, its first day.
    intervals.claims, -- Claims of the change that began it.
    intervals.sources, -- Publishers that report the change.
    intervals.official_sources, -- Official publishers among them.
    'the most exact date of the change; among equals the one that most publishers give, then the higher-ranked source type, then the earliest' as best_rule, -- How valid_from_stated was chosen.
    list_filter(
        [
            case when intervals.dates > 1 then 'valid_from_stated' end,
            case when contested.event_id is not null then 'status' end
        ],
        lambda name: name is not null
    ) as disputed_figures, -- Figures on which claimants differ; empty when there are none.
from events.agreements_intervals as intervals
inner join names on intervals.event_id = names.event_id and names.place = 1
left join parties on intervals.event_id = parties.event_id and parties.place = 1
left join contested
    on intervals.event_id = contested.event_id
    and intervals.status = contested.status
    and intervals.valid_from_stated = contested.valid_from_stated
    and intervals.valid_to_stated is not distinct from contested.valid_to_stated
where intervals.track = 'agreement' or (intervals.status = 'suspended' and not intervals.is_echo)
order by intervals.event_id, intervals.valid_from_stated, intervals.status
