-- Groups of candidates that match no label. A candidate that no earlier one reaches becomes a centre and takes in those it
-- reaches; the remaining candidates are grouped in the same way until none is left.
-- grain: candidate
-- not for: final links; a reviewed decision overrules a group, see links.each_family.
-- test: unique(candidate): A candidate of two groups would be counted in both.
with recursive
reaches as (
    select
        candidate,
        unnest(reached_by) as centre,
    from links.each_family_candidates
),

rounds as (
    select
        candidate,
        cast(null as integer) as centre,
    from links.each_family_candidates
    union all
    select
        candidate,
        centre,
    from (
        select
            waiting.candidate,
            min(case when taken.candidate is null then reaches.centre end) as centre,
        from rounds as waiting
        inner join reaches on waiting.candidate = reaches.candidate
        inner join rounds as centres on reaches.centre = centres.candidate and centres.centre is null
        left join (
            select distinct reaches.candidate,
            from reaches
            inner join rounds as earlier on reaches.centre = earlier.candidate and earlier.centre is null
            where reaches.centre < reaches.candidate
        ) as taken on reaches.centre = taken.candidate
        where waiting.centre is null
        group by waiting.candidate
    ) as settled
),

labelled as (
    select
        rounds.candidate,
        rounds.centre,
        centres.label,
        centres.distinction,
        min(rounds.centre) over (partition by centres.label) < max(rounds.centre) over (partition by centres.label) as is_shared,
    from rounds
    inner join links.each_family_candidates as centres on rounds.centre = centres.candidate
)

select
    candidate, -- Candidate, as in links.each_family_candidates.
    centre, -- Candidate at the centre of the group.
    case when is_shared then concat(label, '-', distinction) else label end as event_id, -- Label of the centre, with its distinction appended where several centres share one label.
from labelled
order by candidate
