-- Scale of Russian strikes on Ukraine in the 14 dates before and after rounds of talks, against matched dates and each other.
-- ASSOCIATION, NOT CAUSE: the war determines the timing of both talks and strikes, and the data cannot show which affects which.
-- Per round: mean launched over the known nights of the 14 dates before it, of the 14 dates after it, and of matched dates.
-- Matched dates are 15 to 90 days away and not within 14 days of any round of the same set; their value is the mean of the
-- earlier and the later ones, so that a steady trend cancels out. ratio = mean over rounds of the first, divided by that of
-- the second. A round needs at least 7 known nights in each of the four groups. Rounds less than 29 days apart share nights
-- and form one episode; the interval is a percentile bootstrap over episodes, with a fixed seed.
-- families: strikes, negotiations
-- grain: weapon_group x talks x comparison
-- not for: concluding that talks raise or lower strikes. Missiles are mostly counted on nights with missiles; nights without a count are left out.
create table marts.overview_talks_and_strikes (
    weapon_group varchar not null, -- drone or missile.
    talks varchar not null, -- all, or both_parties: rounds in which Russia and Ukraine both took part.
    comparison varchar not null, -- before_to_matched, after_to_matched or after_to_before.
    ratio double, -- Mean of the first divided by mean of the second; 1 means no difference. Null when no round counts or the second is 0.
    ratio_low double, -- Lower end of the 95 % interval; null with fewer than 5 episodes or where a draw would divide by zero.
    ratio_high double, -- Upper end of the 95 % interval; null with fewer than 5 episodes or where a draw would divide by zero.
    numerator double, -- Mean launched per known night in the first group, over the counted rounds; null when none counts.
    denominator double, -- The same for the second group.
    rounds integer not null, -- Rounds counted (n); two on one day count as one.
    rounds_left_out integer not null, -- Rounds with too few known nights in one of the groups.
    first_round_on date, -- First day of the earliest round counted; null when none is.
    last_round_on date, -- First day of the latest round counted.
    episodes integer not null, -- Groups of counted rounds that share nights: the independent cases of the bootstrap.
    nights_before integer not null, -- Known nights before the counted rounds; a night near two rounds counts for both.
    nights_after integer not null, -- Known nights after them, likewise.
    nights_matched integer not null, -- Known nights on matched dates, likewise.
    resamples integer not null, -- Draws of the bootstrap.
    seed integer not null -- Seed of the draws; the same data give the same interval.
);
