-- Answers in turn become stretches of time in which a figure stood unchanged.
with
placed as (
    select
        answers.*,
        moments.known_at,
        moments.next_known_at,
        lag(answers.place) over figure_of_event as place_before,
        lag(struct_pack(happened := answers.happened_stated, v := answers.value, l := answers.low, h := answers.high)) over figure_of_event as told_before,
    from answers
    inner join moments
        on answers.family = moments.family
        and answers.strand = moments.strand
        and answers.place = moments.place
    window figure_of_event as (
        partition by answers.family, answers.event_id, answers.figure
        order by answers.place
    )
),

numbered as (
    select
        *,
        sum(
            case
                when place_before = place - 1 and told_before = struct_pack(happened := happened_stated, v := value, l := low, h := high) then 0
                else 1
            end
        ) over (
            partition by family, event_id, figure
            order by place
        ) as stretch,
    from placed
)

select
    family,
    event_id,
    min(happened_stated) as happened_stated,
    figure,
    min(known_at) as known_from,
    case when count(next_known_at) = count(*) then max(next_known_at) end as known_to,
    min(value) as value,
    min(low) as low,
    min(best) as best,
    min(high) as high,
from numbered
group by family, event_id, figure, stretch
