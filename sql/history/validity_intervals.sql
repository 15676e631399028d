-- Merges equal figures at consecutive moments into validity intervals.
with
dated as (
    select
        past_figures.*,
        moments.known_at,
        moments.next_known_at,
        lag(past_figures.moment_no) over figure_of_event as moment_before,
        lag(struct_pack(
            happened := past_figures.happened_stated, v := past_figures.value, l := past_figures.low, h := past_figures.high
        )) over figure_of_event as values_before,
    from past_figures
    inner join moments
        on past_figures.family = moments.family
        and past_figures.component = moments.component
        and past_figures.moment_no = moments.moment_no
    window figure_of_event as (
        partition by past_figures.family, past_figures.event_id, past_figures.figure
        order by past_figures.moment_no
    )
),

numbered as (
    select
        *,
        sum(
            case
                when
                    moment_before = moment_no - 1
                    and values_before = struct_pack(happened := happened_stated, v := value, l := low, h := high)
                    then 0
                else 1
            end
        ) over (
            partition by family, event_id, figure
            order by moment_no
        ) as interval_no,
    from dated
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
group by family, event_id, figure, interval_no
