-- Periods in which a publisher counted in one way; a change of rules must never look like a change in the war.
-- grain: publisher x weapon group x first_night_of
-- not for: dating a change to the day where only a month is known; see first_night_precision.
create table vocabulary.reporting_regimes (
    regime_id varchar not null, -- Readable id.
    publisher varchar not null, -- Whose rule it is.
    weapon_group varchar not null, -- Weapon group it applies to.
    first_night_of date not null, -- First night_of under the rule.
    last_night_of date, -- Last night_of under the rule; null while it lasts.
    first_night_precision varchar not null, -- day or month: how exactly the change is dated.
    intercepted_means varchar not null, -- What the intercepted figure holds under the rule.
    launch_counts varchar not null, -- full or partly_withheld.
    rate_comparable_in_full varchar, -- Same word: rates of full figures compare; a figure that is a part has shot_down_part in the marts. Null where no rate holds.
    basis varchar not null -- What the dating rests on.
);
