-- How many days apart two claims of the family may be and still refer to one event, at most: one row.
-- A family without a row in vocabulary.linking_tolerances joins equal dates only.
-- grain: days
-- not for: linking by date alone; what else must agree is decided in the steps that read it.
-- test: unique(days): Two rows would link every claim twice.
select coalesce(max(days), 0) as days, -- Days between the two dates, at most; 0 where the vocabulary gives none.
from vocabulary.linking_tolerances
where family = 'each_family'
