-- Scale of Russian strikes on Ukraine in the 14 dates before and after rounds of talks, against matched dates and each other.
-- ASSOCIATION, NOT CAUSE: talks are timed by the same war that the strikes belong to, and nothing here tells which moved which.
-- Per round: mean launched over the known nights of its 14 dates before, of its 14 after, and of matched dates: those 15 to
-- 90 days away that lie within 14 days of no round of the same set, the mean of earlier and later ones, so that a
-- steady trend cancels out. ratio = mean over rounds of the one, divided by that of the other. A round counts with at
-- least 7 known nights in each of the four groups. Rounds less than 29 days apart share nights and form one episode;
-- the interval comes from drawing whole episodes with replacement (percentile bootstrap, fixed seed).
-- grain: weapon_group x talks x comparison
-- not for: saying that talks raise or lower strikes. Missiles are mostly counted on nights with missiles; nights without a count are left out.
create table marts.overview_talks_and_strikes (
    weapon_group varchar not null, -- drone or missile.
    talks varchar not null, -- all, or both_at_the_table: rounds in which Russia and Ukraine both took part.
    comparison varchar not null, -- before_to_matched, after_to_matched or after_to_before.
    ratio double, -- Mean of the first over mean of the second; 1 is no difference. Null when no round counts or the second is 0.
    ratio_low double, -- Lower end of the 95 % interval; null with fewer than 5 episodes or where a draw has nothing to divide by.
    ratio_high double, -- Upper end of the 95 % interval; null with fewer than 5 episodes or where a draw has nothing to divide by.
    numerator double, -- Mean over the counted rounds of launched per known night, of the first; null when none counts.
    denominator double, -- The same of the second.
    rounds integer not null, -- n: rounds that count; two on one day are one.
    rounds_left_out integer not null, -- Rounds with too few known nights in one of the groups.
    first_round_on date, -- First day of the earliest round counted; null when none is.
    last_round_on date, -- First day of the latest.
    episodes integer not null, -- Groups of counted rounds that share nights: the independent cases the interval rests on.
    nights_before integer not null, -- Known nights before, over the counted rounds; a night near two rounds counts for both.
    nights_after integer not null, -- Known nights after, likewise.
    nights_matched integer not null, -- Known matched nights, likewise.
    resamples integer not null, -- Draws of the bootstrap.
    seed integer not null -- Seed of the draws; the same data give the same interval.
);
