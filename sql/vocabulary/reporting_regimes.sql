-- Periods in which a publisher counted by the same rules, so that a change of rules is not mistaken for a change in the war.
-- grain: publisher x weapon group x first_night_of
-- not for: dating a change to the day where only the month is known; see first_night_precision.
create table vocabulary.reporting_regimes (
    regime_id varchar not null, -- Readable id.
    publisher varchar not null, -- Publisher that counts by the rule.
    weapon_group varchar not null, -- Weapon group it applies to.
    first_night_of date not null, -- First night_of under the rule.
    last_night_of date, -- Last night_of under the rule; null while it lasts.
    first_night_precision varchar not null, -- day or month: how exactly the change is dated.
    intercepted_means varchar not null, -- What the intercepted figure includes under the rule.
    lost_counts varchar not null, -- How drones lost to electronic warfare are counted: none (not reported), apart (separately) or merged (into the intercepted).
    launch_counts varchar not null, -- full or partly_withheld.
    rate_comparable_in_full varchar, -- Rates of full figures are comparable where this value is the same; partial figures have shot_down_part in the marts. Null where no rate is valid.
    basis varchar not null -- Evidence for the date.
);
