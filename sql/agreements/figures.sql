-- Current status of every agreement or channel, its start date and its full history in words, one row per figure.
-- grain: event_id x figure
-- not for: what was in force on a day; see marts.agreements_in_force. marts.overview_figures has all families.
-- test: unique(event_id, figure): A figure with two rows has two values.
with
-- events.agreements has one row per interval of a status.
courses as (
    select
        event_id,
        string_agg(case when valid_to_stated is null then status end, '; ' order by valid_from_stated, status) as status,
        max(case when valid_to_stated is null then valid_from_stated end) as valid_from_stated,
        string_agg(
            concat(status, ' from ', valid_from_stated, case when valid_to_stated is null then '' else concat(' to ', valid_to_stated) end), '; '
            order by valid_from_stated, status
        ) as course,
        coalesce(bool_or(valid_to_stated is null and list_contains(disputed_figures, 'status')), false) as is_status_disputed,
        coalesce(bool_or(valid_to_stated is null and list_contains(disputed_figures, 'valid_from_stated')), false) as is_valid_from_disputed,
        coalesce(bool_or(array_length(disputed_figures) > 0), false) as is_course_disputed,
        max(best_rule) as best_rule,
    from events.agreements
    group by all
),

named as (
    select
        courses.event_id,
        courses.valid_from_stated as happened_stated,
        names.figure,
        case names.figure
            when 'status' then courses.status
            when 'valid_from_stated' then courses.valid_from_stated
            when 'course' then courses.course
        end as word,
        case names.figure
            when 'status' then courses.is_status_disputed
            when 'valid_from_stated' then courses.is_valid_from_disputed
            when 'course' then courses.is_course_disputed
        end as is_disputed,
        courses.best_rule,
    from courses
    cross join (values ('status'), ('valid_from_stated'), ('course')) as names (figure)
)

select
    event_id, -- Agreement, as in events.agreements.
    happened_stated, -- Date of its latest change, ISO 8601 at the stated precision.
    figure, -- status (the current one), valid_from_stated (its start date) or course (every status in order).
    cast(null as integer) as low, -- Always null: the figures of an agreement are words.
    cast(null as integer) as best, -- Always null: the figures of an agreement are words.
    cast(null as integer) as high, -- Always null: the figures of an agreement are words.
    word, -- Best value.
    is_disputed, -- Whether claimants differ on it.
    best_rule, -- How the dates were chosen, in words.
    cast(null as varchar) as regime, -- Always null: only strikes are reported under regimes.
from named
where nullif(word, '') is not null
order by event_id, figure
