-- Periods in which a publisher counted in one way; a change of rules must never look like a change in the war.
-- grain: publisher x weapon group x valid_from
-- not for: dating a change to the day where only a month is known; see valid_from_precision.
create table vocabulary.reporting_regimes (
    regime_id varchar not null, -- Readable id.
    publisher varchar not null, -- Whose rule it is.
    weapon_group varchar not null, -- Weapon group it applies to.
    valid_from date not null, -- First night_of under the rule.
    valid_to date, -- Last night_of under the rule; null while it lasts.
    valid_from_precision varchar not null, -- day or month: how exactly the change is dated.
    intercepted_means varchar not null, -- What the intercepted figure holds under the rule.
    launch_counts varchar not null, -- full or partly_withheld.
    rate_comparable varchar, -- Regimes with the same word here have rates that may be compared; null where no rate holds.
    evidence varchar not null -- What the dating rests on.
);
