-- All events of all families in chronological order, one row each, with their figures in words.
-- grain: family x event_id
-- not for: adding up; figures are text. The marts have trends.
-- example: from timeline where happened_stated = '2026-02-05'
create view timeline as
select
    happened_stated, -- Date, ISO 8601 at the stated precision: 2026-02-05, 2026-02 or 2026; for a strike, the date on which its window ends in Kyiv.
    family, -- Family of the event, such as strikes or exchanges.
    event_id, -- Event, as in events.<family>; give it to explain(...).
    string_agg(
        concat_ws(
            ' ',
            replace(regexp_replace(figure, '_stated$', ''), '_', ' '),
            value,
            case
                when low <> high then concat('(', low, ' to ', high, ')')
                when value is null and low = high then cast(low as varchar)
                when value is null and high is null then concat('at least ', low)
                when value is null and low is null then concat('at most ', high)
            end
        ),
        '; '
        order by figure
    ) as in_words, -- Every known figure: its best value, and its range where sources differ or no value is best; null when no figure is known.
    bool_or(is_disputed) as is_disputed, -- Whether sources differ on any figure; see marts.overview_disagreements.
from marts.overview_figures
group by happened_stated, family, event_id
order by happened_stated, family, event_id
