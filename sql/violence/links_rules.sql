-- Event of each claim of violence, which is the one that the source identifies by its id. No rule merges events of different
-- sources, because datasets date, place and split the same violence differently and none names the events of another; a rule
-- could only guess. A person who has evidence can link two events in vocabulary.link_overrides.
-- grain: claim_id
-- not for: final links; a reviewed decision overrules a rule, see links.violence.
-- test: unique(claim_id): A claim of two events would be counted in both.
select
    claim_id, -- Claim, as in claims.violence.
    concat('violence-', source, '-', coalesce(event_ref, claim_id)) as event_id, -- violence-<source>-<id that the source gives the event>.
    'the source identifies the event' as reason, -- Rule that applied, in words.
from known.violence
order by claim_id
