-- Claims of strikes as known at the end of a day (UTC): those valid then, in the revision of that time.
-- A document without a publication date, such as the shipped strike register, counts as known from its landing.
-- families: strikes
-- grain: claim_id
-- not for: adding up; claims overlap. as_known_on(...) has the figures of events as known on a day.
-- example: from strike_claims_known_on('2026-02-10') where night_of = '2026-02-05'
create macro strike_claims_known_on(known_day) as table
select
    night_of, -- Date on which the window ends in Kyiv.
    period, -- night, day, day24 or unknown.
    scope, -- national, regional or local.
    attacker_iso3, -- Attacking state.
    target_iso3, -- Attacked state.
    weapon_class, -- Weapon class; see claims.strikes.
    weapon_as_written, -- Weapon in the report's words.
    launched, -- Munitions launched; null when not stated.
    shot_down, -- Shot down; null when not stated.
    suppressed, -- Lost to electronic warfare, where reported separately.
    shot_down_or_suppressed, -- Both together, where reported as one figure.
    reported_by, -- Who published the report.
    report_ref, -- The report's address or post id.
    claim_id, -- Claim, as in claims.strikes.
    revision, -- Revision of the claim, from 1.
    known_from, -- When this revision became known.
    known_to is not null as has_changed_since, -- Whether it has been changed or withdrawn since.
from claims.strikes
where
    epoch_us(known_from) < epoch_us(cast(cast(known_day as date) + 1 as timestamp))
    and (
        known_to is null
        or epoch_us(known_to) >= epoch_us(cast(cast(known_day as date) + 1 as timestamp))
    )
order by night_of, weapon_class, reported_by, claim_id
