-- Every figure of every event in all families, one row each, with its range and the rule that chose its best value.
-- grain: family x event_id x figure
-- not for: adding up; periods overlap, and an exchange reported in parts is also reported as a total. Each family has its own tables of trends.
select
    family, -- Family of the event, such as strikes or exchanges.
    event_id, -- Event, as in events.<family>.
    happened_stated, -- Date of the event, ISO 8601 at the stated precision; null when no source dates it.
    figure, -- Figure: launched, object_count, to_ukraine, outcome and so on, as the columns of events.<family> name it.
    coalesce(cast(best as varchar), word) as value, -- Best value, a number or a word; null where sources give only a range.
    cast(low as integer) as low, -- Lowest number reported; null where the figure is a word.
    cast(best as integer) as best, -- Best number; null where the figure is a word or sources give only a range.
    cast(high as integer) as high, -- Highest number reported; null where the figure is a word or has no upper bound.
    is_disputed, -- Whether claimants differ on it; marts.overview_disagreements has each claimant's value.
    best_rule, -- How the best value was chosen, in words; null where there is no choice.
    regime, -- Reporting regime of the figure; see vocabulary.reporting_regimes. Null outside strikes.
from every_family.figures
order by family, event_id, figure
