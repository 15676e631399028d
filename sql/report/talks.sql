-- Rounds of talks, newest first.
-- grain: event_id
-- not for: measuring progress; an outcome is what the sources say of it.
with
names as (
    select map(list(party_id), list(name_en)) as name_of,
    from vocabulary.parties
)

select
    timeline.event_id, -- Round.
    timeline.started_on, -- First day.
    timeline.ended_on, -- Last day.
    timeline.process, -- Series of talks.
    timeline.round_no, -- Number of the round, as stated.
    timeline.venue_city, -- City; null for calls and where not stated.
    timeline.format, -- bilateral, trilateral, multilateral, proximity, shuttle or phone.
    list_transform(timeline.parties, lambda code: coalesce(names.name_of[code], code)) as parties, -- Who took part.
    list_contains(timeline.parties, 'RUS') and list_contains(timeline.parties, 'UKR') as has_both_parties, -- Whether Russia and Ukraine both took part.
    timeline.outcome, -- agreement, partial, no_result or unknown.
    timeline.sources, -- Independent sources.
    [timeline.event_id] as event_ids, -- The round.
from marts.negotiations_timeline as timeline
cross join names
order by timeline.started_on desc, timeline.event_id
