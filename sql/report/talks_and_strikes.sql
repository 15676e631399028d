-- Scale of Russian strikes around rounds of talks, as ratios with their intervals. Association, not cause.
-- grain: weapon_group x talks x comparison
-- not for: concluding that talks raise or lower strikes.
select
    weapon_group, -- drone or missile.
    talks, -- all rounds, or both_parties: rounds of Russia with Ukraine.
    comparison, -- after_to_before, after_to_matched or before_to_matched.
    round(ratio, 3) as ratio, -- Mean of the first group divided by that of the second; 1 means no difference.
    round(ratio_low, 3) as ratio_low, -- Lower end of the 95 % interval; null with fewer than 5 episodes.
    round(ratio_high, 3) as ratio_high, -- Upper end of the 95 % interval.
    round(numerator, 1) as mean_first, -- Mean launched per known night in the first group.
    round(denominator, 1) as mean_second, -- The same for the second group.
    rounds, -- Rounds counted.
    rounds_left_out, -- Rounds with too few known nights.
    episodes, -- Independent cases: groups of rounds that share nights.
from marts.overview_talks_and_strikes
order by weapon_group, talks desc, comparison
