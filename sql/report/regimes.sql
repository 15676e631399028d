-- Periods in which a publisher counts in the same way.
-- grain: regime_id
-- not for: comparing figures between regimes that count different things.
select
    regime_id, -- Regime.
    weapon_group, -- drone or missile.
    first_night_of, -- First night of the regime.
    last_night_of, -- Last night of the regime; null while it goes on.
    intercepted_means, -- What an intercepted weapon is under it.
    lost_counts, -- apart, merged or none: how weapons lost to electronic warfare are counted.
    launch_counts, -- full or partly_withheld.
    publisher, -- Who counts so.
    basis, -- Evidence for its dates.
from vocabulary.reporting_regimes
order by weapon_group, first_night_of
