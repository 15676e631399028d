-- How far apart two claims may be and still refer to one event.
-- grain: family x kind x object_group x days
-- not for: concluding that closer claims are one event; place, state and object must agree too, and a source's label overrules it.
create table vocabulary.linking_tolerances (
    family varchar not null, -- Family of the claims, a folder of sql/ such as airspace.
    kind varchar, -- violation, dangerous_encounter or sighting; null where a family does not distinguish kinds.
    object_group varchar, -- drone, aircraft (with recon_aircraft), helicopter, missile or balloon; null where a family does not distinguish objects.
    days integer not null, -- Days between the two dates, at most.
    km double, -- Kilometres between the two points, at most; below 100 two place names must agree too. Null where places have no coordinates.
    note varchar not null -- Reason, in a sentence.
);
